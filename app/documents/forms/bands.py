"""A band drawn for a row: its rows, its repeating body with merged groups, its foot, the label beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.core.dates import PartialDate
from app.core.quantities import Quantity
from app.documents.forms.boxes import Block, Box
from app.documents.rows import Paper, RowView
from app.documents.texts import NUMBER, Text, write_out
from app.packs.schema_forms import Band, Body, Cell, Group

EMPTY = Text((), None, label=True)

Grouped = tuple[RowView | None, tuple[str, ...]]
"""A row and the values of its groups; no row where the form only leaves room."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed row of a body: its row (None where the form only leaves room), its groups, its number."""

    row: RowView | None
    groups: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class BandDrawer:
    """Draws one band for one row.

    Attributes:
        band: the band.
        columns: how many columns it has, the side label's included.
        row: the row the form is drawn for.
        paper: how values print.
        least: usual height of a row in mm.
    """

    band: Band
    columns: int
    row: RowView
    paper: Paper
    least: Decimal

    def draw(self) -> Block:
        """Draw the band."""
        block = Block(self.columns - bool(self.band.side))
        for cells in self.band.rows:
            block.heads.add(block.add_row(self._cells(cells, self.row), self.least))
        if self.band.body is not None:
            self._body(block, self.band.body)
        for cells in self.band.foot:
            block.add_row(self._cells(cells, self.row), self.least)
        return self._sided(block) if self.band.side else block

    def _sided(self, block: Block) -> Block:
        """Put the side label before the first column, merged over all rows."""
        if not block.least:
            return block
        label = Cell(t=self.band.side)
        text = write_out(self.band.side, self.row, self.paper)
        moved = [Box(b.row, b.column + 1, b.height, b.width, b.text, b.drawn) for b in block.boxes]
        block.boxes = [Box(0, 0, len(block.least), 1, text, label), *moved]
        return block

    def _cells(self, cells: Sequence[Cell], row: RowView | None, number: int = 0) -> list[tuple[Cell, Text]]:
        return [(cell, self._text(cell, row, number)) for cell in cells]

    def _text(self, cell: Cell, row: RowView | None, number: int) -> Text:
        if row is None or not row.holds(cell.when):
            return EMPTY
        given = {NUMBER: str(number)} if number else None
        return write_out(cell.t, row, self._paper(cell), given)

    def _paper(self, cell: Cell) -> Paper:
        if not cell.absent:
            return self.paper
        return Paper(self.paper.form, cell.absent, self.paper.date, self.paper.money, self.paper.leave_out)

    # ---- the body ----

    def _body(self, block: Block, body: Body) -> None:
        lines = list(body_lines(body, self.row, self.paper))
        pattern = body.rows or (body.cells,)
        wide = sum(group.w for group in body.groups)
        start = len(block.least)
        inner = Block(block.columns - wide)
        for line in lines:
            for cells in pattern:
                inner.add_row(self._cells(cells, line.row, line.number), self.least)
        block.boxes += [Box(start + b.row, wide + b.column, b.height, b.width, b.text, b.drawn) for b in inner.boxes]
        block.least += inner.least
        column = 0
        for depth, group in enumerate(body.groups):
            block.boxes += self._groups(group, depth, lines, len(pattern), (start, column))
            column += group.w

    def _groups(self, group: Group, depth: int, lines: Sequence[Line], each: int, at: tuple[int, int]) -> Iterator[Box]:
        """Merge the lines that follow each other in one group of this depth."""
        start = 0
        for end in range(1, len(lines) + 1):
            if end < len(lines) and _together(lines[start], lines[end], depth):
                continue
            text = self._label(group, depth, lines[start])
            yield Box(at[0] + start * each, at[1], (end - start) * each, group.w, text, Cell(t=group.t))
            start = end

    def _label(self, group: Group, depth: int, line: Line) -> Text:
        """Write the label of a group; where it has no row only what the outline says of it is known."""
        value = line.groups[depth]
        template = group.labels.get(value, group.t or "{{" + group.by + "}}")
        if not value:
            return EMPTY
        if line.row is not None or self.band.body is None:
            return write_out(template, line.row or self.row, self.paper)
        blank = dict.fromkeys(self.row.keys_of(self.band.body.each), "")
        known = {group.by: value for group, value in zip(self.band.body.groups, line.groups, strict=True)}
        return write_out(template, self.row, self.paper, blank | known)


def _together(one: Line, other: Line, depth: int) -> bool:
    """Say whether two lines share the group of a depth: rows left blank for the pen stay apart."""
    known = one.row is not None or any(one.groups)
    return known and one.groups[: depth + 1] == other.groups[: depth + 1]


def body_lines(body: Body, row: RowView, paper: Paper) -> Iterator[Line]:
    """Return the printed lines of a body: rows in order, groups in the order of the outline, room up to `min`."""
    found = [child for child in row.rows(body.each) if child.holds(body.when)]
    if body.order:
        found.sort(key=lambda child: _rank(child, body.order, paper))
    found = found[: body.max] if body.max is not None else found
    grouped = [(child, tuple(child.printed(group.by, "", paper) for group in body.groups)) for child in found]
    lines: list[Grouped] = list(_outlined(body, grouped)) if body.outline else [*grouped]
    blank = ("",) * len(body.groups)
    lines += [(None, blank)] * (body.min - len(lines))
    yield from (Line(child, groups, number) for number, (child, groups) in enumerate(lines, 1))


def _rank(row: RowView, key: str, paper: Paper) -> tuple[int, Decimal, str]:
    """Return what a row is sorted by: numbers, then words, then blanks."""
    value, text = row.get(key), row.printed(key, "", paper)
    if isinstance(value, Quantity):
        value = value.base
    if isinstance(value, Decimal):
        return 0, value, text
    if isinstance(value, PartialDate) and (day := value.first()) is not None:
        return 0, Decimal(day.toordinal()), text
    return (1 if text else 2), Decimal(0), text


def _outlined(body: Body, rows: Sequence[tuple[RowView, tuple[str, ...]]]) -> Iterator[Grouped]:
    """Order rows by the outline and leave the room it wants; rows outside it come last in their group."""
    left = list(rows)
    for first, second in body.outline.items():
        parts = {"": second} if isinstance(second, int) else second
        for name, least in parts.items():
            wanted = (first, name) if name else (first,)
            own = [entry for entry in left if entry[1][: len(wanted)] == wanted]
            left = [entry for entry in left if entry not in own]
            yield from own
            groups = wanted + ("",) * (len(body.groups) - len(wanted))
            yield from [(None, groups)] * (least - len(own))
        rest = [entry for entry in left if entry[1][:1] == (first,)]
        left = [entry for entry in left if entry not in rest]
        yield from rest
    yield from left
