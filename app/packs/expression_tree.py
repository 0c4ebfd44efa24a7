"""The tree of an expression: what the parser builds and the compiler walks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

UP = "up"
RESERVED = frozenset({UP, "and", "or", "not", "true", "false"})
"""Words of the language; no key may begin with one, or no expression could name it."""
"""The name of the parent row in a dotted name."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A dotted name: steps of `up`, then of tables, then the key (empty where a table itself is meant).

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
    """A number (`text` is how it was written: 5% for 0.05), a text, true or false; the empty text is blank."""

    value: Decimal | str | bool
    text: str = ""


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
    """A call of a listed function.

    With `column` it makes one value of a column, of the rows for which `condition` is true; the arguments are then
    what else it needs (the text `join` puts between). Without, the arguments are single values.
    """

    function: str
    arguments: tuple[Node, ...]
    column: Reference | None = None
    condition: Node | None = None


Node = Literal | Name | Unary | Binary | Call

COMPARISONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">="})
ARITHMETIC: Final = frozenset({"+", "-", "*", "/"})
TRUTHS: Final = frozenset({"blank", "given", "na", "same", "near", "contains", "starts"})
"""Functions that say whether something is so."""

RANKS: Final[dict[str, int]] = {
    "or": 1, "and": 2, **dict.fromkeys(COMPARISONS, 4), "+": 5, "-": 5, "*": 6, "/": 6,
}  # fmt: skip
"""How tight operators bind that stand between two operands."""

RANK_OF_NOT: Final = 3
RANK_OF_MINUS: Final = 7


def chain(node: Binary) -> tuple[list[Node], list[str]]:
    """Return the operands of `a + b - c` and the operators between them.

    A long sum is a tree that leans to the left; taken apart here, it costs no recursion to walk over it. Comparisons
    are no chain: `(a < b) < c` is not `a < b < c`.
    """
    operands, operators = [node.right], [node.operator]
    left = node.left
    while isinstance(left, Binary) and RANKS[left.operator] == RANKS[node.operator] != RANKS["<"]:
        operands.append(left.right)
        operators.append(left.operator)
        left = left.left
    return [left, *reversed(operands)], operators[::-1]


def is_truth(node: Node) -> bool:
    """Say whether a part of an expression says that something is so or not, as conditions must."""
    match node:
        case Literal(value):
            return isinstance(value, bool)
        case Unary(operator, _):
            return operator == "not"
        case Binary(operator, _, _):
            return operator not in ARITHMETIC
        case Call("if", (_, yes, no)):
            return is_truth(yes) and is_truth(no)
        case Call(function, _):
            return function in TRUTHS
        case Name():
            return False
