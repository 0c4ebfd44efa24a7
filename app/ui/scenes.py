"""The pictures of the guide: each scene brings the window to a state and takes a piece of it.

`jixiao guide` runs this offscreen on an example unit, so that the guide never shows an older window than the program.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QPushButton,
    QScrollArea,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QTreeWidget,
    QWidget,
)

from app.core.errors import EnvironmentProblem
from app.ui import words
from app.ui import words_pages as said
from app.ui.main import prepare
from app.ui.printing.pages import PageView
from app.ui.screenshots import Album, busy
from app.ui.shell.window import Window

WIDE, NARROW = (1240, 800), (1120, 760)
_SOFT: Final = Qt.ImageConversionFlag.AvoidDither | Qt.ImageConversionFlag.ThresholdDither
_COLOURS: Final = 256
_SHOWN_ROW: Final = 2
_UNIT: Final = "示例市社会保险服务中心"
_FOLDER: Final = "D:\\绩效自评"
_REGION: Final = "湖南省"
_CLOCK: Final = "2025-05-06 10:32"


@dataclass(slots=True)
class Studio:
    """The window, the example, and what takes pictures of it."""

    window: Window
    file: Path
    album: Album

    def settle(self) -> None:
        """Wait until the page stands still."""
        self.album.wait_for(lambda: not busy(self.window))
        self.album.settle()

    def step(self, page: str) -> QWidget:
        """Show the first step of a page and return what shows it."""
        if self.window.shell is None:
            self.window.open(self.file)
        self.window.resize(*NARROW)
        self.settle()
        shell = self.window.shell
        if shell is None:
            raise ValueError(self.file.name)
        shell.go_step(next(step.id for step in shell.all_steps if step.page == page))
        self.settle()
        return shell.page or shell

    def press(self, over: QWidget, text: str) -> None:
        """Press a button."""
        for found in over.findChildren(QPushButton):
            if found.text() == text and found.isVisible():
                found.click()
        self.settle()

    def dialog(self) -> QWidget:
        """Return the dialog that stands over the window."""
        self.settle()
        return next(one for one in self.window.findChildren(QDialog) if one.isVisible())

    def close_dialogs(self) -> None:
        """Close what stands over the window."""
        for one in self.window.findChildren(QDialog):
            one.reject()
        self.settle()


Scene = Callable[[Studio], QPixmap]


def _piece(widget: QWidget, height: int = 0) -> QPixmap:
    """Return a picture of a widget, of its upper part where a height is named."""
    return widget.grab(QRect(0, 0, widget.width(), min(height or widget.height(), widget.height())))


def _page(studio: Studio, page: str, height: int = 0, past: int = 0) -> QPixmap:
    """Return a picture of a page; `past` is how far it is scrolled down."""
    shown = studio.step(page)
    bar = getattr(shown, "verticalScrollBar", lambda: None)()
    if bar is not None:
        bar.setValue(past)
    studio.settle()
    return _piece(shown, height)


def _start(studio: Studio) -> QPixmap:
    if studio.window.shell is not None:
        studio.window.go_home()
    studio.window.resize(*NARROW)
    studio.window.door.start.show_samples([("", f"{_UNIT} 2024 年度绩效自评")])
    studio.window.door.start.show_recent(())
    studio.settle()
    return _piece(studio.window, 545)


def _new(studio: Studio) -> QPixmap:
    studio.window.resize(*NARROW)
    studio.window.door.begin()
    page = studio.window.door.new
    page.region.setCurrentText(_REGION)
    page.year.setText("2024")
    page.unit.setText(_UNIT)
    page.path.setText(f"{_FOLDER}\\{_UNIT}_2024年度自评.jxzp")
    studio.settle()
    return _piece(page, 540)


def _whole(studio: Studio) -> QPixmap:
    studio.step("unit")
    studio.window.resize(*WIDE)
    studio.settle()
    return studio.window.grab()


def _project(studio: Studio) -> QPixmap:
    """Show the table of indicators of a project with the panel of a row."""
    shown = studio.step("project")
    views = [one for one in shown.findChildren(QTableView) if one.isVisible()]
    last = max(views, key=lambda one: one.model().rowCount())
    studio.window.resize(WIDE[0], 900)
    last.setFocus()
    last.setCurrentIndex(last.model().index(_SHOWN_ROW, 4))
    studio.settle()
    return _piece(shown)


def _library(studio: Studio) -> QPixmap:
    shown = studio.step("project")
    studio.press(shown, said.FROM_LIBRARY)
    dialog = studio.dialog()
    for tree in dialog.findChildren(QTreeWidget):
        tree.setCurrentIndex(tree.model().index(0, 0, tree.model().index(0, 0)))
    studio.settle()
    picture = _piece(dialog)
    studio.close_dialogs()
    return picture


def _preview(studio: Studio) -> QPixmap:
    shown = studio.step("printing")
    studio.window.resize(NARROW[0], 1000)
    studio.press(shown, words.PREVIEW)
    paper = shown.findChild(PageView)
    if isinstance(shown, QScrollArea) and paper is not None and (inner := shown.widget()) is not None:
        shown.verticalScrollBar().setValue(paper.mapTo(inner, QPoint(0, 4)).y())
    studio.settle()
    return _piece(shown, 292)


def _forms(studio: Studio) -> QPixmap:
    studio.step("spending")
    studio.window.resize(*NARROW)
    studio.window.switch_view()
    studio.settle()
    picture = studio.window.grab()
    studio.window.switch_view()
    return picture


def _dialog(show: Callable[[Window], object], studio: Studio, height: int = 0) -> QPixmap:
    studio.step("unit")
    show(studio.window)
    picture = _piece(studio.dialog(), height)
    studio.close_dialogs()
    return picture


def _backups(studio: Studio) -> QPixmap:
    studio.step("unit")
    studio.window.save()
    studio.settle()
    studio.window.show_backups()
    dialog = studio.dialog()
    for table in dialog.findChildren(QTableWidget):
        table.setItem(0, 0, QTableWidgetItem(_CLOCK))
        table.setItem(0, 1, QTableWidgetItem(f"{_UNIT}_2024年度自评.jxzp"))
    dialog.resize(dialog.width(), 300)
    studio.settle()
    picture = _piece(dialog)
    studio.close_dialogs()
    return picture


def _banner(studio: Studio) -> QPixmap:
    studio.step("unit")
    problem = EnvironmentProblem(
        "file.unreachable",
        where=f"{_UNIT}_2024年度自评.jxzp",
        what="找不到U盘上的文件",
        repair="请插回U盘后点“重新保存”，或另存到别处",
    )
    banner = studio.window.care.banner
    banner.say(problem.sentence())
    banner.tell_rescued()
    studio.settle()
    picture = _piece(banner)
    banner.say("")
    return picture


def _report(studio: Studio) -> QPixmap:
    """Show a section of the report with its outline beside it."""
    shown = studio.step("report")
    studio.window.resize(1500, 640)
    studio.settle()
    return _piece(shown)


SCENES: Final[Mapping[str, Scene]] = {
    "start": _start,
    "new": _new,
    "whole": _whole,
    "notice": partial(_page, page="notice", height=380),
    "unit": partial(_page, page="unit", height=330),
    "projects": partial(_page, page="projects", height=500),
    "spending": partial(_page, page="spending", height=400),
    "budget": partial(_page, page="budget", height=323),
    "facts": partial(_page, page="facts", height=400),
    "project": _project,
    "library": _library,
    "survey": partial(_page, page="survey", height=380),
    "report": _report,
    "evidence": partial(_page, page="evidence", height=300),
    "audit": partial(_page, page="audit", height=486),
    "printing": partial(_page, page="printing", height=552),
    "preview": _preview,
    "public": partial(_page, page="public", height=420),
    "forms": _forms,
    "backups": _backups,
    "banner": _banner,
    "help": partial(_dialog, lambda window: window.show_help()),
}


def keep(picture: QPixmap, target: Path) -> None:
    """Write a picture with its 256 commonest colours: a PDF takes it in as it is."""
    plain = QImage(picture.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawPixmap(plain.rect(), picture)
    painter.end()
    counted = Counter(memoryview(plain.constBits()).cast("I"))
    colours = sorted(colour for colour, _ in counted.most_common(_COLOURS))
    plain.convertToFormat(QImage.Format.Format_Indexed8, colours, _SOFT).save(str(target))


def run(arguments: Sequence[str]) -> int:
    """Take the pictures: FOLDER FILE SCENE…; 1 when there is no such scene."""
    folder, file, *wanted = arguments
    app = QApplication([words.PRODUCT])
    app.setCursorFlashTime(0)
    prepare(app)
    window = Window()
    window.show()
    studio = Studio(window, Path(file), Album(window, Path(folder), ""))
    for name in sorted(wanted, key=list(SCENES).index):
        keep(SCENES[name](studio), Path(folder) / f"{name}.png")
    window.close()
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
