"""How high rows must be for their text, estimated: sheets do not grow merged cells, and a form is to fit its page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final

from app.core.numbers import EXACT
from app.documents.tree import Grid, Paragraph

MM: Final = Decimal(72) / Decimal("25.4")
"""Points of a millimetre."""

MOST: Final = Decimal(409)
"""Points of the highest row a sheet may have."""

_LINE: Final = Decimal("1.3")
"""Usual height of a line in sizes of its type."""

_PIECES: Final = re.compile(r"(?:[A-Za-z0-9.,:%+=/-]+|.)[，。；：、！？）】》〉」』”’％…)\]]*")
"""What no program breaks: a number or word, and the signs that must not begin a line with what stands before them."""

_PADDING: Final = Decimal(5)
_HALF: Final = Decimal("0.55")


def heights(grid: Grid, line: Decimal = _LINE) -> list[Decimal]:
    """Return the height of every row of a grid in points: at least what it wants, and room for all text.

    `line` is the least height of a line in sizes of its type.
    """
    found = [row.least_mm * MM for row in grid.rows]
    for cell in sorted(grid.cells, key=lambda each: each.height):
        width = sum(grid.columns_mm[cell.column : cell.column + cell.width], Decimal(0))
        wanted = text_height(cell.paragraphs, width, line)
        covered = range(cell.row, cell.row + cell.height)
        missing = wanted - sum((found[row] for row in covered), Decimal(0))
        if missing > 0:
            share = EXACT.divide(missing, Decimal(cell.height))
            for row in covered:
                found[row] += share
    return found


def text_height(paragraphs: Sequence[Paragraph], width_mm: Decimal, line: Decimal = _LINE) -> Decimal:
    """Return how high a text is in a column of a width, in points."""
    room = max(width_mm * MM - _PADDING, Decimal(8))
    return sum((_paragraph(paragraph, room, line) for paragraph in paragraphs), _PADDING)


def _paragraph(paragraph: Paragraph, room: Decimal, least: Decimal) -> Decimal:
    size = paragraph.look.size
    line = max(paragraph.pitch or Decimal(0), size * least)
    lines = sum(_lines(text, size, room) for text in paragraph.text.split("\n"))
    return line * lines + paragraph.before + paragraph.after


@lru_cache(maxsize=8192)
def _lines(text: str, size: Decimal, room: Decimal) -> int:
    """Return on how many lines a text stands; a piece longer than a line is broken anywhere."""
    lines, used = 1, Decimal(0)
    for piece in _PIECES.findall(text):
        wide = sum((_width(character) for character in piece), Decimal(0)) * size
        if used and used + wide > room:
            lines, used = lines + 1, Decimal(0)
        used += wide
        while used > room and len(piece) > 1:
            lines, used = lines + 1, used - room
    return lines


@lru_cache(maxsize=8192)
def _width(character: str) -> Decimal:
    return Decimal(1) if unicodedata.east_asian_width(character) in "WFA" else _HALF


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
