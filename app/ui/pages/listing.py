"""A list with more columns than fit: the main ones as a grid, the others of the row at hand as fields below."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.core.records import Address
from app.services.editing.cells import field_of
from app.services.session import Changes
from app.ui import words_pages as words
from app.ui.blocks import clear, label
from app.ui.desk import Desk
from app.ui.pages.fields import FieldRow
from app.ui.pages.tables import TableBlock
from app.wizard.items import FieldItem, TableItem

MOST_COLUMNS = 6
"""Columns that can be read beside each other at 1366 points."""
MAIN = {
    "projects": ("name", "origin", "state"),
    "facts": ("name", "scheme", "value", "as_of", "prior.value"),
}
"""Columns of the grid, where they are not simply the first ones."""


def main_keys(item: TableItem) -> tuple[str, ...]:
    """Return the keys that stand in the grid."""
    chosen = MAIN.get(item.table, item.keys[: MOST_COLUMNS - 1] if len(item.keys) > MOST_COLUMNS else item.keys)
    return tuple(key for key in item.keys if key in chosen)


class ListBlock(TableBlock):
    """A list whose rows have more fields than its grid."""

    fields_made = Signal(object)
    """Fields of another row are shown: the block."""

    def __init__(self, desk: Desk, item: TableItem) -> None:
        """Show a list."""
        self.all_keys = item.keys
        super().__init__(desk, replace(item, keys=main_keys(item)))
        self.shown = ""
        self.fields: list[FieldRow] = []
        self._said, self._head = label("", "faint"), label("", "heading")
        self._more = QVBoxLayout()
        for widget in (self._said, self._head):
            self.layout_.addWidget(widget)
        self.layout_.addLayout(self._more)
        self._say_none()
        self.view.selectionModel().currentChanged.connect(lambda *_: self.show_rest())
        self.model.modelReset.connect(self._say_none)
        desk.changed.connect(self._follow)
        self.show_rest()

    def none_yet(self) -> str:
        """Return what is said of an empty list."""
        return ""

    def head_of(self, name: str) -> str:
        """Return the heading above the fields of a row."""
        return words.rest_of(name)

    def _say_none(self) -> None:
        self._said.setText("" if self.model.rows else self.none_yet())
        self._said.setVisible(bool(self._said.text()))

    # ---- the row at hand ----

    def show_rest(self) -> None:
        """Show the other fields of the row at hand; of the first one before the cursor went anywhere."""
        row = self.current() or next(iter(self.model.rows), "")
        name = self.desk.session.graph.printed(row, self.item.keys[0]) if row else ""
        self._head.setText(self.head_of(name))
        if row == self.shown and row:
            return
        self.shown = row
        self._head.setVisible(bool(row))
        clear(self._more)
        self.fields = []
        for key in self.all_keys if row else ():
            if key not in self.item.keys:
                self._field(Address(row, key))
        self.fields_made.emit(self)

    def _field(self, address: Address) -> None:
        meaning = field_of(self.desk.session, address)
        made = FieldRow(self.desk, FieldItem(address, meaning, meaning.label))
        self.fields.append(made)
        self._more.addWidget(made)

    def _follow(self, changes: Changes | None) -> None:
        if not self.desk.is_open:
            return
        gone = self.shown and self.shown not in self.desk.session.facts.rows
        if gone or changes is None or any(row in self.model.rows for row, _ in changes.cells):
            self.show_rest()

    # ---- what is done ----

    def go(self, address: Address) -> bool:
        """Go to a cell; a field that stands below is shown for its row."""
        if address.key in self.all_keys and address.key not in self.item.keys and address.row in self.model.rows:
            self.view.go(Address(address.row, self.item.keys[0]))
            field = next((one for one in self.fields if one.address[:2] == address[:2]), None)
            if field is not None:
                field.go()
            return field is not None
        return super().go(address)
