"""Runs under the Windows Python: start a program in a console of its own, under two code pages, and read the screen.

Also lets Windows itself lead its output into a file. Prints one JSON object: what stood where.
"""

from __future__ import annotations

import ctypes
import json
import msvcrt
import os
import subprocess
import sys
from ctypes import wintypes
from pathlib import Path

assert sys.platform == "win32"  # noqa: S101 - tells the type checker where this runs

_READ_WRITE, _SHARED, _EXISTING = 0xC0000000, 3, 3
_CHARACTERS = 2000

kernel = ctypes.WinDLL("kernel32", use_last_error=True)
kernel.CreateFileW.restype = wintypes.HANDLE


def door(name: str) -> int:
    """Open the screen or the keys of the console."""
    return int(kernel.CreateFileW(name, _READ_WRITE, _SHARED, None, _EXISTING, 0, None))


def in_console(page: int, command: list[str]) -> str:
    """Run a program in a console with this code page; return what its screen shows."""
    kernel.FreeConsole()
    kernel.AllocConsole()
    kernel.SetConsoleOutputCP(page)
    screen = msvcrt.open_osfhandle(door("CONOUT$"), os.O_RDWR)
    keys = msvcrt.open_osfhandle(door("CONIN$"), os.O_RDWR)
    subprocess.run(command, stdin=keys, stdout=screen, stderr=screen, check=False)
    shown, count = ctypes.create_unicode_buffer(_CHARACTERS + 1), wintypes.DWORD()
    handle = wintypes.HANDLE(msvcrt.get_osfhandle(screen))
    kernel.ReadConsoleOutputCharacterW(handle, shown, _CHARACTERS, wintypes.DWORD(0), ctypes.byref(count))
    return " ".join(shown[: count.value].split())


def in_file(page: int, target: Path, command: list[str]) -> str:
    """Run a program whose output goes into a file; return the file as UTF-8, what is none marked."""
    kernel.SetConsoleOutputCP(page)
    with target.open("wb") as stream:
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, check=False)
    return target.read_bytes().decode("utf-8", "replace")


def main(target: str, *command: str) -> None:
    """Try both code pages both ways."""
    pages = (936, 65001)
    shown = {f"屏幕 {page}": in_console(page, list(command)) for page in pages}
    told = {f"文件 {page}": in_file(page, Path(target), list(command)) for page in pages}
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(json.dumps({**shown, **told}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
