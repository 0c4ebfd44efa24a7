"""Pictures of every page, to be looked at: `jixiao screenshots` runs this offscreen, once for each size of screen."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QScrollArea, QWidget

from app.documents.names import file_name
from app.ui import words
from app.ui import words_reports as reports
from app.ui import words_window as said
from app.ui.audit.page import FindingsBlock
from app.ui.crash import CrashDialog, report_of
from app.ui.main import prepare
from app.ui.reports.page import ReportBlock
from app.ui.shell.window import Window

_PATIENCE: Final = 60
"""Seconds that a preview may take."""
_MOST_PARTS: Final = 12
_SOUGHT: Final = "执行"


class Album:
    """Numbered pictures in a folder."""

    def __init__(self, window: Window, folder: Path, mark: str) -> None:
        """Take pictures of a window; their names end with `mark`."""
        self.window, self.folder, self.mark = window, folder, mark
        self.count = 0

    def take(self, name: str) -> None:
        """Take a picture of what is shown, and one for each part of a page that is longer than the window."""
        self.settle()
        self.count += 1
        bar = area.verticalScrollBar() if (area := self._page()) is not None else None
        self._save(name)
        part = 1
        while bar is not None and bar.value() < bar.maximum() and part < _MOST_PARTS:
            part += 1
            bar.setValue(bar.value() + bar.pageStep())
            self.settle()
            self._save(f"{name}_{part}")

    def settle(self) -> None:
        """Let everything be laid out and painted, and the audit come in."""
        for _ in range(3):
            QApplication.processEvents()
        self.window.auditor.wait()
        QApplication.processEvents()
        self.wait_for(lambda: self.window.shell is None or not self.window.shell.statuses.working)
        for _ in range(3):
            QApplication.processEvents()

    def wait_for(self, done: Callable[[], bool]) -> None:
        """Wait until something is done, or patience ends."""
        end = time.monotonic() + _PATIENCE
        while not done() and time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.01)

    def _page(self) -> QScrollArea | None:
        if self.window.views.forms is not None:
            return self.window.views.forms.page
        if self.window.shell is not None:
            return self.window.shell.page
        return next((area for area in self.window.findChildren(QScrollArea) if area.isVisible()), None)

    def _save(self, name: str) -> None:
        self._keep(self.window.grab(), name)

    def _keep(self, picture: QPixmap, name: str) -> None:
        picture.save(str(self.folder / f"{self.count:02}_{file_name(name)}_{self.mark}.png"))

    def take_dialog(self, name: str) -> None:
        """Take a picture of the window with the dialog that stands over it, and close that."""
        self.settle()
        self.count += 1
        picture = self.window.grab()
        painter = QPainter(picture)
        for dialog in (one for one in self.window.findChildren(QDialog) if one.isVisible()):
            shown, whole = dialog.grab(), self.window.rect()
            at = QPoint((whole.width() - dialog.width()) // 2, (whole.height() - dialog.height()) // 2)
            painter.drawPixmap(at, shown)
            painter.drawRect(QRect(at, dialog.size()))
            dialog.reject()
        painter.end()
        self._keep(picture, name)


def shoot(window: Window, file: Path, album: Album) -> None:
    """Show every page of the program with an evaluation, one after the other."""
    album.take(words.START)
    window.door.begin()
    album.take(words.NEW)
    window.open(file)
    shell = window.shell
    if shell is None:
        return
    for step in shell.all_steps:
        shell.go_step(step.id)
        album.wait_for(lambda: not busy(window))
        _press(shell, words.PREVIEW)
        album.wait_for(lambda: not busy(window))
        album.take(f"{step.attachment} {step.title}".strip())
    _shoot_work(window, album)
    _shoot_beside(window, album)
    _shoot_forms(window, album)
    _shoot_dialogs(window, album)
    window.go_home()
    album.take(said.HOME)


def _shoot_work(window: Window, album: Album) -> None:
    """Show what opens inside pages: the cover of a report, its drafts anew, an explanation in the audit."""
    shell = window.shell
    if shell is None:
        return
    for step in shell.all_steps:
        shell.go_step(step.id)
        for block in shell.page.blocks if shell.page is not None else ():
            _shoot_block(block, album, step.title)


def _shoot_block(block: QWidget, album: Album, title: str) -> None:
    if isinstance(block, ReportBlock) and block.row() is not None:
        block.about.turn()
        album.take(f"{title} {reports.COVER_AND_CLOSING}")
        block.about.turn()
        block.draft_again()
        album.take_dialog(f"{title} {reports.DRAFT_AGAIN}")
    elif isinstance(block, FindingsBlock) and block.groups and block.groups[0].cards:
        block.groups[0].cards[0].open_box()
        album.take(words.EXPLAIN)


def _shoot_beside(window: Window, album: Album) -> None:
    """Show the lists and the search beside a page."""
    if window.shell is not None:
        window.shell.go_step(window.shell.all_steps[1].id)
    window.show_lists()
    album.take_dialog(words.LISTS)
    window.show_lists()
    window.search()
    window.finding.input.setText(_SOUGHT)
    window.find_next()
    album.take_dialog(words.FIND)
    window.finding.close_bar()


def _shoot_forms(window: Window, album: Album) -> None:
    """Show every paper in the second view."""
    window.switch_view()
    view = window.views.forms
    for sheet in view.sheets if view is not None else ():
        if view is not None:
            view.show_sheet(sheet)
        album.take(f"{words.BY_FORMS} {sheet.name}")
    window.switch_view()


def _shoot_dialogs(window: Window, album: Album) -> None:
    """Show what stands over the window."""
    window.save()
    crash = CrashDialog(report_of(RuntimeError()), window)
    for name, show in (
        (said.SETTINGS, window.show_settings),
        (said.BACKUPS, window.show_backups),
        (said.PAGE_HELP, window.show_help),
        (said.ABOUT, window.show_about),
        (said.CRASH, crash.open),
        (said.OPEN, window.ask_open),
    ):
        show()
        album.take_dialog(name)


def _press(over: QWidget, text: str) -> None:
    for found in over.findChildren(QPushButton):
        if found.text() == text and found.isVisible():
            found.click()


def busy(window: Window) -> bool:
    """Say whether the page still draws something on a thread."""
    blocks = window.shell.page.blocks if window.shell is not None and window.shell.page is not None else []
    jobs = (getattr(block, name, None) for block in blocks for name in ("_job", "runner", "_listing", "_looking"))
    return any(getattr(job, "running", False) for job in jobs)


def run(arguments: Sequence[str]) -> int:
    """Take the pictures: FOLDER FILE WIDTH HEIGHT MARK, width and height as the program sees them."""
    folder, file, width, height, mark = arguments
    app = QApplication([words.PRODUCT])
    prepare(app)
    window = Window()
    window.resize(int(width), int(height))
    window.show()
    album = Album(window, Path(folder), mark)
    shoot(window, Path(file), album)
    window.close()
    return 0 if album.count else 1


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
