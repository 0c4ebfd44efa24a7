"""What stays in sight below a page while it is scrolled: the panel of the row or the cell at hand."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget


class Host(Protocol):
    """A page that leaves room for its foot."""

    def keep_free(self, height: int) -> None:
        """Leave room at the bottom."""


class Foot(QObject):
    """Keeps panels along the bottom of a page; one of them is shown at a time."""

    def __init__(self, page: QScrollArea, host: Host) -> None:
        """Begin with nothing."""
        super().__init__(page)
        self._page, self._host = page, host
        self.widgets: list[QWidget] = []

    def take(self, widget: QWidget) -> None:
        """Keep a panel at the foot of the page."""
        hidden = widget.isHidden()
        self.widgets.append(widget)
        widget.setParent(self._page)
        widget.setVisible(not hidden)
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        widget.installEventFilter(self)

    def only(self, widget: QWidget | None) -> None:
        """Hide all panels but one."""
        for one in self.widgets:
            if one is not widget:
                one.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Make room when a panel appears, goes, or needs another height."""
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.LayoutRequest}:
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Lay the panel along the bottom and let the page end above it."""
        shown = next((one for one in self.widgets if not one.isHidden()), None)
        height = 0
        if shown is not None:
            edge, beside = self._page.frameWidth(), self._page.viewport()
            width = beside.width()
            height = shown.heightForWidth(width) if shown.hasHeightForWidth() else shown.sizeHint().height()
            shown.setGeometry(QRect(beside.x(), self._page.height() - edge - height, width, height))
        self._host.keep_free(height)
