"""Grids of the window as tests use them."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui.grids.band import BandModel
from app.ui.grids.notes import NoteBox
from app.ui.grids.view import GridView
from app.ui.pages.tables import TableBlock
from app.ui.shell.window import Window
from app.wizard.items import TableItem
from tests.ui.driving import settle


def table(window: Window, step: str, name: str) -> TableBlock:
    """Show a step and return its table."""
    assert window.shell is not None
    window.shell.go_step(step)
    settle()
    page = window.shell.page
    assert page is not None
    return next(one for one in page.findChildren(TableBlock) if one.item.table == name)


PROJECTS = (
    "name",
    "code",
    "category",
    "origin",
    "state",
    "supervisor",
    "implementer",
    "office",
    "in_scope",
    "in_scope.reason",
    "not_public",
    "purpose",
    "budget.prior_final.total",
)


def projects_grid(window: Window) -> TableBlock:
    """Put the list of projects with many columns on the page shown, first of all."""
    assert window.shell is not None
    window.shell.go_step("unit")
    settle()
    page = window.shell.page
    assert page is not None
    block = TableBlock(window.desk, TableItem("unit", "projects", PROJECTS, "项目支出"))
    page.blocks.insert(0, block)
    page._layout.insertWidget(0, block)
    settle()
    return block


def band(window: Window, step: str, name: str) -> GridView:
    """Show a step and return the grid of a band."""
    assert window.shell is not None
    window.shell.go_step(step)
    settle()
    page = window.shell.page
    assert page is not None
    grids = [one for one in page.findChildren(GridView) if isinstance(one.cells, BandModel)]
    return next(one for one in grids if isinstance(one.cells, BandModel) and one.cells.item.band == name)


def box_of(view: GridView) -> NoteBox:
    """Return the box below a grid."""
    over = view.parentWidget()
    assert over is not None
    layout = over.layout()
    assert layout is not None
    box = layout.itemAt(layout.indexOf(view) + 1).widget()
    assert isinstance(box, NoteBox)
    return box


def press(view: GridView, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in a grid."""
    QTest.keyClick(view, key, modifiers)
    QApplication.processEvents()


def texts(view: GridView, row: int) -> list[str]:
    """Return what a row shows."""
    return [str(view.cells.index(row, column).data() or "") for column in range(view.cells.columnCount())]


def steps(window: Window) -> list[str]:
    """Return the names of the steps, the newest first."""
    window.desk.session.flush()
    return [one.label for one in window.desk.session.history() if not one.undone]


def clip(text: str = "", html: str = "") -> None:
    """Put something on the clipboard as another program does."""
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def paste(view: GridView, row: int, column: int) -> None:
    """Paste at a cell."""
    view.setFocus()
    view.setCurrentIndex(view.cells.index(row, column))
    press(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
