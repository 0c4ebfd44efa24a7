"""start.py: one real life of a small checkout, and the words it finds when something is missing."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

APP = """import json, os, sys
import tiny
print(json.dumps([sys.argv[1:], os.getcwd(), tiny.__file__]))
raise SystemExit(7)
"""
METADATA = "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


class Checkout:
    """A small checkout in a folder with Chinese and a blank in its name, with a package index that is a folder."""

    def __init__(self, root: Path, place: Path) -> None:
        self.index, self.top, self.away = place / "index", place / "绩效 自评", place / "别 处"
        for folder in (self.index, self.top / "app", self.top / "requirements", self.away / "app"):
            folder.mkdir(parents=True)
        shutil.copy(root / "start.py", self.top)
        (self.top / "app/__main__.py").write_text(APP, encoding="utf-8")
        (self.away / "app/__main__.py").write_text("raise SystemExit('the wrong app')", encoding="utf-8")
        self.good = self.make_wheel()

    def make_wheel(self) -> str:
        """Put a wheel into the index that also stands in for what start.py tries to load; return its hash."""
        path = self.index / "tiny-1.0-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as wheel:
            for module in ("tiny", "PIL/_imaging", "lxml/etree", "pydantic", "sqlalchemy", "yaml"):
                wheel.writestr(f"{module}.py", "")
            wheel.writestr("tiny-1.0.dist-info/METADATA", METADATA)
            wheel.writestr("tiny-1.0.dist-info/WHEEL", WHEEL)
            wheel.writestr("tiny-1.0.dist-info/RECORD", "")
        return hashlib.sha256(path.read_bytes()).hexdigest()

    def lock(self, digest: str) -> None:
        """Write the lock file."""
        text = f"tiny==1.0 \\\n    --hash=sha256:{digest}\n"
        (self.top / "requirements/lock.txt").write_text(text, encoding="utf-8")

    def start(self, *arguments: str, online: bool = True) -> subprocess.CompletedProcess[str]:
        """Run start.py from another folder; offline, pip could find nothing."""
        index = {
            "PIP_NO_INDEX": "1",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_FIND_LINKS": str(self.index if online else ""),
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
        command = [sys.executable, str(self.top / "start.py"), *arguments]
        return subprocess.run(
            command, cwd=self.away, env={**kept, **index}, capture_output=True, text=True, encoding="utf-8", check=False
        )


def test_the_life_of_a_checkout(root: Path, tmp_path: Path) -> None:
    checkout = Checkout(root, tmp_path)
    venv = checkout.top / ".venv"

    # A wrong hash is refused in words, and leaves nothing that would pass for an installation.
    checkout.lock("0" * 64)
    refused = checkout.start("demo")
    assert refused.returncode == 3
    assert "首次运行" in refused.stderr
    assert "安装没有完成" in refused.stderr
    assert refused.stdout == ""
    assert not (venv / "installed.json").exists()

    # The same command repairs it; the program's output, arguments, folder and exit code are its own.
    (venv / "left over").touch()
    checkout.lock(checkout.good)
    first = checkout.start("get", "文件 一.jxzp", "--json")
    assert first.returncode == 7
    assert "重建" in first.stderr
    assert "运行环境已就绪" in first.stderr
    arguments, folder, module = json.loads(first.stdout)
    assert arguments == ["get", "文件 一.jxzp", "--json"]
    assert Path(folder) == checkout.away
    assert Path(module).is_relative_to(venv)
    assert not (venv / "left over").exists()

    # From then on there is nothing to say and nothing to fetch.
    again = checkout.start(online=False)
    assert (again.returncode, again.stderr) == (7, "")
    assert json.loads(again.stdout)[0] == []

    # Another lock is another environment, even though the old one would still run.
    lock = checkout.top / "requirements/lock.txt"
    lock.write_bytes(lock.read_bytes() + b"# renewed\n")
    assert checkout.start(online=False).returncode == 3


@pytest.fixture
def start(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load start.py as a module of a folder of its own."""
    specification = importlib.util.spec_from_file_location("start_under_test", root / "start.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    for name in ("ROOT", "VENV", "LOCKS", "STAMP"):
        monkeypatch.setattr(module, name, tmp_path / getattr(module, name).relative_to(root))
    return module


def test_an_old_python_reads_a_sentence(
    root: Path, start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ast.parse((root / "start.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    monkeypatch.setattr(sys, "version_info", (3, 8, 10))
    assert start.main(["demo"]) == 3
    assert "当前 Python 是 3.8，本程序需要 3.11 或更高版本。" in capsys.readouterr().err


def test_a_bare_debian_reads_the_command(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: "apt-get")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name)
    with pytest.raises(start.SetupError, match="apt-get install -y --no-install-recommends python3-venv"):
        start.check_machine()


def test_a_missing_system_library_is_named(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "WINDOWS", False)
    monkeypatch.setattr(shutil, "which", lambda _name: "apt-get")
    monkeypatch.setattr(start, "listen", lambda _command: (1, "libgcc_s.so.1: cannot open shared object file"))
    monkeypatch.setattr(start, "loads", lambda library: library != "libgcc_s.so.1")
    with pytest.raises(start.SetupError, match=r"apt-get install .* libgcc-s1$"):
        start.check_libraries(start.PROBE, start.SYSTEM_LIBRARIES)
    assert "cannot open shared object file" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_named(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_lock: str) -> None:
        raise PermissionError(13, "Permission denied", "某处/.venv")

    monkeypatch.setattr(start, "prepare", refuse)
    assert start.main(["demo"]) == 3
    said = capsys.readouterr().err
    assert "某处/.venv" in said
    assert "写入权限" in said


def test_an_interruption_is_told(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_lock: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "prepare", interrupt)
    assert start.main(["test"]) == 130
    assert "下次运行会自动补装" in capsys.readouterr().err


def test_two_windows_do_not_set_up_at_once(start: ModuleType) -> None:
    path = start.ROOT / ".venv.lock"
    with start.alone(), path.open("w") as second:
        assert not start.lock_file(second, wait=False)
    with path.open("w") as second:
        assert start.lock_file(second, wait=False)


@pytest.mark.parametrize(
    ("failing", "code"),
    [("", 0), ("ruff check", 1), ("ruff format", 1), ("mypy", 1), ("import-linter", 1), ("pytest", 5)],
)
def test_the_suite_fails_when_any_part_fails(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, failing: str, code: int
) -> None:
    parts = {command: name for name, command in start.CHECKS} | {start.PYTEST: "pytest"}
    ran = []

    def run(command: tuple[str, ...], _folder: Path) -> int:
        ran.append(parts[command])
        return 5 if parts[command] == failing else 0

    monkeypatch.setattr(start, "run", run)
    assert start.run_tests([]) == code
    assert ran == ["ruff check", "ruff format", "mypy", "import-linter", "pytest"]


def test_a_part_of_the_suite_can_be_run(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "run", lambda command, _folder: len(command))
    assert start.run_tests(["tests/core", "-x"]) == len(("-m", "pytest", "tests/core", "-x"))


@pytest.mark.skipif(sys.platform == "win32", reason="signals end a process differently there")
def test_a_signal_becomes_the_usual_exit_code(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "venv_python", lambda: Path(sys.executable))
    assert start.run(("-c", "import os, signal; os.kill(os.getpid(), signal.SIGTERM)")) == 128 + 15
    assert start.run(("-c", "raise SystemExit(3)")) == 3


def test_a_moved_or_removed_python_is_noticed(start: ModuleType, tmp_path: Path) -> None:
    python = start.venv_python()
    python.parent.mkdir(parents=True)
    python.touch()
    home = tmp_path / "python 3"
    home.mkdir()
    (start.VENV / "pyvenv.cfg").write_text(f"home = {home}\nversion = 3.11.9\n", encoding="utf-8")
    start.LOCKS.mkdir()
    (start.LOCKS / "lock.txt").write_bytes(b"a\nb\n")
    stamp = {"python": start.base_python(), "lock.txt": start.digest("lock.txt")}
    assert start.usable(stamp)
    (start.LOCKS / "lock.txt").write_bytes(b"a\r\nb\r\n")  # git's line ends on Windows
    assert start.usable(stamp)
    home.rmdir()
    assert not start.usable(stamp)
    assert not start.usable({})
