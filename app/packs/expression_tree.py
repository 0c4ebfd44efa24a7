"""The tree of an expression: what the parser builds and the compiler walks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

UP = "up"
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
