"""Cells of an evaluation in a grid: what each shows, how it may be edited."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.core.records import Address
from app.services.editing.cells import field_of
from app.services.session import Changes
from app.ui import theme, words
from app.ui.desk import Desk, touches

Index = QModelIndex | QPersistentModelIndex
ADDRESS = Qt.ItemDataRole.UserRole + 1
"""Role: the `Address` a cell shows, None for words of the form."""

_RIGHT = frozenset({"money", "rate", "count", "number", "points"})


class CellModel(QAbstractTableModel):
    """A grid of cells; a subclass says where each stands."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Show cells of the evaluation on a desk."""
        super().__init__(parent)
        self.desk = desk
        desk.changed.connect(self.follow)

    # ---- where cells stand ----

    def address(self, _index: Index) -> Address | None:
        """Return the cell at a place; None for words of the form."""
        return None

    def follow(self, changes: Changes | None) -> None:
        """Show again what a change touches: one range around it, so that the view is laid out once."""
        if not self.desk.is_open:
            return
        touched = [
            (row, column)
            for row in range(self.rowCount())
            for column in range(self.columnCount())
            if (address := self.address(self.index(row, column))) is not None and touches(changes, address)
        ]
        if touched:
            rows, columns = [row for row, _ in touched], [column for _, column in touched]
            self.dataChanged.emit(self.index(min(rows), min(columns)), self.index(max(rows), max(columns)))

    # ---- what they show ----

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is shown of a cell; nothing while the evaluation is being closed."""
        if not self.desk.is_open:
            return None
        address = self.address(index)
        if address is None:
            return self.words(index, role)
        if role == ADDRESS:
            return address
        if role == Qt.ItemDataRole.DisplayRole:
            return self._printed(address)
        if role == Qt.ItemDataRole.EditRole:
            return self.desk.view(address).text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._align(address)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.ORIGIN_COLOURS.get(self.desk.view(address).origin, theme.INK))
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._told(address)
        return None

    def words(self, _index: Index, _role: int) -> Any:
        """Return what is shown where no cell of the evaluation stands."""
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say what may be done with a cell."""
        usual = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        address = self.address(index) if self.desk.is_open else None
        return usual | Qt.ItemFlag.ItemIsEditable if address is not None and self.may_edit(address) else usual

    def may_edit(self, address: Address) -> bool:
        """Say whether people type here: not over what is computed (that is 手工改定, done with a reason)."""
        session = self.desk.session
        return not session.viewing and not session.graph.is_computed(address.row, address.key)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Fill in a cell as typed; what is not understood stays as it was and is said."""
        address = self.address(index)
        if address is None or role != Qt.ItemDataRole.EditRole or not self.may_edit(address):
            return False
        return str(value) == self.desk.view(address).text or self.desk.set(address, str(value))

    def _printed(self, address: Address) -> str:
        return self.desk.session.graph.printed(address.row, address.key)

    def _align(self, address: Address) -> Qt.AlignmentFlag:
        kind = field_of(self.desk.session, address).kind
        across = Qt.AlignmentFlag.AlignRight if kind in _RIGHT else Qt.AlignmentFlag.AlignLeft
        return across | Qt.AlignmentFlag.AlignVCenter

    def _told(self, address: Address) -> str:
        view, meaning = self.desk.view(address), field_of(self.desk.session, address)
        origin = words.ORIGINS.get(view.origin, ("", ""))[1]
        parts = [f"{meaning.label}：{view.printed or '未填'}", origin, view.problem, view.note, meaning.hint]
        return "\n".join(part for part in dict.fromkeys(parts) if part)
