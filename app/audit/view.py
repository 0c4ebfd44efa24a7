"""The answers as audit rules look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Self, TypeVar, cast

from app.answers.answer_set import AnswerSet
from app.core.records import ROOT_ID, Address, Cell
from app.documents.rows import Paper, RowView

Made = TypeVar("Made")
Part = TypeVar("Part")
WHOLE: Final = ""
REST: Final = "@rest"
"""What is left of an evaluation beside its projects and reports."""


@dataclass(frozen=True, slots=True)
class Within:
    """What a function makes of a part of an evaluation."""

    scope: str
    make: Callable[[AuditView], object]

    def __call__(self, view: AuditView) -> object:
        """Return it."""
        return self.make(view.within(self.scope))


@dataclass(frozen=True, slots=True)
class AuditView:
    """One evaluation at one moment.

    Attributes:
        answers: the answers.
        memo: what several rules of one audit share; see `once`.
        scope: what of it is looked at: `WHOLE`, the id of a row (it and what is below it), or `REST`. The root row is
            always there, and what other rows hold can be read; but texts and rows are listed of the scope alone.
    """

    answers: AnswerSet
    memo: dict[object, object] = field(default_factory=dict, repr=False, compare=False)
    scope: str = WHOLE

    def once(self, make: Callable[[AuditView], Made]) -> Made:
        """Return what a function makes of this view, made only once in an audit."""
        kept = Within(self.scope, make) if self.scope else make
        if kept not in self.memo:
            self.memo[kept] = make(self)
        return cast("Made", self.memo[kept])

    def joined(self, make: Callable[[AuditView], tuple[Part, ...]]) -> tuple[Part, ...]:
        """Return what a function finds in this view, made part by part, so that an edit makes only one part again."""
        if self.scope:
            return self.once(make)
        return tuple(one for scope in self.scopes() for one in self.within(scope).once(make))

    def within(self, scope: str) -> Self:
        """Return the view of a part; see `scope`."""
        if scope == self.scope:
            return self
        key = (REST, scope)
        if key not in self.memo:
            self.memo[key] = replace(self, scope=scope)
        return cast("Self", self.memo[key])

    @property
    def whole(self) -> Self:
        """Return the view of the whole evaluation."""
        return self.within(WHOLE)

    def scopes(self) -> tuple[str, ...]:
        """Return the parts of the evaluation: what is left beside them, then each project, report and the like."""
        return self.whole.once(_scopes)

    def step(self) -> None:
        """Say that a rule goes on: a view with a clock ends a slow one here. Called wherever texts may be long."""

    @property
    def root(self) -> RowView:
        """Return the unit's row."""
        return RowView(self.answers, ROOT_ID)

    def rows(self, table: str) -> Iterator[RowView]:
        """Yield every row of a table that is in force, anywhere in the tree, in order."""
        if self.scope == REST:
            yield from _rows(self.root, table, parted_tables(self))
        else:
            yield from _rows(RowView(self.answers, self.scope or ROOT_ID), table)

    def cells(self) -> Iterator[tuple[str, Mapping[tuple[str, str], Cell]]]:
        """Yield every row in force with its cells, in order."""
        cells = self.answers.facts.cells
        yield from ((row, cells[row]) for row in self.once(_row_ids) if row in cells)

    def row(self, row_id: str) -> RowView:
        """Return a row by its id."""
        return RowView(self.answers, row_id)

    def printed(self, address: Address) -> str:
        """Return what stands at an address: with a form, what that form prints."""
        return self.row(address.row).printed(address.key, "", Paper(address.form))

    def label(self, address: Address) -> str:
        """Return the label of the key of an address in this pack."""
        field = self.row(address.row).field(address.key)
        return field.label if field is not None else address.key


def parted_tables(view: AuditView) -> frozenset[str]:
    """Return the tables under the unit of which each row is a part: those with a table that hangs there alone."""
    return view.whole.once(_parted)


def _parted(view: AuditView) -> frozenset[str]:
    tables = view.answers.pack.tables
    return frozenset(
        above
        for name, one in tables.items()
        for above in one.parents
        if above not in {ROOT_ID, name}
        and set(one.parents) <= {ROOT_ID, above, name}
        and ROOT_ID in tables[above].parents
    )


def _row_ids(view: AuditView) -> tuple[str, ...]:
    if view.scope:
        leave_out = parted_tables(view) if view.scope == REST else frozenset[str]()
        return tuple(_below(RowView(view.answers, ROOT_ID if view.scope == REST else view.scope), leave_out))
    return tuple(row for scope in view.scopes() for row in view.within(scope).once(_row_ids))


def _below(row: RowView, leave_out: frozenset[str]) -> Iterator[str]:
    yield row.row
    for table in row.tables():
        for child in row.rows(table) if table not in leave_out else ():
            yield from _below(child, leave_out)


def _scopes(view: AuditView) -> tuple[str, ...]:
    tables = parted_tables(view)
    return (REST, *(row.row for table in view.root.tables() if table in tables for row in view.root.rows(table)))


def _rows(row: RowView, table: str, leave_out: frozenset[str] = frozenset()) -> Iterator[RowView]:
    if row.table == table:
        yield row
    for child in row.tables():
        for below in row.rows(child) if child not in leave_out else ():
            yield from _rows(below, table)
