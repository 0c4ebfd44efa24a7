"""A list as a document: a title, a table with a head on every page, notes below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.core.records import ROOT_ID
from app.documents.names import file_name, sheet_name
from app.documents.texts import number_in
from app.documents.tree import (
    Align,
    Document,
    Grid,
    GridCell,
    GridRow,
    Look,
    Page,
    Paragraph,
    Part,
    Run,
)

_USUAL: Final = Decimal(8)
_LOW: Final = Decimal(6)
_TITLE: Final = Look("title", Decimal(18))
_HEAD: Final = Look("hei", Decimal("10.5"))
_TEXT: Final = Look("song", Decimal("10.5"))
_SMALL: Final = Look("song", Decimal(9))
_NARROW: Final = (Decimal(15), Decimal(12), Decimal(15), Decimal(12))
_MARGINS: Final = (Decimal(20), Decimal(20), Decimal(18), Decimal(20))


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list: its head, its width in mm, how its texts stand."""

    head: str
    width_mm: Decimal
    align: Align = "center"


def column(head: str, width: str, align: Align = "center") -> Column:
    """Return a column; the width is written in mm."""
    return Column(head, Decimal(width), align)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list is: its id, title, columns, the notes below; `small`: many columns, set small."""

    id: str
    title: str
    columns: tuple[Column, ...]
    landscape: bool = False
    small: bool = False
    notes: tuple[str, ...] = ()

    def document(self, author: str, rows: Sequence[Sequence[str]]) -> Document:
        """Return the list with its rows; one without any says 无."""
        written = rows or [["无", *[""] * (len(self.columns) - 1)]]
        title = Paragraph((Run(self.title),), _TITLE, "center", after=Decimal(8), keep_next=True, level=1)
        margins = _NARROW if self.small else _MARGINS
        page = Page(landscape=self.landscape, margins_mm=margins, numbers="— {n} —")
        part = Part((title, self._grid(written)), page, "list", first_number=1)
        name = file_name(self.title)
        return Document(self.id, ROOT_ID, self.title, name, (part,), sheet_name(self.title), author)

    def _grid(self, rows: Sequence[Sequence[str]]) -> Grid:
        heads = [_cell(0, at, one.head, _HEAD, "center") for at, one in enumerate(self.columns)]
        look = _SMALL if self.small else _TEXT
        cells = [
            _cell(number, at, text, look, self.columns[at].align)
            for number, row in enumerate(rows, 1)
            for at, text in enumerate(row)
        ]
        notes = tuple(Paragraph((Run(note),), _TEXT, before=Decimal(4)) for note in self.notes)
        lines = (GridRow(header=True, keep_next=True), *(GridRow(_LOW if self.small else _USUAL) for _ in rows))
        return Grid(tuple(one.width_mm for one in self.columns), lines, (*heads, *cells), tail=notes)


def _cell(row: int, column_no: int, text: str, look: Look, align: Align) -> GridCell:
    paragraphs = tuple(Paragraph((Run(line),), look, align) for line in text.split("\n")) if text else ()
    number, number_format = (number_in(text) if row else None) or (None, "")
    return GridCell(row, column_no, paragraphs=paragraphs, number=number, number_format=number_format, label=row == 0)
