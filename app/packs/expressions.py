"""Expressions of packs: compiled once to closures, evaluated over the rows of an evaluation.

Dotted names are keys relative to the row; `table.key` is the column of the child rows, `up.key` the parent's.
No attribute access, no other calls, bounded size; at run time an expression never raises: what cannot be
computed is blank. Contract of the language: DESIGN, Expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Protocol

from app.core.errors import Place
from app.core.values import NA, Value
from app.packs import expression_values as values
from app.packs.expression_syntax import parse
from app.packs.expression_tree import UP, Binary, Call, Literal, Name, Node, Reference, Unary


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


Closure = Callable[[Env, "Env | None"], Value]
"""Evaluates a node for a row; the second row is the child of a condition."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression: its source, its tree, the names it refers to."""

    source: str
    tree: Node
    references: tuple[Reference, ...]
    _closure: Closure

    def evaluate(self, env: Env) -> Value:
        """Return the value for a row; blank (None) when it cannot be computed."""
        return self._closure(env, None)


def compile_expression(source: str, *, tables: frozenset[str], place: Place | None = None) -> Expression:
    """Compile the text of an expression.

    Args:
        source: the text; at most 2000 characters.
        tables: names of the tables, to tell columns from keys.
        place: where the text stands, for errors.

    Raises:
        PackError: the text is no expression; nothing is evaluated.
    """
    tree = parse(source, tables, place)
    return Expression(source, tree, tuple(_references(tree)), compile_tree(tree))


def _references(node: Node) -> Iterator[Reference]:
    match node:
        case Name(reference):
            yield reference
        case Unary(_, operand):
            yield from _references(operand)
        case Binary(_, left, right):
            yield from _references(left)
            yield from _references(right)
        case Call(_, arguments, column, condition):
            if column is not None:
                yield column
            for argument in (*arguments, *((condition,) if condition is not None else ())):
                yield from _references(argument)
        case Literal():
            return


def column_rows(env: Env, path: Sequence[str]) -> Iterator[Env]:
    """Yield the rows at the end of a path of `up` and tables."""
    rows: list[Env] = [env]
    for step in path:
        if step == UP:
            rows = [parent for row in rows if (parent := row.up()) is not None]
        else:
            rows = [child for row in rows for child in row.rows(step)]
    yield from rows


# ---- one compiler per kind of node ----


def compile_tree(node: Node) -> Closure:
    """Return the closure of a tree (or of a part of one, to look inside a blank result)."""
    match node:
        case Literal(value):
            return lambda _env, _child: value
        case Name(reference):
            return _compile_name(reference)
        case Unary(operator, operand):
            return _compile_unary(operator, compile_tree(operand))
        case Binary(operator, left, right):
            return _compile_binary(operator, compile_tree(left), compile_tree(right))
        case Call():
            return _compile_call(node)


def _compile_name(reference: Reference) -> Closure:
    key = reference.key
    if reference.row_condition:
        return lambda _env, child: child.get(key) if child is not None else None
    if not reference.path:
        return lambda env, _child: env.get(key)
    depth = len(reference.path)

    def from_parent(env: Env, _child: Env | None) -> Value:
        row: Env | None = env
        for _ in range(depth):
            row = row.up() if row is not None else None
        return row.get(key) if row is not None else None

    return from_parent


def _compile_unary(operator: str, operand: Closure) -> Closure:
    if operator == "-":
        return lambda env, child: values.negative(operand(env, child))

    def negation(env: Env, child: Env | None) -> Value:
        value = operand(env, child)
        return not value if isinstance(value, bool) else None

    return negation


def _compile_binary(operator: str, left: Closure, right: Closure) -> Closure:
    if operator in {"and", "or"}:
        return _compile_logic(operator == "or", left, right)
    if operator in {"+", "-", "*", "/"}:
        return lambda env, child: values.arithmetic(operator, left(env, child), right(env, child))
    return lambda env, child: values.comparison(operator, left(env, child), right(env, child))


def _compile_logic(decisive: bool, left: Closure, right: Closure) -> Closure:
    """Three-valued `and` (decided by false) and `or` (decided by true); the right side only when needed."""

    def logic(env: Env, child: Env | None) -> Value:
        first = left(env, child)
        if first is decisive:
            return decisive
        second = right(env, child)
        if second is decisive:
            return decisive
        return (not decisive) if isinstance(first, bool) and isinstance(second, bool) else None

    return logic


def _compile_call(node: Call) -> Closure:
    if node.column is not None:
        return _compile_aggregate(node, node.column)
    arguments = tuple(compile_tree(argument) for argument in node.arguments)
    if node.function == "if":
        return _compile_choice(*arguments)
    if node.function == "coalesce":
        return _compile_coalesce(arguments)
    function = _PLAIN[node.function]
    return lambda env, child: function([argument(env, child) for argument in arguments])


def _compile_choice(condition: Closure, yes: Closure, no: Closure) -> Closure:
    def choice(env: Env, child: Env | None) -> Value:
        decided = condition(env, child)
        if not isinstance(decided, bool):
            return None
        return (yes if decided else no)(env, child)

    return choice


def _compile_coalesce(arguments: Sequence[Closure]) -> Closure:
    def first_given(env: Env, child: Env | None) -> Value:
        for argument in arguments:
            value = argument(env, child)
            if not values.is_blank(value):
                return value
        return None

    return first_given


def _compile_aggregate(node: Call, column: Reference) -> Closure:
    condition = compile_tree(node.condition) if node.condition is not None else None
    path, key, over_rows = column.path, column.key, not column.key
    separator = str(node.arguments[0].value) if node.arguments and isinstance(node.arguments[0], Literal) else "、"
    function = _AGGREGATES[node.function]

    def aggregate(env: Env, _child: Env | None) -> Value:
        rows = column_rows(env, path)
        if condition is not None:
            rows = (row for row in rows if condition(env, row) is True)
        return function([True for _ in rows] if over_rows else [row.get(key) for row in rows], separator)

    return aggregate


def _join(found: list[Value], separator: str) -> Value:
    texts = [values.text_of(value) for value in found if not values.is_blank(value) and value is not NA]
    return separator.join(texts) or None


_PLAIN: Final[dict[str, Callable[[list[Value]], Value]]] = {
    "total": values.add_up,
    "min": lambda found: values.extreme(found, "<"),
    "max": lambda found: values.extreme(found, ">"),
    "len": lambda found: None if values.is_blank(found[0]) else Decimal(len(values.text_of(found[0]))),
    "blank": lambda found: values.is_blank(found[0]),
    "given": lambda found: not values.is_blank(found[0]),
    "na": lambda found: found[0] is NA,
    "same": lambda found: values.equal(found[0], found[1]),
    "near": lambda found: values.near(found[0], found[1]),
    "abs": lambda found: values.absolute(found[0]),
    "contains": lambda found: values.contains(found[0], found[1]),
    "starts": lambda found: values.starts(found[0], found[1]),
}

_AGGREGATES: Final[dict[str, Callable[[list[Value], str], Value]]] = {
    "sum": lambda found, _: values.add_up(found),
    "count": lambda found, _: Decimal(sum(not values.is_blank(value) for value in found)),
    "min": lambda found, _: values.extreme(found, "<"),
    "max": lambda found, _: values.extreme(found, ">"),
    "avg": lambda found, _: values.average(found),
    "join": _join,
}
