"""The preview beside the list: the pages of the real PDF, scrolled by themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui import words
from app.ui.blocks import button, label
from app.ui.printing.pages import PageView


class PreviewPane(QWidget):
    """Pages, how many there are, and what closes them again."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without pages, hidden."""
        super().__init__(parent)
        self.pages = PageView()
        self._count = label("", "faint")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(words.PREVIEW)
        self.area.setWidget(self.pages)
        line = QHBoxLayout()
        line.addWidget(self._count, 1)
        line.addWidget(button(words.CLOSE_PREVIEW, self.close_pages, flat=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.area, 1)
        self.hide()

    def show_pdf(self, data: bytes, pages: int) -> None:
        """Show a PDF from its beginning; `pages` are those that are not empty backs."""
        self.pages.show_pdf(data)
        self._count.setText(words.previewed(pages))
        self.area.verticalScrollBar().setValue(0)

    def go(self, page: int) -> None:
        """Show a page, counted from 0."""
        QTimer.singleShot(0, self.area, lambda: self.area.verticalScrollBar().setValue(self.pages.top_of(page)))

    def close_pages(self) -> None:
        """Give the room and the memory of the pages back."""
        self.pages.forget()
        self.hide()
        self.closed.emit()
