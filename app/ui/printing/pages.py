"""Pages of a PDF one below the other; each is drawn when it comes into sight."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from app.services.output.preview import PagePictures, Picture
from app.ui import words

_DOTS = 96


def image_of(picture: Picture) -> QImage:
    """Return a picture as Qt holds it, with bytes of its own."""
    return QImage(picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGBX8888).copy()


class PageView(QScrollArea):
    """Shows a PDF."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(words.PREVIEW)
        self._pictures: PagePictures | None = None
        self._sheets: list[QLabel] = []
        self._drawn: set[int] = set()
        self.verticalScrollBar().valueChanged.connect(self._draw_seen)

    @property
    def count(self) -> int:
        """Return the number of pages."""
        return len(self._sheets)

    def show_pdf(self, data: bytes) -> None:
        """Show another PDF."""
        self.forget()
        self._pictures = PagePictures(data)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for page in range(self._pictures.count):
            width, height = self._pictures.size(page)
            sheet = QLabel()
            sheet.setFixedSize(QSize(width * _DOTS // 72, height * _DOTS // 72))
            sheet.setStyleSheet("background: white; border: 1px solid #bbbbbb")
            sheet.setAccessibleName(words.page_of(page + 1, self._pictures.count))
            column.addWidget(sheet)
            self._sheets.append(sheet)
        self.setWidget(inner)
        self._draw_seen()

    def forget(self) -> None:
        """Give the memory of the last PDF back."""
        if self._pictures is not None:
            self._pictures.close()
        self._pictures, self._sheets, self._drawn = None, [], set()
        self.setWidget(QWidget())

    def resizeEvent(self, event: object) -> None:  # noqa: N802
        """Draw what has come into sight."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._draw_seen()

    def _draw_seen(self) -> None:
        if self._pictures is None:
            return
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        for page, sheet in enumerate(self._sheets):
            near = sheet.y() < bottom + sheet.height() and sheet.y() + sheet.height() > top - sheet.height()
            if near and page not in self._drawn:
                self._drawn.add(page)
                sheet.setPixmap(QPixmap.fromImage(image_of(self._pictures.picture(page, _DOTS))))
