"""Runs under the Windows Python: start the window program, read the message box that it shows, and close it."""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
import time
from ctypes import wintypes

assert sys.platform == "win32"  # noqa: S101 - tells the type checker where this runs

_TITLE = "社保绩效自评"
_DIALOG, _TEXT, _CLOSE = "#32770", 0xFFFF, 0x0010
_LONGEST = 60


def main(program: str) -> None:
    """Print one JSON object: the text of the box and how the program ended; no text when none came."""
    user = ctypes.WinDLL("user32", use_last_error=True)
    user.FindWindowW.restype = wintypes.HWND
    running = subprocess.Popen([program], stdin=subprocess.DEVNULL)
    begun, box = time.monotonic(), None
    while not box and running.poll() is None and time.monotonic() - begun < _LONGEST:
        time.sleep(0.5)
        box = user.FindWindowW(_DIALOG, _TITLE)
    text = ctypes.create_unicode_buffer(2000)
    if box:
        time.sleep(1)
        user.GetDlgItemTextW(wintypes.HWND(box), _TEXT, text, len(text))
        user.PostMessageW(wintypes.HWND(box), _CLOSE, 0, 0)
    try:
        code = running.wait(_LONGEST)
    except subprocess.TimeoutExpired:
        running.kill()
        code = -1
    sys.stdout.write(json.dumps({"text": text.value, "code": code}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
