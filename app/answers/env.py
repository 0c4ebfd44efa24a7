"""A row as an expression sees it; every read goes through the network, so that it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from app.answers.nodes import list_node
from app.core.quantities import Quantity
from app.core.values import Value

if TYPE_CHECKING:
    from app.answers.evaluation import Evaluation


def view_of(value: Value, view: str) -> Value:
    """Return what an expression asks of a quantity: value, operator, measure (with its scale) or base; else blank."""
    if not isinstance(value, Quantity):
        return None
    match view:
        case "value":
            return value.value
        case "operator":
            return value.operator or None
        case "measure":
            return value.unit or None
        case "base":
            return value.base
    return None


class RowEnv:
    """The environment of one row (`app.packs.expressions.Env`)."""

    __slots__ = ("_evaluation", "row")

    def __init__(self, evaluation: Evaluation, row: str) -> None:
        self._evaluation = evaluation
        self.row = row

    def get(self, key: str) -> Value:
        """Return the value of a key of this row."""
        return cast("Value", self._evaluation.network.get((self.row, key)))

    def up(self) -> RowEnv | None:
        """Return the parent row, None at the root."""
        row = self._evaluation.store.rows.get(self.row)
        return self._evaluation.env(row.parent) if row is not None and row.parent is not None else None

    def rows(self, table: str) -> Sequence[RowEnv]:
        """Return the child rows of a table that are in force, in order."""
        ids = cast("tuple[str, ...] | None", self._evaluation.network.get(list_node(self.row, table)))
        return [self._evaluation.env(row) for row in ids or ()]  # None: the list needs itself
