"""The drawer at the right; where the window has no room for it beside a page, it takes the place of the page."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QWidget

from app.ui import words
from app.ui.blocks import button, label
from app.ui.desk import Desk
from app.ui.lists.drawer import Lists

_BESIDE: Final = 62
"""Ems that steps, page and drawer need beside each other."""


class Drawer(QDockWidget):
    """Holds the lists."""

    def __init__(self, desk: Desk, window: QMainWindow) -> None:
        """Stand at the right of a window."""
        super().__init__(words.LISTS, window)
        self._window, self.lists = window, Lists(desk)
        self.setWidget(self.lists)
        self.setTitleBarWidget(self._head())
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self.setAllowedAreas(Qt.DockWidgetArea.RightDockWidgetArea)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        window.installEventFilter(self)
        self.visibilityChanged.connect(lambda _: self.make_room())
        desk.go_asked.connect(lambda _: self.give_way())

    def _head(self) -> QWidget:
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(8, 4, 4, 0)
        line.addWidget(label(words.LISTS, "caption"), 1)
        line.addWidget(button(words.CLOSE_LISTS, self.hide, flat=True))
        return head

    @property
    def alone(self) -> bool:
        """Say whether there is room for the drawer or for the page, not for both."""
        return self._window.width() < self._window.fontMetrics().horizontalAdvance("国") * _BESIDE

    def make_room(self) -> None:
        """Share the window with the page, or take its place."""
        em, middle = self._window.fontMetrics().horizontalAdvance("国"), self._window.centralWidget()
        self.setMinimumWidth(min(em * 19, self._window.width() // 3))
        if middle is not None:
            middle.setVisible(self.isHidden() or not self.alone)

    def give_way(self) -> None:
        """Let the page be seen to which somebody goes."""
        if self.alone:
            self.hide()

    def hideEvent(self, event: object) -> None:  # noqa: N802
        """Give the page its place back."""
        super().hideEvent(event)  # type: ignore[arg-type]
        self.make_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Share anew when the window or its type is another size."""
        if watched is self._window and event.type() in {QEvent.Type.Resize, QEvent.Type.FontChange}:
            self.make_room()
        return super().eventFilter(watched, event)
