"""A grid whose texts are set, and the heights of its rows on one page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from app.documents.tree import Grid
from app.export.pdf.cells import PAD_Y, CellText, set_cell
from app.export.pdf.lines import Line, Setter
from app.export.pdf.measures import millimetres

LEAST_STEPS = 16
LONG = (1, 2)
"""A merged cell whose text is higher than this part of a page goes on at a page break, instead of standing again."""
SHARED_EDGES = 2
TAIL_GAP = millimetres(1)


@dataclass(frozen=True, slots=True)
class Table:
    """A grid set to its width.

    Attributes:
        grid: the grid.
        edges: x of the columns' edges from the left of the table, one more than columns.
        leasts: least heights of the rows.
        single: for a row its cells of one row.
        needs: for a row the height that the texts of these need.
        merged: cells of several rows, the shorter first.
        headers: for a row the nearest header row at or above it, -1 when there is none.
        tail: the lines below it.
        page: height of a whole page.
    """

    grid: Grid
    edges: tuple[int, ...]
    leasts: tuple[int, ...]
    single: tuple[tuple[CellText, ...], ...]
    needs: tuple[int, ...]
    merged: tuple[CellText, ...]
    headers: tuple[int, ...]
    tail: tuple[Line, ...]
    page: int

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.grid.rows)

    @property
    def tail_height(self) -> int:
        """Height of the lines below the table."""
        return TAIL_GAP + sum(line.total for line in self.tail) if self.tail else 0

    def flows(self, text: CellText) -> bool:
        """Tell whether a merged cell's text goes on over pages."""
        return text.height() > self.page * LONG[0] // LONG[1]

    def head(self, row: int) -> range:
        """Return the rows that head a page which begins with this row: the nearest header above it.

        A header in the middle of a form heads only rows that are divided as it is, not a wide box below its table.
        """
        if row >= self.rows or self.grid.rows[row].header:
            return range(0)
        last = self.headers[row]
        if last < 0:
            return range(0)
        first = last
        while first and self.grid.rows[first - 1].header:
            first -= 1
        if first and len(self.inner_edges(last) & self.inner_edges(row)) < SHARED_EDGES:
            return range(0)
        return range(first, last + 1)

    def inner_edges(self, row: int) -> set[int]:
        """Return the columns at which a row is divided."""
        texts = [*self.single[row], *(text for text in self.merged if text.cell.row <= row < text.end)]
        return {text.cell.column for text in texts} - {0}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a table has come: what the next page begins with.

    Attributes:
        row: its first row.
        cut: whether the row began on an earlier page.
        taken: for a cell the lines that stand on earlier pages, where its text goes on.
    """

    row: int = 0
    cut: bool = False
    taken: Mapping[tuple[int, int], int] = field(default_factory=dict)


def column_edges(grid: Grid, room: int) -> tuple[int, ...]:
    """Return the edges of the columns; a table wider than the page is narrowed in proportion."""
    widths = [millimetres(width) for width in grid.columns_mm]
    total = sum(widths)
    edges = tuple(accumulate(widths, initial=0))
    return tuple(edge * room // total for edge in edges) if total > room else edges


def set_table(grid: Grid, room: int, page: int, setter: Setter) -> Table:
    """Return the grid with all texts set.

    Args:
        grid: the grid.
        room: width of the page's text.
        page: height of the page's text.
        setter: sets the paragraphs.
    """
    edges = column_edges(grid, room)
    texts = [set_cell(c, edges[c.column + c.width] - edges[c.column], setter) for c in grid.cells]
    single: list[list[CellText]] = [[] for _ in grid.rows]
    for text in texts:
        if text.cell.height == 1:
            single[text.cell.row].append(text)
    merged = sorted((text for text in texts if text.cell.height > 1), key=lambda text: text.cell.height)
    tail = [line for paragraph in grid.tail for line in setter.lines(paragraph, edges[-1])]
    leasts = tuple(millimetres(row.least_mm) for row in grid.rows)
    needs = tuple(max((text.height() + 2 * PAD_Y for text in row), default=0) for row in single)
    rows = tuple(map(tuple, single))
    return Table(grid, edges, leasts, rows, needs, tuple(merged), header_rows(grid), tuple(tail), page)


def header_rows(grid: Grid) -> tuple[int, ...]:
    """Return for each row the nearest header row at or above it, -1 when there is none."""
    return tuple(accumulate((n if row.header else -1 for n, row in enumerate(grid.rows)), max))


def lowered(table: Table, steps: int) -> Table:
    """Return the table with its least heights in sixteenths, without setting its texts again."""
    leasts = tuple(millimetres(row.least_mm) * steps // LEAST_STEPS for row in table.grid.rows)
    return replace(table, leasts=leasts)


def row_height(table: Table, row: int, progress: Progress) -> int:
    """Return the height a row needs for its own cells; of a row that goes on, for what is left of them."""
    if not progress.cut or row != progress.row:
        return max(table.leasts[row], table.needs[row])
    left = (text.height(progress.taken.get(text.key, 0)) for text in table.single[row])
    return max((height + 2 * PAD_Y for height in left), default=0)


def places_of(text: CellText, rows: Sequence[int]) -> range:
    """Return at which places a cell stands in rows that go upwards."""
    return range(bisect_left(rows, text.cell.row), bisect_left(rows, text.end))


def heights(table: Table, rows: Sequence[int], progress: Progress) -> list[int]:
    """Return the heights of rows that stand on one page below each other, a repeated header first."""
    made = [row_height(table, row, progress) for row in rows]
    for text in table.merged:
        places = places_of(text, rows)
        if not places:
            continue
        if not table.flows(text):
            widen(made, places, text.height() + 2 * PAD_Y)
        elif rows[places[-1]] == text.end - 1:
            rest = text.height(progress.taken.get(text.key, 0)) + 2 * PAD_Y
            widen(made, places[-1:], rest - sum_of(made, places[:-1]))
    return made


def sum_of(made: Sequence[int], places: Sequence[int]) -> int:
    """Return the height of some rows."""
    return sum(made[place] for place in places)


def widen(made: list[int], places: Sequence[int], need: int) -> None:
    """Make rows higher, evenly, until they are as high as needed together."""
    lack = need - sum_of(made, places)
    if lack > 0:
        for number, place in enumerate(places):
            made[place] += lack * (number + 1) // len(places) - lack * number // len(places)
