"""A table of a page: its rows, and the buttons that add, copy, move and remove one."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.records import Address
from app.services.editing.rows import add_row, copy_row, move_row, remove_row
from app.ui import words
from app.ui.desk import Desk
from app.ui.grids.view import GridView
from app.ui.pages.money import TableInUnit
from app.ui.pages.override import ask_override
from app.wizard.items import TableItem


class TableBlock(QWidget):
    """A table with its title and buttons."""

    def __init__(self, desk: Desk, item: TableItem, parent: QWidget | None = None) -> None:
        """Show a table."""
        super().__init__(parent)
        self.desk, self.item = desk, item
        self.model = self.make_model()
        self.view = GridView(self.model, self)
        self.view.setAccessibleName(item.title)
        self.view.wanted_override.connect(lambda at, typed: ask_override(desk, Address(*at), typed, self))
        self.title = QLabel(item.title)
        self.title.setProperty("role", "heading")
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 4, 0, 8)
        self.layout_.addWidget(self.title)
        self.layout_.addWidget(self.view)
        self.buttons = self._buttons()
        self.layout_.addLayout(self.buttons)

    def make_model(self) -> TableInUnit:
        """Return the model of the grid."""
        return TableInUnit(self.desk, self.item, self)

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for words_, action in (
            (words.ADD_ROW, self.add),
            (words.COPY_ROW, self.copy),
            (words.MOVE_UP, lambda: self.shift(-1)),
            (words.MOVE_DOWN, lambda: self.shift(1)),
            (words.REMOVE_ROW, self.remove),
        ):
            button = QPushButton(words_)
            button.setProperty("flat", "true")
            button.clicked.connect(lambda _=False, act=action: act())
            button.setEnabled(not self.desk.session.viewing)
            line.addWidget(button)
        line.addStretch()
        return line

    def current(self) -> str | None:
        """Return the row the cursor stands in."""
        index = self.view.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def add(self) -> None:
        """Add a row at the end and go to its first cell."""
        added = self.desk.do(lambda: add_row(self.desk.session, self.item.parent, self.item.table))
        if added is not None:
            self.go(Address(added[0], self.item.keys[0]))

    def copy(self) -> None:
        """Copy the row at hand."""
        row = self.current()
        if row is not None:
            self.desk.do(lambda: copy_row(self.desk.session, row))

    def shift(self, by: int) -> None:
        """Move the row at hand up or down."""
        row = self.current()
        place = self.model.rows.index(row) + 1 + by if row is not None else 0
        if row is not None and 1 <= place <= len(self.model.rows):
            column = self.view.currentIndex().column()
            self.desk.do(lambda: move_row(self.desk.session, row, place))
            self.go(Address(row, self.item.keys[column]))

    def remove(self) -> None:
        """Remove the row at hand; undo brings it back."""
        row = self.current()
        if row is not None:
            self.desk.do(lambda: remove_row(self.desk.session, row))

    def go(self, address: Address) -> bool:
        """Go to a cell; False when it is not in this table."""
        return self.view.go(address)
