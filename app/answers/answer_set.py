"""The answer set: an immutable copy of all answers, for documents, audit and other threads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from app.answers import nodes
from app.answers.printed import printed
from app.core.printing import print_value
from app.core.records import Cell, Facts, Row
from app.core.values import Value
from app.packs.schema import Pack

if TYPE_CHECKING:
    from app.answers.evaluation import Evaluation
    from app.answers.network import Node
    from app.answers.sheets import Sheet


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """All answers at one moment.

    Attributes:
        number: the number of edits before it; a result worked out from an older number is stale.
        pack: the pack it was computed by.
        facts: rows and cells.
        values: (row, key) → value of everything that is not blank.
        texts: (row, key) → what the paper prints.
        problems: (row, key) → why there is no value.
        lists: (row, table) → ids of the rows in force, in order.
        out: rows that are not in force.
        sheets: the scored sheets.
    """

    number: int
    pack: Pack
    facts: Facts
    values: Mapping[Node, Value]
    texts: Mapping[Node, str]
    problems: Mapping[Node, str]
    lists: Mapping[tuple[str, str], tuple[str, ...]]
    out: frozenset[str]
    sheets: tuple[Sheet, ...]

    @classmethod
    def of(cls, evaluation: Evaluation, pack: Pack, number: int, sheets: tuple[Sheet, ...]) -> AnswerSet:
        """Copy everything out of an evaluation."""
        values: dict[Node, Value] = {}
        texts: dict[Node, str] = {}
        lists: dict[tuple[str, str], tuple[str, ...]] = {}
        for row in evaluation.store.rows.values():
            for key in _spoken_keys(evaluation, row):
                value = evaluation.value(row.id, key)
                if value is not None:
                    values[row.id, key] = value
                if text := printed(evaluation, row.id, key):
                    texts[row.id, key] = text
            for below in evaluation.store.tables_under(row.id):
                found = evaluation.network.get(nodes.list_node(row.id, below))
                lists[row.id, below] = cast("tuple[str, ...] | None", found) or ()
        out = frozenset(row for row in evaluation.store.rows if not evaluation.in_force(row))
        return cls(
            number=number,
            pack=pack,
            facts=evaluation.store.facts,
            values=MappingProxyType(values),
            texts=MappingProxyType(texts),
            problems=MappingProxyType(dict(evaluation.problems)),
            lists=MappingProxyType(lists),
            out=out,
            sheets=sheets,
        )

    def value(self, row: str, key: str) -> Value:
        """Return a value, None when blank."""
        return self.values.get((row, key))

    def printed(self, row: str, key: str, form: str = "") -> str:
        """Return what the paper prints for a value, empty when nothing; `form` beats the form of the field."""
        value = self.values.get((row, key)) if form else None
        if value is None:
            return self.texts.get((row, key), "")
        field = self.pack.fields[self.facts.rows[row].table][key]
        return print_value(value, field.kind, form, unit=field.unit or self.pack.unit_of_money)

    def cell(self, row: str, key: str) -> Cell | None:
        """Return the cell of the fact itself, None when blank."""
        return self.facts.cells.get(row, {}).get((key, ""))

    def stated(self, row: str, key: str, form: str) -> Cell | None:
        """Return what one form prints where it differs from the fact."""
        return self.facts.cells.get(row, {}).get((key, form)) if form else None

    def children(self, row: str, table: str) -> tuple[str, ...]:
        """Return the ids of the rows in force of a table under a row, in order."""
        return self.lists.get((row, table), ())

    def in_force(self, row: str) -> bool:
        """Say whether a row is in force."""
        return row not in self.out


def _spoken_keys(evaluation: Evaluation, row: Row) -> list[str]:
    """Return the keys of a row that can have a value: those filled in, computed, or with a default."""
    table = evaluation.plan.tables.get(row.table)
    if table is None:
        return []
    typed = [key for key, form in evaluation.store.cells(row.id) if not form and key in table.slots]
    return list(dict.fromkeys([*typed, *table.derived]))
