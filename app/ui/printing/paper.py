"""Pages of a PDF put on a printer one at a time, so that the window stays alive and printing can be stopped."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from app.services.output.preview import PagePictures
from app.ui.printing.pages import image_of

_DOTS: Final = 300


def lacks_printer(printer: QPrinter, system: str = sys.platform) -> bool:
    """Say whether the system's dialog would not come: Windows has none to show where no printer is set up."""
    return system == "win32" and printer.outputFormat() != QPrinter.OutputFormat.NativeFormat


class PagePrinter(QObject):
    """Prints one PDF: each page as it is, one page of the printer each."""

    def __init__(
        self,
        data: bytes,
        printer: QPrinter,
        told: Callable[[int, int], None],
        done: Callable[[bool], None],
        parent: QObject,
    ) -> None:
        """Get ready; `told` hears of each page, `done` at the end whether everything was printed."""
        super().__init__(parent)
        self._pages, self._printer = PagePictures(data), printer
        self._told, self._done = told, done
        self._painter = QPainter()
        self._page = 0
        self._stopped = False

    def start(self) -> None:
        """Begin."""
        if self._painter.begin(self._printer):
            QTimer.singleShot(0, self._next)
        else:
            self._end()

    def stop(self) -> None:
        """Print no further page."""
        self._stopped = True

    def _next(self) -> None:
        if self._stopped or self._page >= self._pages.count:
            self._end()
            return
        if self._page:
            self._printer.newPage()
        self._painter.drawImage(self._painter.viewport(), image_of(self._pages.picture(self._page, _DOTS)))
        self._page += 1
        self._told(self._page, self._pages.count)
        QTimer.singleShot(0, self._next)

    def _end(self) -> None:
        whole = self._page >= self._pages.count and not self._stopped
        if self._painter.isActive():
            if self._stopped:
                self._printer.abort()
            self._painter.end()
        self._pages.close()
        self._done(whole)
        self.deleteLater()
