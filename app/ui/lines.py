"""A button as wide as its line: a long name breaks once; what has no room then is left out and stands in the tip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy


class Line(QPushButton):
    """Something to click that may have a long name."""

    def __init__(self, name: str, act: Callable[[], object], *, breaks: bool = False) -> None:
        """Name what is clicked; a name that `breaks` may take two lines."""
        super().__init__()
        self.name, self.breaks = name, breaks
        self.setProperty("flat", "true")
        self.setStyleSheet("text-align: left")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _=False: act())
        self.call(name)

    def call(self, name: str) -> None:
        """Give it another name."""
        self.name = name
        self.setToolTip(name)
        self.setAccessibleName(name)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        room = self.width() - metrics.horizontalAdvance("国")
        if not self.breaks or metrics.horizontalAdvance(self.name) <= room:
            first, rest = "", self.name
        else:
            ends = range(len(self.name), 1, -1)
            first = self.name[: next((at for at in ends if metrics.horizontalAdvance(self.name[:at]) <= room), 0)]
            rest = self.name.removeprefix(first)
        rest = metrics.elidedText(rest, Qt.TextElideMode.ElideMiddle, room)
        self.setText(f"{first}\n{rest}" if first else rest)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Use the new room."""
        super().resizeEvent(event)
        self._fit()
