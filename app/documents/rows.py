"""The answers as drawings look at them: a key is looked for in the row at hand, then in the rows above it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Final

from app.answers.answer_set import AnswerSet
from app.answers.env import view_of
from app.core.absence import print_absent
from app.core.dates import print_date
from app.core.printing import parse_form
from app.core.records import Cell
from app.core.values import NotApplicable, Value
from app.packs.expressions import Expression, compile_expression
from app.packs.schema import Field

_FIGURES: Final = frozenset({"money", "rate", "count", "number", "points"})
"""Kinds whose absent items print as the form says; in the others 无 is an answer and prints as written."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What one document prints values like.

    Attributes:
        form: id of the form or report: its stated values (原表数) beat the facts.
        absent: how 无 prints; empty leaves it to field, kind and pack.
        date: style of dates; empty leaves them as they stand.
        money: unit of money where it is not the pack's.
        leave_out: `table.key` that this version does not print.
    """

    form: str = ""
    absent: str = ""
    date: str = ""
    money: str = ""
    leave_out: frozenset[str] = field(default_factory=frozenset)


class RowView:
    """One row of an answer set: its values as a paper prints them, and as expressions see them."""

    __slots__ = ("_answers", "row", "table")

    def __init__(self, answers: AnswerSet, row: str) -> None:
        """Look at a row that exists."""
        self._answers = answers
        self.row = row
        self.table = answers.facts.rows[row].table

    # ---- as expressions see it ----

    def get(self, key: str) -> Value:
        """Return the value of a key of this row, or of a part of a quantity (`target.operator`)."""
        found = self._answers.value(self.row, key)
        if found is not None or self.field(key) is not None:
            return found
        base, _, view = key.rpartition(".")
        return view_of(self._answers.value(self.row, base), view) if view else None

    def up(self) -> RowView | None:
        """Return the parent row, None at the root."""
        parent = self._answers.facts.rows[self.row].parent
        return RowView(self._answers, parent) if parent is not None else None

    def rows(self, table: str) -> Sequence[RowView]:
        """Return the child rows of a table that are in force, in order."""
        return [RowView(self._answers, row) for row in self._answers.children(self.row, table)]

    def tables(self) -> tuple[str, ...]:
        """Return the tables of which this row has child rows in force, in the order of the pack."""
        return tuple(t for t in self._answers.pack.tables if self._answers.children(self.row, t))

    def holds(self, condition: str) -> bool:
        """Say whether a condition of the pack is true for this row; an empty one is."""
        if not condition.strip():
            return True
        tables = frozenset(self._answers.pack.tables) - {"unit"}
        return _compiled(condition, tables).evaluate(self) is True

    # ---- as the paper prints it ----

    def field(self, key: str) -> Field | None:
        """Return the field of a key of this row's table."""
        return self._answers.pack.fields.get(self.table, {}).get(key)

    def keys_of(self, table: str) -> Iterable[str]:
        """Return the keys of a table of the pack."""
        return self._answers.pack.fields.get(table, {})

    def owner(self, key: str) -> RowView | None:
        """Return the row that has a key: this one or the nearest above; None when no table on the way has it."""
        at: RowView | None = self
        while at is not None and at.field(key) is None:
            at = at.up()
        return at

    def printed(self, key: str, form: str, paper: Paper) -> str:
        """Return what a paper prints for a key of this row."""
        if f"{self.table}.{key}" in paper.leave_out:
            return ""
        stated = self._answers.stated(self.row, key, paper.form)
        if stated is not None:
            return _stated(stated)
        found = self.field(key)
        if found is None:
            return self._answers.printed(self.row, key, form)
        value = self.get(key)
        if isinstance(value, NotApplicable) and found.kind in _FIGURES:
            return self._absent(key, found, paper)
        if isinstance(value, Decimal) and found.kind == "money":
            return self._money(key, form, found, paper)
        if found.kind == "date":
            style = form or paper.date
            return self._answers.printed(self.row, key, style) or print_date(None, style or found.form)
        return self._answers.printed(self.row, key, form)

    def _money(self, key: str, form: str, found: Field, paper: Paper) -> str:
        """Print an amount in the unit of the paper; a form that names a unit prints in that one, with it."""
        pattern = form or found.form
        shape = parse_form(pattern)
        if paper.money in {"", found.unit or self._answers.pack.unit_of_money} or shape is None or shape.unit:
            return self._answers.printed(self.row, key, form)
        return self._answers.printed(self.row, key, pattern + paper.money).removesuffix(paper.money)

    def _absent(self, key: str, found: Field, paper: Paper) -> str:
        pack = self._answers.pack
        style = paper.absent or found.absent or pack.absent.get(found.kind, "") or pack.print.absent
        return print_absent(style) if style else self._answers.printed(self.row, key)


def _stated(cell: Cell) -> str:
    return "" if cell.state == "empty" else cell.text or ("无" if cell.state == "na" else "")


@lru_cache(maxsize=2048)
def _compiled(source: str, tables: frozenset[str]) -> Expression:
    return compile_expression(source, tables=tables)
