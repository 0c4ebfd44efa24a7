"""Ranges on the clipboard: text with tabs, and tables of HTML with merged cells (Excel, WPS, Word)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from PySide6.QtCore import QMimeData

MOST_CHARACTERS: Final = 12_000_000
MOST_CELLS: Final = 20_000
"""More cells are no form of ours; reading stops there."""
MOST_TEXT: Final = 20_000
"""Characters of one cell; of longer ones a little more is read, so that they are seen to be too long."""
LARGE: Final = 300_000
"""Characters from which a clipboard is read on a thread."""
OWN: Final = "application/x-jixiao-range"
"""What the program itself copied: texts as typed, without rounding."""
_MOST_SPAN: Final = 500
_STRIDE: Final = 65_536
_READ_OF_CELL: Final = MOST_TEXT + 100

Watch = Callable[[int, int], bool]
"""Told how far reading has come (done, whole); False stops it."""


@dataclass(frozen=True, slots=True)
class Range:
    """Cells of a clipboard, row by row.

    Attributes:
        rows: texts; a merged cell stands in its first place, the others of it are empty.
        merged: the other places of merged cells, each with the first one.
        own: we copied it ourselves: bare money is in the unit of its field, whatever the page is in.
    """

    rows: tuple[tuple[str, ...], ...]
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    own: bool = False

    def cells(self, row: int) -> list[tuple[int, str]]:
        """Return the cells of a row as they are seen, with their columns; a cell over columns is one."""
        return [
            (column, text)
            for column, text in enumerate(self.rows[row])
            if self.merged.get((row, column), (row, column))[1] == column
        ]

    def above(self, row: int, column: int) -> str:
        """Return the text of the merged cell that covers a place; empty where none does."""
        first = self.merged.get((row, column))
        return self.rows[first[0]][first[1]] if first is not None else ""


class TooLargeError(Exception):
    """A clipboard holds more than any form of ours."""


class StoppedError(Exception):
    """Somebody stopped the reading."""


@dataclass(frozen=True, slots=True)
class Clip:
    """What a clipboard holds that may be a range: what we copied ourselves, HTML, text."""

    own: bytes = b""
    html: str = ""
    text: str = ""

    @property
    def size(self) -> int:
        """Return how many characters there are."""
        return max(len(self.html), len(self.text))


def clip_of(data: QMimeData | None) -> Clip:
    """Take what may be a range from a clipboard."""
    if data is None:
        return Clip()
    own = bytes(data.data(OWN).data()) if data.hasFormat(OWN) else b""
    return Clip(own, data.html() if data.hasHtml() else "", data.text() if data.hasText() else "")


def from_clipboard(data: QMimeData | None) -> Range | None:
    """Return the range of a clipboard; None where it holds no text or far too much of it."""
    try:
        return read_clip(clip_of(data))
    except TooLargeError:
        return None


def read_clip(clip: Clip, watch: Watch | None = None) -> Range | None:
    """Return the range of a clipboard; None where it holds no text.

    Raises:
        TooLargeError: far too much of it.
        StoppedError: `watch` said so.
    """
    if clip.own and (own := _from_own(clip.own)) is not None:
        return own
    if clip.size > MOST_CHARACTERS:
        raise TooLargeError
    if clip.html and (found := from_html(clip.html, watch)) is not None:
        return found
    return from_text(clip.text, watch)


# ---- writing ----


def to_text(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as text with tabs; cells with line breaks or quotes are quoted, as Excel does."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue().removesuffix("\n")


def to_own(held: Range) -> bytes:
    """Return a range as we read it back ourselves."""
    merged = [[*place, *first] for place, first in held.merged.items()]
    return json.dumps({"rows": held.rows, "merged": merged}, ensure_ascii=True).encode()


def _from_own(raw: bytes) -> Range | None:
    """Read what we wrote; None when somebody else wrote it otherwise."""
    try:
        held = json.loads(raw[:MOST_CHARACTERS])
        rows = tuple(tuple(str(text) for text in row) for row in held["rows"])
        merged = {(int(r), int(c)): (int(top), int(left)) for r, c, top, left in held["merged"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    places = {(r, c) for r, row in enumerate(rows) for c in range(len(row))}
    return Range(rows, merged, own=True) if rows and places.issuperset([*merged, *merged.values()]) else None


# ---- text ----


def from_text(text: str, watch: Watch | None = None) -> Range | None:
    """Return the range of a text with tabs; None where it is empty or binary.

    Raises:
        TooLargeError: more cells than any form has.
        StoppedError: `watch` said so.
    """
    if not text.strip() or _is_binary(text):
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = _quoted_rows(lines, watch)
    if rows is None:
        rows = [line.split("\t") for line in lines.removesuffix("\n").split("\n")[: MOST_CELLS + 1]]
    if sum(map(len, rows)) > MOST_CELLS:
        raise TooLargeError
    return Range(tuple(tuple(cell[:_READ_OF_CELL].strip() for cell in row) or ("",) for row in rows))


def _is_binary(text: str) -> bool:
    """Say whether a text is no text: zero bytes, or many characters that nobody types."""
    sample = text[:4096]
    odd = sum(1 for sign in sample if sign == "\ufffd" or (sign < " " and sign not in "\t\r\n\v\f"))
    return "\0" in text or odd * 20 > len(sample) + 20


def _quoted_rows(text: str, watch: Watch | None) -> list[list[str]] | None:
    """Read rows whose cells may be quoted; None where the quotes do not fit (an inch mark at a cell's beginning)."""
    if '"' not in text:
        return _plain_rows(text, watch)
    rows: list[list[str]] = []
    count = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True):
            rows.append(row)
            count += max(len(row), 1)
            if count > MOST_CELLS:
                raise TooLargeError
            _go_on(watch, count, MOST_CELLS)
    except csv.Error:
        return None
    return rows


def _plain_rows(text: str, watch: Watch | None) -> list[list[str]]:
    rows: list[list[str]] = []
    count = 0
    for line in io.StringIO(text, newline=""):
        rows.append(line.removesuffix("\n").split("\t"))
        count += len(rows[-1])
        if count > MOST_CELLS:
            raise TooLargeError
        _go_on(watch, count, MOST_CELLS)
    return rows


def _go_on(watch: Watch | None, done: int, whole: int) -> None:
    if watch is not None and not watch(done, whole):
        raise StoppedError


# ---- HTML ----


def from_html(text: str, watch: Watch | None = None) -> Range | None:
    """Return the first table of an HTML text; None where it has none.

    Raises:
        TooLargeError: more cells than any form has.
        StoppedError: `watch` said so.
    """
    start = re.search(r"<table\b", text, re.IGNORECASE)
    if start is None:
        return None
    parser = _Table()
    for at in range(start.start(), len(text), _STRIDE):
        parser.feed(text[at : at + _STRIDE])
        _go_on(watch, at, len(text))
        if parser.done:
            break
    if not parser.done:
        parser.close()
    return parser.laid_out() if any(parser.rows) else None


@dataclass(slots=True)
class _Cell:
    text: list[str]
    height: int
    width: int
    room: int = _READ_OF_CELL * 3

    def write(self, text: str) -> None:
        """Take a piece of text, as long as there is room."""
        if self.room > 0:
            self.text.append(text[: self.room])
            self.room -= len(text)

    def begun(self) -> bool:
        """Say whether anything is written in it."""
        return any(not piece.isspace() for piece in self.text)

    def read(self) -> str:
        """Return its text: blanks of the source are one, a break of the source between Chinese signs is none."""
        whole = re.sub(r"(?<=[\u2e80-\uffef])[ \t]*\n[ \t]*(?=[\u2e80-\uffef])", "", "".join(self.text))
        lines = re.sub(r"[ \t\r\n\f]+", " ", whole).replace("\u00a0", " ").split("\v")
        return re.sub(r"\n{2,}", "\n", "\n".join(line.strip() for line in lines)).strip()


class _Table(HTMLParser):
    """Reads the first table: its rows, the cells with their spans. What stands in a table inside a cell is its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[_Cell]] = []
        self.done = False
        self._cell: _Cell | None = None
        self._depth = 0
        self._silent = ""
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.done:
            return
        if tag == "table":
            self._depth += 1
        elif tag in {"style", "script"}:
            self._silent = tag
        elif self._depth == 1 and tag == "tr":
            self.rows.append([])
            self._cell = None
        elif self._depth == 1 and tag in {"td", "th"}:
            self._open(dict(attrs))
        elif tag in {"br", "p", "div", "li", "tr"} and self._cell is not None and self._cell.begun():
            self._cell.write("\v")

    def _open(self, given: Mapping[str, str | None]) -> None:
        if not self.rows:
            self.rows.append([])
        self._cell = _Cell([], _span(given.get("rowspan")), _span(given.get("colspan")))
        self.rows[-1].append(self._cell)
        self._count += 1
        if self._count > MOST_CELLS:
            raise TooLargeError

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif tag in {"td", "th"} and self._depth == 1:
            self._cell = None
        elif tag == "table":
            self._depth -= 1
            self.done = self.done or self._depth == 0

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self.done and not self._silent:
            self._cell.write(data)

    def laid_out(self) -> Range:
        """Return the rows with every cell at its own column, as the table is seen."""
        taken: dict[tuple[int, int], str] = {}
        merged: dict[tuple[int, int], tuple[int, int]] = {}
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                height = min(cell.height, len(self.rows) - row)
                for place in ((row + down, column + across) for down in range(height) for across in range(cell.width)):
                    first = place == (row, column)
                    taken[place] = cell.read() if first else ""
                    if not first:
                        merged[place] = (row, column)
                    if len(taken) > MOST_CELLS:
                        raise TooLargeError
                column += cell.width
        width = max((column for _, column in taken), default=-1) + 1
        rows = tuple(tuple(taken.get((row, column), "") for column in range(width)) for row in range(len(self.rows)))
        return Range(rows, merged)


def _span(text: str | None) -> int:
    digits = (text or "").strip()
    return max(1, min(_MOST_SPAN, int(digits))) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 1
