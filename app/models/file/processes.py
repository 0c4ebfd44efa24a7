"""Is the process that holds a lock still there? Its start time tells it from a later one with the same number."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

_UNKNOWN: Final = "running"
"""Mark of a process that runs but does not tell when it was started."""

_LARGEST: Final = 0x7FFF_FFFF

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _QUERY = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION
    _STILL_ACTIVE = 259

    def started(pid: int) -> str:
        """Return a mark of the start of a running process, empty when there is no such process."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        handle = kernel.OpenProcess(_QUERY, False, pid)
        if not handle:
            # 5: it runs under another account and may not be asked.
            return _UNKNOWN if ctypes.get_last_error() == 5 else ""
        try:
            return _creation(kernel, handle)
        finally:
            kernel.CloseHandle(wintypes.HANDLE(handle))

    def _creation(kernel: ctypes.WinDLL, handle: int) -> str:
        code = wintypes.DWORD()
        times = [wintypes.FILETIME() for _ in range(4)]
        kernel.GetExitCodeProcess(wintypes.HANDLE(handle), ctypes.byref(code))
        if code.value != _STILL_ACTIVE:
            return ""
        kernel.GetProcessTimes(wintypes.HANDLE(handle), *(ctypes.byref(time) for time in times))
        return f"{times[0].dwHighDateTime:x}{times[0].dwLowDateTime:08x}"

else:
    _ENDED: Final = frozenset("ZX")
    """States of a process that has ended but was not yet seen off by its parent."""

    def started(pid: int) -> str:
        """Return a mark of the start of a running process, empty when there is no such process."""
        try:
            stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:  # gone, hidden from this account, or a system without /proc
            return _UNKNOWN if _answers(pid) else ""
        # The name in parentheses may hold blanks; after it come the state and, as 20th field, the start time.
        after_name = stat.rpartition(")")[2].split()
        return "" if after_name[0] in _ENDED else after_name[19]

    def _answers(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True


def runs(pid: int, mark: str) -> bool:
    """Tell whether the process with this number and mark still runs; an unknown mark is taken on trust."""
    present = started(pid) if 0 < pid <= _LARGEST else ""
    return bool(present) and (present == mark or _UNKNOWN in {present, mark} or not mark)
