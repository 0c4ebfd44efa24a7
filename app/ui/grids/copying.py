"""What is copied from a grid: text with tabs and HTML as printed, and for ourselves the texts as typed."""

from __future__ import annotations

from html import escape
from typing import Final

from PySide6.QtCore import QMimeData, Qt

from app.services.editing.cells import typed_text
from app.ui.grids.model import CellModel, Spot
from app.ui.grids.ranges import OWN, Range, to_own, to_text

_STYLE: Final = "border:0.5pt solid #000;white-space:pre-wrap;"


def copy_of(model: CellModel, first: Spot, last: Spot) -> QMimeData:
    """Return what the clipboard gets of the places from `first` to `last`."""
    data = QMimeData()
    printed = _range(model, first, last, typed=False)
    data.setText(to_text(_without_covered(printed)))
    data.setHtml(_html(model, first, printed))
    data.setData(OWN, to_own(_range(model, first, last, typed=True)))
    return data


def _range(model: CellModel, first: Spot, last: Spot, *, typed: bool) -> Range:
    rows, merged = [], {}
    for row in range(first[0], last[0] + 1):
        line = []
        for column in range(first[1], last[1] + 1):
            top, left, _, _ = model.owner(row, column)
            begins = max(top, first[0]), max(left, first[1])  # a merged cell that is cut begins where it is cut
            line.append(_text(model, (top, left), typed=typed) if begins == (row, column) else "")
            if begins != (row, column):
                merged[row - first[0], column - first[1]] = (begins[0] - first[0], begins[1] - first[1])
        rows.append(tuple(line))
    return Range(tuple(rows), merged)


def _text(model: CellModel, spot: Spot, *, typed: bool) -> str:
    """Return what a cell shows, or what was typed into it; a binding and a computed value are copied as they print."""
    index = model.index(*spot)
    address = model.address(index)
    if not typed or address is None:
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    held = typed_text(model.desk.session, address)
    return model.printed(address) if not held or "{{" in held else held


def _without_covered(held: Range) -> list[list[str]]:
    """Return the rows without the columns in which no cell begins: what a paper draws finer than it shows."""
    width = range(len(held.rows[0]))
    seen = {column for row in range(len(held.rows)) for column, _ in held.cells(row)}
    return [[row[column] for column in width if column in seen] for row in held.rows]


def _html(model: CellModel, first: Spot, held: Range) -> str:
    """Write a table with its merged cells; numbers stand at the right as they do on the form."""
    spans: dict[Spot, Spot] = {}
    for (row, column), start in held.merged.items():
        down, across = spans.get(start, (1, 1))
        spans[start] = max(down, row - start[0] + 1), max(across, column - start[1] + 1)
    lines = []
    for row, texts in enumerate(held.rows):
        cells = [
            _html_cell(model, (first[0] + row, first[1] + column), text, spans.get((row, column), (1, 1)))
            for column, text in enumerate(texts)
            if (row, column) not in held.merged
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f'<meta charset="utf-8"><table style="border-collapse:collapse">{"".join(lines)}</table>'


def _html_cell(model: CellModel, spot: Spot, text: str, span: Spot) -> str:
    align = model.index(*spot).data(Qt.ItemDataRole.TextAlignmentRole)
    right = align is not None and bool(Qt.AlignmentFlag(align) & Qt.AlignmentFlag.AlignRight)
    center = align is not None and bool(Qt.AlignmentFlag(align) & Qt.AlignmentFlag.AlignHCenter)
    across = "right" if right else ("center" if center else "left")
    merged = "".join(f' {name}="{n}"' for name, n in zip(("rowspan", "colspan"), span, strict=True) if n > 1)
    words = escape(text).replace("\n", '<br style="mso-data-placement:same-cell">')
    return f'<td{merged} style="{_STYLE}text-align:{across}">{words}</td>'
