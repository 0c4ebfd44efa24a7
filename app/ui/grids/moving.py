"""From cell to cell: the next one that people fill in, the first, the last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt

from app.ui.grids.model import CellModel, Spot


def fillable(model: CellModel, spot: Spot) -> bool:
    """Say whether a place is where a cell begins that people fill in."""
    editable = Qt.ItemFlag.ItemIsEditable
    return model.owner(*spot)[:2] == spot and bool(model.flags(model.index(*spot)) & editable)


def after(model: CellModel, here: Spot, *, right: bool, back: bool) -> Spot | None:
    """Return the next cell to fill in: to the right and on with the next row, or down the column."""
    return _first(model, (spot for spot in _onward(model, here, right=right, back=back) if spot != here))


def around(chosen: list[Spot], here: Spot, *, right: bool, back: bool) -> Spot:
    """Return the next cell of a chosen range, beginning anew at its end."""
    order = sorted(chosen, key=None if right else lambda spot: (spot[1], spot[0]))
    place = order.index(here) if here in order else -1
    return order[(place + (-1 if back else 1)) % len(order)]


def edge(model: CellModel, row: int | None, *, last: bool) -> Spot | None:
    """Return the first or last cell to fill in, of a row or of the whole grid."""
    rows = range(model.rowCount()) if row is None else [max(row, 0)]
    order = [(one, column) for one in rows for column in range(model.columnCount())]
    return _first(model, reversed(order) if last else order)


def _first(model: CellModel, spots: Iterable[Spot]) -> Spot | None:
    return next((spot for spot in spots if fillable(model, spot)), None)


def _onward(model: CellModel, here: Spot, *, right: bool, back: bool) -> Iterator[Spot]:
    rows, columns = model.rowCount(), model.columnCount()
    way = -1 if back else 1
    if not right:
        for row in range(here[0] + way, -1 if back else rows, way):
            yield model.owner(row, here[1])[:2]
        return
    at = here[0] * columns + here[1] if here[0] >= 0 else -1
    for place in range(at + way, -1 if back else rows * columns, way):
        yield divmod(place, columns)
