"""A clerk at the window: fills in the pages of any evaluation from a finished one, through widgets alone.

What is typed is what the finished evaluation says, bound figures as they print. Rows come by the buttons of the page,
cells by the keyboard (figures key by key, Chinese as an input method gives it) or by pasting a range, as from Excel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.core.records import ROOT_ID, Address, Cell, Facts
from app.services.session import Session
from app.ui import words, words_pages
from app.ui.grids.ranges import to_text
from app.ui.grids.view import GridView
from app.ui.pages.bands import BodyBlock
from app.ui.pages.fields import FieldRow
from app.ui.pages.override import OverrideDialog
from app.ui.pages.tables import TableBlock
from app.ui.reports.page import ReportBlock
from app.ui.shell.step_list import StepList
from app.ui.shell.window import Window
from app.wizard.lines import Listed
from tests.ui.hands import CTRL, KEY, PLAIN, button, choose, come_forward, paste, press, settle, type_over, type_text

__all__ = ["Clerk", "press", "settle", "type_text"]

TYPED = 2
"""Cells of each grid that are typed key by key; the others are pasted."""
NOTES = ("reason", "improvement")
"""Keys of an indicator that stand in the panel below the form."""
REASON = "照原件"
"""Why a value was changed by hand, where the finished evaluation does not say it."""


class Clerk:
    """Fills in what is open in a window until it says what a finished evaluation says."""

    def __init__(self, window: Window, finished: Session, untyped: AbstractSet[tuple[str, str]] = frozenset()) -> None:
        """Begin with the root row, which both have; `untyped` are tables and keys that nobody types."""
        self.window, self.desk, self.finished, self.untyped = window, window.desk, finished, untyped
        self.wanted: Facts = finished.facts
        self.own = {ROOT_ID: ROOT_ID}
        """Row of the window by row of the finished evaluation."""
        self.theirs = {ROOT_ID: ROOT_ID}
        self.below = children_of(self.wanted)
        self.write: Callable[[ReportBlock], None] = lambda _: None
        """Writes the report of a page."""

    # ---- what is wanted ----

    def cell(self, address: Address) -> Cell | None:
        """Return the finished cell at an address of the window."""
        row = self.theirs.get(address.row)
        return self.wanted.cells.get(row, {}).get((address.key, "")) if row is not None else None

    def text(self, address: Address) -> str:
        """Return what is to be typed at an address of the window: bound figures as they print."""
        cell = self.cell(address)
        if cell is None:
            return ""
        return self.printed(address) if "{{" in cell.text else cell.text + cell.measure

    def printed(self, address: Address) -> str:
        """Return what the finished evaluation prints at an address of the window."""
        return self.finished.graph.printed(self.theirs[address.row], address.key)

    def missing(self, address: Address) -> bool:
        """Say whether a cell does not say yet what it should."""
        if self.cell(address) is None:
            return False
        held = self.desk.session.facts.cell(address)
        return held is None or self.desk.session.graph.printed(*address[:2]) != self.printed(address)

    def pair(self, parent: str, table: str) -> int:
        """Let the rows of a table of the window stand for the finished ones; return how many are missing."""
        theirs = self.below.get((self.theirs[parent], table), ())
        now = self.desk.session.tree.children.get((parent, table), ())
        for their, own in zip(theirs, now, strict=False):
            self.own[their], self.theirs[own] = own, their
        return len(theirs) - len(now)

    def left(self) -> list[tuple[str, str]]:
        """Return table and key of every cell that does not say what it should, or has no row in the window."""
        cells = ((row, key) for row, kept in self.wanted.cells.items() for key, form in kept if not form)
        left = (
            (self.wanted.rows[row].table, key)
            for row, key in cells
            if row not in self.own or self.missing(Address(self.own[row], key))
        )
        return [one for one in left if one not in self.untyped]

    # ---- pages ----

    def fill(self) -> None:
        """Go through all steps with 下一步; again where something came while later pages were filled in."""
        come_forward(self.window)
        self._fill_steps()
        if self.left():
            self._fill_steps()

    def _fill_steps(self) -> None:
        self.go_first()
        self.fill_page()
        while button(self.window, words.NEXT) is not None:
            press(self.window, words.NEXT)
            self.fill_page()

    def go_first(self) -> None:
        """Go to the first step with the keys."""
        steps = next(one for one in self.window.findChildren(StepList) if one.isVisible())
        steps.setFocus()
        QTest.keyClick(steps, KEY.Key_Home)
        settle()
        assert button(self.window, words.BACK) is None

    def fill_page(self) -> None:
        """Fill in what stands on the page that is shown."""
        assert self.window.shell is not None
        page = self.window.shell.page
        assert page is not None
        for block in page.blocks:
            self.fill_block(block)
        self.window.finish_typing()

    def fill_block(self, block: QWidget) -> None:
        """Fill in one part of a page."""
        if isinstance(block, FieldRow):
            self.fill_field(block)
        elif isinstance(block, TableBlock):
            self.fill_list(block.view, block, words.ADD_ROW)
            self.fill_rest(block)
        elif isinstance(block, BodyBlock):
            self.fill_list(block.view, block, words_pages.ADD)
            self.fill_notes(block)
        elif isinstance(block, GridView):
            if block.cells.the_list() is not None:
                self.fill_list(block, block.parentWidget(), words.ADD_ROW)
            self.fill_grid(block)
        elif isinstance(block, ReportBlock):
            self.write(block)
        else:
            self.fill_fields(block)

    # ---- fields ----

    def fill_fields(self, over: QWidget) -> None:
        """Fill in the fields of a part."""
        for row in over.findChildren(FieldRow):
            if row.isVisible():
                self.fill_field(row)

    def fill_field(self, row: FieldRow) -> None:
        """Fill in a field."""
        if not self.missing(row.address):
            return
        wanted, box = self.text(row.address), row.input
        if isinstance(box, QComboBox):
            choose(box, wanted)
        elif isinstance(box, QPlainTextEdit):
            type_over(box, wanted)
            QTest.keyClick(box, KEY.Key_Tab)
        elif isinstance(box, QLineEdit) and not box.isReadOnly():
            type_over(box, wanted)
            QTest.keyClick(box, KEY.Key_Return)
        settle()

    def fill_rest(self, block: TableBlock) -> None:
        """Fill in the fields that stand below a list, row by row."""
        for row in self.desk.session.tree.children.get((block.item.parent, block.item.table), ()):
            cells = self.wanted.cells.get(self.theirs.get(row, ""), {})
            if any(self.missing(Address(row, key)) for key, form in cells if not form):
                block.view.go(Address(row, block.item.keys[0]))
                settle()
                self.fill_fields(block)

    # ---- lists ----

    def fill_list(self, view: GridView, over: QWidget, add: str) -> None:
        """Make the rows of a list, then fill them in: the first is added by a button, all are pasted as one range."""
        listed = view.cells.the_list()
        if listed is None or not self.below.get((self.theirs[listed.parent], listed.table)):
            return
        if not listed.rows:
            press(over, add)
            listed = view.cells.the_list()
            assert listed is not None
        if self.pair(listed.parent, listed.table) > 0:
            self.paste_rows(view, listed)
        self.pair(listed.parent, listed.table)
        self.fill_grid(view)

    def paste_rows(self, view: GridView, listed: Listed) -> None:
        """Paste all rows of a list at its first line."""
        line = min(listed.rows)
        columns = [one for one in view.cells.columns_at(line) if (line, one) in listed.keys]
        first = columns[0]
        keys = [listed.keys.get((line, one), "") for one in view.cells.columns_at(line) if one >= first]
        theirs = self.below[self.theirs[listed.parent], listed.table]
        self.put(view, line, first, [[self._of(row, key) for key in keys] for row in theirs])

    def _of(self, row: str, key: str) -> str:
        cell = self.wanted.cells.get(row, {}).get((key, ""))
        if cell is None:
            return ""
        return self.finished.graph.printed(row, key) if "{{" in cell.text else cell.text + cell.measure

    def put(self, view: GridView, row: int, column: int, rows: list[list[str]]) -> None:
        """Paste a range at a place."""
        view.setFocus()
        view.setCurrentIndex(view.cells.index(row, column))
        paste(view, to_text(rows))
        settle()

    def fill_notes(self, block: BodyBlock) -> None:
        """Fill in what stands in the panel of a row: F6 goes there, Tab goes from box to box."""
        for row in self.desk.session.tree.children.get((block.item.row, block.table), ()):
            for key in NOTES:
                if self.missing(Address(row, key)) and block.go(Address(row, key)):
                    box = QApplication.focusWidget()
                    assert box is not None
                    type_over(box, self.text(Address(row, key)))
                    QTest.keyClick(box, KEY.Key_Tab)
                    settle()

    # ---- cells ----

    def fill_grid(self, view: GridView) -> None:
        """Fill in what is still missing in a grid: a few cells typed, the others pasted one by one."""
        for number, address in enumerate([one for one in self.addresses(view) if self.missing(one)]):
            if self.desk.session.graph.is_computed(*address[:2]):
                self.override(view, address)
            elif view.go(address):
                if number < TYPED:
                    self.type_cell(view, address)
                else:
                    paste(view, to_text([[self.text(address)]]))
        settle()

    def addresses(self, view: GridView) -> Iterator[Address]:
        """Yield the cells of a grid."""
        model = view.cells
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                for found in model.addresses(model.index(row, column)):
                    yield Address(*found)

    def type_cell(self, view: GridView, address: Address) -> None:
        """Open a cell with F2, type over it, end with Enter (Ctrl+Enter in a box for texts)."""
        QTest.keyClick(view, KEY.Key_F2)
        editor = QApplication.focusWidget()
        if isinstance(editor, QComboBox) and not editor.isEditable():
            choose(editor, self.text(address))
        elif editor is not None and editor is not view:
            type_over(editor, self.text(address))
        if editor is not None and editor is not view:
            QTest.keyClick(editor, KEY.Key_Return, CTRL if isinstance(editor, QPlainTextEdit) else PLAIN)
        settle()

    def override(self, view: GridView, address: Address) -> None:
        """Type over a computed value: value and reason in the box that asks for them."""
        cell = self.cell(address)
        if cell is None or cell.origin != "overridden" or not view.go(address):
            return
        QTest.keyClick(view, KEY.Key_F2)
        settle()
        dialog = next(one for one in self.window.findChildren(OverrideDialog) if one.isVisible())
        for name, text in ((dialog.value, cell.text), (dialog.note, cell.note or REASON)):
            type_over(name, text)
        press(dialog, words.OK)
        come_forward(self.window)


def children_of(facts: Facts) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the rows below each row, by table, in order."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in sorted(facts.rows.values(), key=lambda row: row.rank):
        if row.parent is not None:
            found.setdefault((row.parent, row.table), []).append(row.id)
    return {place: tuple(rows) for place, rows in found.items()}
