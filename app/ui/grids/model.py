"""Cells of an evaluation in a grid: what each shows, how it may be edited."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.core.records import Address
from app.services.editing.adding import is_filled_in
from app.services.editing.cells import field_of, origin_of, typed_text
from app.services.editing.listing import may_grow
from app.services.session import Changes
from app.ui import theme, words
from app.ui.desk import Desk
from app.wizard.lines import Listed, Meaning

Index = QModelIndex | QPersistentModelIndex
Spot = tuple[int, int]
"""Row and column of a grid."""
ADDRESS = Qt.ItemDataRole.UserRole + 1
"""Role: the `Address` a cell shows, None for words of the form."""

_RIGHT: Final = frozenset({"money", "rate", "count", "number", "points"})
UNUSED: Final = frozenset(
    {Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.SizeHintRole}
)
"""Roles that no cell of ours has; views ask for them all the time."""
_TEXTS: Final = {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}


def bare(name: str) -> str:
    """Return a name as it is compared: without blanks, breaks, brackets with units."""
    joined = re.sub(r"[\s\u3000\u00a0\u200b]+", "", name)
    return re.sub(r"[（(][^（）()]*[)）]$", "", joined) or joined


class CellModel(QAbstractTableModel):
    """A grid of cells; a subclass says where each stands."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Show cells of the evaluation on a desk."""
        super().__init__(parent)
        self.desk = desk
        self._spots: dict[tuple[str, str], list[Spot]] | None = None
        self.modelReset.connect(self.forget_spots)
        desk.changed.connect(self.follow)

    # ---- where cells stand ----

    def address(self, _index: Index) -> Address | None:
        """Return the cell at a place; None for words of the form."""
        return None

    def addresses(self, index: Index) -> tuple[Address, ...]:
        """Return every cell that an edit at a place sets: a merged one stands for all its rows."""
        address = self.address(index)
        return (address,) if address is not None else ()

    def field(self, index: Index) -> Meaning | None:
        """Return what is filled in at a place; None for words of the form."""
        address = self.address(index)
        return field_of(self.desk.session, address) if address is not None else None

    def meaning(self, address: Address) -> Meaning:
        """Return what a cell of the evaluation means."""
        return field_of(self.desk.session, address)

    def label(self, address: Address) -> str:
        """Return the words for a cell: its row inside the list, its column."""
        session = self.desk.session
        above = session.facts.rows[address.row].parent
        return session.label(address).removeprefix(session.title(above) if above is not None else "")

    def split(self, _index: Index, _text: str) -> Sequence[tuple[Address, str]]:
        """Return which cells a text goes to where several print in one place; nothing elsewhere."""
        return ()

    def owner(self, row: int, column: int) -> tuple[int, int, int, int]:
        """Return the cell that covers a place: its row, column, height and width."""
        return row, column, 1, 1

    def columns_at(self, row: int) -> list[int]:
        """Return the columns where a cell of a row begins, as it is seen; one merged with rows above counts."""
        return [column for column in range(self.columnCount()) if self.owner(row, column)[1] == column]

    def spots(self, address: Address) -> Sequence[Spot]:
        """Return where a cell of the evaluation stands."""
        if self._spots is None:
            found: dict[tuple[str, str], list[Spot]] = defaultdict(list)
            for row in range(self.rowCount()):
                for column in range(self.columnCount()):
                    for one in self.addresses(self.index(row, column)):
                        found[one.row, one.key].append((row, column))
            self._spots = dict(found)
        return self._spots.get((address[0], address[1]), ())

    def forget_spots(self) -> None:
        """Look anew where cells stand, after rows came or went."""
        self._spots = None

    # ---- the list it shows ----

    def listed(self, _row: int) -> Listed | None:
        """Return the list that a line belongs to; None where it is no line of a list."""
        return None

    def the_list(self) -> Listed | None:
        """Return the list a row is added to where no line is chosen; None where the grid has none."""
        return None

    def may_grow(self, held: Listed, by: int = 1) -> bool:
        """Say whether a list takes more rows from people."""
        session = self.desk.session
        return not session.viewing and may_grow(session, (held.parent, held.table), by)

    def is_filled_in(self, held: Listed, key: str) -> bool:
        """Say whether people type a key of a new row."""
        return is_filled_in(self.desk.session, held.table, key)

    def new_keys(self, held: Listed, column: int) -> list[str]:
        """Return the keys of a new row from a column on, as they stand beside each other."""
        line = min(held.rows, default=-1)
        columns = [one for one in self.columns_at(line) if one >= self.owner(line, column)[1]] if held.rows else []
        return [held.keys.get((line, one), "") for one in columns]

    def column_names(self) -> dict[str, set[str]]:
        """Return by what names each key of the list is known, ready to compare."""
        held = self.the_list()
        fields = self.desk.session.pack.fields.get(held.table, {}) if held is not None else {}
        names = {}
        for key in self.new_keys(held, 0) if held is not None else ():
            if key in fields:
                one = fields[key]
                known = (one.label, *one.labels, *one.synonyms, self.head(key))
                names[key] = {bare(name) for name in known if name}
        return names

    def head(self, _key: str) -> str:
        """Return what stands above the column of a key."""
        return ""

    def printed_words(self) -> set[str]:
        """Return the words that the form prints itself, ready to compare."""
        return set()

    # ---- what changes ----

    def follow(self, changes: Changes | None) -> None:
        """Show again what a change touches, and nothing else."""
        if self.desk.is_open:
            self.tell(self.touched(changes))

    def touched(self, changes: Changes | None) -> Iterable[Spot]:
        """Return the places that a change may concern."""
        if changes is None:
            return ((row, column) for row in range(self.rowCount()) for column in range(self.columnCount()))
        return {
            spot for key in (*changes.cells, *changes.also) for spot in self.spots(Address(*key)) if self.rowCount()
        }

    def tell(self, spots: Iterable[Spot]) -> None:
        """Say that places show something else: one range for rows that lie beside each other."""
        rows: dict[int, list[int]] = defaultdict(list)
        for row, column in spots:
            rows[row].append(column)
        order = sorted(rows)
        starts = [order[0], *(two for one, two in pairwise(order) if two != one + 1)] if order else []
        for number, start in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else order[-1] + 1
            run = [row for row in order if start <= row < end]
            columns = [column for row in run for column in rows[row]]
            self.dataChanged.emit(self.index(run[0], min(columns)), self.index(run[-1], max(columns)))

    # ---- what they show ----

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is shown of a cell; nothing while the evaluation is being closed."""
        if role in UNUSED or not self.desk.is_open:
            return None
        address = self.address(index)
        if address is None:
            return self.words(index, role)
        if role == ADDRESS:
            return address
        if role == Qt.ItemDataRole.DisplayRole:
            return self.printed(address)
        if role == Qt.ItemDataRole.EditRole:
            return typed_text(self.desk.session, address)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._align(address)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.ORIGIN_COLOURS.get(origin_of(self.desk.session, address), theme.INK))
        if role in _TEXTS:
            return self._told(address)
        return None

    def words(self, _index: Index, _role: int) -> Any:
        """Return what is shown where no cell of the evaluation stands."""
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say what may be done with a cell."""
        usual = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return usual | Qt.ItemFlag.ItemIsEditable if self.desk.is_open and self.may_fill(index) else usual

    def may_fill(self, index: Index) -> bool:
        """Say whether people type at a place."""
        address = self.address(index)
        return address is not None and self.may_edit(address)

    def may_edit(self, address: Address) -> bool:
        """Say whether people type here: not over what is computed (that is 手工改定, done with a reason)."""
        session = self.desk.session
        return not session.viewing and not session.graph.is_computed(address.row, address.key)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Fill in a cell as typed; what is not understood stays as it was and is said."""
        address = self.address(index)
        if address is None or role != Qt.ItemDataRole.EditRole or not self.may_edit(address):
            return False
        return str(value) == typed_text(self.desk.session, address) or self.desk.set(address, str(value))

    def printed(self, address: Address) -> str:
        """Return what a cell of the evaluation prints."""
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
