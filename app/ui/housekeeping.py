"""Rubbish is swept while nobody types: a full sweep of a large evaluation stops every thread for over a frame."""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

from app.ui.desk import Desk

_YOUNG: Final = 5_000
_MIDDLE: Final = 5
_NEVER: Final = 1_000_000
"""Sweeps of everything are not begun by Python itself, which would begin them in the middle of a word."""
_QUIET: Final = 30_000
_CLOSED: Final = 1_000
"""Milliseconds of rest after an edit, and after a file was closed."""
_MOST: Final = 5
"""Files that may be closed before there was such a rest."""


class Housekeeping(QObject):
    """Sweeps when a file was closed, and when a person has rested from typing."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Listen to a desk."""
        super().__init__(parent)
        gc.enable()  # off since the start of the program, for the sake of the first picture
        gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
        self.due = QTimer(self, singleShot=True)
        self.due.timeout.connect(self._sweep)
        desk.changed.connect(lambda _: self.due.start(_QUIET))
        desk.closed.connect(self._one_more)
        self._closed = 0

    def _one_more(self) -> None:
        self._closed += 1
        self.due.start(_CLOSED if self._closed < _MOST else 0)

    def _sweep(self) -> None:
        self._closed = 0
        gc.collect()
