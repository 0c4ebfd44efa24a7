"""An xlsx read back with openpyxl: the places of cells with their values, as a person sees the sheet."""

from __future__ import annotations

import io
import re
from decimal import Decimal

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet


def book_of(data: bytes) -> Workbook:
    """Return the workbook."""
    return load_workbook(io.BytesIO(data))


def sheets_of(data: bytes) -> list[Worksheet]:
    """Return the sheets in order."""
    return book_of(data).worksheets


def shown(cell: Cell) -> str:
    """Return what a cell shows: a text as it is, a number in its format (`0.00`, `0.0%`)."""
    if cell.value is None:
        return ""
    if cell.data_type != "n":
        return str(cell.value)
    return printed(Decimal(str(cell.value)), cell.number_format)


def printed(number: Decimal, form: str) -> str:
    """Print a number as the format says: places after the point, thousands, per cent, words in quotes around it."""
    before, digits, after = _pieces(form)
    whole, _, fraction = digits.strip("%").partition(".")
    value = number * 100 if digits.endswith("%") else number
    text = f"{value.quantize(Decimal(1).scaleb(-len(fraction))):{',' if ',' in whole else ''}f}"
    return before + text + ("%" if digits.endswith("%") else "") + after


def _pieces(form: str) -> tuple[str, str, str]:
    match = re.fullmatch(r'((?:"[^"]*")?)([#,0.]+%?)((?:"[^"]*")?)', form)
    assert match, f"a number without a format that prints it: {form}"
    return match[1].strip('"'), match[2], match[3].strip('"')


def texts_of(sheet: Worksheet) -> list[str]:
    """Return what the filled cells of a sheet show, row by row from the left."""
    return [shown(cell) for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell) and shown(cell)]


def merged_of(sheet: Worksheet) -> set[str]:
    """Return the merged ranges as `A1:B2`."""
    return {str(each) for each in sheet.merged_cells.ranges}
