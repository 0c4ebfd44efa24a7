"""A clerk at the window: fills in the pages of any evaluation from facts, through widgets alone, and says what has none.

The facts are those of a finished evaluation. Rows come by the buttons of the page, cells by the keyboard (figures key by
key, Chinese as an input method gives it) or by pasting a range. What stands on no page is put in at the end without a
widget and counted in `helped`, so that a test can say what it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from app.core.records import ROOT_ID, Address, Cell, Facts
from app.services.editing.rows import add_row
from app.ui import words, words_pages
from app.ui.grids.ranges import to_text
from app.ui.grids.view import GridView
from app.ui.pages.bands import BodyBlock
from app.ui.pages.fields import FieldRow
from app.ui.pages.indicators import IndicatorBlock
from app.ui.pages.override import OverrideDialog
from app.ui.pages.projects import ProjectsBlock
from app.ui.pages.tables import TableBlock
from app.ui.reports.page import ReportBlock
from app.ui.shell.window import Window

TYPED = 2
"""Cells of each grid that are typed key by key; the others are pasted."""
REASON = "照原件"
"""Why a value was changed by hand, where the facts do not say it."""
_BINDING = re.compile(r"\{\{#([^/}]+)/")
_KEY = Qt.Key


def type_text(widget: QWidget, text: str) -> None:
    """Type as a person does: keys for what the keyboard has, the input method for the rest."""
    for part in re.findall(r"[ -~]+|[^ -~]+", text):
        if part.isascii() and part.isprintable():
            QTest.keyClicks(widget, part)
        else:
            event = QInputMethodEvent()
            event.setCommitString(part)
            QApplication.sendEvent(widget, event)


def settle() -> None:
    """Let everything happen that waits, as it does while a person looks: laying out, painting, taking pages away."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(over: QWidget, text: str) -> None:
    """Click the button that says this."""
    found = next(one for one in over.findChildren(QPushButton) if one.text() == text and one.isVisible())
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


class Clerk:
    """Fills in what is open in a window until it equals the facts."""

    def __init__(self, window: Window, facts: Facts) -> None:
        """Begin with the root row, which both have."""
        self.window, self.desk, self.wanted = window, window.desk, facts
        self.own = {ROOT_ID: ROOT_ID}
        """Row of the window by row of the facts."""
        self.theirs = {ROOT_ID: ROOT_ID}
        self.helped: Counter[str] = Counter()
        self.below = children_of(facts)

    # ---- what is wanted ----

    def cell(self, address: Address) -> Cell | None:
        """Return the wanted cell at an address of the window."""
        row = self.theirs.get(address.row)
        return self.wanted.cells.get(row, {}).get((address.key, "")) if row is not None else None

    def text(self, address: Address) -> str:
        """Return what is to be typed at an address of the window."""
        cell = self.cell(address)
        if cell is None:
            return ""
        return _BINDING.sub(lambda found: "{{#" + self.own.get(found[1], found[1]) + "/", cell.text) + cell.measure

    def missing(self, address: Address) -> bool:
        """Say whether a cell is not yet as it is wanted."""
        cell, now = self.cell(address), self.desk.session.facts.cell(address)
        if cell is None:
            return False
        wanted = self.text(address)
        return now is None or now.state != cell.state or now.text not in {wanted, wanted.removesuffix(cell.measure)}

    def pair(self, parent: str, table: str) -> int:
        """Let the rows of a table below a row of the window stand for the wanted ones; return how many are missing."""
        theirs = self.below.get((self.theirs[parent], table), ())
        now = self.desk.session.tree.children.get((parent, table), ())
        for their, own in zip(theirs, now, strict=False):
            self.own[their], self.theirs[own] = own, their
        return len(theirs) - len(now)

    # ---- pages ----

    def fill(self) -> None:
        """Go through all steps twice: pages that came while others were filled in are filled in then."""
        self._fill_steps()
        self._rest_rows(ROOT_ID)
        self._fill_steps()
        self._rest_cells()

    def _fill_steps(self) -> None:
        place = 0
        shell = self.window.shell
        while shell is not None and place < len(shell.all_steps):
            shell.steps.setCurrentIndex(shell.steps.steps.index(place))
            self.fill_page()
            place += 1

    def fill_page(self) -> None:
        """Fill in what stands on the page that is shown."""
        settle()
        shell = self.window.shell
        assert shell is not None
        page = shell.page
        assert page is not None
        for block in page.blocks:
            if isinstance(block, FieldRow):
                self.fill_field(block)
            elif isinstance(block, TableBlock):
                self.fill_table(block)
            elif isinstance(block, BodyBlock):
                self.fill_body(block)
            elif isinstance(block, GridView):
                self.fill_grid(block)
            elif isinstance(block, ReportBlock):
                self.fill_report(block)
        page.leave()

    def fill_field(self, row: FieldRow) -> None:
        """Fill in a field."""
        if not self.missing(row.address):
            return
        wanted, box = self.text(row.address), row.input
        box.setFocus()
        if isinstance(box, QComboBox):
            box.setCurrentIndex(0)
            while box.currentText() != wanted and box.currentIndex() < box.count() - 1:
                QTest.keyClick(box, _KEY.Key_Down)
        elif isinstance(box, QLineEdit):
            box.selectAll()
            type_text(box, wanted)
            QTest.keyClick(box, _KEY.Key_Return)
        elif isinstance(box, QPlainTextEdit):
            box.selectAll()
            type_text(box, wanted)
            QTest.keyClick(box, _KEY.Key_Tab)
            row.commit()

    def fill_table(self, block: TableBlock) -> None:
        """Add the rows of a table by its button and fill them in."""
        for _ in range(self.pair(block.item.parent, block.item.table)):
            press(block, words.ADD_ROW)
        self.pair(block.item.parent, block.item.table)
        self.fill_grid(block.view)
        if isinstance(block, ProjectsBlock):
            for row in block.model.rows:
                block.go(Address(row, block.item.keys[0]))
                for field in block.fields:
                    self.fill_field(field)

    def fill_body(self, block: BodyBlock) -> None:
        """Add the rows of a form by its button, fill them in, and the boxes of each row."""
        for _ in range(self.pair(block.item.row, block.table)):
            press(block, words_pages.ADD)
        self.pair(block.item.row, block.table)
        self.fill_grid(block.view)
        if isinstance(block, IndicatorBlock):
            for row in block.rows():
                self._levels(block, row)
            notes = [Address(row, box.key) for row in block.rows() for box in block.foot.boxes]
            for address in [one for one in notes if self.missing(one)]:
                block.go(address)
                box = next(one for one in block.foot.boxes if one.key == address.key)
                box.selectAll()
                type_text(box, self.text(address))
                block.leave()

    def _levels(self, block: IndicatorBlock, row: str) -> None:
        for box in block.foot.levels:
            address = Address(row, box.key)
            line = box.lineEdit()
            if self.missing(address) and line is not None and block.go(Address(row, "level3")):
                line.selectAll()
                type_text(line, self.text(address))
                QTest.keyClick(line, _KEY.Key_Return)

    def fill_grid(self, view: GridView) -> None:
        """Type the first cells of a grid, paste all others as one range."""
        for address in [one for one in self.addresses(view) if self.missing(one)][:TYPED]:
            self.type_cell(view, address)
        left = [one for one in self.addresses(view) if self.missing(one)]
        for address in left:
            if self.desk.session.graph.is_computed(*address[:2]):
                self.override(view, address)
        if any(self.missing(one) for one in left):
            self.paste(view)

    def addresses(self, view: GridView) -> Iterator[Address]:
        """Yield the cells of a grid."""
        model = view.cells
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                found = model.address(model.index(row, column))
                if found is not None:
                    yield Address(*found)

    def type_cell(self, view: GridView, address: Address) -> None:
        """Go to a cell, type over it, end with Enter (Ctrl+Enter in a box for texts)."""
        if self.desk.session.graph.is_computed(*address[:2]) or not view.go(address):
            return
        QTest.keyClick(view, _KEY.Key_F2)
        editor = next((one for one in self._editors(view) if one.isVisible()), None)
        if view.state() != QAbstractItemView.State.EditingState or editor is None or isinstance(editor, QComboBox):
            return
        editor.selectAll()
        type_text(editor, self.text(address))
        box = isinstance(editor, QPlainTextEdit)
        end = Qt.KeyboardModifier.ControlModifier if box else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(editor, _KEY.Key_Return, end)
        QApplication.processEvents()

    def _editors(self, view: GridView) -> list[QLineEdit | QPlainTextEdit | QComboBox]:
        kinds = (QLineEdit, QPlainTextEdit, QComboBox)
        return [one for kind in kinds for one in view.viewport().findChildren(kind)]

    def paste(self, view: GridView) -> None:
        """Paste the whole grid as it is wanted, as one range beginning at its first cell."""
        model = view.cells
        rows = [
            [self._pasted(model.address(model.index(row, column))) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]
        QGuiApplication.clipboard().setText(to_text(rows))
        view.setFocus()
        view.setCurrentIndex(model.index(0, 0))
        QTest.keyClick(view, _KEY.Key_V, Qt.KeyboardModifier.ControlModifier)

    def _pasted(self, address: Address | None) -> str:
        if address is None:
            return ""
        if self.cell(Address(*address)) is None:
            now = self.desk.session.facts.cell(Address(*address))
            return now.text if now is not None else ""
        return self.text(Address(*address))

    def override(self, view: GridView, address: Address) -> None:
        """Type over a computed value: value and reason in the box that asks for them."""
        cell = self.cell(address)
        if cell is None or cell.origin != "overridden" or not view.go(address):
            return
        QTest.keyClick(view, _KEY.Key_F2)
        dialog = next(one for one in self.window.findChildren(OverrideDialog) if one.isVisible())
        for box, text in ((dialog.value, cell.text), (dialog.note, cell.note or REASON)):
            box.selectAll()
            type_text(box, text)
        press(dialog, words.OK)

    # ---- reports ----

    def fill_report(self, block: ReportBlock) -> None:
        """Write headings and texts of a report whose rows are there."""
        self.pair(ROOT_ID, "reports")
        row = block.row()
        if row is not None and row in self.theirs:
            self._sections(block, row)

    def _sections(self, block: ReportBlock, parent: str) -> None:
        self.pair(parent, "sections")
        for row in self.desk.session.tree.children.get((parent, "sections"), ()):
            if row in self.theirs:
                self._section(block, row)
                self._sections(block, row)

    def _section(self, block: ReportBlock, row: str) -> None:
        for key, box in (("heading", block.heading), ("text", block.editor)):
            address = Address(row, key)
            if self.missing(address) and block.go(address):
                box.setFocus()
                box.selectAll()
                QGuiApplication.clipboard().setText(self.text(address))
                QTest.keyClick(box, _KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
                block.leave()

    # ---- what no page has ----

    def _rest_cells(self) -> None:
        """Put in without a widget what no page offers, and count it."""
        for address in self.left():
            self.helped[f"{self.desk.session.facts.rows[address.row].table}.{address.key}"] += 1
            cell = self.cell(address)
            print(
                "REST", address, repr(self.text(address))[:90], self.desk.session.facts.cell(address)
            ) if address.key == "text" else None
            note = REASON if cell is not None and cell.origin == "overridden" else ""
            self.desk.set(address, self.text(address), note)

    def _rest_rows(self, parent: str) -> None:
        tables = [table for their, table in self.below if their == self.theirs[parent]]
        for table in tables:
            for _ in range(self.pair(parent, table)):
                self.helped[f"+{table}"] += 1
                self.desk.do(lambda table=table: add_row(self.desk.session, parent, table))
            self.pair(parent, table)
            if table == "reports":
                self._name_reports()
            for row in self.desk.session.tree.children.get((parent, table), ()):
                self._rest_rows(row)

    def _name_reports(self) -> None:
        for row in self.desk.session.tree.children.get((ROOT_ID, "reports"), ()):
            address = Address(row, "report")
            if self.missing(address):
                self.desk.set(address, self.text(address))

    def left(self) -> list[Address]:
        """Return the cells that are not as wanted."""
        cells = [
            Address(self.own[row], key) for row, kept in self.wanted.cells.items() for key, form in kept if not form
        ]
        return [address for address in cells if self.missing(address)]


def children_of(facts: Facts) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the rows below each row, by table, in order."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in sorted(facts.rows.values(), key=lambda row: row.rank):
        if row.parent is not None:
            found.setdefault((row.parent, row.table), []).append(row.id)
    return {place: tuple(rows) for place, rows in found.items()}


def begin(window: Window, *, pack: str, region_of: Callable[[object], str], year: str, unit: str) -> None:
    """Go from the start page to an empty evaluation: choose the form, type year and unit, begin."""
    QTest.mouseClick(window.door.start.new_button, Qt.MouseButton.LeftButton)
    page = window.door.new
    page.region.setCurrentText(region_of(pack))
    page.pack.setCurrentIndex(next(n for n in range(page.pack.count()) if page.pack.itemData(n).id == pack))
    for box, text in ((page.year, year), (page.unit, unit)):
        box.setFocus()
        box.selectAll()
        type_text(box, text)
    QTest.mouseClick(page.begin, Qt.MouseButton.LeftButton)
