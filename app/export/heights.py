"""How high rows must be for their text, estimated: sheets do not grow merged cells, and a form is to fit its page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from app.core.numbers import EXACT
from app.documents.tree import Grid, GridCell, Paragraph

MM: Final = Decimal(72) / Decimal("25.4")
"""Points of a millimetre."""

MOST: Final = Decimal(409)
"""Points of the highest row a sheet may have."""

_LINE: Final = Decimal("1.3")
"""Height of a line in sizes of its type."""

_PADDING: Final = Decimal(5)
_SIDES: Final = Decimal("6.5")
"""Points between text and lines of a cell: above and below together, left and right together."""

_HALF: Final = Decimal("0.55")


def heights(grid: Grid) -> list[Decimal]:
    """Return the height of every row of a grid in points: at least what it wants, and room for all text."""
    found = [row.least_mm * MM for row in grid.rows]
    for cell in sorted(grid.cells, key=lambda each: each.height):
        wanted = text_height(cell.paragraphs, sum(grid.columns_mm[cell.column : cell.column + cell.width], Decimal(0)))
        covered = range(cell.row, cell.row + cell.height)
        missing = wanted - sum((found[row] for row in covered), Decimal(0))
        if missing > 0:
            share = EXACT.divide(missing, Decimal(cell.height))
            for row in covered:
                found[row] += share
    return [min(height, MOST) for height in found]


def text_height(paragraphs: Sequence[Paragraph], width_mm: Decimal) -> Decimal:
    """Return how high a text is in a column of a width, in points."""
    room = max(width_mm * MM - _SIDES, Decimal(8))
    return sum((_paragraph(paragraph, room) for paragraph in paragraphs), _PADDING)


def _paragraph(paragraph: Paragraph, room: Decimal) -> Decimal:
    size = paragraph.look.size
    line = max(paragraph.pitch or Decimal(0), size * _LINE)
    lines = sum(_lines(text, size, room) for text in paragraph.text.split("\n"))
    return line * lines + paragraph.before + paragraph.after


def _lines(text: str, size: Decimal, room: Decimal) -> int:
    lines, used = 1, Decimal(0)
    for character in text:
        wide = size if unicodedata.east_asian_width(character) in "WFA" else size * _HALF
        if used + wide > room:
            lines, used = lines + 1, Decimal(0)
        used += wide
    return lines


def merged(cell: GridCell) -> bool:
    """Say whether a cell covers more than one place of the sheet."""
    return cell.height > 1 or cell.width > 1


def runs_of_rows(rows: Sequence[int]) -> tuple[int, int] | None:
    """Return the first run of rows that follow each other, as first and last; None when there are none."""
    if not rows:
        return None
    last = rows[0]
    for before, after in pairwise(rows):
        if after != before + 1:
            break
        last = after
    return rows[0], last
