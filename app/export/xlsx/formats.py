"""Formats of cells, each made once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from app.core.numbers import half_up, plain
from app.documents.tree import Face, GridCell, Look, Paragraph

FACES: Final[dict[Face, str]] = {
    "song": "宋体",
    "hei": "黑体",
    "kai": "楷体_GB2312",
    "fang": "仿宋_GB2312",
    "title": "方正小标宋简体",
}
"""Font names; Excel and WPS take a usual one where a PC lacks them."""

_CHINESE: Final = {"font_family": 3, "font_charset": 134}
DEFAULT: Final[dict[str, Any]] = {"font_name": "宋体", "font_size": 11, **_CHINESE}
"""The font that the widths of columns count with."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell of the sheet looks."""

    look: Look
    align: str
    valign: str = "middle"
    border: bool = False
    number: str = ""
    turned: bool = False
    indent: int = 0


def style_of(paragraph: Paragraph) -> Style:
    """Return the style of a line outside of tables."""
    look = paragraph.runs[0].look if paragraph.runs else None
    return Style(
        look or paragraph.look, paragraph.align, indent=int(paragraph.left) if paragraph.align == "left" else 0
    )


def style_of_cell(cell: GridCell, *, border: bool) -> Style:
    """Return the style of a cell; that of its first words, as a sheet has one for each cell."""
    first = style_of(cell.paragraphs[0]) if cell.paragraphs else Style(Look(), "center")
    return Style(first.look, first.align, cell.valign, border, cell.number_format, cell.turned, first.indent)


class Formats:
    """The formats of a book."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[Style, Format] = {}

    def of(self, style: Style) -> Format:
        """Return the format of a style."""
        if style not in self._made:
            self._made[style] = self._book.add_format(_properties(style))
        return self._made[style]


def _properties(style: Style) -> dict[str, Any]:
    return {
        "font_name": FACES[style.look.face],
        "font_size": measure(style.look.size),
        **_CHINESE,
        "bold": style.look.bold,
        "align": style.align,
        "valign": "vcenter" if style.valign == "middle" else style.valign,
        "text_wrap": True,
        "border": 1 if style.border else 0,
        "num_format": style.number or "@",
        "rotation": 270 if style.turned else 0,  # letters one below the other
        "indent": style.indent,
    }


def measure(value: Decimal, places: int = 2) -> Any:
    """Return a measure as XlsxWriter wants one, without zeros at its end; it is no value of the evaluation."""
    return Decimal(plain(half_up(value, places), strip=True))
