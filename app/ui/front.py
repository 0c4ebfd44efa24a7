"""The first picture: the start page before the rest of the program is loaded; what is clicked in it is done then."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from app.services.sample_list import sample_titles
from app.services.settings import load_settings
from app.ui import words
from app.ui.start.page import StartPage

if TYPE_CHECKING:
    from app.ui.shell.window import Window

Wish = Callable[["Window"], object]
SIZE: Final = (1280, 720)
_LATEST: Final = 1000
"""Milliseconds after which the program is loaded also when no picture was asked for: it was started minimised."""


class Front(QMainWindow):
    """Looks like the window that comes after it, and gives its place to it."""

    loaded = Signal()
    painted = Signal()
    """The first picture is on the screen, or will not come."""

    def __init__(self) -> None:
        """Show the start page with what was open lately."""
        super().__init__()
        self.setWindowTitle(words.PRODUCT)
        self.resize(*SIZE)
        self.page = StartPage()
        self.page.show_recent(load_settings().recent)
        self.page.show_samples(sample_titles())
        self.setCentralWidget(self.page)
        self.statusBar()
        self.wishes: list[Wish] = []
        self.gone = False
        self.window_after: Window | None = None
        self.page.new_asked.connect(lambda: self.wish(lambda window: window.door.begin()))
        self.page.open_asked.connect(lambda path: self.wish(lambda window: window.open(path)))
        self.page.sample_asked.connect(lambda name: self.wish(lambda window: window.door.open_sample(name)))
        self.page.pack_asked.connect(lambda path: self.wish(lambda window: window.door.install(path)))
        self.page.named.connect(lambda name: self.wish(lambda window: window.door.named.emit(name)))
        self.loaded.connect(self._hand_over)
        self._has_painted = False
        self._latest = QTimer(self, singleShot=True)
        self._latest.timeout.connect(self._seen)

    def wish(self, wanted: Wish) -> None:
        """Do what a person asked for, as soon as the window can do it."""
        if self.window_after is not None:
            wanted(self.window_after)
        else:
            self.wishes.append(wanted)

    def begin(self) -> None:
        """Load the rest of the program as soon as this picture is on the screen, or soon where nothing is painted."""
        self._latest.start(0 if self._has_painted else _LATEST)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Note that the first picture is there; a timer alone might come before it."""
        super().paintEvent(event)
        self._has_painted = True
        if self._latest.isActive():
            self._latest.start(0)

    def _seen(self) -> None:
        self.painted.emit()
        Thread(target=self._load, daemon=True).start()

    def _load(self) -> None:
        import app.ui.shell.window  # noqa: F401, PLC0415 - loaded here, so that it is there when it is asked for

        try:
            self.loaded.emit()
        except RuntimeError:  # closed in the meantime, with the whole program
            return

    def _hand_over(self) -> None:
        """Show the window in this place, then do what was asked for."""
        if self.gone:
            return
        from app.ui.crash import Watch  # noqa: PLC0415
        from app.ui.shell.window import Window  # noqa: PLC0415 - loaded by now, on a thread

        made = Window()
        Watch(made).install()
        made.setGeometry(self.geometry())
        made.setWindowState(self.windowState())
        made.show()
        self.window_after = made
        self.hide()
        for wanted in self.wishes:
            wanted(made)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Closed before the program was loaded: nothing comes after it."""
        self.gone = True
        event.accept()
