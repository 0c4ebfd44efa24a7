"""Pages of a PDF one below the other, as wide as there is room; each is drawn when it is painted first."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.output.preview import PagePictures, Picture
from app.ui import theme, words

_WIDEST: Final = 60
"""Characters a page is wide at most: more reads no better."""
_KEPT: Final = 10
"""Pages whose pictures are kept."""
_INCH: Final = 72


def image_of(picture: Picture) -> QImage:
    """Return a picture as Qt holds it, with bytes of its own."""
    return QImage(picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGBX8888).copy()


class PageView(QWidget):
    """Shows a PDF, as high as its pages are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing."""
        super().__init__(parent)
        self.setAccessibleName(words.PREVIEW)
        self._pictures: PagePictures | None = None
        self._sheets: list[_Sheet] = []
        self._drawn: dict[int, QPixmap] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    @property
    def count(self) -> int:
        """Return the number of pages."""
        return len(self._sheets)

    def show_pdf(self, data: bytes) -> None:
        """Show another PDF."""
        self.forget()
        self._pictures = PagePictures(data)
        for page in range(self._pictures.count):
            sheet = _Sheet(self, page, QSize(*self._pictures.size(page)))
            sheet.setAccessibleName(words.page_of(page + 1, self._pictures.count))
            self._column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
            self._sheets.append(sheet)
        self._share()

    def top_of(self, page: int) -> int:
        """Return how far down a page begins, counted from 0."""
        return self._sheets[page].y() if page < len(self._sheets) else 0

    def forget(self) -> None:
        """Give the memory of the last PDF back."""
        if self._pictures is not None:
            self._pictures.close()
        for sheet in self._sheets:
            self._column.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
        self._pictures, self._sheets, self._drawn = None, [], {}

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Make the pages as wide as there is room."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        room = min(self.width(), self.fontMetrics().horizontalAdvance("国") * _WIDEST)
        for sheet in self._sheets:
            sheet.take(room)

    def picture(self, page: int, width: int) -> QPixmap | None:
        """Return the picture of a page in so many dots across; None when the PDF is gone."""
        if self._pictures is None:
            return None
        held = self._drawn.pop(page, None)
        if held is None or held.width() != width:
            across = self._pictures.size(page)[0]
            held = QPixmap.fromImage(image_of(self._pictures.picture(page, max(width * _INCH // across, 36))))
        self._drawn[page] = held
        while len(self._drawn) > _KEPT:
            del self._drawn[next(iter(self._drawn))]
        return held


class _Sheet(QWidget):
    """One page."""

    def __init__(self, view: PageView, page: int, size: QSize) -> None:
        super().__init__(view)
        self._view, self._page, self._paper = view, page, size

    def take(self, room: int) -> None:
        """Be so wide; a page in landscape is wider than one upright."""
        longest = max(self._paper.width(), self._paper.height())
        width = min(room, room * self._paper.width() * 4 // (longest * 3)) if self._paper.width() < longest else room
        self.setFixedSize(width, width * self._paper.height() // self._paper.width())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the page, for the first time or again."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.PAPER))
        ratio = self.devicePixelRatioF()
        picture = self._view.picture(self._page, int(self.width() * ratio))
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(self.rect(), picture)
        painter.setPen(QColor(theme.LINE))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
