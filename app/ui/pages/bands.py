"""A band of a form whose rows can be added, copied, moved and removed: the form as on the paper, buttons above it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.core.records import Address
from app.ui.desk import Desk
from app.ui.grids.around import RowBar, box_under
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
        self.bar, self.box = RowBar(self.view, item.title), box_under(self.view)
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 8, 0, 0)
        for part in (self.bar, self.view, self.box):
            self.layout_.addWidget(part)
        self.view.selectionModel().currentChanged.connect(self._moved)

    def make_model(self) -> BandInUnit:
        """Return the model of the form."""
        return BandInUnit(self.desk, self.item)

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
        self.view.rows.add()

    def copy(self) -> None:
        """Copy the rows at hand and go to the copies."""
        self.view.rows.copy()

    def shift(self, by: int) -> None:
        """Move the rows at hand up or down."""
        self.view.rows.shift(by)

    def remove(self) -> None:
        """Remove the rows at hand; undo brings them back."""
        self.view.rows.remove()

    def leave(self) -> None:
        """Take over what is being typed."""
        self.view.leave()
