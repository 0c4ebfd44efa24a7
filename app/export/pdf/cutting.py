"""Cuts a table into the pieces that stand on pages.

Rows are whole; only one that no page can hold is cut, between lines, or one so high that it would leave much of a page
empty. A merged cell that is
cut shows its text again on the next page (a very long one goes on), a short label beside a cut row too. The lines below
the table stay with its last row.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.export.pdf.cells import PAD_Y, CellText
from app.export.pdf.table import Progress, Table, heights, places_of, sum_of

LEAST_CUT = 64_000
"""A row is not begun in a space lower than this, about four lines."""


HIGH, EMPTY = (1, 4), (1, 5)
"""A row whose text is higher than the first part of a page is cut rather than leave the second part of a page empty."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a cell that stands on one page: places of its rows in the fragment, lines of its text."""

    text: CellText
    top: int
    bottom: int
    start: int
    end: int
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Fragment:
    """The rows of a table that stand on one page, and what is left (None: nothing)."""

    rows: tuple[int, ...]
    heights: tuple[int, ...]
    pieces: tuple[Piece, ...]
    rest: Progress | None

    @property
    def height(self) -> int:
        """Its height."""
        return sum(self.heights)


@dataclass(slots=True)
class Sheet:
    """A page being filled: its rows, their heights, how far texts have come, the row that is cut."""

    rows: list[int]
    heights: list[int]
    taken: dict[tuple[int, int], int]
    cut: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """How many rows fit: `whole` rows up to but not with it; `allowed` the same, where a page may end."""

    whole: int
    allowed: int


@dataclass(slots=True)
class Cutter:
    """Cuts one table. `after`: height that must follow its last row on the same page, the tail not counted."""

    table: Table
    after: int = 0

    @property
    def reserve(self) -> int:
        """What must follow the last row on its page; given up when it takes more than half a page."""
        wanted = self.table.tail_height + self.after
        return wanted if wanted <= self.table.page // 2 else 0

    def total(self, row: int, end: int, progress: Progress) -> int:
        """Return the height of rows on a page that begins with `row`, with what must follow the last."""
        table = self.table
        made = heights(table, [*table.head(row), *range(row, end)], progress)
        return sum(made) + (self.reserve if end == table.rows else 0)

    def span(self, progress: Progress, room: int) -> Span:
        """Return how many rows fit into the room."""
        whole = allowed = progress.row
        for end in range(progress.row + 1, self.table.rows + 1):
            if self.total(progress.row, end, progress) > room:
                break
            whole = end
            begins = end == self.table.rows or self.table.grid.rows[end].new_page
            if begins or not self.table.grid.rows[end - 1].keep_next:
                allowed = end
            if begins:
                break
        return Span(whole, allowed)

    def tall(self, row: int, progress: Progress, left: int) -> bool:
        """Tell whether a row is to be cut: no page can hold it, or it would leave much of this one empty."""
        here = progress if progress.row == row else Progress(row, taken=progress.taken)
        if self.total(row, row + 1, here) > self.table.page:
            return True
        divided = [text for text in self.table.single[row] if not self.repeats(text)]
        high = max((text.height(here.taken.get(text.key, 0)) for text in divided), default=0)
        page = self.table.page
        return high > page * HIGH[0] // HIGH[1] and left > page * EMPTY[0] // EMPTY[1]

    def least(self) -> int:
        """Return the height below which the table is not begun on a page; one without rules stays whole."""
        table = self.table
        if not table.rows:
            return 0
        if not table.grid.border and self.total(0, table.rows, Progress()) <= table.page:
            return self.total(0, table.rows, Progress())
        for end in range(1, table.rows + 1):
            if not (table.grid.rows[end - 1].header or table.grid.rows[end - 1].keep_next):
                break
        need = self.total(0, end, Progress())
        return need if need <= table.page else sum(heights(table, range(end - 1), Progress())) + LEAST_CUT

    def next(self, progress: Progress, room: int, *, fresh: bool) -> Fragment | None:
        """Return the rows that stand in the room; None when they should begin on a fresh page."""
        table = self.table
        span = self.span(progress, room)
        if span.allowed == table.rows or (span.allowed > progress.row and table.grid.rows[span.allowed].new_page):
            return self.fragment(progress, span.allowed)
        left = room - sum(heights(table, self.above(progress, span.whole), progress))
        begun = left >= self.least_cut(progress, span.whole) or (fresh and span.whole == progress.row)
        if begun and self.tall(span.whole, progress, left):
            made = self.cut(progress, span.whole, left)
            return made if made.rest else self.cut(progress, span.whole, left - self.reserve)
        if span.allowed > progress.row:
            return self.fragment(progress, span.allowed)
        if not fresh:
            return None
        return self.fragment(progress, max(span.whole, progress.row + 1))

    def above(self, progress: Progress, row: int) -> list[int]:
        """Return the rows of this page above a row."""
        return [*self.table.head(progress.row), *range(progress.row, row)]

    def fragment(self, progress: Progress, end: int) -> Fragment:
        """Return the rows up to `end`, all whole."""
        rows = self.above(progress, end)
        sheet = Sheet(rows, heights(self.table, rows, progress), dict(progress.taken))
        pieces = self.pieces(progress, sheet)
        rest = Progress(end, taken=sheet.taken) if end < self.table.rows else None
        return Fragment(tuple(rows), tuple(sheet.heights), tuple(pieces), rest)

    def cut(self, progress: Progress, row: int, room: int) -> Fragment:
        """Return the rows above a tall row and as many of its lines as go into the room."""
        above = self.above(progress, row)
        sheet = Sheet([*above, row], [*heights(self.table, above, progress), room], dict(progress.taken), row)
        pieces = self.pieces(progress, sheet)
        sheet.heights[-1] = max(shown(piece, sheet.heights) for piece in pieces if piece.bottom == len(above))
        rest: Progress | None = Progress(row, cut=True, taken=sheet.taken)
        if all(piece.end == len(piece.text.lines) for piece in pieces if piece.text.end == row + 1):
            pieces = [replace(piece, last=True) if piece.text.end == row + 1 else piece for piece in pieces]
            rest = Progress(row + 1, taken=sheet.taken) if row + 1 < self.table.rows else None
        return Fragment((*above, row), tuple(sheet.heights), tuple(pieces), rest)

    def least_cut(self, progress: Progress, row: int) -> int:
        """Return the height below which a tall row is not begun: its labels must have room on each page."""
        table, above = self.table, self.above(progress, row)
        made = heights(table, above, progress)
        needs = [text.height() for text in table.single[row] if self.repeats(text)]
        beside = [text for text in table.merged if text.cell.row <= row < text.end and not table.flows(text)]
        for text in beside:
            needs += [text.height() - sum(h for h, r in zip(made, above, strict=True) if r >= text.cell.row)]
        return max([LEAST_CUT, *(need + 2 * PAD_Y for need in needs)])

    def repeats(self, text: CellText) -> bool:
        """Tell whether a cell beside a cut row shows its text on each page."""
        return text.cell.label and not self.table.flows(text)

    def pieces(self, progress: Progress, sheet: Sheet) -> list[Piece]:
        """Return the cells of a page; notes in the sheet how far the texts have come that go on."""
        texts = [text for row in sheet.rows for text in self.table.single[row]]
        texts += [text for text in self.table.merged if any(text.cell.row <= row < text.end for row in sheet.rows)]
        return [self.piece(text, progress, sheet) for text in texts]

    def piece(self, text: CellText, progress: Progress, sheet: Sheet) -> Piece:
        """Return one cell of a page."""
        places = places_of(text, sheet.rows)
        first = text.cell.row > progress.row or (text.cell.row == progress.row and not progress.cut)
        last = sheet.rows[places[-1]] == text.end - 1 and text.end - 1 != sheet.cut
        start, end = 0, len(text.lines)
        if self.goes_on(text, progress, sheet.cut):
            start = min(sheet.taken.get(text.key, 0), len(text.lines))
            end = start + text.count(start, sum_of(sheet.heights, places) - 2 * PAD_Y)
            if text.cell.height == 1:
                end = max(end, min(start + 1, len(text.lines)))
            sheet.taken[text.key] = end
        return Piece(text, places[0], places[-1], start, end, first, last)

    def goes_on(self, text: CellText, progress: Progress, cut: int | None) -> bool:
        """Tell whether the text of a cell is divided over pages."""
        if text.cell.height > 1:
            return self.table.flows(text)
        in_cut = text.cell.row == cut or (progress.cut and text.cell.row == progress.row)
        return in_cut and not self.repeats(text)


def shown(piece: Piece, made: list[int]) -> int:
    """Return the height that the last row of a page needs for a cell that ends in it."""
    above = sum(made[piece.top : piece.bottom])
    return piece.text.height(piece.start, piece.end) + 2 * PAD_Y - above
