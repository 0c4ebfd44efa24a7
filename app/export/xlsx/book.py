"""A workbook of documents: the values of each form on a sheet of its own, with print area, headers and fit to width."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from app.core.numbers import EXACT, half_up
from app.documents.tree import Document, Face, Grid, GridCell, Look, Page, Paragraph, Part
from app.export.heights import MOST, heights, merged, runs_of_rows, text_height

FACES: Final[dict[Face, str]] = {
    "song": "宋体",
    "hei": "黑体",
    "kai": "楷体_GB2312",
    "fang": "仿宋_GB2312",
    "title": "方正小标宋简体",
}
"""Font names; Excel and WPS take a usual one where a PC lacks them."""

_PAPER: Final = {"A4": 9, "A3": 8}
_INCH: Final = Decimal("25.4")
_PIXEL: Final = Decimal(96) / _INCH
"""Pixels of a millimetre on a screen of 96 dots an inch."""

_EPOCH: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - XlsxWriter wants it bare; exports hold no clock
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_OPTIONS: Final[dict[str, Any]] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_xlsx(documents: Sequence[Document]) -> bytes:
    """Return a workbook with one sheet for each document that has a table; covers and running text are left out."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, _OPTIONS)
    first = documents[0]
    book.set_properties({"title": first.name, "author": first.author, "created": _EPOCH, "comments": ""})
    formats = _Formats(book)
    for document in documents:
        for part in document.parts:
            if part.kind in {"form", "list"}:
                _Sheet(book.add_worksheet(document.sheet_name or None), formats, part).write()
    book.close()
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class _Style:
    """How a cell of the sheet looks."""

    look: Look
    align: str
    valign: str = "middle"
    border: bool = False
    number: str = ""
    turned: bool = False


class _Formats:
    """Formats of cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[_Style, Format] = {}

    def of(self, style: _Style) -> Format:
        """Return the format of a text."""
        if style not in self._made:
            self._made[style] = self._book.add_format(_properties(style))
        return self._made[style]


def _properties(style: _Style) -> dict[str, Any]:
    return {
        "font_name": FACES[style.look.face],
        "font_size": _plain(style.look.size),
        "bold": style.look.bold,
        "align": style.align,
        "valign": "vcenter" if style.valign == "middle" else style.valign,
        "text_wrap": True,
        "border": 1 if style.border else 0,
        "num_format": style.number or "@",
        "rotation": 270 if style.turned else 0,
    }


class _Sheet:
    """One part on one sheet, from top to bottom."""

    def __init__(self, sheet: Worksheet, formats: _Formats, part: Part) -> None:
        self._sheet = sheet
        self._formats = formats
        self._part = part
        grids = [block for block in part.blocks if isinstance(block, Grid)]
        self._columns = grids[0].columns_mm if grids else (Decimal(160),)
        self._at = 0
        self._headers: list[int] = []

    def write(self) -> None:
        """Write everything and set the page."""
        for number, width in enumerate(self._columns):
            pixels = half_up(width * _PIXEL, 0)
            self._sheet.set_column_pixels(number, number, int(pixels))
        for block in self._part.blocks:
            if isinstance(block, Grid):
                self._grid(block)
            else:
                self._line(block)
        self._page(self._part.page)

    def _line(self, paragraph: Paragraph) -> None:
        """Write a paragraph over all columns."""
        last = len(self._columns) - 1
        style = self._formats.of(_Style(paragraph.look, paragraph.align))
        if last:
            self._sheet.merge_range(self._at, 0, self._at, last, "", style)
        self._sheet.write_string(self._at, 0, _clean(paragraph.text), style)
        height = text_height([paragraph], sum(self._columns, Decimal(0)))
        self._sheet.set_row_pixels(self._at, _pixels(min(height, MOST)))
        self._at += 1

    def _grid(self, grid: Grid) -> None:
        start = self._at
        for number, height in enumerate(heights(grid)):
            self._sheet.set_row_pixels(start + number, _pixels(height))
            if grid.rows[number].header:
                self._headers.append(start + number)
        for cell in grid.cells:
            self._cell(cell, start, border=grid.border)
        self._at = start + len(grid.rows)
        for line in grid.tail:
            self._line(line)

    def _cell(self, cell: GridCell, start: int, *, border: bool) -> None:
        look, align = (cell.paragraphs[0].look, cell.paragraphs[0].align) if cell.paragraphs else (Look(), "center")
        style = self._formats.of(_Style(look, align, cell.valign, border, cell.number_format, cell.turned))
        row, column = start + cell.row, cell.column
        if merged(cell):
            self._sheet.merge_range(row, column, row + cell.height - 1, column + cell.width - 1, "", style)
        text = _clean(cell.text)
        if cell.number is not None:
            self._sheet.write_number(row, column, cell.number, style)
        elif text:
            self._sheet.write_string(row, column, text, style)
        elif not merged(cell):
            self._sheet.write_blank(row, column, None, style)

    def _page(self, page: Page) -> None:
        sheet = self._sheet
        sheet.set_paper(_PAPER[page.paper])
        if page.landscape:
            sheet.set_landscape()
        top, right, bottom, left = (_plain(EXACT.divide(margin, _INCH), 4) for margin in page.margins_mm)
        sheet.set_margins(left=left, right=right, top=top, bottom=bottom)
        sheet.fit_to_pages(1, 1 if self._part.fit else 0)
        sheet.center_horizontally()
        sheet.print_area(0, 0, max(self._at - 1, 0), len(self._columns) - 1)
        if page.header:
            sheet.set_header(f"&C{page.header.replace('&', '&&')}")
        repeated = runs_of_rows(self._headers)
        if repeated is not None:
            sheet.repeat_rows(*repeated)


def _clean(text: str) -> str:
    """Return a text as a sheet can hold it: without control characters, at most what a cell takes."""
    return _CONTROL.sub("", text)[:32_767]


def _pixels(height: Decimal) -> int:
    """Return points as pixels; XlsxWriter calculates with binary fractions where it gets anything but whole ones."""
    return int(half_up(height * 4 / 3, 0))


def _plain(value: Decimal, places: int = 2) -> Any:
    """Return a measure as XlsxWriter wants one; it is no value of the evaluation."""
    return half_up(value, places).normalize()
