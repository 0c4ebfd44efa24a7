"""The first line of Python in the installed program: start it, or say in words that its files are damaged."""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
FILE_LIST = "文件清单.sha256"
PORTABLE = HOME / "program" / "portable"
SETTINGS = HOME / "设置"
PYTHON = HOME / "runtime" / "python.exe"
WINDOW = "window" in sys._xoptions  # noqa: SLF001 - what jixiao.exe says of itself, and jixiao-cli.exe does not
DAMAGED = 3
BUG = 4  # what the command line ends with when it meets what it does not expect
MEND = "程序文件不完整，请重新运行安装程序修复。\n您的自评文件和设置不受影响。"
MOST = 5


def main() -> int:
    """Run the program; a part that cannot be loaded is told by name."""
    if PORTABLE.is_file():  # from a stick: nothing is left behind on the computer
        os.environ.setdefault("JIXIAO_HOME", str(SETTINGS))
    if PYTHON.is_file():  # what starts a process of its own needs Python, not this launcher
        sys.executable = str(PYTHON)
    try:
        from app.__main__ import main as run  # noqa: PLC0415 - a damaged file must not stop this one

        code = run()
    except Exception as error:
        if tell_damage():
            return DAMAGED
        if WINDOW:  # nobody sees a traceback: the place in the program, nothing a person typed
            places = "\n".join(
                f"{Path(at.filename).name}:{at.lineno}" for at in traceback.extract_tb(error.__traceback__)
            )
            say(
                f"程序没有打开，请把下面的文字发给软件提供方。您的自评文件不受影响。\n\n{type(error).__name__}\n{places}"
            )
        raise
    return DAMAGED if code == BUG and tell_damage() else code


def tell_damage() -> bool:
    """Say which files are not as they were delivered; False when all are."""
    wrong = damaged()
    if wrong:
        say(in_words(wrong))
    return bool(wrong)


def damaged() -> list[str]:
    """Return the files that are not as they were delivered."""
    files = listed()
    return [name for name, digest in files.items() if digest_of(HOME / name) != digest] if files else [FILE_LIST]


def listed() -> dict[str, str]:
    """Return the files the program was delivered with, each with its SHA-256; nothing when the list is damaged."""
    try:
        lines = (HOME / FILE_LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; nothing when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def in_words(wrong: Sequence[str]) -> str:
    """Return what the person is told of damaged files: the first few by name, how many there are, what to do."""
    more = f"\n等 {len(wrong)} 个文件" if len(wrong) > MOST else ""
    return f"{MEND}\n\n损坏或缺少的文件：\n" + "\n".join(wrong[:MOST]) + more


def say(text: str) -> None:
    """Tell it: in a message box in the window, on the error stream in a console."""
    if WINDOW and sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - needed only here

        ctypes.windll.user32.MessageBoxW(None, text, "社保绩效自评", 0x10)
    elif sys.stderr is not None:
        sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
