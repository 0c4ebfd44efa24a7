"""Rubbish is swept on the interface thread alone, and all of it only while nobody types.

Python sweeps on whatever thread happens to make an object. On the thread of the audit it would take parts of the window
to pieces there: Qt waits for its own locks then, while the window waits for Python, and both stand still. A full sweep
of a large evaluation stops every thread for over a frame, so it waits until a person rests.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

from app.ui.desk import Desk

_YOUNG: Final = 5_000
"""New objects from which on what is young is swept."""
_OFTEN: Final = 100
"""Milliseconds between looks at how many there are."""
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
        gc.disable()
        often = QTimer(self, interval=_OFTEN)
        often.timeout.connect(_sweep_young)
        often.start()
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


def _sweep_young() -> None:
    if gc.get_count()[0] > _YOUNG:
        gc.collect(1)
