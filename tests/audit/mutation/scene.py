"""The package that defects are put into: what is printed where, what follows from what, what stands in two places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from app.answers.answer_set import AnswerSet
from app.answers.graph import AnswerGraph
from app.audit.prose import Prose, written_of
from app.audit.view import AuditView
from app.core.records import Address, Cell, CellOp, Facts, Op, Row, RowOp
from app.core.tree import RowTree, parse_address, row_tree
from app.documents.options import Options
from app.documents.package import package_of
from app.documents.reports import report_document
from app.documents.tree import Document, Grid, Paragraph, Run
from app.packs.schema import Field, Pack
from tests.audit.mutation.typed import EQUATIONS, SPOKEN

Node = tuple[str, str]

FIGURES: Final = frozenset({"money", "rate", "count", "number", "points", "quantity"})


@dataclass(frozen=True, slots=True)
class Mutation:
    """One defect.

    Attributes:
        kind: its kind.
        at: the places any of which a finding must name to be at the right place (row and key).
        words: what was changed, for the list of misses.
        ops: the edits that make it.
        spoken: where only texts tell of it, the cells they repeat; without a change of these there is no defect.
    """

    kind: str
    at: frozenset[Node]
    words: str
    ops: tuple[Op, ...]
    spoken: frozenset[Node] = frozenset()


class Scene:
    """One evaluation before any defect."""

    def __init__(self, pack: Pack, facts: Facts) -> None:
        """Work everything out."""
        self.pack, self.facts = pack, facts
        self.graph = AnswerGraph(pack, facts)
        self.answers: AnswerSet = self.graph.snapshot()
        self.view = AuditView(self.answers)
        self.tree: RowTree = row_tree(facts)

    @property
    def year(self) -> int:
        """Return the year under evaluation."""
        return int(self.answers.printed("unit", "year"))

    @cached_property
    def papers(self) -> Mapping[Node, tuple[str, ...]]:
        """Return which forms and reports print a value, once for each sheet."""
        package = package_of(
            self.answers, Options(), lambda name, row: report_document(self.answers, name, row, Options())
        )
        found: dict[Node, list[str]] = {}
        for document in package.documents:
            for node in dict.fromkeys(_places(document)):
                found.setdefault(node, []).append(document.id)
        return {node: tuple(ids) for node, ids in found.items()}

    @cached_property
    def typed(self) -> tuple[tuple[Node, Cell], ...]:
        """Return every fact that somebody filled in and that is in force."""
        return tuple(
            ((row, key), cell)
            for row, cells in self.facts.cells.items()
            if self.answers.in_force(row)
            for (key, form), cell in sorted(cells.items())
            if not form and self.field((row, key)) is not None
        )

    @cached_property
    def computed(self) -> tuple[Node, ...]:
        """Return every cell with a formula that gives something, printed on a form or not."""
        return tuple(
            (row.id, key)
            for row in self.facts.rows.values()
            if self.answers.in_force(row.id)
            for key in self.pack.fields.get(row.table, {})
            if self.graph.is_computed(row.id, key) and self.printed((row.id, key))
        )

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """Return whatever stands there in words."""
        return written_of(self.view)

    def field(self, node: Node) -> Field | None:
        """Return the field of a cell."""
        row = self.facts.rows.get(node[0])
        return self.pack.fields.get(row.table, {}).get(node[1]) if row is not None else None

    def printed(self, node: Node) -> str:
        """Return what a cell prints."""
        return self.answers.printed(*node)

    def name(self, node: Node) -> str:
        """Return the place as people write it."""
        return self.tree.address_path(Address(*node))

    def table(self, row: str) -> str:
        """Return the table of a row."""
        return self.facts.rows[row].table

    def has_second_place(self, node: Node) -> bool:
        """Say whether a cell is printed twice, taken elsewhere, computed, or goes into something computed."""
        return (
            len(self.papers.get(node, ())) > 1
            or self.graph.is_computed(*node)
            or bool(self.graph.dependents(*node))
            or bool(self.graph.bound_to(*node))
        )

    # ---- what two places tell independently ----

    @cached_property
    def told_twice(self) -> frozenset[Node]:
        """Return the typed cells that another typed figure contradicts when they alone are changed.

        One side of a sum or balance of the rules does not follow from the other; a figure written by hand in a text
        speaks of the cell, or of something computed from it.
        """
        return self.summed | frozenset(self._by_texts())

    @cached_property
    def summed(self) -> frozenset[Node]:
        """Return the typed cells of one side of an equation of which the other side does not follow from them."""
        return frozenset(self._by_sums())

    @cached_property
    def spoken(self) -> tuple[tuple[Address, int, str, Node], ...]:
        """Return (text, where in its cell, figure, cell) of the figures typed in texts that repeat a cell."""
        return tuple(self._spoken())

    def _spoken(self) -> Iterator[tuple[Address, int, str, Node]]:
        for path, before, figure, of in SPOKEN:
            at, cell = parse_address(path, self.tree), parse_address(of, self.tree)
            found = self.facts.cells[at.row][at.key, ""].text.index(before + figure)
            yield at, found + len(before), figure, (cell.row, cell.key)

    def _by_texts(self) -> Iterator[Node]:
        for node, _ in self.typed:
            if self.spoken_after(node):
                yield node

    def spoken_after(self, node: Node) -> frozenset[Node]:
        """Return what a figure typed in a text repeats: a cell itself, or what follows from it."""
        spoken = {one for _, _, _, one in self.spoken}
        return frozenset(spoken & {node, *self.graph.dependents(*node)})

    def tells(self, mutation: Mutation) -> bool:
        """Say whether a defect makes two places disagree: what texts repeat of it comes out otherwise."""
        if not mutation.spoken:
            return True
        before = [self.printed(node) for node in sorted(mutation.spoken)]
        back = inverse(self.facts, mutation.ops)
        self.graph.apply(mutation.ops)
        answers = self.graph.snapshot()
        self.graph.apply(back)
        return before != [answers.printed(*node) for node in sorted(mutation.spoken)]

    def _by_sums(self) -> Iterator[Node]:
        for row, left, right in self._equations():
            one, other = self._leaves(row, left), self._leaves(row, right)
            if one and other:
                yield from one ^ other

    def _equations(self) -> Iterator[tuple[str, list[str], list[str]]]:
        """Yield (row, keys of one side, keys of the other) of every equation, whether the audit knows it or not."""
        for whole, parts in EQUATIONS:
            yield from self._rows_of([whole], parts.split(" + "))

    def _rows_of(self, left: list[str], right: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
        for row in self.facts.rows.values():
            keys = self.pack.fields.get(row.table, {})
            if left and right and left[0] in keys and self.answers.in_force(row.id):
                values = [self.answers.value(row.id, key) for key in (*left, *right) if key in keys]
                if all(value is not None for value in values):
                    yield row.id, left, right

    def _leaves(self, row: str, keys: Iterable[str]) -> set[Node]:
        """Return the typed cells that keys of a row follow from."""
        ends = {(row, key) for key in keys}
        return {
            node
            for node, _ in self.typed
            if not self.graph.is_computed(*node)
            and (node in ends or ends & set(self.graph.dependents(*node)))
            and not self.graph.cell(*node).text.startswith("{{")
        }

    # ---- edits ----

    def state(self, node: Node, form: str, text: str) -> CellOp:
        """Return the edit after which one form prints something else."""
        cell = Cell(text, origin="stated") if text else Cell(state="empty", origin="stated")
        return CellOp(Address(*node, form), cell)

    def drop(self, row: str) -> tuple[Op, ...]:
        """Return the edits that take out a row and all below it."""
        gone = [*self.tree.below(row), row]
        cells = [CellOp(Address(one, *at), None) for one in gone for at in self.facts.cells.get(one, {})]
        return (*cells, *(RowOp(one, None) for one in gone))


def inverse(facts: Facts, ops: Iterable[Op]) -> tuple[Op, ...]:
    """Return the edits that take edits back."""
    back: list[Op] = []
    for op in ops:
        if isinstance(op, RowOp):
            back.append(RowOp(op.id, facts.rows.get(op.id)))
        elif isinstance(op, CellOp):
            back.append(CellOp(op.address, facts.cell(op.address)))
    return (*(op for op in reversed(back) if isinstance(op, RowOp)), *(op for op in back if isinstance(op, CellOp)))


def rows_in_order(facts: Facts, table: str) -> list[Row]:
    """Return the rows of a table."""
    return sorted((row for row in facts.rows.values() if row.table == table), key=lambda row: (row.parent, row.rank))


def _places(document: Document) -> Iterator[Node]:
    for part in document.parts:
        for block in part.blocks:
            if isinstance(block, Grid):
                for cell in block.cells:
                    if cell.place is not None and cell.text:
                        yield cell.place.row, cell.place.key
                    yield from _of_runs(run for one in cell.paragraphs for run in one.runs)
                yield from _of_runs(run for one in block.tail for run in one.runs)
            elif isinstance(block, Paragraph):
                yield from _of_runs(block.runs)


def _of_runs(runs: Iterable[Run]) -> Iterator[Node]:
    yield from ((run.place.row, run.place.key) for run in runs if run.place is not None and run.text)
