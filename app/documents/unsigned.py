"""The public version: rows of tables that only say who filled in, evaluated and signed are left out (PRACTICE A5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Final

from app.answers.answer_set import AnswerSet
from app.documents.tree import Block, Document, Grid, GridCell, Package, Part, Place

_Private = Callable[[Place], bool]
"""Says whether a cell is left out of the public version."""

_SIGNATURE: Final = re.compile(r"(?:签\s*字|签\s*名|签\s*章|盖\s*章)[）)]?\s*[：:]")


def unsigned(package: Package, answers: AnswerSet) -> Package:
    """Return a package without rows that show only what the pack leaves out, and without rows to sign."""
    left_out = frozenset(answers.pack.print.public.leave_out)

    def private(place: Place) -> bool:
        row = answers.facts.rows.get(place.row)
        return row is not None and f"{row.table}.{place.key}" in left_out

    def cleared(document: Document) -> Document:
        return replace(document, parts=tuple(part(one) for one in document.parts))

    def part(one: Part) -> Part:
        return replace(one, blocks=tuple(_blocks(one, private)))

    return replace(package, documents=tuple(map(cleared, package.documents)))


def _blocks(part: Part, private: _Private) -> Iterator[Block]:
    for block in part.blocks:
        if not isinstance(block, Grid):
            yield block
            continue
        gone = rows_to_leave_out(block, private)
        if len(gone) < len(block.rows):
            yield without_rows(block, gone) if gone else block


def rows_to_leave_out(grid: Grid, private: _Private) -> frozenset[int]:
    """Return the rows that are for signing or show private cells only; a band that holds nothing else goes whole."""
    cells: dict[int, list[GridCell]] = {row: [] for row in range(len(grid.rows))}
    for cell in grid.cells:
        cells[cell.row].append(cell)
    shown = {row: [cell.place for cell in found if cell.place is not None] for row, found in cells.items()}
    hidden = {row for row, places in shown.items() if places and all(map(private, places))}
    signing = {row for row, found in cells.items() if any(_SIGNATURE.search(cell.text) for cell in found)}
    return frozenset(hidden | signing | _whole_bands(grid, shown, hidden))


def _whole_bands(grid: Grid, shown: Mapping[int, list[Place]], hidden: set[int]) -> set[int]:
    """Return the rows of bands in which every row that shows something is hidden."""
    found: set[int] = set()
    for _, members in groupby(range(len(grid.rows)), key=lambda row: grid.rows[row].band):
        rows = list(members)
        telling = {row for row in rows if shown[row]}
        if telling and telling <= hidden:
            found.update(rows)
    return found


def without_rows(grid: Grid, gone: frozenset[int]) -> Grid:
    """Return a grid without some rows; a cell over several rows keeps those that stay."""
    kept = [row for row in range(len(grid.rows)) if row not in gone]
    place = {row: number for number, row in enumerate(kept)}
    cells = []
    for cell in grid.cells:
        rows = [row for row in range(cell.row, cell.row + cell.height) if row in place]
        if rows:
            cells.append(replace(cell, row=place[rows[0]], height=len(rows)))
    return replace(grid, rows=tuple(grid.rows[row] for row in kept), cells=tuple(cells))
