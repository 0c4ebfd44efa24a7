"""The document tree: what the three renderers write and the form view shows. Plain data, no pack, no answers.

Lengths are millimetres where the name says mm, points (1/72 inch) for type. Everything is resolved: texts are final,
spans are checked, no placeholder is left. Same tree, same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Face = Literal["song", "hei", "kai", "fang", "title"]
"""宋体, 黑体, 楷体, 仿宋, 小标宋. A renderer knows which fonts stand for a face."""

Align = Literal["left", "center", "right", "justify"]
VAlign = Literal["top", "middle", "bottom"]


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look: face, size in points, bold; `tracking` points more (or less) from one to the next."""

    face: Face = "song"
    size: Decimal = Decimal("10.5")
    bold: bool = False
    tracking: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text comes from: a key of a row. Hidden bookmarks and findings name it."""

    row: str
    key: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look, None: the paragraph's. `place`: a bound figure. `link`: where a click goes."""

    text: str
    look: Look | None = None
    place: Place | None = None
    underline: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""One paragraph.

    Attributes:
        runs: its text; a line break inside is `\n`.
        look: of runs that have none of their own.
        align: how its lines stand.
        first: indent of the first line, in characters of its size (2 for Chinese prose).
        left: indent of all lines, in characters.
        right: indent at the right of all lines, in characters (closing lines).
        before: space above in points.
        after: space below in points.
        pitch: exact distance of lines in points; None: single spaced.
        level: 0 for text, 1 to 9 for a heading (outline of docx, bookmarks of PDF).
        keep_next: stands on the page of the next paragraph.
        keep_lines: is not broken over pages.
        new_page: begins a page.
        section: id of the section row it belongs to, for hidden bookmarks; empty outside of reports.
    """

    runs: tuple[Run, ...] = ()
    look: Look = Look()
    align: Align = "left"
    first: Decimal = Decimal(0)
    left: Decimal = Decimal(0)
    right: Decimal = Decimal(0)
    before: Decimal = Decimal(0)
    after: Decimal = Decimal(0)
    pitch: Decimal | None = None
    level: int = 0
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    section: str = ""

    @property
    def text(self) -> str:
        """Its text without looks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a grid.

    Attributes:
        row: its first row, from 0.
        column: its first column, from 0.
        height: rows it spans.
        width: columns it spans.
        paragraphs: its text; empty for an empty cell.
        valign: how the text stands in it.
        turned: letters one below the other (a label in a narrow column).
        place: the cell of the evaluation it shows, when it shows exactly one; the form view edits that.
        inside: the one cell of the evaluation among the words of the form (其他资金：__); the form view edits that too.
        number: the printed number, when the text is nothing but a number (xlsx stores it as a number).
        number_format: the xlsx format that prints `number` as the text has it (`0.00`, `0.0%`); empty: text.
        label: pre-printed words, as opposed to something filled in or computed.
    """

    row: int
    column: int
    height: int = 1
    width: int = 1
    paragraphs: tuple[Paragraph, ...] = ()
    valign: VAlign = "middle"
    turned: bool = False
    place: Place | None = None
    number: Decimal | None = None
    number_format: str = ""
    label: bool = False
    inside: Place | None = None

    @property
    def text(self) -> str:
        """Its text, paragraphs joined by line breaks."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a grid: least height in mm; `header` heads every page; `keep_next` stays with the row below."""

    least_mm: Decimal = Decimal(8)
    header: bool = False
    keep_next: bool = False
    new_page: bool = False
    band: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. Cells do not overlap and fill the grid without gaps (`check_grid` proves it).

    `tail` are lines below the table (notes, signatures) that stay on the page of its last row. A cell that spans rows
    and is cut by a page break shows its text again on the next page. `border` False: no lines (signature blocks).
    """

    columns_mm: tuple[Decimal, ...]
    rows: tuple[GridRow, ...]
    cells: tuple[GridCell, ...]
    border: bool = True
    tail: tuple[Paragraph, ...] = ()


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """Paper of a part: size, direction, margins (top, right, bottom, left) in mm, and what stands outside the text.

    `numbers` is the page number with `{n}` (`— {n} —`), empty for none; it stands outside (odd right, even left)
    where `mirrored`, else in the middle. `header` is a line above the text (送审稿 mark). `characters` and `lines`:
    how many of the text's own size stand on a line and on a page (28 and 22 in reports; the looks have the tracking
    and the paragraphs the pitch for it); 0: as they come.
    """

    paper: Literal["A4", "A3"] = "A4"
    landscape: bool = False
    margins_mm: tuple[Decimal, Decimal, Decimal, Decimal] = (Decimal(25), Decimal(20), Decimal(20), Decimal(20))
    numbers: str = ""
    mirrored: bool = True
    header: str = ""
    footer: str = ""
    characters: int = 0
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A run of blocks on one kind of page (a docx section).

    `first_number`: the page number it starts with; None: goes on. `fit`: shrink to one page where that works: first
    the rows, then the type, never below `least_size` points. `own_sheet`: on a new sheet when both sides are printed.
    """

    blocks: tuple[Block, ...]
    page: Page = Page()
    kind: Literal["cover", "form", "report", "list"] = "form"
    first_number: int | None = None
    fit: bool = False
    least_size: Decimal = Decimal(9)
    own_sheet: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the package: a file of its own, and a run of pages in the combined print.

    Attributes:
        id: the id of the pack's form or report (att2, overall).
        row: the row it is drawn for.
        name: what people call it (附件3 项目支出绩效自评表（参保登记）); bookmark of the PDF.
        file_name: without ending and folder, only characters that every system allows.
        sheet_name: of the xlsx sheet, at most 31 characters, unique in its book.
        parts: its parts in order.
        author: the unit's name, for the file's properties.
        copies: how many are printed.
        signers, seals: who signs it and which seals it gets, for the list of what to sign.
    """

    id: str
    row: str
    name: str
    file_name: str
    parts: tuple[Part, ...]
    sheet_name: str = ""
    author: str = ""
    copies: int = 1
    signers: tuple[str, ...] = ()
    seals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """All documents of an evaluation in the order in which they are printed and bound."""

    title: str
    author: str
    documents: tuple[Document, ...] = field(default=())
