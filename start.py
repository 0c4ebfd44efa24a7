"""Set up this checkout and run it: `python3 start.py demo`, `python3 start.py test`, on Windows `py start.py …`.

The first run makes `.venv` beside this file and installs into it exactly what the lock files in `requirements/` list,
every file checked against its hash; later runs need no network. `test` runs all checks and tests, anything else goes to
`jixiao` as it is, and its exit code comes back. Standard library only. It runs on Python 3.11 and later and parses on
3.7, so that an older Python gets a sentence instead of a traceback. Everything this file says itself goes to standard
error: standard output belongs to the command, which may print JSON.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "requirements"
STAMP = VENV / "installed.json"
RUNTIME, DEV = "lock.txt", "dev.txt"
OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 37)  # the evaluation file's tables are STRICT
ENVIRONMENT_PROBLEM = 3
INTERRUPTED = 130
WINDOWS = sys.platform == "win32"

PROBE = "import PIL._imaging, lxml.etree, pydantic, sqlalchemy, yaml"
# What the probe may miss on a bare Linux: shared library → Debian package.
SYSTEM_LIBRARIES = {
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
}
# The command line works without a screen and these; the tests and the window do not.
WINDOW_PROBE = "import PySide6.QtPrintSupport, PySide6.QtWidgets"
WINDOW_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}

CHECKS = (
    ("ruff check", ("-m", "ruff", "check", ".")),
    ("ruff format", ("-m", "ruff", "format", "--check", ".")),
    ("mypy", ("-m", "mypy")),
    ("import-linter", ("-c", "from importlinter.cli import lint_imports_command as run; run(['--no-logo'])")),
)
# Benchmarks run once here, as tests; docs/develop.md tells how to measure with them.
PYTEST = ("-m", "pytest", "-n", "auto", "--maxprocesses", "4", "--dist", "worksteal", "--benchmark-disable")


class SetupError(Exception):
    """The machine lacks something that only a person can add; the text says what and how, in Chinese."""


def say(text: str) -> None:
    """Print a line for the person at the keyboard."""
    print(text, file=sys.stderr, flush=True)


def install_hint(packages: Sequence[str]) -> str:
    """Tell how to install Debian packages; on a Linux without apt-get, which packages to look for."""
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        return "请用本系统的软件管理工具安装（Debian 中的名称）：" + names
    sudo = "" if sys.platform == "win32" or os.geteuid() == 0 else "sudo "
    return f"请执行：{sudo}apt-get install -y --no-install-recommends {names}"


def check_machine() -> None:
    """Refuse, with the repair, a Python that cannot carry the program."""
    if sys.maxsize < 2**32:
        raise SetupError("当前是 32 位 Python，本程序需要 64 位 Python 3.11 或更高版本，请安装后重试。")
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise SetupError("系统的 Python 缺少建立运行环境的部件（venv）。" + install_hint(["python3-venv"]))
    try:
        import sqlite3  # noqa: PLC0415 - a Python built by hand may lack it, and must be told so in words
    except ImportError:
        raise SetupError("当前 Python 没有 SQLite 部件，请换用系统自带或官方安装的 Python 3.11 以上版本。") from None
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        found = sqlite3.sqlite_version
        raise SetupError(f"当前 Python 的 SQLite 是 {found}，需要 3.37 或更高版本，请换用较新的 Python。")


def venv_python() -> Path:
    """Return the interpreter inside `.venv`, there or not."""
    return VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def base_python() -> str:
    """Return what `.venv` stands on, or "" when that is gone: a removed or upgraded Python leaves it broken."""
    with contextlib.suppress(OSError):
        lines = (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
        settings = dict(line.split(" = ", 1) for line in lines if " = " in line)
        if venv_python().exists() and Path(settings.get("home", "")).is_dir():
            return str(Path(settings["home"]) / venv_python().resolve().name)
    return ""


def digest(lock: str) -> str:
    """Return the digest of a lock file; line ends do not count, since git may change them on Windows."""
    return hashlib.sha256((LOCKS / lock).read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def read_stamp() -> dict[str, str]:
    """Return what the last complete installation noted; empty when there was none."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def usable(stamp: Mapping[str, str]) -> bool:
    """Tell whether `.venv` is complete, and everything in it still is what the lock files list."""
    if not stamp or stamp.get("python") != base_python():
        return False
    return all(digest(lock) == noted for lock, noted in stamp.items() if lock != "python")


def lock_file(handle: IO[str], *, wait: bool) -> bool:
    """Lock an open file for this process, or tell that another one has it; the system frees it with its process."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - exists on Windows only

            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - exists elsewhere only

            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        # On a drive without locks, setting up without one is better than not at all; anything else: it is taken.
        return problem.errno in {errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP}
    return True


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Keep a second window from setting up at the same time."""
    with (ROOT / ".venv.lock").open("w", encoding="utf-8") as handle:
        if not lock_file(handle, wait=False):
            say("另一个窗口正在准备运行环境，请稍候……")
            while not lock_file(handle, wait=True):
                pass  # on Windows a wait ends after ten seconds
        yield


def prepare(lock: str) -> None:
    """Make `.venv` hold what a lock file lists; does nothing, and needs no network, when it already does.

    A `.venv` without a stamp was interrupted, and one whose lock changed would keep what is no longer listed: both are
    made anew. The stamp is removed first and written last.
    """
    stamp = read_stamp()
    if lock in stamp and usable(stamp):
        return
    check_machine()
    with alone():
        stamp = read_stamp()  # another window may just have done it
        if not usable(stamp):
            stamp = {}
            make_venv()
        if lock not in stamp:
            install(lock, stamp)


def make_venv() -> None:
    """Make an empty `.venv`, in place of one that is there."""
    if VENV.exists():
        say("正在重建运行环境（上次安装没有完成，或所需组件有变动）……")
        shutil.rmtree(VENV)
    else:
        say("首次运行，正在建立运行环境（需要联网，约一两分钟，以后不再需要）……")
    code, output = listen([sys.executable, "-I", "-m", "venv", str(VENV)])
    if code != 0:
        say(output)
        raise SetupError(f"建立运行环境没有成功，原因见上面的英文。常见的原因：磁盘已满（{free_space()}）。")


def free_space() -> str:
    """Tell how much room is left where `.venv` stands."""
    return f"程序所在的磁盘还剩 {shutil.disk_usage(ROOT).free // 1_000_000} MB，安装需要约 300 MB"


def listen(command: Sequence[str]) -> tuple[int, str]:
    """Run a command and return its exit code and all it said."""
    quiet = subprocess.DEVNULL
    done = subprocess.run(command, check=False, stdin=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode("utf-8", errors="replace")


def install(lock: str, stamp: Mapping[str, str]) -> None:
    """Install what a lock file lists and note it in the stamp."""
    STAMP.unlink(missing_ok=True)
    say("正在下载并核对组件……")
    options = ("--require-hashes", "--only-binary", ":all:", "--no-user", "--no-input", "--progress-bar", "off")
    # UTF-8 whatever the console uses; pip's own settings (index, proxy, certificates) apply as they are.
    run_pip((*options, "--disable-pip-version-check", "-r", str(LOCKS / lock)))
    check_libraries(PROBE, SYSTEM_LIBRARIES)
    if lock == DEV:
        check_libraries(WINDOW_PROBE, WINDOW_LIBRARIES)
    noted = {RUNTIME, lock}  # dev.txt lists all of lock.txt too
    STAMP.write_text(json.dumps({**stamp, "python": base_python(), **{n: digest(n) for n in noted}}), encoding="utf-8")
    say("运行环境已就绪。")


def run_pip(options: Sequence[str]) -> None:
    """Run pip inside `.venv` and tell its progress in Chinese; show its own words only when it fails."""
    command = [str(venv_python()), "-X", "utf8", "-I", "-m", "pip", "install", *options]
    lines: list[str] = []
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as pip:
        for raw in pip.stdout or ():
            lines.append(raw.decode("utf-8", errors="replace").rstrip())
            if lines[-1].startswith("Collecting "):
                say("  下载 " + lines[-1].split()[1])
            elif lines[-1].startswith("Installing collected"):
                say("正在安装……")
    if pip.returncode != 0:
        say("\n".join(lines[-15:]))
        raise SetupError(
            "安装没有完成，原因见上面的英文。常见的原因：没有联网；"
            f"要经过代理或单位内部的软件源（请按 pip 的办法设置）；磁盘已满（{free_space()}）；"
            "当前 Python 太新，组件还没有跟上。"
            "解决后再执行同一条命令即可，会自动修复。"
        )


def check_libraries(probe: str, libraries: Mapping[str, str]) -> None:
    """Load what was installed once, and name the system libraries it misses."""
    code, output = listen([str(venv_python()), "-I", "-c", probe])
    if code == 0:
        return
    say(output)
    missing = [] if WINDOWS else [package for name, package in libraries.items() if not loads(name)]
    if missing:
        raise SetupError("缺少系统库。" + install_hint(missing))
    hint = "请更新 Windows，并安装 Microsoft Visual C++ 运行库（x64）后重试。" if WINDOWS else ""
    raise SetupError("组件已安装，但不能运行，原因见上面的英文。" + hint)


def loads(library: str) -> bool:
    """Tell whether the system can load a shared library."""
    import ctypes  # noqa: PLC0415 - needed only after a failure

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def environment() -> dict[str, str]:
    """Return the environment for the program: this checkout comes before anything the caller's settings point to."""
    return {**{k: v for k, v in os.environ.items() if k != "PYTHONHOME"}, "PYTHONPATH": str(ROOT)}


def run(arguments: Sequence[str], folder: Path | None = None) -> int:
    """Run the interpreter of `.venv` in a folder (by default the caller's) and return its exit code."""
    with subprocess.Popen([str(venv_python()), *arguments], cwd=folder, env=environment()) as program:
        while program.poll() is None:
            with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C reaches the program too: it decides
                program.wait()
    return program.returncode if program.returncode >= 0 else 128 - program.returncode


def run_app(arguments: Sequence[str]) -> int:
    """Run jixiao in the caller's folder; -P keeps a folder called `app` there out of the way."""
    command = ("-P", "-m", "app", *arguments)
    if not WINDOWS:  # become the program: signals reach it, and its exit code is ours
        os.execve(venv_python(), (str(venv_python()), *command), environment())  # noqa: S606
    return run(command)


def run_tests(arguments: Sequence[str]) -> int:
    """Run every check and then the tests; with arguments, only pytest with these. 0 means that all passed."""
    if arguments:
        return run(("-m", "pytest", *arguments), ROOT)
    failed = []
    for name, command in CHECKS:
        say(f"== {name}")
        if run(command, ROOT) != 0:
            failed.append(name)
    say("== pytest")
    if failed:  # said before pytest runs, whose closing line is to be the last
        say("以下检查没有通过，测试仍会跑完，但结果为失败：" + "、".join(failed))
    return run(PYTEST, ROOT) or int(bool(failed))


def main(arguments: Sequence[str]) -> int:
    """Set up, run, and return the exit code: the command's own, or 3 when the set-up failed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console without Chinese must not stop the work
    if sys.version_info < OLDEST_PYTHON:
        say("当前 Python 是 {}.{}，本程序需要 3.11 或更高版本。".format(*sys.version_info))
        say("请安装后用它重新运行，例如：" + ("py -3.12 start.py" if WINDOWS else "python3.12 start.py"))
        return ENVIRONMENT_PROBLEM
    testing = list(arguments[:1]) == ["test"]
    try:
        prepare(DEV if testing else RUNTIME)
    except SetupError as problem:
        say(str(problem))
        return ENVIRONMENT_PROBLEM
    except OSError as problem:
        say(f"读写程序所在的文件夹时出错：{problem.filename or ROOT}（{problem.strerror}）。")
        say("请关闭正在运行的本程序，确认磁盘有空间、对该文件夹有写入权限（或把程序移到自己的文件夹），再试一次。")
        return ENVIRONMENT_PROBLEM
    except KeyboardInterrupt:
        say("已中断。下次运行会自动补装。")
        return INTERRUPTED
    return run_tests(arguments[1:]) if testing else run_app(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
