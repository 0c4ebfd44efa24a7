"""Keeps Python alive under one release of the binding, which gives away a reference to True at every signal.

PySide6 6.12.0 returns True from `Signal.emit` without counting it. Since Python 3.12 True cannot die; before, the
count reaches zero after some ten thousand signals and Python stops the program. Other releases do not do this.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

import PySide6

_FAULTY: Final = "6.12.0"
_ENOUGH: Final = 1 << 40
_MANY: Final = 1 << 30


def hold_true() -> None:
    """Count True so often that no number of signals uses it up; does nothing where it is not needed."""
    if sys.version_info < (3, 12) and PySide6.__version__ == _FAULTY and sys.getrefcount(True) < _MANY:
        ctypes.c_ssize_t.from_address(id(True)).value += _ENOUGH
