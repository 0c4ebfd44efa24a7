"""How each node of the graph gets its value: typed, bound, computed, scored, by default, or the graph's own.

Nothing here raises on what people fill in: what cannot be read or computed is blank and leaves a problem.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, cast

from app.answers import nodes
from app.answers.bindings import bound_value, is_template
from app.answers.conversion import as_quantity, reason, result
from app.answers.deep import compute_bottom_up
from app.answers.env import RowEnv, view_of
from app.answers.may_read import may_read
from app.answers.network import Network, Node
from app.answers.plan import VIEWS, Argument, Plan, Scoring, Slot
from app.answers.printed import printed
from app.answers.sheets import build_sheet, build_sheet_row
from app.answers.store import Store
from app.core.errors import UserError
from app.core.records import Cell, Row
from app.core.values import NA, Value, interpret
from app.packs.expression_program import column_rows
from app.packs.expression_tree import Reference
from app.packs.expressions import Expression
from app.scoring import Scored

CYCLE = "取数绕成了一圈，互相等着对方的数"
NOT_IN_FORCE = "本行未列入自评，不计分"
NOT_SCORED = "按表样的规定不计分"


class Evaluation:
    """The network of one evaluation with the facts and the plan it is computed from."""

    def __init__(self, plan: Plan, store: Store) -> None:
        """Begin with nothing computed."""
        self.plan = plan
        self.store = store
        self.network = Network(self._compute, self._mark_cycle, self._compute_deep)
        self.problems: dict[Node, str] = {}
        self.scored: dict[Node, Scored] = {}
        self._envs: dict[str, RowEnv] = {}

    def env(self, row: str) -> RowEnv:
        """Return the environment of a row for expressions."""
        found = self._envs.get(row)
        if found is None:
            found = self._envs[row] = RowEnv(self, row)
        return found

    def slot(self, node: Node) -> Slot | None:
        """Return the slot of a value node, None when there is no such row or key."""
        row = self.store.rows.get(node[0])
        return self.plan.slot(row.table, node[1]) if row is not None else None

    def value(self, row: str, key: str) -> Value:
        """Return the value of a key of a row."""
        return cast("Value", self.network.get((row, key)))

    def in_force(self, row: str) -> bool:
        """Say whether a row is in force: its table's `when` is true, and its parent is in force."""
        return bool(self.network.get((row, nodes.IN_FORCE)))

    def key_in_force(self, row: str, slot: Slot) -> bool:
        """Say whether a key of a row is in force."""
        return slot.when is None or slot.when.evaluate(self.env(row)) is True

    def scoring(self, row: str, slot: Slot) -> Scoring | None:
        """Return the rule that scores a key of a row: the first whose condition is true; None when none is."""
        for scoring in slot.scorings:
            if scoring.when is None or scoring.when.evaluate(self.env(row)) is True:
                return scoring
        return None

    def computed(self, row: str, key: str) -> Value:
        """Return what a computed key gives by itself, whatever was set by hand; None for a key that is typed."""
        slot = self.slot((row, key))
        if slot is None or not slot.is_computed:
            return None
        own = self.acting_cell(row, slot) is None
        return cast("Value", self.network.get((row, key) if own else nodes.untouched(row, key)))

    def acting_cell(self, row: str, slot: Slot) -> Cell | None:
        """Return the cell that gives a key its value: on a computed key only one replaced by hand counts."""
        cell = self.store.cell(row, slot.key)
        return cell if cell is not None and (not slot.is_computed or cell.origin == "overridden") else None

    def printed(self, row: str, key: str, form: str = "") -> str:
        """Return a value as the paper prints it."""
        return printed(self, row, key, form)

    def forget(self, touched: Iterable[Node]) -> dict[Node, tuple[object, str]]:
        """Forget nodes and all that was computed from them; return their values and problems."""
        forgotten = self.network.invalidate(touched)
        before = {}
        for node, value in forgotten.items():
            before[node] = (value, self.problems.pop(node, ""))
            self.scored.pop(node, None)
        return before

    # ---- the network's three ways out ----

    def _compute(self, node: Node) -> object:
        row = self.store.rows.get(node[0])
        if not nodes.is_value(node):
            return self._own(node, row)
        self.problems.pop(node, None)
        if row is None:
            return None
        slot = self.plan.slot(row.table, node[1])
        return self._view(row, node[1]) if slot is None else self._value(node, slot)

    def _mark_cycle(self, node: Node) -> None:
        self.scored.pop(node, None)
        self.problems[node] = CYCLE

    def _compute_deep(self, node: Node) -> None:
        compute_bottom_up(self.network, node, lambda found: may_read(self, found))

    # ---- nodes of the graph itself ----

    def _own(self, node: Node, row: Row | None) -> object:
        row_id, key = node
        if key == nodes.EXISTS:
            return row.table if row is not None else None
        if key == nodes.IN_FORCE:
            return row is not None and self._is_in_force(row)
        if (table := nodes.table_of_list(key)) is not None:
            return self._list(row_id, table)
        if key in _SHEET_BUILDERS:
            return _SHEET_BUILDERS[key](self, row_id) if row is not None else None
        if (computed := nodes.key_untouched(key)) is not None and row is not None:
            slot = self.plan.slot(row.table, computed)
            return self._computed(node, slot) if slot is not None and slot.is_computed else None
        return None

    def _is_in_force(self, row: Row) -> bool:
        table = self.plan.tables.get(row.table)
        if table is not None and table.when is not None and table.when.evaluate(self.env(row.id)) is not True:
            return False
        return row.parent is None or self.in_force(row.parent)

    def _list(self, row: str, table: str) -> tuple[str, ...]:
        children = self.store.children(row, table)
        plan = self.plan.tables.get(table)
        if plan is None or not plan.may_be_out:
            return children
        return tuple(child for child in children if self.in_force(child))

    # ---- values ----

    def _value(self, node: Node, slot: Slot) -> Value:
        if not self.key_in_force(node[0], slot):
            return None
        cell = self.acting_cell(node[0], slot)
        if cell is not None:
            return self._typed(node, slot, cell)
        if slot.is_computed:
            return self._computed(node, slot)
        if slot.default:
            return self._typed(node, slot, Cell(slot.default))
        return self._view(self.store.rows[node[0]], node[1])

    def _typed(self, node: Node, slot: Slot, cell: Cell) -> Value:
        if cell.state != "value":
            return NA if cell.state == "na" else None
        try:
            if is_template(cell.text):
                return bound_value(self, node, slot, cell.text)
            return interpret(slot.kind, cell.text, measure=cell.measure, unit=slot.unit)
        except UserError as error:
            self.problems[node] = reason(error)
            return None

    def _computed(self, node: Node, slot: Slot) -> Value:
        if slot.scorings:
            value = self._score(node, slot)
        else:
            value = self._evaluated(slot.compute, self.env(node[0]))
        try:
            return result(value, slot)
        except UserError as error:
            self.problems[node] = reason(error)
            return None

    def _score(self, node: Node, slot: Slot) -> Value:
        if not self.in_force(node[0]):
            self.problems[node] = NOT_IN_FORCE
            return None
        scoring = self.scoring(node[0], slot)
        if scoring is None:
            self.problems[node] = NOT_SCORED
            return None
        if scoring.rule is None:
            return self._evaluated(scoring.expression, self.env(node[0]))
        given = {one.name: self._argument(one, node[0]) for one in scoring.arguments if one.column is None}
        columns = {one.name: self._column(one.column, node[0]) for one in scoring.arguments if one.column is not None}
        scored = scoring.rule(given, columns)
        self.scored[node] = scored
        if scored.problem:
            self.problems[node] = scored.problem
        return scored.value

    def _evaluated(self, expression: Expression | None, env: RowEnv) -> Value:
        return expression.evaluate(env) if expression is not None else None

    def _argument(self, argument: Argument, row: str) -> Value:
        value = argument.expression.evaluate(self.env(row))
        return as_quantity(value, self.slot((row, argument.key))) if argument.as_quantity else value

    def _column(self, column: Reference, row: str) -> tuple[Value, ...]:
        """Return every value of a column of child rows, each with the unit of its slot."""
        rows = cast("Sequence[RowEnv]", column_rows(self.env(row), column.path))
        return tuple(as_quantity(each.get(column.key), self.slot((each.row, column.key))) for each in rows)

    def _view(self, row: Row, key: str) -> Value:
        base, _, view = key.rpartition(".")
        slot = self.plan.slot(row.table, base)
        if view not in VIEWS or slot is None or slot.kind != "quantity":
            return None
        value = self.value(row.id, base)
        return view_of(value, view)


_SHEET_BUILDERS: Final[dict[str, Callable[[Evaluation, str], object]]] = {
    nodes.SHEET: build_sheet,
    nodes.SHEET_ROW: build_sheet_row,
}
