"""From the text of an expression to its tree: a small grammar of its own, bounded in length, depth and size.

Grammar, loosest first: or · and · not · comparison (chained) · + − · × ÷ · unary − · literal, name, call, (…).
No attribute access, no other calls, nothing of Python.
"""

from __future__ import annotations

from typing import Final

from app.core.errors import Place
from app.core.numbers import num
from app.packs.expression_tokens import Token, line_column, scan, syntax_error
from app.packs.expression_tree import UP, Binary, Call, Literal, Name, Node, Reference, Unary, depth
from app.packs.problems import PackError

MAX_LENGTH: Final = 2000
MAX_NODES: Final = 300
MAX_DEPTH: Final = 30
"""How deep parentheses and calls may stand in each other; `answers.network` counts on it."""
MAX_DIGITS: Final = 40

AGGREGATES: Final = frozenset({"sum", "count", "min", "max", "avg", "join"})
"""Functions whose first argument may be a column and whose second is then a condition on the rows."""

_COLUMN_ONLY: Final = frozenset({"sum", "count", "avg", "join"})

FUNCTIONS: Final[dict[str, tuple[int, int]]] = {
    "total": (1, 60), "sum": (1, 2), "count": (1, 2), "min": (1, 60), "max": (1, 60), "avg": (1, 2), "join": (1, 3),
    "len": (1, 1), "blank": (1, 1), "given": (1, 1), "na": (1, 1), "same": (2, 2), "near": (2, 2), "if": (3, 3),
    "coalesce": (1, 60), "abs": (1, 1), "contains": (2, 2), "starts": (2, 2),
}  # fmt: skip
"""Every function with the least and the most arguments."""

_COMPARISONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">="})
_WORDS: Final = frozenset({"and", "or", "not"})


def parse(source: str, tables: frozenset[str], place: Place | None) -> Node:
    """Return the tree of an expression.

    Raises:
        PackError: the text is no expression, too long, too deep; the place points at the fault.
    """
    if len(source) > MAX_LENGTH:
        raise PackError(
            "expression.too_long",
            place=place,
            what=f"算式有{len(source)}个字符",
            rule=f"一条算式不超过{MAX_LENGTH}个字符",
            repair="请拆成几个栏",
        )
    return _Parser(source, tables, place).whole()


class _Parser:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, source: str, tables: frozenset[str], place: Place | None) -> None:
        self._source = source
        self._tables = tables
        self._place = place
        self._tokens = scan(source, place)
        self._next = 0
        self._nodes = 0
        self._depth = 0
        self._column_of: tuple[str, ...] | None = None

    def whole(self) -> Node:
        """Parse everything; nothing may be left over."""
        node = self._or()
        if self._peek().kind != "end":
            raise self._error(self._peek(), f"这里多了{self._peek().shown}")
        if depth(node) > MAX_DEPTH:
            raise self._error(self._tokens[0], f"算式套得太深，超过{MAX_DEPTH}层")
        return node

    # ---- tokens ----

    def _peek(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._tokens[self._next]
        self._next = min(self._next + 1, len(self._tokens) - 1)
        return token

    def _accept(self, *texts: str) -> str | None:
        token = self._peek()
        if token.kind in {"operator", "name"} and token.text in texts:
            self._next += 1
            return token.text
        return None

    def _expect(self, text: str) -> None:
        if self._accept(text) is None:
            raise self._error(self._peek(), f"这里应为“{text}”，写的是{self._peek().shown}")

    def _error(self, token: Token, what: str) -> PackError:
        return syntax_error(self._source, token.at, what, self._place)

    def _node(self, node: Node, size: int = 1) -> Node:
        self._nodes += size
        if self._nodes > MAX_NODES:
            raise self._error(self._peek(), f"算式太大，超过{MAX_NODES}项")
        return node

    # ---- operators, loosest first ----

    def _or(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(self._peek(), f"括号套得太深，超过{MAX_DEPTH}层")
        node = self._and()
        while self._accept("or"):
            node = self._node(Binary("or", node, self._and()))
        self._depth -= 1
        return node

    def _and(self) -> Node:
        node = self._not()
        while self._accept("and"):
            node = self._node(Binary("and", node, self._not()))
        return node

    def _not(self) -> Node:
        count = 0
        while self._accept("not"):
            count += 1
        node = self._comparison()
        for _ in range(count):
            node = self._node(Unary("not", node))
        return node

    def _comparison(self) -> Node:
        left = self._sum()
        result: Node | None = None
        size = 0
        while operator := self._accept(*_COMPARISONS):
            before = self._nodes
            right = self._sum()
            # The middle of a < b < c stands twice in the tree; uncounted it would grow without bound when nested.
            pair = self._node(Binary(operator, left, right), 1 + size)
            size = self._nodes - before - 1 - size
            result = pair if result is None else self._node(Binary("and", result, pair))
            left = right
        return left if result is None else result

    def _sum(self) -> Node:
        node = self._product()
        while operator := self._accept("+", "-"):
            node = self._node(Binary(operator, node, self._product()))
        return node

    def _product(self) -> Node:
        node = self._unary()
        while operator := self._accept("*", "/"):
            node = self._node(Binary(operator, node, self._unary()))
        return node

    def _unary(self) -> Node:
        count = 0
        while self._accept("-"):
            count += 1
        node = self._atom()
        return self._node(Unary("-", node)) if count % 2 else node

    # ---- operands ----

    def _atom(self) -> Node:
        token = self._take()
        if token.kind == "number":
            return self._node(self._number(token))
        if token.kind == "string":
            return self._node(Literal(token.text[1:-1]))
        if token.kind == "operator" and token.text == "(":
            node = self._or()
            self._expect(")")
            return node
        if token.kind == "name" and token.text not in _WORDS:
            return self._named(token)
        raise self._error(token, f"这里应为栏名、数或括号，写的是{token.shown}")

    def _number(self, token: Token) -> Literal:
        value = num(token.text) if len(token.text) <= MAX_DIGITS else None
        if value is None:
            raise self._error(token, f"数太长，超过{MAX_DIGITS}位")
        return Literal(value)

    def _named(self, token: Token) -> Node:
        if token.text in {"true", "false"}:
            return self._node(Literal(token.text == "true"))
        if self._accept("("):
            return self._call(token)
        reference = self._reference(token)
        if reference.is_column and not reference.row_condition:
            raise self._error(token, f"“{token.text}”是一列数，要放在 sum、count 等里面，作第一个参数")
        return self._node(Name(reference))

    # ---- calls ----

    def _call(self, token: Token) -> Node:
        if token.text not in FUNCTIONS:
            raise self._error(token, _no_such(token.text))
        column = self._column_argument() if token.text in AGGREGATES else None
        if column is not None:
            return self._node(self._aggregate_call(token, column))
        if token.text in _COLUMN_ONLY:
            raise self._error(token, f"“{token.text}”的第一个参数要是一列，写成 表名.栏名，例如 projects.name")
        arguments = self._arguments(columns=token.text == "total")
        least, most = FUNCTIONS[token.text]
        if not least <= len(arguments) <= most:
            wanted = f"{least}个" if least == most else f"{least}到{most}个"
            raise self._error(token, f"“{token.text}”要写{wanted}参数，现在是{len(arguments)}个")
        return self._node(Call(token.text, tuple(arguments)))

    def _arguments(self, *, columns: bool) -> list[Node]:
        """Parse arguments up to the closing bracket; with `columns` one may be a column, which counts as its sum."""
        if self._accept(")"):
            return []
        arguments = [self._argument(columns=columns)]
        while self._accept(","):
            arguments.append(self._argument(columns=columns))
        self._expect(")")
        return arguments

    def _argument(self, *, columns: bool) -> Node:
        column = self._column_argument() if columns else None
        return self._or() if column is None else self._node(Call("sum", (), column))

    def _column_argument(self) -> Reference | None:
        """Take an argument when it is a column, or a table itself (of use for `count` only; see the check)."""
        token = self._peek()
        if token.kind != "name" or self._tokens[self._next + 1].text not in {",", ")"}:
            return None
        reference = self._reference(token, aggregate=True)
        if not reference.is_column or reference.row_condition:
            return None
        if self._column_of is not None:
            raise self._error(token, "条件里不能再对一列数计算")
        self._next += 1
        return reference

    def _aggregate_call(self, token: Token, column: Reference) -> Call:
        separator: list[Node] = []
        condition: Node | None = None
        while self._accept(","):
            if token.text == "join" and not separator and self._is_separator():
                separator.append(self._node(Literal(self._take().text[1:-1])))
            elif condition is None and not self._is_separator():
                condition = self._condition(column)
            else:
                raise self._error(self._peek(), "这里多了参数：一列后面只写一个条件")
        self._expect(")")
        return Call(token.text, tuple(separator), column, condition)

    def _is_separator(self) -> bool:
        """Say whether the argument is nothing but a text: `'、'`, not `'甲' == name`."""
        return self._peek().kind == "string" and self._tokens[self._next + 1].text in {",", ")"}

    def _condition(self, column: Reference) -> Node:
        self._column_of = column.path
        condition = self._or()
        self._column_of = None
        return condition

    # ---- names ----

    def _reference(self, token: Token, *, aggregate: bool = False) -> Reference:
        parts = token.text.split(".")
        steps = 0
        while steps < len(parts) and (parts[steps] == UP or parts[steps] in self._tables):
            steps += 1
        path, key = tuple(parts[:steps]), ".".join(parts[steps:])
        self._check_path(token, path)
        if not key and not aggregate:
            raise self._error(token, f"“{token.text}”后面少了栏名")
        line, column = line_column(self._source, token.at)
        of_child = self._column_of is not None and path == self._column_of
        return Reference(path, key, aggregate or self._column_of is not None, of_child, line, column)

    def _check_path(self, token: Token, path: tuple[str, ...]) -> None:
        """Refuse `projects.up`: up and down again would meet every row once for each of its neighbours."""
        tables = [step != UP for step in path]
        if tables != sorted(tables):
            raise self._error(token, f"“{token.text}”里的 up 要写在表名前面")


def _no_such(function: str) -> str:
    if function == "round":
        return "算式里没有 round；保留几位小数写在栏的 round 里"
    return f"没有“{function}”这个函数，可用：{'、'.join(FUNCTIONS)}"
