"""A button as wide as its line: what has no room is left out in the middle and stands in the tip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy


class Line(QPushButton):
    """Something to click that may have a long name."""

    def __init__(self, name: str, act: Callable[[], object]) -> None:
        """Name what is clicked."""
        super().__init__()
        self.name = name
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
        self.setText(metrics.elidedText(self.name, Qt.TextElideMode.ElideMiddle, room))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Use the new room."""
        super().resizeEvent(event)
        self._fit()
