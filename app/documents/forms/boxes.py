"""Boxes: cells of a band with their place in the band, before all bands share one grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from app.core.errors import Place as SourcePlace
from app.documents.sizes import face, points
from app.documents.texts import Text, number_in
from app.documents.tree import Align, Look, Paragraph, Run, VAlign
from app.packs.problems import PackError
from app.packs.schema_forms import Cell

_ALIGNS: Final[dict[str, Align]] = {"left": "left", "right": "right", "justify": "justify"}
_VALIGNS: Final[dict[str, VAlign]] = {"top": "top", "bottom": "bottom"}


@dataclass(frozen=True, slots=True)
class Box:
    """A cell at a row and a column of its band; `spans` are how many of each it covers."""

    row: int
    column: int
    height: int
    width: int
    text: Text
    drawn: Cell


@dataclass(slots=True)
class Block:
    """The boxes of a band: rows are added one after the other, cells find the next free column."""

    columns: int
    boxes: list[Box] = field(default_factory=list)
    least: list[Decimal] = field(default_factory=list)
    heads: set[int] = field(default_factory=set)
    _covered: list[int] = field(default_factory=list)

    def add_row(self, cells: Sequence[tuple[Cell, Text]], least: Decimal) -> int:
        """Add a row of cells from left to right around what hangs down from above; return its number."""
        row = len(self.least)
        if not self._covered:
            self._covered = [0] * self.columns
        at = 0
        for cell, text in cells:
            while at < self.columns and self._covered[at]:
                at += 1
            if at + cell.w > self.columns:
                raise not_rectangular(f"第{row + 1}行的格子放不下，一共{self.columns}列")
            self.boxes.append(Box(row, at, cell.h, cell.w, text, cell))
            self._covered[at : at + cell.w] = [cell.h] * cell.w
            at += cell.w
        self._covered = [max(left - 1, 0) for left in self._covered]
        self.least.append(max([least, *(Decimal(cell.height) for cell, _ in cells if cell.height)]))
        return row


def not_rectangular(what: str) -> PackError:
    """Return that a drawing does not fill its grid."""
    return PackError(
        "paper.grid",
        place=SourcePlace("表样"),
        what=what,
        rule="每一行各格的宽度（w）加起来等于列数",
        repair="请用 jixiao packs check 检查表样",
    )


def paragraphs(text: Text, cell: Cell, usual: Look) -> tuple[Paragraph, ...]:
    """Return the text of a cell as paragraphs, one for each of its lines."""
    look = Look(face(cell.font, usual.face), points(cell.size, usual.size), usual.bold or cell.bold)
    align: Align = _ALIGNS.get(cell.align, "center")
    return tuple(Paragraph(line, look, align) for line in _lines(text.runs))


def valign(cell: Cell) -> VAlign:
    """Return how the text of a cell stands."""
    return _VALIGNS.get(cell.valign, "middle")


def number_of(text: Text) -> tuple[Decimal | None, str]:
    """Return the number a filled-in cell shows and its xlsx format; labels are never numbers."""
    found = None if text.label else number_in(text.text)
    return found if found is not None else (None, "")


def _lines(runs: Sequence[Run]) -> list[tuple[Run, ...]]:
    """Split stretches of text at their line breaks."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for number, part in enumerate(run.text.replace("\r\n", "\n").split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(Run(part, run.look, run.place, run.underline))
    return [tuple(line) for line in lines] if any(lines) else []
