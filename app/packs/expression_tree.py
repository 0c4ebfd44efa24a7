"""The tree of an expression: what the parser builds and the compiler walks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

UP: Final = "up"
"""The name of the parent row in a dotted name."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A dotted name: steps of `up` and tables, then the key (empty where a table itself is meant).

    `in_aggregate`: it stands inside an aggregate, so that table steps are allowed. `row_condition`: it stands in
    the condition of an aggregate and speaks of the child row. `line` and `column` count from 1 in the source.
    """

    path: tuple[str, ...]
    key: str
    in_aggregate: bool = False
    row_condition: bool = False
    line: int = 1
    column: int = 1

    @property
    def is_column(self) -> bool:
        """Say whether the name runs through a table, so that it has many values."""
        return any(step != UP for step in self.path)

    def __str__(self) -> str:
        """Return the name as written."""
        return ".".join((*self.path, self.key) if self.key else self.path)


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a text, true or false."""

    value: Decimal | str | bool


@dataclass(frozen=True, slots=True)
class Name:
    """The value of a key."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class Unary:
    """`-x` or `not x`."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """`a + b`, `a == b`, `a and b` …; `operator` is the plain spelling."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a listed function; in an aggregate `column` is its first argument and `condition` its second."""

    function: str
    arguments: tuple[Node, ...]
    column: Reference | None = None
    condition: Node | None = None


Node = Literal | Name | Unary | Binary | Call


LOGIC: Final = frozenset({"and", "or"})
"""The operators that may leave their right side alone."""


def chain(node: Binary) -> tuple[Node, list[tuple[str, Node]]]:
    """Return the leftmost operand of a chain of operators, and each operator with its right side, in order.

    a + b × c - d … is worked off from the left, so its length adds no depth; `and` and `or` chain with their like.
    """
    rest: list[tuple[str, Node]] = []
    left: Node = node
    while isinstance(left, Binary) and (left.operator == node.operator or not {left.operator, node.operator} & LOGIC):
        rest.append((left.operator, left.right))
        left = left.left
    rest.reverse()
    return left, rest


def depth(node: Node) -> int:
    """Return how deep the parts of an expression stand in each other; a chain of operators counts once."""
    match node:
        case Literal() | Name():
            return 1
        case Unary(_, operand):
            return 1 + depth(operand)
        case Binary():
            first, rest = chain(node)
            return 1 + max(depth(first), *(depth(part) for _, part in rest))
        case Call(_, arguments, _, condition):
            parts = arguments if condition is None else (*arguments, condition)
            return 1 + max((depth(part) for part in parts), default=0)
