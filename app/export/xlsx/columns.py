"""Columns of a sheet that holds tables with different columns: every edge of any of them is an edge of the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Final

from app.documents.tree import Grid

_NEAR: Final = Decimal("0.5")
"""Edges that lie nearer than this, in mm, are one."""

_ALONE: Final = Decimal(160)
"""Width of the only column of a sheet without tables."""


class Columns:
    """The columns that all tables of a sheet share."""

    def __init__(self, grids: Sequence[Grid]) -> None:
        self._edges: list[Decimal] = []
        for edge in sorted({edge for grid in grids for edge in edges(grid)} or {Decimal(0), _ALONE}):
            if not self._edges or edge - self._edges[-1] >= _NEAR:
                self._edges.append(edge)

    @property
    def widths_mm(self) -> list[Decimal]:
        """Return the widths of all columns."""
        return [right - left for left, right in pairwise(self._edges)]

    def starts(self, grid: Grid) -> list[int]:
        """Return the column of the sheet at which each column of a table begins, and the one after its last."""
        places = range(len(self._edges))
        return [min(places, key=lambda place: abs(self._edges[place] - edge)) for edge in edges(grid)]


def edges(grid: Grid) -> list[Decimal]:
    """Return where the columns of a table begin and end, in mm from its left."""
    return list(accumulate(grid.columns_mm, initial=Decimal(0)))
