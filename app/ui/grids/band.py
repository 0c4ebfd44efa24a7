"""A band of a form as on the paper: words of the form, and cells that are typed into in place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QFont

from app.core.records import Address
from app.documents.tree import Grid, GridCell, Place
from app.services.session import Changes
from app.ui import theme
from app.ui.desk import Desk
from app.ui.grids.model import CellModel, Index
from app.wizard.items import BandItem, band_grid


class BandModel(CellModel):
    """The cells of a band, at the places of the paper."""

    def __init__(self, desk: Desk, item: BandItem, parent: QObject | None = None) -> None:
        """Show a band of a page."""
        super().__init__(desk, parent)
        self.item = item
        self.grid: Grid = self._draw()
        self._at = self._places()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._redraw)

    def _draw(self) -> Grid:
        return band_grid(self.desk.session.graph.snapshot(), self.item)

    def _places(self) -> dict[tuple[int, int], GridCell]:
        return {(cell.row, cell.column): cell for cell in self.grid.cells}

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
            self.grid = grid
            self._at = self._places()
            for one, other in zip(before, grid.cells, strict=True):
                if one != other:
                    index = self.index(other.row, other.column)
                    self.dataChanged.emit(index, index)
            return
        self.beginResetModel()
        self.grid = grid
        self._at = self._places()
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

    def address(self, index: Index) -> Address | None:
        """Return the cell of the evaluation at a place."""
        cell = self.cell(index)
        place = (cell.place or cell.inside) if cell is not None else None
        if cell is None or place is None or (cell.place is None and self._is_year(place)):
            return None
        return Address(place.row, place.key)

    def _is_year(self, place: Place) -> bool:
        """Say whether a figure is the year in a heading, which nobody wants to edit there."""
        rows, fields = self.desk.session.facts.rows, self.desk.session.pack.fields
        field = fields.get(rows[place.row].table, {}).get(place.key) if place.row in rows else None
        return field is not None and field.kind == "year"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is shown; a cell among words of the form shows these too."""
        cell = self.cell(index)
        if cell is not None and cell.place is None and role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        return super().data(index, role)

    def words(self, index: Index, role: int) -> Any:
        """Return the words of the form."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.BackgroundRole:
            return QColor("#f6f5f1")
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.INK)
        if role == Qt.ItemDataRole.FontRole:
            return QFont()
        return None


def _shape(cell: GridCell) -> tuple[int, int, int, int]:
    return cell.row, cell.column, cell.height, cell.width
