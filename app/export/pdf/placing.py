"""Puts the pieces of a table on a page: boxes, their text, the rules around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate

from app.export.pdf.cells import PAD_Y
from app.export.pdf.cutting import Fragment, Piece
from app.export.pdf.layout import Box, PageLayout, Placed, Rule
from app.export.pdf.lines import Line
from app.export.pdf.table import Table


def put_lines(lines: Sequence[Line], x: int, y: int) -> list[Placed]:
    """Return the lines below each other from `y` on; lines without characters take space only."""
    placed = []
    for line in lines:
        y += line.before
        if line.stretches:
            placed.append(Placed(x + line.x, y + line.baseline, line))
        y += line.height + line.after
    return placed


def put_fragment(page: PageLayout, table: Table, fragment: Fragment, left: int, top: int) -> None:
    """Put the rows of one page on it, the upper left corner at (left, top)."""
    ys = tuple(top + y for y in accumulate(fragment.heights, initial=0))
    boxes = [put_piece(piece, table, left, ys) for piece in fragment.pieces]
    page.boxes += boxes
    if table.grid.border:
        page.rules += rules(boxes)


def put_piece(piece: Piece, table: Table, left: int, ys: Sequence[int]) -> Box:
    """Return the box of a cell with its text in it."""
    text, cell = piece.text, piece.text.cell
    x0, x1 = left + table.edges[cell.column], left + table.edges[cell.column + cell.width]
    y0, y1 = ys[piece.top], ys[piece.bottom + 1]
    free = y1 - y0 - text.height(piece.start, piece.end)
    whole = piece.start == 0 and piece.end == len(text.lines)
    above = {"top": PAD_Y, "bottom": free - PAD_Y}.get(cell.valign if whole else "top", free // 2)
    lines = put_lines(text.lines[piece.start : piece.end], x0 + text.pad, y0 + above)
    return Box(cell, x0, y0, x1, y1, tuple(lines), table.grid.border, piece.first, piece.last)


def rules(boxes: Iterable[Box]) -> list[Rule]:
    """Return the rules around boxes, each stretch once: edges on one line are put together."""
    across: dict[int, list[tuple[int, int]]] = defaultdict(list)
    down: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for box in boxes:
        for y in (box.y0, box.y1):
            across[y].append((box.x0, box.x1))
        for x in (box.x0, box.x1):
            down[x].append((box.y0, box.y1))
    made = [Rule(a, y, b, y) for y, spans in across.items() for a, b in merged(spans)]
    made += [Rule(x, a, x, b) for x, spans in down.items() for a, b in merged(spans)]
    return sorted(made)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans with those that touch put together."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made
