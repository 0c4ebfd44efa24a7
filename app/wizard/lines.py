"""Lists inside a drawn form: which printed line is which row, which column which key, what is merged over rows."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from app.answers.answer_set import AnswerSet
from app.documents.forms.bands import Line, body_lines
from app.documents.forms.drawing import paper_of
from app.documents.options import Options
from app.documents.rows import RowView
from app.documents.texts import NUMBER
from app.documents.tree import Grid, GridCell
from app.packs.schema import Field
from app.packs.schema_forms import Band, Body, Cell
from app.packs.templates import parse_template

Meaning: TypeAlias = Field
"""What a key means in its table: kind, label, choices."""

Spot = tuple[int, int]
"""Row and column of a grid."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of rows as a grid prints it.

    Attributes:
        parent: row the list hangs under.
        table: its table.
        rows: row of the list by line of the grid; empty where the form only leaves room.
        given: what the form says of a line without a row (its levels), by line of the grid.
        keys: key of the list's row by place of the grid, merged columns included.
        groups: keys whose equal values are merged over rows, from the outer to the inner one.
    """

    parent: str
    table: str
    rows: Mapping[int, str]
    given: Mapping[int, Mapping[str, str]]
    keys: Mapping[Spot, str]
    groups: tuple[str, ...]

    def only(self, known: Container[str]) -> Listed:
        """Return the list without keys that are none of its table."""
        return replace(self, keys={spot: key for spot, key in self.keys.items() if key in known})


def owners(grid: Grid) -> dict[Spot, GridCell]:
    """Return the cell that covers each place of a grid."""
    return {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.height)
        for column in range(cell.column, cell.column + cell.width)
    }


def lists_in(answers: AnswerSet, form_id: str, row: str, grid: Grid) -> tuple[Listed, ...]:
    """Return the lists of a grid that was drawn from a form for a row."""
    form = answers.pack.forms[form_id]
    over = owners(grid)
    found = []
    for name, members in groupby(range(len(grid.rows)), key=lambda at: grid.rows[at].band):
        band, start = form.bands.get(name), next(iter(members))
        if band is not None and band.body is not None:
            lines = tuple(body_lines(band.body, RowView(answers, row), paper_of(answers, form_id, Options())))
            known = answers.pack.fields.get(band.body.each, {})
            found.append(_listed(row, band, lines, over, start + len(band.rows)).only(known))
    return tuple(found)


def _listed(row: str, band: Band, lines: Sequence[Line], over: Mapping[Spot, GridCell], start: int) -> Listed:
    body = band.body or Body(each="")
    groups = tuple(group.by for group in body.groups)
    pattern = body.rows or (body.cells,)
    rows: dict[int, str] = {}
    given: dict[int, Mapping[str, str]] = {}
    keys: dict[Spot, str] = {}
    for number, line in enumerate(lines):
        for part, cells in enumerate(pattern):
            at = start + number * len(pattern) + part
            rows[at] = line.row.row if line.row is not None else ""
            given[at] = _given(line, groups)
            keys |= {(at, column): key for column, key in _keys(cells, groups, over, at, sided=bool(band.side))}
    return Listed(row, body.each, rows, given, keys, groups)


def _given(line: Line, groups: tuple[str, ...]) -> Mapping[str, str]:
    return {key: value for key, value in zip(groups, line.groups, strict=True) if value} if line.row is None else {}


def _keys(
    cells: tuple[Cell, ...], groups: tuple[str, ...], over: Mapping[Spot, GridCell], at: int, *, sided: bool
) -> Iterator[tuple[int, str]]:
    """Yield the columns of a line with their keys."""
    columns = sorted(column for row, column in over if row == at and over[row, column].column == column)
    columns = columns[1:] if sided else columns
    yield from zip(columns, groups, strict=False)
    own = [column for column in columns[len(groups) :] if over[at, column].row == at]
    for column, cell in zip(own, cells, strict=False):
        template = parse_template(cell.t)
        shown = [one.key for one in template.placeholders if one.key != NUMBER and one.row is None]
        if len(shown) == 1 or (shown and len(shown) == len(template.parts)):
            yield (
                column,
                shown[0],
            )  # of several right behind each other (原因 and 措施), what is new begins with the first
