"""Tables: fixed widths written on grid and cells, merged cells, rows of at least a height, repeated header rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from app.documents.tree import Grid, GridCell, Paragraph
from app.export.docx.paragraphs import Bookmarks, identity_of, paragraph_node
from app.export.docx.xml import Element, node, twips

_LONG: Final = 200
"""Characters from which the text of a row may run over a page break."""

_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINE: Final[dict[str, str | int]] = {"val": "single", "sz": 4, "space": 0, "color": "000000"}
_MARGIN: Final = 60
_VALIGN: Final = {"top": "top", "middle": "center", "bottom": "bottom"}


def table_node(grid: Grid, marks: Bookmarks) -> Element:
    """Return a table."""
    widths = [twips(width) for width in grid.columns_mm]
    made = node("tbl", _properties(grid, sum(widths)))
    made.append(node("tblGrid", *(node("gridCol", w=width) for width in widths)))
    starting: dict[int, dict[int, GridCell]] = {number: {} for number in range(len(grid.rows))}
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.height):
            starting[row][cell.column] = cell
    for number in range(len(grid.rows)):
        made.append(
            _row(grid, number, [starting[number][column] for column in sorted(starting[number])], widths, marks)
        )
    return made


def _properties(grid: Grid, width: int) -> Element:
    made = node("tblPr", node("tblW", w=width, type="dxa"), node("jc", val="center"))
    if grid.border:
        made.append(node("tblBorders", *(node(side, **_LINE) for side in _SIDES)))
    made.append(node("tblLayout", type="fixed"))
    made.append(node("tblCellMar", node("left", w=_MARGIN, type="dxa"), node("right", w=_MARGIN, type="dxa")))
    return made


def _row(grid: Grid, number: int, cells: list[GridCell], widths: list[int], marks: Bookmarks) -> Element:
    row = grid.rows[number]
    last = number == len(grid.rows) - 1
    keep = row.keep_next or (last and bool(grid.tail))
    first = cells[0] if row.new_page else None
    properties = node("trPr")
    if not any(len(cell.text) > _LONG for cell in cells if cell.row == number):
        properties.append(node("cantSplit"))
    properties.append(node("trHeight", val=twips(row.least_mm), hRule="atLeast"))
    if row.header:
        properties.append(node("tblHeader"))
    return node(
        "tr", properties, *(_cell(cell, number, widths, marks, keep=keep, new_page=cell is first) for cell in cells)
    )


def _cell(cell: GridCell, row: int, widths: list[int], marks: Bookmarks, *, keep: bool, new_page: bool) -> Element:
    properties = node("tcPr", node("tcW", w=sum(widths[cell.column : cell.column + cell.width]), type="dxa"))
    if cell.width > 1:
        properties.append(node("gridSpan", val=cell.width))
    if cell.height > 1:
        properties.append(node("vMerge", val="restart") if row == cell.row else node("vMerge"))
    if cell.turned:
        properties.append(node("textDirection", val="tbRlV"))
    properties.append(node("vAlign", val=_VALIGN[cell.valign]))
    return node("tc", properties, *_content(cell, row, marks, keep=keep, new_page=new_page))


def _content(cell: GridCell, row: int, marks: Bookmarks, *, keep: bool, new_page: bool) -> Iterator[Element]:
    paragraphs = cell.paragraphs if row == cell.row and cell.paragraphs else (_blank(cell),)
    if new_page:
        paragraphs = (replace(paragraphs[0], new_page=True), *paragraphs[1:])
    written = [paragraph_node(paragraph, marks, keep_next=keep, off_grid=True) for paragraph in paragraphs]
    if cell.place is not None and row == cell.row:
        written[0][1:1] = marks.around("c", identity_of(cell.place), ())
    yield from written


def _blank(cell: GridCell) -> Paragraph:
    """Return the empty line of a cell without text, or of a row that a cell only runs through."""
    like = cell.paragraphs[0] if cell.paragraphs else Paragraph()
    return Paragraph((), like.look, "center", pitch=like.pitch)
