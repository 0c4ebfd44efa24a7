"""The text of a cell, set to the width of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from app.documents.tree import GridCell, Paragraph
from app.export.pdf.lines import Line, Setter
from app.export.pdf.measures import millimetres

PAD_X, NARROW_PAD_X, PAD_Y = millimetres(1), millimetres(1) // 2, millimetres(1) * 6 // 10
NARROW = 4
"""A cell of fewer characters than this has less space beside its text."""
TOGETHER = re.compile(r"[（(][^（）()\n]{1,6}[）)][：:]?|[\d.,]+[%％分]?|[A-Za-z]+|\n|.", re.DOTALL)
"""What stands in one line of a turned label: a short bracket, a number, a word, a character."""
TURNED = (11, 10)


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell whose text is set.

    Attributes:
        cell: the cell.
        lines: its lines.
        heights: for n the height of its first n lines.
        pad: space beside the text.
        width: width of the cell.
    """

    cell: GridCell
    lines: tuple[Line, ...]
    heights: tuple[int, ...]
    pad: int
    width: int

    @property
    def key(self) -> tuple[int, int]:
        """Its place in the grid."""
        return self.cell.row, self.cell.column

    @property
    def end(self) -> int:
        """The row below it."""
        return self.cell.row + self.cell.height

    def height(self, start: int = 0, end: int | None = None) -> int:
        """Return the height of some lines."""
        return self.heights[len(self.lines) if end is None else end] - self.heights[start]

    def count(self, start: int, room: int) -> int:
        """Return how many lines from `start` on go into the room."""
        end = start
        while end < len(self.lines) and self.heights[end + 1] - self.heights[start] <= room:
            end += 1
        return end - start


def padding(cell: GridCell, width: int, setter: Setter) -> int:
    """Return the space beside the text: less in a cell of few characters."""
    size = max((setter.size(paragraph.look) for paragraph in cell.paragraphs), default=0)
    return NARROW_PAD_X if width < NARROW * size + 2 * PAD_X else PAD_X


def upright(paragraph: Paragraph, room: int, setter: Setter) -> Iterator[Line]:
    """Return the lines of a label whose characters stand one below the other."""
    size = setter.size(paragraph.look)
    plain = replace(paragraph, first=paragraph.first * 0, left=paragraph.left * 0, align="center", pitch=None)
    for piece in TOGETHER.findall(paragraph.text):
        if piece.strip():
            run = replace(paragraph.runs[0], text=piece)
            for line in setter.lines(replace(plain, runs=(run,)), room):
                yield replace(line, height=size * TURNED[0] // TURNED[1])


def set_cell(cell: GridCell, width: int, setter: Setter) -> CellText:
    """Return the cell with its text set to the width."""
    pad = padding(cell, width, setter)
    lines: list[Line] = []
    for paragraph in cell.paragraphs:
        if cell.turned:
            lines += upright(paragraph, width - 2 * pad, setter)
        else:
            lines += setter.lines(paragraph, width - 2 * pad)
    if not any(line.stretches for line in lines):
        lines = []
    return CellText(cell, tuple(lines), (0, *accumulate(line.total for line in lines)), pad, width)
