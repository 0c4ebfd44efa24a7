"""One sheet: lines and tables from top to bottom, heights that fit their text, the page it is printed on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate
from typing import Final, NamedTuple

from xlsxwriter.worksheet import Worksheet

from app.core.errors import UserError
from app.core.numbers import EXACT, half_up
from app.documents.tree import Grid, GridCell, Page, Paragraph, Part
from app.export.cleaning import clean
from app.export.heights import MOST, heights, runs_of_rows, text_height
from app.export.xlsx.columns import Columns
from app.export.xlsx.formats import Formats, Style, measure, style_of, style_of_cell
from app.export.xlsx.names import units

_PAPER: Final = {"A4": 9, "A3": 8}
_INCH: Final = Decimal("25.4")
_PIXEL: Final = Decimal(96) / _INCH
"""Pixels of a millimetre on a screen of 96 dots an inch."""

_LONGEST: Final = 32_767
_LINE: Final = Decimal("1.45")
"""Height of a line in sizes of its type, for the fonts with the highest lines: a sheet cuts off what has no room."""


class _Area(NamedTuple):
    """The places of the sheet that a cell covers."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet:
    """Parts of one document on one sheet."""

    def __init__(self, sheet: Worksheet, formats: Formats, parts: Sequence[Part], name: str) -> None:
        self._sheet = sheet
        self._formats = formats
        self._parts = parts
        self._name = name
        self._blocks = [block for part in parts for block in part.blocks]
        self._columns = Columns([block for block in self._blocks if isinstance(block, Grid)])
        self._last = len(self._columns.widths_mm) - 1
        self._at = 0
        self._headers: list[int] = []
        self._breaks: list[int] = []

    def write(self) -> None:
        """Write everything and set the page."""
        for number, width in enumerate(self._columns.widths_mm):
            self._sheet.set_column_pixels(number, number, int(half_up(width * _PIXEL, 0)))
        for block in self._blocks:
            if isinstance(block, Grid):
                self._grid(block)
            else:
                self._line(block)
        self._page(self._parts[0].page)

    def _line(self, paragraph: Paragraph) -> None:
        """Write a paragraph over all columns."""
        height = text_height([paragraph], sum(self._columns.widths_mm, Decimal(0)), _LINE)
        end = self._rows([height])[-1]
        self._text(_Area(self._at, 0, end - 1, self._last), paragraph.text, style_of(paragraph))
        self._at = end

    def _grid(self, grid: Grid) -> None:
        starts = self._columns.starts(grid)
        rows = self._rows(heights(grid, _LINE))
        for number, row in enumerate(grid.rows):
            if row.new_page and rows[number]:
                self._breaks.append(rows[number])
            if row.header:
                self._headers += range(rows[number], rows[number + 1])
        for cell in grid.cells:
            self._cell(cell, rows, starts, border=grid.border)
        self._at = rows[-1]
        for line in grid.tail:
            self._line(line)

    def _rows(self, wanted: Sequence[Decimal]) -> list[int]:
        """Set heights; one higher than a sheet allows takes several rows. Return where each begins, and the end."""
        counts = [max(math.ceil(height / MOST), 1) for height in wanted]
        starts = list(accumulate(counts, initial=self._at))
        for start, count, height in zip(starts, counts, wanted, strict=False):
            for row in range(start, start + count):
                self._sheet.set_row_pixels(row, _pixels(EXACT.divide(height, Decimal(count))))
        return starts

    def _cell(self, cell: GridCell, rows: Sequence[int], starts: Sequence[int], *, border: bool) -> None:
        style = style_of_cell(cell, border=border)
        end_row, end_column = rows[cell.row + cell.height], starts[cell.column + cell.width]
        area = _Area(rows[cell.row], starts[cell.column], end_row - 1, end_column - 1)
        if cell.number is None or not cell.number_format:
            self._text(area, cell.text, replace(style, number=""))
        else:
            self._frame(area, style)
            self._sheet.write_number(area.top, area.left, cell.number, self._formats.of(style))

    def _text(self, area: _Area, text: str, style: Style) -> None:
        self._frame(area, style)
        if text := clean(text):
            self._check(text)
            self._sheet.write_string(area.top, area.left, text, self._formats.of(style))

    def _frame(self, area: _Area, style: Style) -> None:
        """Give a cell its borders, on all the places it covers."""
        if (area.top, area.left) == (area.bottom, area.right):
            self._sheet.write_blank(area.top, area.left, None, self._formats.of(style))
        else:
            self._sheet.merge_range(*area, "", self._formats.of(style))

    def _check(self, text: str) -> None:
        if units(text) > _LONGEST:
            raise UserError(
                "export.xlsx.long",
                where=f"工作表“{self._name}”",
                what=f"有一栏的文字有{units(text)}个字，开头是“{text[:20]}”",
                rule=f"表格文件（xlsx）的一格最多{_LONGEST}个字",
                repair="请把这一栏缩短，或者只输出docx和PDF",
            )

    def _page(self, page: Page) -> None:
        sheet = self._sheet
        sheet.set_paper(_PAPER[page.paper])
        if page.landscape:
            sheet.set_landscape()
        top, right, bottom, left = (measure(EXACT.divide(margin, _INCH), 4) for margin in page.margins_mm)
        sheet.set_margins(left=left, right=right, top=top, bottom=bottom)
        sheet.fit_to_pages(1, 1 if len(self._parts) == 1 and self._parts[0].fit else 0)
        sheet.center_horizontally()
        sheet.set_h_pagebreaks(self._breaks)
        sheet.print_area(0, 0, max(self._at - 1, 0), self._last)
        self._furniture(page)
        repeated = runs_of_rows(self._headers)
        if repeated is not None:
            sheet.repeat_rows(*repeated)

    def _furniture(self, page: Page) -> None:
        """Write the lines above and below; a sheet has no odd and even pages, so the number stands in the middle."""
        if page.header:
            self._sheet.set_header(f"&L{_escaped(page.header)}")
        number, words = _escaped(page.numbers).replace("{n}", "&P"), _escaped(page.footer)
        if footer := (f"&C{number}" if number else "") + (f"&R{words}" if words else ""):
            self._sheet.set_footer(footer)
        first = self._parts[0].first_number
        if first is not None:
            self._sheet.set_start_page(first)


def _escaped(text: str) -> str:
    return clean(text).replace("&", "&&")


def _pixels(height: Decimal) -> int:
    """Return points as pixels; XlsxWriter calculates with binary fractions where it gets anything but whole ones."""
    return int(half_up(height * 4 / 3, 0))
