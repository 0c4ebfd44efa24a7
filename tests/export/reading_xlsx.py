"""What an xlsx says, read with openpyxl: the cells of a sheet as a person sees them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell


def opened(body: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(body))


def sheet_of(body: bytes) -> Any:
    """Return the only sheet."""
    (sheet,) = opened(body).worksheets
    return sheet


def rows_of(sheet: Any) -> list[list[object]]:
    """Return the values of each row; what a merged cell covers besides its first place is left out."""
    return [[cell.value for cell in row if not isinstance(cell, MergedCell)] for row in sheet.iter_rows()]


def parts_of(body: bytes) -> dict[str, str]:
    """Return the text of all parts of the package."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
