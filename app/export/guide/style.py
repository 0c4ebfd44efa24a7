"""How the guide looks: blocks of the guide as paragraphs and grids of the document tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from app.documents.guide import Figure, GuideBlock, GuideTable, Section, Spans, Words, plain
from app.documents.tree import Align, Grid, GridCell, GridRow, Look, Page, Paragraph, Run
from app.export.pdf.fonts import FontBook

PAPER: Final = Page(margins_mm=(Decimal(27), Decimal(24), Decimal(24), Decimal(24)))
BODY, KEY, SMALL = Look("song", Decimal("10.5")), Look("hei", Decimal(10)), Look("song", Decimal("9.5"))
PITCH, SMALL_PITCH = Decimal(18), Decimal(15)
HEAD, NOTE, CAPTION = Look("hei", Decimal("9.5")), Look("song", Decimal(10)), Look("hei", Decimal(9))
ROOM_MM: Final = Decimal(162)
NOTE_MM: Final = Decimal(155)
BULLET: Final = "•"
NOTE_MARK: Final = "注意　"
FIGURE: Final = "图{number}　{caption}"
ON_PAGE: Final = "（第{page}页）"
LEAST_MM, MOST_MM = Decimal(22), Decimal(60)
"""A column of a table is never narrower; its longest text counts no more than this towards its share."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to place: its PNG, its size on paper in mp."""

    png: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """Where a picture stands among the blocks, with the line below it."""

    picture: Picture
    caption: Paragraph


Set = Paragraph | Grid | FigurePlace


@dataclass(slots=True)
class Styler:
    """Turns sections into what is set. `pages` has the page of every section as far as it is known."""

    book: FontBook
    pictures: Mapping[str, Picture]
    pages: Mapping[str, int]
    figures: int = 0
    made: list[Set] = field(default_factory=list)

    def section(self, section: Section) -> None:
        """Add a section: its heading and its blocks."""
        self.made.append(heading(section))
        for number, block in enumerate(section.blocks):
            self.block(block, last=number + 1 == len(section.blocks), follower=section.blocks[number + 1 : number + 2])

    def block(self, block: GuideBlock, *, last: bool, follower: Sequence[GuideBlock]) -> None:
        """Add one block."""
        if isinstance(block, GuideTable):
            self.made += [gap(Decimal(3), glued=True), self.table(block), gap(Decimal(6 if last else 9))]
        elif isinstance(block, Figure):
            self.figure(block)
        elif block.kind == "note":
            self.made += [gap(Decimal(3)), self.note(block.spans), gap(Decimal(8))]
        else:
            introduces = block.kind == "text" and bool(follower) and leads(block, follower[0])
            self.made.append(replace(self.words(block), keep_next=introduces))

    def words(self, block: Words) -> Paragraph:
        """Return a paragraph, or an item of a list with its mark hanging."""
        runs = self.runs(block.spans)
        if block.kind != "item":
            return Paragraph(runs, BODY, "justify", first=Decimal(2), after=Decimal(3), pitch=PITCH)
        mark = f"{BULLET} " if block.mark == "-" else f"{block.mark} "
        hang = self.width(mark) / 1000
        left = Decimal(2) + hang
        return Paragraph((Run(mark), *runs), BODY, "justify", first=-hang, left=left, after=Decimal("2.5"), pitch=PITCH)

    def width(self, text: str) -> Decimal:
        """Return the width of a text in thousandths of the size."""
        return Decimal(sum(self.book.glyph(BODY.face, char)[1] for char in text))

    def runs(self, spans: Spans, look: Look = BODY) -> tuple[Run, ...]:
        """Return spans as runs; a link gets the page it leads to."""
        found: list[Run] = []
        for span in spans:
            text = span.text
            if span.link:
                found.append(Run(text, link=span.link))
                found.append(Run(ON_PAGE.format(page=self.pages.get(span.link, 10)), link=span.link))
            elif span.key:
                found.append(Run(text, replace(KEY, size=look.size)))
            else:
                found.append(Run(text, replace(look, face="hei") if span.bold else None))
        return tuple(found)

    def note(self, spans: Spans) -> Grid:
        """Return a note: a box around it."""
        look, air = replace(NOTE, face="hei"), Decimal("0.8")
        runs = (Run(NOTE_MARK, look), *self.runs(spans, NOTE))
        text = Paragraph(runs, NOTE, "justify", left=air, right=air, pitch=Decimal("16.5"))
        return Grid((NOTE_MM,), (GridRow(Decimal(10)),), (GridCell(0, 0, paragraphs=(text,)),))

    def table(self, table: GuideTable) -> Grid:
        """Return a table as wide as the text."""
        cells = [self.cell(0, column, spans, HEAD, "center") for column, spans in enumerate(table.heads)]
        for number, row in enumerate(table.rows, 1):
            cells += [self.cell(number, column, spans, SMALL, "left") for column, spans in enumerate(row)]
        rows = (GridRow(Decimal(7), header=True), *(GridRow(Decimal("6.6")) for _ in table.rows))
        return Grid(widths(table), rows, tuple(cells))

    def cell(self, row: int, column: int, spans: Spans, look: Look, align: Align) -> GridCell:
        """Return one cell of a table."""
        text = Paragraph(self.runs(spans, look), look, align, pitch=SMALL_PITCH)
        return GridCell(row, column, paragraphs=(text,))

    def figure(self, figure: Figure) -> None:
        """Add a picture with its number and caption; nothing where there is no picture of it."""
        picture = self.pictures.get(figure.scene)
        if picture is None:
            return
        self.figures += 1
        text = FIGURE.format(number=self.figures, caption=figure.caption)
        self.made.append(
            FigurePlace(picture, Paragraph((Run(text),), CAPTION, "center", after=Decimal(10), pitch=Decimal(17)))
        )


def leads(block: Words, follower: GuideBlock) -> bool:
    """Tell whether a paragraph introduces what follows: it ends with a colon, or a table or a picture follows."""
    return plain(block.spans).endswith("：") or not isinstance(follower, Words)


def heading(section: Section) -> Paragraph:
    """Return the heading of a section; a chapter begins a page."""
    title = (Run(section.title),)
    if section.level == 1:
        look = Look("title", Decimal(20))
        return Paragraph(title, look, after=Decimal(12), pitch=Decimal(30), level=1, keep_next=True, new_page=True)
    size, before = (Decimal(14), Decimal(14)) if section.level == 2 else (Decimal("11.5"), Decimal(9))
    pitch = size * Decimal("1.5")
    look = Look("hei", size)
    return Paragraph(title, look, before=before, after=Decimal(5), pitch=pitch, level=section.level, keep_next=True)


def gap(height: Decimal, *, glued: bool = False) -> Paragraph:
    """Return empty space."""
    return Paragraph(pitch=height, look=Look(size=height), keep_next=glued)


def widths(table: GuideTable) -> tuple[Decimal, ...]:
    """Return the widths of the columns: by their longest text, which is at most three fifths of the room."""
    longest = [max(text_width(row[column]) for row in (table.heads, *table.rows)) for column in range(len(table.heads))]
    wanted = [max(min(width + Decimal(3), ROOM_MM), LEAST_MM) for width in longest]
    over = sum(wanted) - ROOM_MM
    if over > 0:
        wanted = _narrowed(wanted)
    wanted[-1] += ROOM_MM - sum(wanted)
    return tuple(wanted)


def _narrowed(wanted: list[Decimal]) -> list[Decimal]:
    """Return widths that fit: columns that want less than their share keep what they want."""
    room, left, made = ROOM_MM, sorted(range(len(wanted)), key=lambda column: wanted[column]), list(wanted)
    while left:
        column = left.pop(0)
        made[column] = min(wanted[column], (room / (len(left) + 1)).quantize(Decimal("0.1")))
        room -= made[column]
    return made


def text_width(spans: Spans) -> Decimal:
    """Return about how wide a text is in mm."""
    characters = sum(Decimal("0.55") if char.isascii() else Decimal(1) for char in plain(spans))
    return characters * SMALL.size * Decimal("0.353")
