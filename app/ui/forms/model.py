"""A whole table of a form as on the paper: all its bands, one grid."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.core.records import Address
from app.documents.tree import Grid
from app.ui.desk import Desk
from app.ui.grids.band import BandModel
from app.wizard.items import BandItem
from app.wizard.papers import Sheet, grid_of


class SheetModel(BandModel):
    """The cells of one table of a form, at the places of the paper."""

    def __init__(self, desk: Desk, sheet: Sheet, number: int, parent: QObject | None = None) -> None:
        """Show the table with this number of a form."""
        self.sheet, self.number = sheet, number
        super().__init__(desk, BandItem(sheet.id, "", sheet.row, ""), parent)

    def _draw(self) -> Grid:
        return grid_of(self.desk.session.graph.snapshot(), self.sheet, self.number)

    def first(self) -> Address | None:
        """Return the first cell that people fill in."""
        places = (cell.place for cell in self.grid.cells if cell.place is not None)
        return next((at for place in places if self.may_edit(at := Address(place.row, place.key))), None)
