"""A form made to fit one page: first lower rows, then smaller type, never below what the part allows.

For renderers that leave the layout to another program: heights are estimated, lines get an exact pitch so that the
estimate holds whatever font the PC has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from app.core.numbers import half_up
from app.documents.tree import Block, Grid, GridCell, GridRow, Look, Paragraph, Part
from app.export.heights import MM, heights, text_height

_PAPER_MM: Final = {"A4": (Decimal(210), Decimal(297)), "A3": (Decimal(297), Decimal(420))}
_PITCH: Final = Decimal("1.3")
_TIGHT: Final = Decimal("1.15")
"""Distance of lines in sizes of the type: usual, and where room is short."""

_STEP: Final = Decimal("0.5")
_LOWER_MM: Final = (Decimal(7), Decimal("6.5"), Decimal(6), Decimal("5.5"), Decimal(5))
"""Least heights of rows that are tried one after the other before the type is made smaller."""

_SAFE: Final = Decimal("0.97")
"""Share of the page that the estimate may fill."""


def fitted(part: Part) -> Part:
    """Return a part that is to fit one page with lower rows and smaller type as far as needed and allowed.

    One that fits anyway, or cannot be made to fit, is only given exact lines.
    """
    if not part.fit:
        return part
    room = _room(part)
    usual = _set(part, Decimal(0), _PITCH)
    for candidate in _tries(part):
        if _height(candidate) <= room:
            return candidate
    return usual


def _tries(part: Part) -> Iterator[Part]:
    """Yield the part in ever smaller settings."""
    largest = max((p.look.size for p in _texts(part)), default=Decimal("10.5"))
    smaller = Decimal(0)
    while largest - smaller >= part.least_size:
        usual = _set(part, smaller, _PITCH)
        yield usual
        yield from (_lowered(usual, least) for least in _LOWER_MM)
        yield _lowered(_set(part, smaller, _TIGHT), _LOWER_MM[-1])
        smaller += _STEP


def _texts(part: Part) -> Iterator[Paragraph]:
    for block in part.blocks:
        if isinstance(block, Grid):
            for cell in block.cells:
                yield from cell.paragraphs


def _set(part: Part, smaller: Decimal, pitch: Decimal) -> Part:
    """Return a part with its tables in smaller type, lines at a pitch."""

    def look(old: Look) -> Look:
        return replace(old, size=max(old.size - smaller, min(part.least_size, old.size)))

    def paragraph(old: Paragraph) -> Paragraph:
        new = look(old.look)
        runs = tuple(run if run.look is None else replace(run, look=look(run.look)) for run in old.runs)
        return replace(old, look=new, runs=runs, pitch=old.pitch or half_up(new.size * pitch, 1))

    def cell(old: GridCell) -> GridCell:
        return replace(old, paragraphs=tuple(paragraph(each) for each in old.paragraphs))

    def block(old: Block) -> Block:
        return replace(old, cells=tuple(map(cell, old.cells))) if isinstance(old, Grid) else old

    return replace(part, blocks=tuple(block(each) for each in part.blocks))


def _lowered(part: Part, least: Decimal) -> Part:
    """Return a part with no row of a table that wants more than a least height."""

    def row(old: GridRow) -> GridRow:
        return replace(old, least_mm=min(old.least_mm, least))

    def block(old: Block) -> Block:
        return replace(old, rows=tuple(map(row, old.rows))) if isinstance(old, Grid) else old

    return replace(part, blocks=tuple(map(block, part.blocks)))


def _height(part: Part) -> Decimal:
    """Return the estimated height of a part in points."""
    width = _width(part)
    total = Decimal(0)
    for block in part.blocks:
        if isinstance(block, Grid):
            total += sum(heights(block), Decimal(0)) + sum(
                (text_height([line], width) for line in block.tail), Decimal(0)
            )
        else:
            total += text_height([block], width)
    return total


def _width(part: Part) -> Decimal:
    page = part.page
    across = _PAPER_MM[page.paper][1 if page.landscape else 0]
    return across - page.margins_mm[1] - page.margins_mm[3]


def _room(part: Part) -> Decimal:
    page = part.page
    down = _PAPER_MM[page.paper][0 if page.landscape else 1]
    return (down - page.margins_mm[0] - page.margins_mm[2]) * MM * _SAFE
