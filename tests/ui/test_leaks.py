"""Opening and closing 200 files leaks neither handles nor memory."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.ui.shell.window import Window

TIMES = 200
WARM = 40
MOST_OBJECTS = 20
"""Objects of Python that an opening may leave behind; 12 were counted when this was written."""
MOST_GROWTH = 24_000_000
"""Bytes that may stay over 160 openings: caches of Qt, of Python and of the allocator."""


def resident() -> int:
    """Return the memory of this process in bytes."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4096


def handles() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def sweep() -> None:
    """Take away everything nobody holds: a part of the window goes only after what was written in Python about it."""
    for _ in range(3):
        settle()
        gc.collect()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="read from /proc")
def test_two_hundred_openings_leak_nothing(window: Window, sample: Callable[..., Path]) -> None:
    path = sample("yueyanglou-2017")
    held, memory, objects = 0, 0, 0
    for number in range(TIMES):
        window.open(path)
        assert window.desk.is_open
        settle()
        window.go_home()
        settle()
        if number == WARM:
            window.auditor.wait()
            sweep()
            held, memory, objects = handles(), resident(), len(gc.get_objects())
    window.auditor.wait()
    sweep()
    assert handles() <= held
    assert resident() - memory < MOST_GROWTH
    assert len(gc.get_objects()) - objects < MOST_OBJECTS * (TIMES - WARM)


def test_no_number_of_signals_uses_up_true(window: Window) -> None:
    before = sys.getrefcount(True)
    for _ in range(20_000):
        window.door.said.emit("")
    assert sys.getrefcount(True) > before // 2
