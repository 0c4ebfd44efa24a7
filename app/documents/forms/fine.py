"""One grid for bands of different columns: every boundary of a band is a boundary of the grid."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import Final

_NEAR: Final = Decimal("0.8")
"""Boundaries closer than this many mm are one: no column is thinner."""


def boundaries(bands: Sequence[Sequence[Decimal]]) -> list[Decimal]:
    """Return the boundaries of a common grid, from 0 to the width of the widest band."""
    edges = sorted({edge for widths in bands for edge in _edges(widths)})
    width = edges[-1] if edges else Decimal(0)
    kept = [Decimal(0)]
    for edge in edges:
        if edge - kept[-1] >= _NEAR and (width - edge >= _NEAR or edge == width):
            kept.append(edge)
    return kept


def widths(edges: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return the widths of the columns between boundaries."""
    return tuple(after - before for before, after in pairwise(edges))


def spans(edges: Sequence[Decimal], band: Sequence[Decimal]) -> list[int]:
    """Return at which boundary of the grid each boundary of a band lies; the last column reaches the right edge."""
    found = [_nearest(edges, edge) for edge in _edges(band)]
    return [0, *found[:-1], len(edges) - 1]


def _edges(band: Sequence[Decimal]) -> list[Decimal]:
    return list(accumulate(band))


def _nearest(edges: Sequence[Decimal], edge: Decimal) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - edge))
