"""Runs under the Windows Python: hold a file open as Word holds its document, while a program runs."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from ctypes import wintypes

assert sys.platform == "win32"  # noqa: S101 - tells the type checker where this runs

_READ_WRITE, _OTHERS_READ, _EXISTING = 0xC0000000, 1, 3


def main(path: str, *command: str) -> int:
    """Hold the file, others may only read it; run the program and end as it ended."""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = wintypes.HANDLE
    held = kernel.CreateFileW(path, _READ_WRITE, _OTHERS_READ, None, _EXISTING, 0, None)
    if held in {None, wintypes.HANDLE(-1).value}:
        sys.exit(f"{path}: {ctypes.get_last_error()}")
    done = subprocess.run(
        command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    sys.stdout.buffer.write(done.stdout)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
