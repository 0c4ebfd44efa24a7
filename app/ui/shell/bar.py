"""The tool bar: words beside drawings; words alone where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QToolBar, QWidget


class Bar(QToolBar):
    """A bar whose buttons stay readable whatever the size of type is."""

    def __init__(self, parent: QWidget) -> None:
        """Build the empty bar of a window."""
        super().__init__(parent)
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._whole = 0

    def addAction(self, action: QAction) -> None:  # type: ignore[override]  # noqa: N802
        """Add an action at the end."""
        super().addAction(action)
        self._whole = 0

    def fit(self, room: int) -> None:
        """Show drawings beside the words while both have room."""
        if not self._whole:
            side = self.fontMetrics().height() * 7 // 8
            self.setIconSize(QSize(side, side))
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self.ensurePolished()
            self._whole = self.sizeHint().width()
        both = self._whole <= room
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if both else Qt.ToolButtonStyle.ToolButtonTextOnly
        if self.toolButtonStyle() != style:
            self.setToolButtonStyle(style)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Use the new room."""
        super().resizeEvent(event)
        self.fit(self.width())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Measure anew when the type grows."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._whole = 0
            self.fit(self.width())
