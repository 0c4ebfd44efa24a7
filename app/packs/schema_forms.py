"""Schema of forms, covers and pages: how a pack draws its paper and its wizard pages.

A form is bands on a grid. A cell is a text template (`{{key|form}}`) with how many columns (`w`) and rows (`h`) it spans.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator

from app.packs.schema_base import Frozen, Ids, Text


class Cell(Frozen):
    """One cell: text `t`, width `w` in columns, height `h` in rows, and how it looks."""

    t: Text = ""
    w: int = Field(default=1, ge=1, le=60)
    h: int = Field(default=1, ge=1, le=200)
    align: Literal["left", "center", "right", "justify", ""] = ""
    valign: Literal["top", "middle", "bottom", ""] = ""
    font: Text = ""
    size: Text = ""
    bold: bool = False
    turned: bool = False
    form: Text = ""
    when: Text = ""
    id: Text = ""


Row = tuple[Cell, ...]


def _cell(raw: Any) -> Any:
    return {"t": raw} if isinstance(raw, str) else raw


def _rows(raw: Any) -> Any:
    return (
        [[_cell(cell) for cell in row] if isinstance(row, list) else row for row in raw]
        if isinstance(raw, list)
        else raw
    )


class Group(Frozen):
    """Rows of a body that follow each other with the same value of `by` share one merged cell with text `t`."""

    by: Text
    t: Text = ""
    w: int = Field(default=1, ge=1, le=60)


class Body(Frozen):
    """The repeating part of a band: one line for each row of table `each`, `min` printed lines at least."""

    each: Text
    min: int = Field(default=0, ge=0, le=500)
    max: int | None = Field(default=None, ge=0, le=5000)
    when: Text = ""
    groups: tuple[Group, ...] = ()
    cells: Row = ()
    rows: tuple[Row, ...] = ()
    order: Text = ""

    @field_validator("cells", mode="before")
    @classmethod
    def _short_cells(cls, raw: Any) -> Any:
        return [_cell(cell) for cell in raw] if isinstance(raw, list) else raw

    @field_validator("rows", mode="before")
    @classmethod
    def _short_rows(cls, raw: Any) -> Any:
        return _rows(raw)


class Band(Frozen):
    """A run of rows: `side` is a label merged over the band, `columns` its own widths in mm, `foot` rows after the body."""

    side: Text = ""
    columns: tuple[Text, ...] = ()
    rows: tuple[Row, ...] = ()
    body: Body | None = None
    foot: tuple[Row, ...] = ()
    when: Text = ""
    repeat: bool = False
    keep: bool = False
    box: bool = True

    @field_validator("rows", "foot", mode="before")
    @classmethod
    def _short(cls, raw: Any) -> Any:
        return _rows(raw)


class Furniture(Frozen):
    """What stands around a document: page numbers and running lines; nothing by default."""

    numbers: Text = ""
    header: Text = ""
    footer: Text = ""
    duplex: bool = True


class Form(Frozen):
    """One form: one sheet for each row of table `of`; `when`: kept, not scored, not printed where it is not true."""

    of: Text
    number: Text = ""
    title: Text = ""
    label: Text = ""
    orientation: Literal["portrait", "landscape"] = "portrait"
    columns: tuple[Text, ...] = ()
    bands: dict[Text, Band] = {}
    notes: tuple[Text, ...] = ()
    unit_line: Text = ""
    signatures: tuple[tuple[Text, ...], ...] = ()
    absent: Text = ""
    money: Text = ""
    when: Text = ""
    cover: Text = ""
    fit: bool = False
    min_size: Text = ""
    furniture: Furniture = Furniture()
    seals: tuple[Text, ...] = ()
    copies: Text = ""
    file_name: Text = ""


class CoverLine(Frozen):
    """One line of a cover."""

    t: Text
    size: Text = ""
    font: Text = ""
    align: Literal["left", "center", "right", ""] = ""
    space: Text = ""


class Cover(Frozen):
    """A cover: lines from top to bottom, the style of its date, its seal."""

    lines: tuple[CoverLine, ...] = ()
    date: Text = ""
    seal: Text = ""


class PageItem(Frozen):
    """One item of a wizard page: exactly one of key, band (`att2.budget`), table, report, or text."""

    key: Text = ""
    band: Text = ""
    table: Text = ""
    report: Text = ""
    text: Text = ""
    title: Text = ""
    keys: Ids = ()
    when: Text = ""


class Page(Frozen):
    """One wizard page (or one for each row of table `each`): its items in order."""

    title: Text
    each: Text = ""
    attachment: Text = ""
    when: Text = ""
    hint: Text = ""
    items: tuple[PageItem, ...] = ()

    @field_validator("items", mode="before")
    @classmethod
    def _short(cls, raw: Any) -> Any:
        return [{"key": item} if isinstance(item, str) else item for item in raw] if isinstance(raw, list) else raw
