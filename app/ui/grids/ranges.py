"""Ranges on the clipboard: text with tabs, and tables of HTML with merged cells (Excel, WPS, Word)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from PySide6.QtCore import QMimeData

MOST_CHARACTERS: Final = 12_000_000
MOST_CELLS: Final = 200_000
_MOST_SPAN: Final = 200


@dataclass(frozen=True, slots=True)
class Range:
    """Cells of a clipboard, row by row; a merged cell stands in its first place, the others of it are empty."""

    rows: tuple[tuple[str, ...], ...]


def to_text(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as text with tabs; cells with line breaks or quotes are quoted, as Excel does."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue().rstrip("\n")


def from_clipboard(data: QMimeData | None) -> Range | None:
    """Return the range of a clipboard; None where it holds no text or far too much of it."""
    if data is None:
        return None
    if data.hasHtml() and (found := from_html(data.html()[:MOST_CHARACTERS])) is not None:
        return found
    return from_text(data.text()) if data.hasText() and len(data.text()) <= MOST_CHARACTERS else None


def from_text(text: str) -> Range | None:
    """Return the range of a text with tabs; None where it is empty or binary."""
    if not text.strip() or "\0" in text:
        return None
    try:
        rows = list(csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter="\t"))
    except csv.Error:
        rows = [line.split("\t") for line in text.splitlines()]
    if sum(map(len, rows)) > MOST_CELLS:
        return None
    return Range(tuple(tuple(cell.strip() for cell in row) for row in rows))


def from_html(text: str) -> Range | None:
    """Return the first table of an HTML text; None where it has none."""
    parser = _Table()
    parser.feed(text)
    parser.close()
    return Range(tuple(parser.laid_out())) if parser.rows else None


@dataclass(slots=True)
class _Cell:
    text: list[str]
    height: int
    width: int


class _Table(HTMLParser):
    """Reads the first table: its rows, the cells with their spans."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[_Cell]] = []
        self._cell: _Cell | None = None
        self._done = False
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._done or self._count > MOST_CELLS:
            return
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            given = dict(attrs)
            self._cell = _Cell([], _span(given.get("rowspan")), _span(given.get("colspan")))
            self.rows[-1].append(self._cell)
            self._count += 1
        elif tag in {"br", "p"} and self._cell is not None and self._cell.text:
            self._cell.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._cell = None
        elif tag == "table" and self.rows:
            self._done = True

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._done:
            self._cell.text.append(" ".join(data.split()) if data.strip() else "")

    def laid_out(self) -> list[tuple[str, ...]]:
        """Return the rows with every cell at its own column, as the table is seen."""
        taken: dict[tuple[int, int], str] = {}
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                for down in range(cell.height):
                    for across in range(cell.width):
                        first = not down and not across
                        taken[row + down, column + across] = "".join(cell.text).strip() if first else ""
                column += cell.width
        width = max((column for _, column in taken), default=-1) + 1
        return [tuple(taken.get((row, column), "") for column in range(width)) for row in range(len(self.rows))]


def _span(text: str | None) -> int:
    return max(1, min(_MOST_SPAN, int(text))) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1
