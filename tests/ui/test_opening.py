"""The fixtures themselves: a window with a start page, a sample opened in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.ui.shell.window import Window


def test_the_window_begins_with_the_start_page(window: Window) -> None:
    assert window.door.start.isVisible()
    assert window.shell is None


def test_a_sample_opens(window: Window, sample: Callable[[str], Path]) -> None:
    window.open(sample("yuanjiang-2024"))
    assert window.shell is not None
    assert "沅江市社会保险服务中心" in window.windowTitle()
