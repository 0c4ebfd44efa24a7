"""Plain tables for lists: a head that is repeated on every page, rows of texts, title and unit above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.records import ROOT_ID
from app.documents.names import file_name, sheet_name
from app.documents.texts import number_in
from app.documents.tree import Align, Document, Grid, GridCell, GridRow, Look, Page, Paragraph, Part, Place, Run

_TITLE: Final = Look("title", Decimal(18))
_SIZE: Final = Decimal("10.5")
_TEXT: Final = Look("song", _SIZE)
_LEAST: Final = Decimal(8)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list: its head, its width in mm, how its texts stand."""

    head: str
    width: Decimal
    align: Align = "center"


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell of a list: text, and the place it shows when it shows one. `words`: digits in it are no number."""

    text: str
    place: Place | None = None
    words: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A row across the whole table that heads the rows below it."""

    text: str


Line = Sequence[Entry] | Heading


def words(text: str) -> Entry:
    """Return a cell that is text even where it looks like a number."""
    return Entry(text, words=True)


def list_grid(
    columns: Sequence[Column], lines: Sequence[Line], notes: Sequence[str] = (), size: Decimal = _SIZE
) -> Grid:
    """Return the table of a list; `notes` stand below it, `size` is of its type in points."""
    head = Look("hei", size)
    cells = [_cell(0, at, words(column.head), "center", head) for at, column in enumerate(columns)]
    for number, line in enumerate(lines, 1):
        cells += _cells(number, line, columns, size)
    rows = [GridRow(_LEAST, header=True, keep_next=True)]
    rows += [GridRow(_LEAST, keep_next=isinstance(line, Heading)) for line in lines]
    tail = tuple(Paragraph((Run(note),), _TEXT, before=Decimal(4)) for note in notes)
    return Grid(tuple(column.width for column in columns), tuple(rows), tuple(cells), tail=tail)


def list_document(answers: AnswerSet, list_id: str, title: str, grid: Grid, *, landscape: bool = False) -> Document:
    """Return a list as a document of its own."""
    margins = (Decimal(20), Decimal(15), Decimal(18), Decimal(15)) if landscape else _PORTRAIT
    page = Page(landscape=landscape, margins_mm=margins, numbers="— {n} —", mirrored=False)
    part = Part((*_above(answers, title), grid), page, kind="list", first_number=1)
    return Document(
        id=list_id,
        row=ROOT_ID,
        name=title,
        file_name=file_name(title),
        parts=(part,),
        sheet_name=sheet_name(title),
        author=answers.printed(ROOT_ID, "unit.name"),
    )


_PORTRAIT: Final = (Decimal(20), Decimal(20), Decimal(18), Decimal(20))


def _above(answers: AnswerSet, title: str) -> Iterator[Paragraph]:
    yield Paragraph((Run(title),), _TITLE, "center", before=Decimal(6), after=Decimal(8), keep_next=True, level=1)
    unit, year = answers.printed(ROOT_ID, "unit.name"), answers.printed(ROOT_ID, "year")
    known = [f"单位：{unit}" if unit else "", f"评价年度：{year}" if year else ""]
    text = "\u3000\u3000".join(part for part in known if part)
    if text:
        yield Paragraph((Run(text),), _TEXT, after=Decimal(4), keep_next=True)


def _cells(row: int, line: Line, columns: Sequence[Column], size: Decimal) -> list[GridCell]:
    if isinstance(line, Heading):
        return [_cell(row, 0, words(line.text), "left", Look("hei", size), width=len(columns))]
    return [_cell(row, at, entry, columns[at].align, Look("song", size)) for at, entry in enumerate(line)]


def _cell(row: int, column: int, entry: Entry, align: Align, look: Look, *, width: int = 1) -> GridCell:
    found = None if entry.words else number_in(entry.text)
    number, number_format = found if found is not None else (None, "")
    return GridCell(
        row=row,
        column=column,
        width=width,
        paragraphs=tuple(Paragraph((Run(part),), look, align) for part in entry.text.split("\n") if part),
        place=entry.place,
        number=number,
        number_format=number_format,
        label=look.face == "hei",
    )
