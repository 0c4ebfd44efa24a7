"""A band of a form whose rows can be added, copied, moved and removed: the form as on the paper, buttons above it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.core.records import Address
from app.services.editing.adding import insert_row
from app.services.editing.rows import add_row, copy_row, move_row, remove_row
from app.ui import words_pages as words
from app.ui.blocks import button, label
from app.ui.desk import Desk
from app.ui.grids.model import ADDRESS
from app.ui.grids.view import GridView
from app.ui.pages.money import BandInUnit
from app.ui.pages.override import ask_override
from app.wizard.items import BandItem

LEVELS = ("level1", "level2")


def rows_table(desk: Desk, item: BandItem) -> str:
    """Return the table whose rows a band lists; empty for a band of fixed lines."""
    body = desk.session.pack.forms[item.form].bands[item.band].body
    return body.each if body is not None else ""


class BodyBlock(QWidget):
    """A band with rows."""

    def __init__(self, desk: Desk, item: BandItem, table: str) -> None:
        """Show a band that lists the rows of a table."""
        super().__init__()
        self.desk, self.item, self.table = desk, item, table
        self.row = ""
        """The row the cursor stands in; empty when it stands in none."""
        self._key = ""
        self.view = GridView(self.make_model())
        self.view.setAccessibleName(item.title or desk.session.pack.tables[table].label)
        self.view.wanted_override.connect(lambda at, typed: ask_override(desk, Address(*at), typed, self))
        self.tools = QHBoxLayout()
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        if item.title:
            self.layout_.addWidget(label(item.title, "heading"))
        self.layout_.addLayout(self.tools)
        self.layout_.addWidget(self.view)
        self._make_tools()
        self.view.selectionModel().currentChanged.connect(self._moved)
        self.view.cells.modelReset.connect(self._find_again)

    def make_model(self) -> BandInUnit:
        """Return the model of the form."""
        return BandInUnit(self.desk, self.item)

    def _make_tools(self) -> None:
        for text, act in (
            (words.ADD, self.add),
            (words.COPY, self.copy),
            (words.UP, lambda: self.shift(-1)),
            (words.DOWN, lambda: self.shift(1)),
            (words.REMOVE, self.remove),
        ):
            self.tools.addWidget(self.tool(text, act))
        self.tools.addStretch()

    def tool(self, text: str, act: Callable[[], object]) -> QPushButton:
        """Return a button of the line above the form."""
        made = button(text, act, flat=True)
        made.setEnabled(not self.desk.session.viewing)
        return made

    # ---- where the cursor stands ----

    def rows(self) -> tuple[str, ...]:
        """Return the rows of the band, in order."""
        return tuple(self.desk.session.tree.children.get((self.item.row, self.table), ()))

    def _moved(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        at = index.data(ADDRESS) if index.isValid() else None
        if at is None or at[0] not in self.rows():
            return
        self.row, self._key = at[0], at[1]
        self.row_chosen()
        self._keep_in_sight(index)

    def _keep_in_sight(self, index: QModelIndex) -> None:
        """Let the page follow the cursor; the form itself does not scroll."""
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea) and (inside := area.widget()) is not None:
            rect = self.view.visualRect(index)
            at = self.view.viewport().mapTo(inside, rect.center())
            area.ensureVisible(at.x(), at.y(), 0, rect.height() // 2 + 24)

    def row_chosen(self) -> None:
        """Take notice that the cursor stands in another cell; panels show it."""

    def _find_again(self) -> None:
        """Put the cursor back where it was after the form was drawn again."""
        if self.desk.is_open and self.row in self.rows() and self._key:
            had = self.view.hasFocus()
            index = self._index(Address(self.row, self._key))
            if index is not None:
                self.view.setCurrentIndex(index)
            if had:
                self.view.setFocus()

    def _index(self, address: Address) -> QModelIndex | None:
        model = self.view.cells
        places = (model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount()))
        return next((one for one in places if (at := model.address(one)) is not None and at[:2] == address[:2]), None)

    def go(self, address: Address) -> bool:
        """Go to a cell; False when it does not stand here."""
        return self.view.go(address)

    def _go_row(self, row: str) -> None:
        for key in (self._key, "level3", "name", *LEVELS):
            if key and self.view.go(Address(row, key)):
                return

    # ---- rows ----

    def add(self) -> None:
        """Add a row below the one at hand, with its levels; at the end where no row is at hand."""
        session, under = self.desk.session, (self.item.row, self.table)
        at = self.row if self.row in self.rows() else ""
        added = self.desk.do(
            (lambda: insert_row(session, under, at, LEVELS)) if at else (lambda: add_row(session, *under))
        )
        if added is not None:
            self._key = "level3" if self.table == "indicators" else ""
            self._go_row(added[0])

    def copy(self) -> None:
        """Copy the row at hand and go to the copy."""
        if self.row in self.rows():
            made = self.desk.do(lambda: copy_row(self.desk.session, self.row))
            if made is not None:
                self._go_row(made[0])

    def shift(self, by: int) -> None:
        """Move the row at hand up or down."""
        rows = self.rows()
        place = rows.index(self.row) + 1 + by if self.row in rows else 0
        if 1 <= place <= len(rows):
            row = self.row
            self.desk.do(lambda: move_row(self.desk.session, row, place))
            self._go_row(row)

    def remove(self) -> None:
        """Remove the row at hand; undo brings it back."""
        rows, row = self.rows(), self.row
        if row not in rows:
            return
        place = rows.index(row)
        if self.desk.do(lambda: remove_row(self.desk.session, row), Address(row, self._key)) is not None:
            left = self.rows()
            self.row = ""
            if left:
                self._go_row(left[min(place, len(left) - 1)])
            self.row_chosen()
