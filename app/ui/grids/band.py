"""A band of a form as on the paper: words of the form, and cells that are typed into in place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QFont

from app.core.records import Address
from app.documents.tree import Grid, GridCell, Place
from app.services.editing.adding import fill_and_add, is_filled_in
from app.services.editing.cells import typed_text
from app.services.session import Changes
from app.ui import theme
from app.ui import words_grid as said
from app.ui.desk import Desk
from app.ui.grids.model import UNUSED, CellModel, Index, bare
from app.wizard.items import BandItem, band_grid
from app.wizard.lines import Listed, Meaning, lists_in, owners


class BandModel(CellModel):
    """The cells of a band, at the places of the paper."""

    def __init__(self, desk: Desk, item: BandItem, parent: QObject | None = None) -> None:
        """Show a band of a page."""
        super().__init__(desk, parent)
        self.item = item
        self._take(self._draw())
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._redraw)
        desk.closed.connect(self._soon.stop)

    def _draw(self) -> Grid:
        return band_grid(self.desk.session.graph.snapshot(), self.item)

    def _take(self, grid: Grid) -> None:
        self.grid: Grid = grid
        self._at = {(cell.row, cell.column): cell for cell in grid.cells}
        self._over = owners(grid)
        self._lists = lists_in(self.desk.session.graph.snapshot(), self.item.form, self.item.row, grid)
        self._line = {row: held for held in self._lists for row in held.rows}
        self.forget_spots()

    def follow(self, changes: Changes | None) -> None:
        """Show what a change touches at once; draw the band again then: merged labels may have changed, rows gone."""
        if changes is None or changes.rows:
            self._redraw()
        else:
            super().follow(changes)
            self._soon.start()

    def _redraw(self) -> None:
        if not self.desk.is_open or self.item.row not in self.desk.session.facts.rows:
            return
        grid = self._draw()
        if grid == self.grid:
            return
        before = self.grid.cells
        if [_shape(cell) for cell in before] == [_shape(cell) for cell in grid.cells]:
            self._take(grid)
            self.tell((two.row, two.column) for one, two in zip(before, grid.cells, strict=True) if one != two)
            return
        self.beginResetModel()
        self._take(grid)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.grid.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.grid.columns_mm)

    def cell(self, index: Index) -> GridCell | None:
        """Return the cell of the form at a place; None inside a merged one."""
        return self._at.get((index.row(), index.column()))

    def owner(self, row: int, column: int) -> tuple[int, int, int, int]:
        """Return the cell that covers a place: its row, column, height and width."""
        cell = self._over.get((row, column))
        return (cell.row, cell.column, cell.height, cell.width) if cell is not None else (row, column, 1, 1)

    # ---- lists in the band ----

    @property
    def lists(self) -> tuple[Listed, ...]:
        """Return the lists of the band."""
        return self._lists

    def listed(self, row: int) -> Listed | None:
        """Return the list that a line belongs to; None where it is no line of a list."""
        return self._line.get(row)

    def the_list(self) -> Listed | None:
        """Return the only list of the band; None where it has none, or several."""
        return self._lists[0] if len(self._lists) == 1 else None

    def group_key(self, index: Index) -> str:
        """Return the key of a merged column of a list; empty elsewhere."""
        held = self.listed(index.row())
        key = held.keys.get((index.row(), index.column()), "") if held is not None else ""
        return key if held is not None and key in held.groups else ""

    def addresses(self, index: Index) -> tuple[Address, ...]:
        """Return every cell that an edit at a place sets: a merged level stands for all its rows."""
        key, held, cell = self.group_key(index), self.listed(index.row()), self.cell(index)
        if not key or held is None or cell is None:
            return super().addresses(index)
        lines = range(cell.row, cell.row + cell.height)
        return tuple(Address(row, key) for row in dict.fromkeys(held.rows.get(line, "") for line in lines) if row)

    def address(self, index: Index) -> Address | None:
        """Return the cell of the evaluation at a place."""
        cell = self.cell(index)
        if cell is not None and self.group_key(index):
            return next(iter(self.addresses(index)), None)
        place = (cell.place or cell.inside) if cell is not None else None
        if cell is None or place is None or (cell.place is None and self._is_year(place)):
            return None
        return Address(place.row, place.key)

    def _is_year(self, place: Place) -> bool:
        """Say whether a figure is the year in a heading, which nobody wants to edit there."""
        rows, fields = self.desk.session.facts.rows, self.desk.session.pack.fields
        field = fields.get(rows[place.row].table, {}).get(place.key) if place.row in rows else None
        return field is not None and field.kind == "year"

    def head(self, key: str) -> str:
        """Return the words of the form above the column of a key."""
        held = self.the_list()
        spot = next((spot for spot, one in held.keys.items() if one == key), None) if held is not None else None
        above = self._over.get((min(held.rows) - 1, spot[1])) if held is not None and spot is not None else None
        return above.text if above is not None and above.label else ""

    def printed_words(self) -> set[str]:
        """Return the words that the form prints itself, ready to compare."""
        return {bare(cell.text) for cell in self.grid.cells if cell.label and cell.text.strip()}

    # ---- lines that the form leaves for the pen ----

    def vacant(self, index: Index) -> str:
        """Return the key to fill in on a line that has no row yet; empty elsewhere."""
        held = self.listed(index.row())
        if held is None or held.rows.get(index.row()) or self.cell(index) is None or not self.may_grow(held):
            return ""
        key = held.keys.get((index.row(), index.column()), "")
        return key if key and is_filled_in(self.desk.session, held.table, key) else ""

    def field(self, index: Index) -> Meaning | None:
        """Return what is filled in at a place; None for words of the form."""
        held, key = self.listed(index.row()), self.vacant(index)
        return self.desk.session.pack.fields[held.table][key] if held is not None and key else super().field(index)

    def may_fill(self, index: Index) -> bool:
        """Say whether people type at a place; a line without a row gets one by it."""
        return super().may_fill(index) or bool(self.vacant(index))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Fill in a cell as typed; a merged level is set in all its rows, a line without a row gets one."""
        held, text = self.listed(index.row()), str(value)
        if role == Qt.ItemDataRole.EditRole and held is not None and (key := self.vacant(index)):
            return not text.strip() or self._begin_line(held, index.row(), key, text)
        cells = self.addresses(index)
        if role != Qt.ItemDataRole.EditRole or len(cells) < 2 or not self.may_fill(index):
            return super().setData(index, value, role)
        if all(typed_text(self.desk.session, one) == text for one in cells):
            return True
        label = said.fill_merged(self.meaning(cells[0]).label, len(cells))
        self.desk.fill([(one, text) for one in cells], label)
        return True

    def _begin_line(self, held: Listed, line: int, key: str, text: str) -> bool:
        new = {**held.given.get(line, {}), key: text}
        session = self.desk.session
        label = said.new_row(session.pack.tables[held.table].label)
        filled = self.desk.do(lambda: fill_and_add(session, (held.parent, held.table), [], [new], label))
        if filled is not None and filled.refused:
            self.desk.refused.emit(filled.refused[0][1], None)
        return filled is not None

    # ---- what is shown ----

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is shown; a cell among words of the form shows these too."""
        if role in UNUSED:
            return None
        cell = self.cell(index)
        if cell is not None and cell.place is None and role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole and self.group_key(index):
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.TextAlignmentRole and cell is not None and cell.place is None:
            return _as_on_paper(cell)
        return super().data(index, role)

    def words(self, index: Index, role: int) -> Any:
        """Return the words of the form."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.BackgroundRole and not self.vacant(index):
            return QColor("#f6f5f1")
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.INK)
        if role == Qt.ItemDataRole.FontRole:
            return QFont()
        return None


def _as_on_paper(cell: GridCell) -> Qt.AlignmentFlag:
    """Return where the words of the form stand in a cell."""
    left = bool(cell.paragraphs) and cell.paragraphs[0].align in {"left", "justify"}
    return (Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter) | Qt.AlignmentFlag.AlignVCenter


def _shape(cell: GridCell) -> tuple[int, int, int, int]:
    return cell.row, cell.column, cell.height, cell.width
