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
from app.packs.expression_tree import LOGIC, UP, Binary, Call, Literal, Name, Node, Reference, Unary, chain


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
    return Expression(source, tree, tuple(dict.fromkeys(_references(tree))), compile_tree(tree))


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


def column_rows(env: Env, path: Sequence[str]) -> Sequence[Env]:
    """Return the rows at the end of a path of `up` and tables, in order."""
    rows: Sequence[Env] = (env,)
    for step in path:
        if step == UP:
            rows = [parent for row in rows if (parent := row.up()) is not None]
        elif len(rows) == 1:
            rows = rows[0].rows(step)
        else:
            rows = [child for row in rows for child in row.rows(step)]
    return rows


# ---- one compiler per kind of node ----
# A node costs one frame of Python: many formulas stand in each other while the network works them out.


def compile_tree(node: Node) -> Closure:
    """Return the closure of a tree (or of a part of one, to look inside a blank result)."""
    match node:
        case Literal(value):
            return lambda _env, _child: value
        case Name(reference):
            return _compile_name(reference)
        case Unary(operator, operand):
            return _compile_unary(operator, compile_tree(operand))
        case Binary():
            return _compile_chain(node)
        case Call(_, _, column, _) if column is not None:
            return _compile_aggregate(node, column)
        case Call(function, arguments):
            return _compile_call(function, tuple(compile_tree(argument) for argument in arguments))


def _compile_name(reference: Reference) -> Closure:
    key = reference.key
    if reference.row_condition:
        return lambda _env, child: child.get(key) if child is not None else None
    if not reference.path:
        return lambda env, _child: env.get(key)
    depth = len(reference.path)

    def from_above(env: Env, _child: Env | None) -> Value:
        row: Env | None = env
        for _ in range(depth):
            row = row.up() if row is not None else None
        return row.get(key) if row is not None else None

    return from_above


def _compile_unary(operator: str, operand: Closure) -> Closure:
    if operator == "-":
        return lambda env, child: values.negative(operand(env, child))

    def negation(env: Env, child: Env | None) -> Value:
        value = operand(env, child)
        return not value if isinstance(value, bool) else None

    return negation


def _compile_chain(node: Binary) -> Closure:
    left, right = chain(node)
    first = compile_tree(left)
    if node.operator in LOGIC:
        return _compile_logic(node.operator == "or", (first, *(compile_tree(part) for _, part in right)))
    rest = tuple((operator, compile_tree(part)) for operator, part in right)
    if len(rest) == 1:
        return _compile_pair(first, *rest[0])

    def one_after_another(env: Env, child: Env | None) -> Value:
        value = first(env, child)
        for operator, part in rest:
            value = values.operate(operator, value, part(env, child))
        return value

    return one_after_another


def _compile_pair(left: Closure, operator: str, right: Closure) -> Closure:
    if operator in values.ARITHMETIC:
        return lambda env, child: values.arithmetic(operator, left(env, child), right(env, child))
    return lambda env, child: values.comparison(operator, left(env, child), right(env, child))


def _compile_logic(decisive: bool, parts: Sequence[Closure]) -> Closure:
    """Three-valued `and` (decided by false) and `or` (decided by true); what follows a decision is left alone."""

    def logic(env: Env, child: Env | None) -> Value:
        known = True
        for part in parts:
            value = part(env, child)
            if value is decisive:
                return decisive
            known = known and isinstance(value, bool)
        return not decisive if known else None

    return logic


def _compile_call(name: str, arguments: tuple[Closure, ...]) -> Closure:
    if name == "if":
        return _compile_choice(*arguments)
    if name == "coalesce":
        return _compile_coalesce(arguments)
    function = _PLAIN[name]
    if len(arguments) == 1:
        only = arguments[0]
        return lambda env, child: function([only(env, child)])

    def call(env: Env, child: Env | None) -> Value:
        found: list[Value] = []
        for argument in arguments:
            found.append(argument(env, child))  # noqa: PERF401 a comprehension would cost a second frame
        return function(found)

    return call


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
    path, key = column.path, column.key
    if not key and node.function != "count":
        return lambda _env, _child: None  # only rows can be counted; the pack check says so
    function = _joiner(node) if node.function == "join" else _AGGREGATES[node.function]

    def aggregate(env: Env, _child: Env | None) -> Value:
        rows = column_rows(env, path)
        if condition is not None:
            rows = [row for row in rows if condition(env, row) is True]
        return function([row.get(key) for row in rows]) if key else Decimal(len(rows))

    return aggregate


def _joiner(node: Call) -> Callable[[list[Value]], Value]:
    separator = next((str(part.value) for part in node.arguments if isinstance(part, Literal)), "、")
    return lambda found: values.joined(found, separator)


_PLAIN: Final[dict[str, Callable[[list[Value]], Value]]] = {
    "total": values.add_up,
    "min": lambda found: values.extreme(found, "<"),
    "max": lambda found: values.extreme(found, ">"),
    "len": lambda found: values.length(found[0]),
    "blank": lambda found: values.is_blank(found[0]),
    "given": lambda found: not values.is_blank(found[0]),
    "na": lambda found: found[0] is NA,
    "same": lambda found: values.equal(found[0], found[1]),
    "near": lambda found: values.near(found[0], found[1]),
    "abs": lambda found: values.absolute(found[0]),
    "contains": lambda found: values.contains(found[0], found[1]),
    "starts": lambda found: values.starts(found[0], found[1]),
}

_AGGREGATES: Final[dict[str, Callable[[list[Value]], Value]]] = {
    "sum": values.add_up,
    "count": lambda found: Decimal(sum(not values.is_blank(value) for value in found)),
    "min": lambda found: values.extreme(found, "<"),
    "max": lambda found: values.extreme(found, ">"),
    "avg": values.average,
}
