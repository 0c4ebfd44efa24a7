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
_ROWS_MM: Final = (None, *(Decimal(tenths) / 10 for tenths in range(75, 45, -5)))
"""How low rows may be made, step by step, so that a form fills its page and no more: as they are, down to 5 mm."""

_SAFE: Final = Decimal("0.97")
"""Share of the page that the estimate may fill."""


def fitted(part: Part) -> Part:
    """Return a part that is to fit one page with lower rows and smaller type as far as needed and allowed.

    One that fits anyway, or cannot be made to fit, is only given exact lines.
    """
    if not part.fit:
        return part
    room = _room(part)
    usual = _set(part, Decimal(0), _PITCH, None)
    for candidate in _tries(part):
        if _height(candidate) <= room:
            return candidate
    return usual


def _tries(part: Part) -> Iterator[Part]:
    """Yield the part in ever smaller settings."""
    largest = max((p.look.size for p in _texts(part)), default=Decimal("10.5"))
    smaller = Decimal(0)
    while largest - smaller >= part.least_size:
        for pitch, least in (*((_PITCH, least) for least in _ROWS_MM), (_TIGHT, _ROWS_MM[-1])):
            yield _set(part, smaller, pitch, least)
        smaller += _STEP


def _texts(part: Part) -> Iterator[Paragraph]:
    for block in part.blocks:
        if isinstance(block, Grid):
            for cell in block.cells:
                yield from cell.paragraphs


def _set(part: Part, smaller: Decimal, pitch: Decimal, least: Decimal | None) -> Part:
    def look(old: Look) -> Look:
        return replace(old, size=max(old.size - smaller, min(part.least_size, old.size)))

    def paragraph(old: Paragraph) -> Paragraph:
        new = look(old.look)
        runs = tuple(run if run.look is None else replace(run, look=look(run.look)) for run in old.runs)
        return replace(old, look=new, runs=runs, pitch=old.pitch or half_up(new.size * pitch, 1))

    def cell(old: GridCell) -> GridCell:
        return replace(old, paragraphs=tuple(paragraph(each) for each in old.paragraphs))

    def row(old: GridRow) -> GridRow:
        return old if least is None else replace(old, least_mm=min(old.least_mm, least))

    def block(old: Block) -> Block:
        if not isinstance(old, Grid):
            return old
        return replace(old, cells=tuple(cell(each) for each in old.cells), rows=tuple(row(each) for each in old.rows))

    return replace(part, blocks=tuple(block(each) for each in part.blocks))


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
