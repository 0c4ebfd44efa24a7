"""The graph of answers: facts and a pack in, every value, score, total and printed text out, kept up to date.

Values are computed on demand and kept. An edit forgets what depends on it and computes that again at once, so that
a change is told exactly. One graph belongs to one thread; `snapshot` gives an immutable copy for the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from app.answers import nodes
from app.answers.answer_set import AnswerSet, Copier
from app.answers.bindings import bound_to, is_template
from app.answers.evaluation import Evaluation
from app.answers.explain import Explainer
from app.answers.network import Node
from app.answers.planning import compile_plan
from app.answers.sheets import Sheet
from app.answers.store import Store, Touched
from app.core.printing import print_value
from app.core.quantities import Quantity
from app.core.records import ROOT_ID, Address, Cell, Facts, Op
from app.core.traces import Trace
from app.core.values import Value
from app.packs.schema import Pack

Changed = frozenset[Node]
"""(row, key) of every cell that was set or cleared and of every value that is now another."""


class AnswerGraph:
    """Everything that is computed from the facts of one evaluation by its pack."""

    def __init__(self, pack: Pack, facts: Facts) -> None:
        """Compile the pack and take over the facts; nothing is computed yet.

        Raises:
            DataError: the pack's formulas or rules are not sound.
        """
        self.pack = pack
        self._plan = compile_plan(pack)
        self._store = Store(facts)
        self._evaluation = Evaluation(self._plan, self._store)
        self._explainer = Explainer(self._evaluation)
        self._copier = Copier(self._evaluation, pack)
        self._stale: set[Node] = set()  # what the last snapshot does not know yet
        self._settled = False
        self._number = 0

    # ---- reading ----

    @property
    def facts(self) -> Facts:
        """Return rows and cells as they stand, immutable."""
        return self._store.facts

    def value(self, row: str, key: str) -> Value:
        """Return the value of a key of a row: None blank (or not computable, see `problem`), `NA` for 无."""
        return self._evaluation.value(row, key)

    def cell(self, row: str, key: str) -> Cell | None:
        """Return the cell of the fact itself as it stands in the file, None when blank."""
        return self._store.cell(row, key)

    def stated(self, row: str, key: str, form: str) -> Cell | None:
        """Return what one form prints where it differs from the fact (原表数); state `empty` prints nothing."""
        return self._store.cell(row, key, form) if form else None

    def printed(self, row: str, key: str, form: str = "") -> str:
        """Return the text the paper prints for a value; `form` is a print form (`0.00`, `万元`) beating the field's."""
        return self._evaluation.printed(row, key, form)

    def children(self, row: str, table: str) -> tuple[str, ...]:
        """Return the ids of all rows of a table under a row, in order, in force or not."""
        return self._store.children(row, table)

    def in_force(self, row: str, key: str = "") -> bool:
        """Say whether a row (and its key, if one is given) is in force: counted, scored and printed."""
        slot = self._evaluation.slot((row, key)) if key else None
        return self._evaluation.in_force(row) and (slot is None or self._evaluation.key_in_force(row, slot))

    def problem(self, row: str, key: str) -> str:
        """Return why a value cannot be read or computed, without 无法计算 before it; empty when nothing is wrong."""
        return self._explainer.problem((row, key))

    def is_computed(self, row: str, key: str) -> bool:
        """Say whether a key is computed, so that typing on it is an override by hand."""
        slot = self._evaluation.slot((row, key))
        return slot is not None and slot.is_computed

    def has_default(self, row: str, key: str) -> bool:
        """Say whether a blank cell of a key counts as a default of the pack."""
        slot = self._evaluation.slot((row, key))
        return slot is not None and not slot.is_computed and bool(slot.default)

    def computed(self, row: str, key: str) -> Value:
        """Return what a computed key gives by formula or rule alone, whatever was set by hand."""
        return self._evaluation.computed(row, key)

    def printed_computed(self, row: str, key: str) -> str:
        """Print what a computed key gives by formula or rule alone; empty when that is not computable."""
        slot, value = self._evaluation.slot((row, key)), self.computed(row, key)
        return (
            print_value(value, slot.kind, slot.form, unit=slot.unit) if slot is not None and value is not None else ""
        )

    def weight_of(self, row: str, key: str) -> Decimal | None:
        """Return the weight above which a score cannot be, None when the key is no score or has no weight."""
        slot = self._evaluation.slot((row, key))
        scoring = self._evaluation.scoring(row, slot) if slot is not None else None
        weight = scoring.weight if scoring is not None else None
        value = weight.evaluate(self._evaluation.env(row)) if weight is not None else None
        return value if isinstance(value, Decimal) else None

    def explain(self, address: Address) -> Trace:
        """Return how a value came about (计分依据), computed again with words."""
        return self._explainer.trace(address)

    def ignored(self) -> tuple[Address, ...]:
        """Return the cells that are filled in but do not count, because their key is computed."""
        found = []
        for row in self._store.rows.values():
            for key, form in self._store.cells(row.id):
                slot = self._plan.slot(row.table, key)
                if not form and slot is not None and self._evaluation.acting_cell(row.id, slot) is None:
                    found.append(Address(row.id, key))
        return tuple(sorted(found))

    def dependents(self, row: str, key: str) -> Changed:
        """Return every place whose value is computed or taken from a cell, over any number of steps."""
        self._settle()
        readers = self._evaluation.network.all_readers((row, key))
        return frozenset(node for node in readers if nodes.is_value(node))

    def bound_to(self, row: str, key: str) -> Changed:
        """Return the cells that take their value from a cell directly (取自)."""
        self._settle()
        readers = self._evaluation.network.readers((row, key))
        return frozenset(node for node in readers if nodes.is_value(node) and self._takes(node, (row, key)))

    def sheets(self) -> tuple[Sheet, ...]:
        """Return the scored sheets: the unit, then the projects in their order; rows not in force are left out."""
        found = (self._evaluation.network.get((row, nodes.SHEET)) for row in self._sheet_rows())
        return tuple(sheet for sheet in found if isinstance(sheet, Sheet))

    def sheet(self, row: str) -> Sheet | None:
        """Return the scored sheet of a row; None where it has none, or is not in force."""
        if row not in self._store.rows or self._store.rows[row].table not in self._plan.sheets:
            return None
        found = self._evaluation.network.get((row, nodes.SHEET))
        return found if isinstance(found, Sheet) else None

    def snapshot(self) -> AnswerSet:
        """Return an immutable copy with everything computed, for other threads; numbered by the edits so far."""
        self._settle()
        stale, self._stale = self._stale, set()
        return self._copier.copy(self._number, stale, self.sheets())

    # ---- changing ----

    def apply(self, ops: Sequence[Op]) -> Changed:
        """Apply edits and compute again what they touch.

        Returns:
            (row, key) of the cells edited and of every other value or problem that is now another.
        """
        self._settle()
        touched = self._store.apply(ops)
        nodes_touched = self._touched_nodes(touched)
        before = self._evaluation.forget(nodes_touched)
        self._stale |= nodes_touched | before.keys()
        self._number += 1
        for row, _ in touched.rows:
            self._settle_row(row)
        for node in before:
            if nodes.is_value(node) and node[0] in self._store.rows:
                self._evaluation.network.get(node)
        return self._changed(before, touched)

    # ---- inside ----

    def _settle(self) -> None:
        """Compute everything once, so that all dependencies are known."""
        if not self._settled:
            self._settled = True
            for row in list(self._store.rows):
                self._settle_row(row)

    def _settle_row(self, row_id: str) -> None:
        row = self._store.rows.get(row_id)
        table = self._plan.tables.get(row.table) if row is not None else None
        if table is None:
            return
        for slot in table.computed:
            self._evaluation.network.get((row_id, slot.key))
        for (key, form), cell in self._store.cells(row_id).items():
            if not form and is_template(cell.text):
                self._evaluation.network.get((row_id, key))

    def _touched_nodes(self, touched: Touched) -> set[Node]:
        found: set[Node] = set()
        for row, key, form in touched.cells:
            found.add((row, nodes.STATED) if form else (row, key))
        found.update(nodes.list_node(parent, table) for parent, table in touched.lists)
        for row, table in touched.rows:
            found |= self._all_nodes(row, table)
            found.update(
                node for below in self._store.below(row) for node in self._all_nodes(below, self._table(below))
            )
        return found

    def _all_nodes(self, row: str, table: str) -> set[Node]:
        """Return every node that a row may have."""
        plan = self._plan.tables.get(table)
        keys = plan.slots if plan is not None else ()
        found = {(row, key) for key in keys} | {nodes.untouched(row, key) for key in keys}
        found |= {nodes.list_node(row, below) for below in self._plan.tables}
        own = (nodes.IN_FORCE, nodes.EXISTS, nodes.STATED, nodes.SHEET, nodes.SHEET_ROW)
        return found | {(row, key) for key in own}

    def _table(self, row: str) -> str:
        return self._store.rows[row].table

    def _changed(self, before: Mapping[Node, tuple[object, str]], touched: Touched) -> Changed:
        found = {(row, key) for row, key, form in touched.cells if not form}
        for node, (value, problem) in before.items():
            if nodes.is_value(node) and not self._same(node, value, problem):
                found.add(node)
        for row in touched.added & self._store.rows.keys():
            plan = self._plan.tables.get(self._table(row))
            if plan is not None:
                found.update((row, key) for key in plan.derived if not self._same((row, key), None, ""))
        return frozenset(found)

    def _same(self, node: Node, value: object, problem: str) -> bool:
        """Say whether a value is still what it was, to the last digit that prints."""
        if node[0] not in self._store.rows:
            return value is None and not problem
        now = self._evaluation.network.get(node)
        if isinstance(now, Decimal) and isinstance(value, Decimal):
            alike = now == value and now.same_quantum(value)
        elif isinstance(now, Quantity):
            alike = now == value and str(now) == str(value)
        else:
            alike = now == value
        return alike and self._evaluation.problems.get(node, "") == problem

    def _takes(self, node: Node, source: Node) -> bool:
        cell = self._store.cell(*node)
        if cell is None or not is_template(cell.text):
            return False
        return any((row or node[0], key) == source for row, key in bound_to(cell.text))

    def _sheet_rows(self) -> Iterable[str]:
        for table in self._plan.sheets:
            yield from self._rows_of(table)

    def _rows_of(self, table: str) -> list[str]:
        """Return the rows of a table wherever they hang, in their order."""
        if table == ROOT_ID:
            return [ROOT_ID]
        above = [parent for parent in self._plan.tables[table].parents if parent != table]
        return [row for parent in above for up in self._rows_of(parent) for row in self._store.children(up, table)]
