"""A compiled expression: a list of steps on a stack, run by a loop.

No step calls another one, so that an expression of any shape costs two or three frames of Python's stack however
deep in the graph it is evaluated; jumps only lead forward, so that every step runs at most once per row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Protocol

from app.core.values import NotApplicable, Value
from app.packs import expression_values as values
from app.packs.expression_tree import (
    COMPARISONS,
    UP,
    Binary,
    Call,
    Literal,
    Name,
    Node,
    Reference,
    Unary,
    chain,
)


class Env(Protocol):
    """A row as an expression sees it. Every call may record a dependency, so only what is needed is called."""

    def get(self, key: str) -> Value:
        """Return the value of a key of this row."""
        ...

    def up(self) -> Env | None:
        """Return the parent row, None at the root."""
        ...

    def rows(self, table: str) -> Sequence[Env]:
        """Return the child rows of a table that are in force, in order."""
        ...


Step = Callable[["Env", "Env | None", list[Value]], int | None]
"""Works on the stack for a row (and, in a condition, for the child row); returns where to go on if not next."""


@dataclass(frozen=True, slots=True)
class Program:
    """The steps of an expression or of a part of one."""

    steps: tuple[Step, ...]

    def run(self, env: Env, child: Env | None = None) -> Value:
        """Return the value for a row; `child` is the row a condition is asked about. Never raises by itself."""
        steps = self.steps
        stack: list[Value] = []
        at, end = 0, len(steps)
        while at < end:
            jump = steps[at](env, child, stack)
            at = at + 1 if jump is None else jump
        return stack.pop()


def compile_tree(node: Node) -> Program:
    """Return the program of a tree, or of a part of one."""
    assembler = _Assembler()
    assembler.add(node)
    return Program(tuple(assembler.steps))


def column_rows(env: Env, path: Sequence[str]) -> Sequence[Env]:
    """Return the rows at the end of a path of `up` and tables."""
    rows: Sequence[Env] = (env,)
    for step in path:
        if step == UP:
            rows = [parent for row in rows if (parent := row.up()) is not None]
        elif len(rows) == 1:
            rows = rows[0].rows(step)
        else:
            rows = [child for row in rows for child in row.rows(step)]
    return rows


def rows_that_count(env: Env, column: Reference, condition: Program | None) -> Sequence[Env]:
    """Return the rows of a column for which a condition is true."""
    rows = column_rows(env, column.path)
    return rows if condition is None else [row for row in rows if condition.run(env, row) is True]


# ---- from the tree to the steps ----


@dataclass(slots=True)
class _Target:
    """Where a jump leads; known once the steps before it are there."""

    at: int = -1


@dataclass(slots=True)
class _Assembler:
    """Writes the steps of a tree one after the other: operands first, then what works on them."""

    steps: list[Step] = field(default_factory=list)

    def add(self, node: Node) -> None:
        """Add the steps that leave the value of a node on the stack."""
        match node:
            case Literal(value):
                self.steps.append(_constant(value if value != "" else None))
            case Name(reference):
                self.steps.append(_name(reference))
            case Unary(operator, operand):
                self.add(operand)
                self.steps.append(_one(values.negation if operator == "not" else values.negative))
            case Binary("and" | "or", _, _):
                self._logic(node)
            case Binary(operator, left, right) if operator in COMPARISONS:
                self._all((left, right))
                self.steps.append(_two(values.COMPARISONS[operator]))
            case Binary():
                self._arithmetic(node)
            case Call(_, _, Reference() as column, _):
                self.steps.append(_aggregate(node, column))
            case Call(function, arguments, _, _):
                self._call(function, arguments)

    def _arithmetic(self, node: Binary) -> None:
        operands, operators = chain(node)
        self.add(operands[0])
        for operator, operand in zip(operators, operands[1:], strict=True):
            self.add(operand)
            self.steps.append(_two(values.ARITHMETIC[operator]))

    def _logic(self, node: Binary) -> None:
        """Add `and` (decided by false) or `or` (decided by true): what follows is only asked when needed."""
        operands, _ = chain(node)
        decisive = node.operator == "or"
        end = _Target()
        self.add(operands[0])
        for operand in operands[1:]:
            self.steps.append(_leave_if(decisive, end))
            self.add(operand)
            self.steps.append(_two(values.either if decisive else values.both))
        end.at = len(self.steps)

    def _call(self, function: str, arguments: Sequence[Node]) -> None:
        if function == "if":
            self._choice(*arguments)
        elif function == "coalesce":
            self._first_given(arguments)
        else:
            self._all(arguments)
            self.steps.append(_many(_FUNCTIONS[function], len(arguments)))

    def _all(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            self.add(node)

    def _choice(self, condition: Node, yes: Node, no: Node) -> None:
        otherwise, end = _Target(), _Target()
        self.add(condition)
        self.steps.append(_branch(otherwise, end))
        self.add(yes)
        self.steps.append(_jump(end))
        otherwise.at = len(self.steps)
        self.add(no)
        end.at = len(self.steps)

    def _first_given(self, nodes: Sequence[Node]) -> None:
        end = _Target()
        for node in nodes:
            self.add(node)
            self.steps.append(_leave_if_given(end))
        self.steps.append(_constant(None))
        end.at = len(self.steps)


# ---- the steps ----


def _constant(value: Value) -> Step:
    return lambda _env, _child, stack: stack.append(value)


def _name(reference: Reference) -> Step:
    key, above = reference.key, len(reference.path)
    if reference.row_condition:
        return lambda _env, child, stack: stack.append(child.get(key) if child is not None else None)
    if not above:
        return lambda env, _child, stack: stack.append(env.get(key))

    def from_above(env: Env, _child: Env | None, stack: list[Value]) -> None:
        row: Env | None = env
        for _ in range(above):
            row = row.up() if row is not None else None
        stack.append(row.get(key) if row is not None else None)

    return from_above


def _one(function: Callable[[Value], Value]) -> Step:
    return lambda _env, _child, stack: stack.append(function(stack.pop()))


def _two(function: Callable[[Value, Value], Value]) -> Step:
    def apply(_env: Env, _child: Env | None, stack: list[Value]) -> None:
        right = stack.pop()
        stack[-1] = function(stack[-1], right)

    return apply


def _many(function: Callable[..., Value], count: int) -> Step:
    def apply(_env: Env, _child: Env | None, stack: list[Value]) -> None:
        stack[-count:] = [function(*stack[-count:])]

    return apply


def _leave_if(decisive: bool, end: _Target) -> Step:
    return lambda _env, _child, stack: end.at if stack[-1] is decisive else None


def _leave_if_given(end: _Target) -> Step:
    def leave(_env: Env, _child: Env | None, stack: list[Value]) -> int | None:
        if not values.is_blank(stack[-1]):
            return end.at
        stack.pop()
        return None

    return leave


def _branch(otherwise: _Target, end: _Target) -> Step:
    def choose(_env: Env, _child: Env | None, stack: list[Value]) -> int | None:
        decided = stack.pop()
        if decided is True:
            return None
        if decided is False:
            return otherwise.at
        stack.append(None)
        return end.at

    return choose


def _jump(end: _Target) -> Step:
    return lambda _env, _child, _stack: end.at


def _aggregate(node: Call, column: Reference) -> Step:
    key = column.key
    if not key and node.function != "count":
        return _constant(None)  # only rows can be counted; the pack check says so
    condition = compile_tree(node.condition) if node.condition is not None else None
    function = _AGGREGATES[node.function]
    between = "".join(str(part.value) for part in node.arguments if isinstance(part, Literal))

    def gather(env: Env, _child: Env | None, stack: list[Value]) -> None:
        rows = rows_that_count(env, column, condition)
        stack.append(function([row.get(key) for row in rows], between) if key else Decimal(len(rows)))

    return gather


_FUNCTIONS: Final[dict[str, Callable[..., Value]]] = {
    "total": lambda *found: values.add_up(found),
    "min": values.least,
    "max": values.greatest,
    "len": values.length,
    "blank": values.is_blank,
    "given": lambda value: not values.is_blank(value),
    "na": lambda value: isinstance(value, NotApplicable),
    "same": values.equal,
    "near": values.near,
    "abs": values.absolute,
    "contains": values.contains,
    "starts": values.starts,
}

_AGGREGATES: Final[dict[str, Callable[[list[Value], str], Value]]] = {
    "sum": lambda found, _: values.add_up(found),
    "count": lambda found, _: Decimal(sum(not values.is_blank(value) for value in found)),
    "min": lambda found, _: values.extreme_of(found, -1),
    "max": lambda found, _: values.extreme_of(found, 1),
    "avg": lambda found, _: values.average(found),
    "join": values.joined,
}
