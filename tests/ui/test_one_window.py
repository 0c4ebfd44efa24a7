"""Going through the pages nothing flashes up as a window of its own and takes the keys away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.ui import words
from app.ui.shell.window import Window
from tests.ui.hands import button, press


class Windows(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note a window."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(repr(watched))
        return False


def test_no_page_shows_a_window_of_its_own(qapp: QApplication, window: Window, sample: Callable[[str], Path]) -> None:
    window.open(sample("yuanjiang-2024"))
    watch = Windows()
    qapp.installEventFilter(watch)
    while button(window, words.BACK) is not None:
        press(window, words.BACK)
    while button(window, words.NEXT) is not None:
        press(window, words.NEXT)
    qapp.removeEventFilter(watch)
    assert watch.seen == []
