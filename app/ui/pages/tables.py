"""A table of a page: its title, the bar with the actions on rows, the grid, the box that says what was left."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.records import Address
from app.ui.desk import Desk
from app.ui.grids.around import RowBar, box_under
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
        self.bar, self.box = RowBar(self.view, item.title), box_under(self.view)
        self.buttons = self.bar.buttons
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 8, 0, 8)
        for part in (self.bar, self.view, self.box):
            self.layout_.addWidget(part)

    def make_model(self) -> TableInUnit:
        """Return the model of the grid."""
        return TableInUnit(self.desk, self.item, self)

    def current(self) -> str | None:
        """Return the row the cursor stands in."""
        return next(iter(self.view.rows.rows()), None)

    def add(self) -> None:
        """Add a row below the current one, at the end where there is none, and go to it."""
        self.view.rows.add()

    def copy(self) -> None:
        """Copy the rows at hand."""
        self.view.rows.copy()

    def shift(self, by: int) -> None:
        """Move the rows at hand up or down."""
        self.view.rows.shift(by)

    def remove(self) -> None:
        """Remove the rows at hand; undo brings them back."""
        self.view.rows.remove()

    def go(self, address: Address) -> bool:
        """Go to a cell; False when it is not in this table."""
        return self.view.go(address)

    def leave(self) -> None:
        """Take over what is being typed."""
        self.view.leave()
