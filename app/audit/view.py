"""The answers as audit rules look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar, cast

from app.answers.answer_set import AnswerSet
from app.core.records import ROOT_ID, Address
from app.documents.rows import Paper, RowView

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class AuditView:
    """One evaluation at one moment.

    Attributes:
        answers: the answers.
        memo: what several rules of one audit share; see `once`.
    """

    answers: AnswerSet
    memo: dict[object, object] = field(default_factory=dict, repr=False, compare=False)

    def once(self, make: Callable[[AuditView], Made]) -> Made:
        """Return what a function makes of this view, made only once in an audit."""
        if make not in self.memo:
            self.memo[make] = make(self)
        return cast("Made", self.memo[make])

    @property
    def root(self) -> RowView:
        """Return the unit's row."""
        return RowView(self.answers, ROOT_ID)

    def rows(self, table: str) -> Iterator[RowView]:
        """Yield every row of a table that is in force, anywhere in the tree, in order."""
        yield from _rows(self.root, table)

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


def _rows(row: RowView, table: str) -> Iterator[RowView]:
    if row.table == table:
        yield row
    for child in row.tables():
        for below in row.rows(child):
            yield from _rows(below, table)
