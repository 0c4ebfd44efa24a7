"""Schema of forms and covers: how a pack draws its paper.

A form is bands on a grid. A cell is a template (`{{key|form}}`) with how many columns (`w`) and rows (`h`) it spans.
A key is looked up in the row at hand, then in the rows above it up to the unit; `{{no}}` in a body is the number of
the printed row.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from app.packs.schema_base import Absent, DateStyle, Flag, Frozen, Id, Ids, Mm, MoneyUnit, Text, Whole

Span = Annotated[Whole, Field(ge=1, le=200)]
Least = Annotated[Whole, Field(le=500)]
Columns = Annotated[tuple[Mm, ...], Field(max_length=60)]


class Cell(Frozen):
    """One cell: text `t`, width `w` in columns, height `h` in rows, and how it looks.

    `height` is the least height in mm; `absent` how 无 prints here; a cell whose `when` is not true is left empty;
    `id` names it for places of findings.
    """

    t: Text = ""
    w: Span = 1
    h: Span = 1
    align: Literal["left", "center", "right", "justify", ""] = ""
    valign: Literal["top", "middle", "bottom", ""] = ""
    font: Text = ""
    size: Text = ""
    bold: Flag = False
    turned: Flag = False
    height: Mm | None = None
    absent: Absent = ""
    when: Text = ""
    id: Text = ""


Row = Annotated[tuple[Cell, ...], Field(max_length=60)]


def _cell(raw: Any) -> Any:
    return {"t": raw} if isinstance(raw, str) else raw


def _cells(raw: Any) -> Any:
    return [_cell(cell) for cell in raw] if isinstance(raw, list) else raw


def _rows(raw: Any) -> Any:
    return [_cells(row) for row in raw] if isinstance(raw, list) else raw


class Group(Frozen):
    """Rows of a body that follow each other with the same value of `by` share one merged cell.

    Its text is `t`, or what `labels` gives for the value; it is a cell of the group's first row.
    """

    by: Text
    t: Text = ""
    labels: dict[Text, Text] = Field(default_factory=dict)
    w: Span = 1


class Body(Frozen):
    """The repeating part of a band: for each row of table `each` the `cells`, or several `rows`.

    `when` chooses rows (an expression over the row), `order` is a key to sort by; `min` and `max` printed rows.
    `outline` fixes groups that are printed even without rows, in this order: value of the first group → least number
    of rows, or value of the second group → least number of rows.
    """

    each: Text
    min: Least = 0
    max: Annotated[Whole, Field(le=5000)] | None = None
    when: Text = ""
    groups: tuple[Group, ...] = ()
    outline: dict[Text, Least | dict[Text, Least]] = Field(default_factory=dict)
    cells: Row = ()
    rows: tuple[Row, ...] = ()
    order: Text = ""

    @field_validator("cells", mode="before")
    @classmethod
    def _short_cells(cls, raw: Any) -> Any:
        return _cells(raw)

    @field_validator("rows", mode="before")
    @classmethod
    def _short_rows(cls, raw: Any) -> Any:
        return _rows(raw)


class Band(Frozen):
    """A run of rows: `side` is a label merged over the band, `columns` its own widths in mm.

    `foot`: rows after the body; `repeat`: its rows head every page; `keep`: not broken over pages; `box`: with borders;
    `new_page`: begins a page.
    """

    side: Text = ""
    columns: Columns = ()
    rows: tuple[Row, ...] = ()
    body: Body | None = None
    foot: tuple[Row, ...] = ()
    when: Text = ""
    repeat: Flag = False
    keep: Flag = False
    box: Flag = True
    new_page: Flag = False

    @field_validator("rows", "foot", mode="before")
    @classmethod
    def _short(cls, raw: Any) -> Any:
        return _rows(raw)


class Furniture(Frozen):
    """What stands around a document: page numbers and running lines; nothing by default."""

    numbers: Text = ""
    header: Text = ""
    footer: Text = ""
    duplex: Flag = True


class Document(Frozen):
    """What forms and reports share: whose it is, its names, how it is printed, who signs, which seals.

    `number` and `title` stand above unless `titled` is false; `label` is its short name on the screen; `money` the
    unit it prints money in; `signers` and `seals` go into the list of what to sign and stamp; `evidence` is what the
    notice wants handed in with it (问卷, 凭证); `paper` its size.
    """

    of: Text
    number: Text = ""
    title: Text = ""
    titled: Flag = True
    label: Text = ""
    when: Text = ""
    cover: Text = ""
    money: MoneyUnit | None = None
    absent: Absent = ""
    date: DateStyle = ""
    furniture: Furniture = Furniture()
    paper: Literal["A4", "A3"] = "A4"
    margins: tuple[Mm, ...] = ()
    signers: Ids = ()
    seals: Ids = ()
    evidence: Ids = ()
    copies: Text = ""
    file_name: Text = ""


class Form(Document):
    """One form: one sheet for each row of table `of`; `when`: kept, not scored, not printed where it is not true.

    `fit`: shrink to one page, not below `min_size`; `row_height` the usual height of a row in mm; `signatures` lines
    of texts below the table.
    """

    orientation: Literal["portrait", "landscape"] = "portrait"
    columns: Columns = ()
    bands: dict[Id, Band] = Field(default_factory=dict)
    unit_line: Text = ""
    notes: Ids = ()
    signatures: tuple[Ids, ...] = ()
    font: Text = ""
    size: Text = ""
    row_height: Mm | None = None
    fit: Flag = False
    min_size: Text = ""


class CoverLine(Frozen):
    """One line of a cover; `space` in mm above it; `underline` as a line to write on."""

    t: Text
    size: Text = ""
    font: Text = ""
    align: Literal["left", "center", "right", ""] = ""
    space: Mm | None = None
    underline: Flag = False
    when: Text = ""


class Cover(Frozen):
    """A cover: lines from top to bottom, the style of its date, its seal."""

    lines: tuple[CoverLine, ...] = ()
    date: DateStyle = ""
    seal: Text = ""
