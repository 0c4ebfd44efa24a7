"""Rows of a table of the evaluation, one line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from app.core.records import Address
from app.services.editing.cells import field_of
from app.services.session import Changes
from app.ui.desk import Desk
from app.ui.grids.model import CellModel, Index
from app.wizard.items import TableItem
from app.wizard.lines import Listed


class TableModel(CellModel):
    """The rows of a table under a row; the columns are keys."""

    def __init__(self, desk: Desk, item: TableItem, parent: QObject | None = None) -> None:
        """Show a table of a page."""
        super().__init__(desk, parent)
        self.item = item
        self.rows: Sequence[str] = self._now()
        self._listed = self._list()

    def _now(self) -> Sequence[str]:
        return tuple(self.desk.session.tree.children.get((self.item.parent, self.item.table), ()))

    def _list(self) -> Listed:
        item = self.item
        keys = {(row, column): key for row in range(len(self.rows)) for column, key in enumerate(item.keys)}
        return Listed(item.parent, item.table, dict(enumerate(self.rows)), {}, keys, ())

    def follow(self, changes: Changes | None) -> None:
        """Show rows that came or went, then what changed in those that stay."""
        if not self.desk.is_open:
            return
        now = self._now()
        if now != self.rows:
            self.beginResetModel()
            self.rows = now
            self._listed = self._list()
            self.endResetModel()
        else:
            super().follow(changes)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.item.keys)

    def address(self, index: Index) -> Address | None:
        """Return the cell at a place."""
        return Address(self.rows[index.row()], self.item.keys[index.column()])

    def listed(self, _row: int) -> Listed | None:
        """Return the table: every line is one of its rows."""
        return self._listed

    def the_list(self) -> Listed | None:
        """Return the table."""
        return self._listed

    def new_keys(self, held: Listed, column: int) -> list[str]:
        """Return the keys of a new row from a column on; also while the table has no row."""
        del held
        return list(self.item.keys[column:])

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's label with its unit, a row's number."""
        if role != Qt.ItemDataRole.DisplayRole or not self.desk.is_open:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        field = self.desk.session.pack.fields[self.item.table][self.item.keys[section]]
        return f"{field.label}（{field.unit}）" if field.unit else field.label

    def ems(self) -> Sequence[int]:
        """Return how wide the columns are in characters; empty where their kinds decide."""
        return ()

    def _align(self, address: Address) -> Qt.AlignmentFlag:
        """Return where a value stands; a figure with its unit (51万人) at the right, like every figure of a list."""
        if field_of(self.desk.session, address).kind == "quantity":
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return super()._align(address)

    def longtext(self, column: int) -> bool:
        """Say whether a column holds texts of several lines."""
        return self.desk.session.pack.fields[self.item.table][self.item.keys[column]].kind == "longtext"


def label_of(desk: Desk, address: Address) -> str:
    """Return the label of a cell's column."""
    return field_of(desk.session, address).label
