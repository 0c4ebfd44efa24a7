"""The answer set: an immutable copy of all answers, for documents, audit and other threads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar, cast

from app.answers import nodes
from app.answers.bindings import is_template
from app.core.numbers import trimmed
from app.core.printing import over, print_value
from app.core.records import Cell, Facts, Row
from app.core.values import Value
from app.packs.schema import Pack

if TYPE_CHECKING:
    from app.answers.evaluation import Evaluation
    from app.answers.network import Node
    from app.answers.sheets import Sheet

Part = TypeVar("Part")


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

    def value(self, row: str, key: str) -> Value:
        """Return a value, None when blank."""
        return self.values.get((row, key))

    def printed(self, row: str, key: str, form: str = "") -> str:
        """Return what the paper prints for a value, empty when nothing; `form` beats the form of the field."""
        value = self.values.get((row, key)) if form else None
        if value is None:
            return self.texts.get((row, key), "")
        field, cell = self.pack.fields[self.facts.rows[row].table][key], self.cell(row, key)
        if isinstance(value, Decimal) and cell is not None and not is_template(cell.text):
            value = trimmed(value)  # typed: the zeros may be those of another unit
        return print_value(value, field.kind, over(form, field.form), unit=field.unit or self.pack.unit_of_money)

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


class Copier:
    """Keeps the last answer set and brings it up to date by what was touched since."""

    def __init__(self, evaluation: Evaluation, pack: Pack) -> None:
        """Begin with nothing copied."""
        self._evaluation = evaluation
        self._pack = pack
        self._last: AnswerSet | None = None

    def copy(self, number: int, stale: Iterable[Node], sheets: tuple[Sheet, ...]) -> AnswerSet:
        """Return an answer set; `stale` are the nodes that may differ from the last one."""
        last = self._last
        if last is not None and last.number == number:
            return last
        draft = _Draft.of(last)
        for node in stale if last is not None else self._all_nodes():
            draft.take(self._evaluation, node)
        self._last = AnswerSet(
            number=number,
            pack=self._pack,
            facts=self._evaluation.store.facts,
            values=MappingProxyType(draft.values),
            texts=MappingProxyType(draft.texts),
            problems=MappingProxyType(draft.problems),
            lists=MappingProxyType(draft.lists),
            out=frozenset(draft.out),
            sheets=sheets,
        )
        return self._last

    def _all_nodes(self) -> Iterator[Node]:
        for row in list(self._evaluation.store.rows.values()):
            yield from ((row.id, key) for key in self._spoken_keys(row))
            yield from (nodes.list_node(row.id, table) for table in self._evaluation.store.tables_under(row.id))
            yield row.id, nodes.IN_FORCE

    def _spoken_keys(self, row: Row) -> list[str]:
        """Return the keys of a row that can have a value: those filled in, computed, or with a default."""
        table = self._evaluation.plan.tables.get(row.table)
        if table is None:
            return []
        typed = [key for key, form in self._evaluation.store.cells(row.id) if not form and key in table.slots]
        return list(dict.fromkeys([*typed, *table.derived]))


@dataclass(slots=True)
class _Draft:
    """The parts of an answer set while it is being put together."""

    values: dict[Node, Value]
    texts: dict[Node, str]
    problems: dict[Node, str]
    lists: dict[tuple[str, str], tuple[str, ...]]
    out: set[str]

    @classmethod
    def of(cls, last: AnswerSet | None) -> _Draft:
        """Begin with what the last answer set held."""
        if last is None:
            return cls({}, {}, {}, {}, set())
        return cls(dict(last.values), dict(last.texts), dict(last.problems), dict(last.lists), set(last.out))

    def take(self, evaluation: Evaluation, node: Node) -> None:
        """Take over how a node stands now."""
        row, key = node
        there = row in evaluation.store.rows
        if nodes.is_value(node):
            _put(self.values, node, evaluation.value(row, key) if there else None)
            _put(self.texts, node, evaluation.printed(row, key) if there else None)
            _put(self.problems, node, evaluation.problems.get(node) if there else None)
        elif key == nodes.IN_FORCE:
            (self.out.discard if not there or evaluation.in_force(row) else self.out.add)(row)
        elif (table := nodes.table_of_list(key)) is not None:
            found = cast("tuple[str, ...] | None", evaluation.network.get(node)) if there else None
            _put(self.lists, (row, table), found)


def _put(into: dict[tuple[str, str], Part], at: tuple[str, str], part: Part | None) -> None:
    """Keep a part, or nothing where it is blank."""
    if part is None or part in ("", ()):
        into.pop(at, None)
    else:
        into[at] = part
