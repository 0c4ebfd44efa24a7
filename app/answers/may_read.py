"""What a node may read, taken from its text and formula without computing it (for the bottom-up way)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from app.answers import nodes
from app.answers.bindings import bound_to
from app.answers.network import Node
from app.answers.plan import Slot
from app.core.records import Row
from app.packs.expression_tree import UP, Reference
from app.packs.expressions import Expression

if TYPE_CHECKING:
    from app.answers.evaluation import Evaluation


def may_read(evaluation: Evaluation, node: Node) -> frozenset[Node]:
    """Return every node that the value of a node may be computed from."""
    return frozenset(may_read_in_order(evaluation, node))


def may_read_in_order(evaluation: Evaluation, node: Node) -> Iterator[Node]:
    """Yield what a node may read, in the order of its formula."""
    row = evaluation.store.rows.get(node[0])
    if row is None:
        return
    if node[1] == nodes.IN_FORCE:
        yield from _in_force(evaluation, row)
    elif (table := nodes.table_of_list(node[1])) is not None:
        yield from ((child, nodes.IN_FORCE) for child in evaluation.store.children(row.id, table))
    elif (key := nodes.key_untouched(node[1])) is not None:
        yield from _computed(evaluation, row, evaluation.plan.slot(row.table, key))
    elif nodes.is_value(node):
        yield from _value(evaluation, row, node[1])


def _value(evaluation: Evaluation, row: Row, key: str) -> Iterator[Node]:
    slot = evaluation.plan.slot(row.table, key)
    if slot is None:
        yield row.id, key.rpartition(".")[0]
        return
    yield from _expression(evaluation, row, slot.when)
    cell = evaluation.acting_cell(row.id, slot)
    if cell is not None:
        yield from _text(evaluation, row, cell.text)
    elif slot.is_computed:
        yield from _computed(evaluation, row, slot)
    else:
        yield from _text(evaluation, row, slot.default)


def _computed(evaluation: Evaluation, row: Row, slot: Slot | None) -> Iterator[Node]:
    if slot is None:
        return
    yield from _expression(evaluation, row, slot.compute)
    if slot.scorings:
        yield row.id, nodes.IN_FORCE
    for scoring in slot.scorings:
        for expression in (scoring.when, scoring.expression):
            yield from _expression(evaluation, row, expression)
        for argument in scoring.arguments:
            yield from _expression(evaluation, row, argument.expression)


def _text(evaluation: Evaluation, row: Row, text: str) -> Iterator[Node]:
    for source, key in bound_to(text):
        current: Row | None = evaluation.store.rows.get(source) if source is not None else row
        while current is not None:
            yield current.id, key
            # Without a row the nearest row above that has the key is meant.
            above = current.parent if source is None else None
            current = evaluation.store.rows.get(above) if above is not None else None


def _in_force(evaluation: Evaluation, row: Row) -> Iterator[Node]:
    table = evaluation.plan.tables.get(row.table)
    yield from _expression(evaluation, row, table.when if table is not None else None)
    if row.parent is not None:
        yield row.parent, nodes.IN_FORCE


def _expression(evaluation: Evaluation, row: Row, expression: Expression | None) -> Iterator[Node]:
    if expression is None:
        return
    for reference in expression.references:
        yield from reference_nodes(evaluation, row.id, reference)


def reference_nodes(evaluation: Evaluation, row: str, reference: Reference) -> Iterator[Node]:
    """Yield the nodes a name of an expression speaks of, with the lists of rows on the way."""
    rows = [row]
    for step in reference.path:
        if step == UP:
            rows = [parent for found in rows if (parent := _parent(evaluation, found)) is not None]
            continue
        lists = [nodes.list_node(found, step) for found in rows]
        yield from lists
        found = (cast("tuple[str, ...] | None", evaluation.network.get(node)) for node in lists)
        rows = [child for children in found for child in children or ()]
    if reference.key:
        yield from ((found, reference.key) for found in rows)


def _parent(evaluation: Evaluation, row: str) -> str | None:
    found = evaluation.store.rows.get(row)
    return found.parent if found is not None else None
