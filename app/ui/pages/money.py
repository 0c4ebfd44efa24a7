"""元 or 万元 on a page: shown and typed so, exactly; the paper keeps its own unit (PRACTICE B2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QWidget

from app.core.records import Address
from app.services.editing.money import UNITS, Doubt, doubt, in_other, in_unit, shown_in, typed_in
from app.ui import words_pages as words
from app.ui.asking import ask
from app.ui.desk import Desk
from app.ui.grids.band import BandModel
from app.ui.grids.model import UNUSED, CellModel, Index
from app.ui.grids.table import TableModel

_EMS: Final = {
    "projects": {"name": 16},
    "facts": {"name": 14, "scheme": 11, "as_of": 9},
    "evidence": {"number": 4, "name": 14, "about": 14, "evidence_place": 9, "pages": 5},
}
"""Widths of columns in characters, by table and key."""
PAPER = UNITS[0]
"""The unit of the forms; a page in it shows everything as it prints."""


class InUnit(CellModel):
    """A grid whose money is shown and typed in a unit that people chose."""

    unit = ""
    """元 while people work in 元; empty: each column's own."""
    doubted = Signal(object, object)
    """A figure looks like 元: its `Address`, the `Doubt`."""

    def set_unit(self, unit: str) -> None:
        """Show all money in a unit."""
        self.unit = unit
        rows, columns = self.rowCount(), self.columnCount()
        if rows and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))
        if columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, columns - 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is shown of a cell, money in the unit that was chosen."""
        if role in UNUSED or not self.desk.is_open:
            return None
        address = self.address(index)
        if address is not None and address.row not in self.desk.session.facts.rows:
            return None  # the row went, and the grid is told in a moment
        found = super().data(index, role)
        if not self.unit or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return found
        if role == Qt.ItemDataRole.EditRole:
            money = address is not None and found and in_other(self.desk.session, address, self.unit)
            return typed_in(self.desk.session, address, self.unit) if money and address is not None else found
        if address is None:
            return found.replace(PAPER, self.unit) if isinstance(found, str) else found
        printed = self.desk.session.graph.printed(address.row, address.key)
        if not in_other(self.desk.session, address, self.unit) or not isinstance(found, str) or not printed:
            return found
        shown = shown_in(self.desk.session, address, self.unit)
        return found.replace(printed, shown) if printed in found else found

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a head with the unit that was chosen."""
        found = super().headerData(section, orientation, role)
        return found.replace(PAPER, self.unit) if self.unit and isinstance(found, str) else found

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Fill in a cell in the unit that was chosen; ask where 元 were probably meant."""
        address = self.address(index)
        if address is None or role != Qt.ItemDataRole.EditRole:
            return super().setData(index, value, role)
        session, text = self.desk.session, str(value)
        if self.unit and in_other(session, address, self.unit):
            if text == str(self.data(index, Qt.ItemDataRole.EditRole) or "") or not self.may_edit(address):
                return True
            return self.desk.set(address, in_unit(session, address, text, self.unit))
        asked = doubt(session, address, text) if text != self.desk.view(address).text else None
        done = super().setData(index, value, role)
        if done and asked is not None:
            self.doubted.emit(address, asked)
        return done


class BandInUnit(InUnit, BandModel):
    """A band of a form."""


class TableInUnit(InUnit, TableModel):
    """Rows of a table."""

    def ems(self) -> Sequence[int]:
        """Return how wide the columns are, where the list has widths of its own."""
        widths = _EMS.get(self.item.table, {})
        return [widths.get(key, 7) for key in self.item.keys] if widths else ()


class MoneySwitch(QWidget):
    """Chooses the unit of a page."""

    chosen = Signal(str)
    """元, or empty for the unit of the forms."""

    def __init__(self, unit: str) -> None:
        """Show the unit that holds."""
        super().__init__()
        self.setToolTip(words.MONEY_TIP)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(QLabel(words.MONEY_IN))
        self._group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        for name in UNITS:
            made = QRadioButton(name)
            made.setAccessibleName(f"{words.MONEY_IN}{name}{words.MONEY_BEHIND}")
            made.setChecked(name == (unit or PAPER))
            made.clicked.connect(lambda _=False, one=name: self.chosen.emit("" if one == PAPER else one))
            self._group.addButton(made)
            self.choices[name] = made
            line.addWidget(made)
        line.addWidget(QLabel(words.MONEY_BEHIND))


def ask_yuan(parent: QWidget, desk: Desk, address: Address, found: Doubt) -> None:
    """Ask whether a figure was typed in 元; what was typed stands meanwhile."""
    choices = [
        (words.CONVERT, lambda: desk.set(address, found.converted)),
        (words.AS_TYPED, None),
    ]
    ask(parent, words.meant_yuan(found.typed, found.unit, found.shown), "", choices)
