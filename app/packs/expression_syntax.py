"""From the text of an expression to its tree: a small grammar of its own, bounded in length, depth and size.

Grammar, loosest first: or · and · not · comparison (chained) · + − · × ÷ · unary − · literal, name, call, (…).
No attribute access, no other calls, nothing of Python.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from app.core.errors import Place
from app.core.numbers import num
from app.packs.expression_tree import UP, Binary, Call, Literal, Name, Node, Reference, Unary
from app.packs.problems import PackError

MAX_LENGTH: Final = 2000
MAX_NODES: Final = 300
MAX_DEPTH: Final = 30
MAX_DIGITS: Final = 40

AGGREGATES: Final = frozenset({"sum", "count", "min", "max", "avg", "join"})
"""Functions whose first argument may be a column and whose second is then a condition on the rows."""

FUNCTIONS: Final[dict[str, tuple[int, int]]] = {
    "total": (1, 60), "sum": (1, 2), "count": (1, 2), "min": (1, 60), "max": (1, 60), "avg": (1, 2), "join": (1, 3),
    "len": (1, 1), "blank": (1, 1), "given": (1, 1), "na": (1, 1), "same": (2, 2), "near": (2, 2), "if": (3, 3),
    "coalesce": (1, 60), "abs": (1, 1), "contains": (2, 2), "starts": (2, 2),
}  # fmt: skip
"""Every function with the least and the most arguments."""

_ALIASES: Final = {
    "（": "(", "）": ")", "，": ",", "＋": "+", "－": "-", "−": "-", "×": "*", "＊": "*", "÷": "/", "／": "/",
    "≥": ">=", "≧": ">=", "≤": "<=", "≦": "<=", "≠": "!=", "＞": ">", "＜": "<", "＝＝": "==",
}  # fmt: skip
_TOKEN: Final = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?%?)"
    r"|(?P<string>'[^'\n]*'|\"[^\"\n]*\")"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)"
    r"|(?P<operator>==|!=|<=|>=|＝＝|[-+*/<>(),（），＋－−×＊÷／≥≧≤≦≠＞＜])",
    re.ASCII,
)
_COMPARISONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">="})
_WORDS: Final = frozenset({"and", "or", "not"})


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


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
        self._tokens = list(self._scan())
        self._next = 0
        self._nodes = 0
        self._depth = 0
        self._column_of: tuple[str, ...] | None = None
        self._aggregate = False

    def whole(self) -> Node:
        """Parse everything; nothing may be left over."""
        node = self._or()
        if self._peek().kind != "end":
            raise self._error(self._peek(), "这里多了内容")
        return node

    def _scan(self) -> list[_Token]:
        tokens: list[_Token] = []
        at = 0
        while at < len(self._source):
            match = _TOKEN.match(self._source, at)
            if match is None:
                raise self._error(_Token("odd", self._source[at], at), f"不认识“{self._source[at]}”")
            if match.lastgroup != "space":
                text = match.group()
                tokens.append(_Token(match.lastgroup or "", _ALIASES.get(text, text), at))
            at = match.end()
        tokens.append(_Token("end", "", len(self._source)))
        return tokens

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        token = self._tokens[self._next]
        self._next += 1
        return token

    def _accept(self, *texts: str) -> str | None:
        token = self._peek()
        if token.kind in {"operator", "name"} and token.text in texts:
            self._next += 1
            return token.text
        return None

    def _expect(self, text: str) -> None:
        if self._accept(text) is None:
            raise self._error(self._peek(), f"这里应为“{text}”")

    def _node(self, node: Node) -> Node:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._error(self._peek(), f"算式太大，超过{MAX_NODES}项")
        return node

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
        while operator := self._accept(*_COMPARISONS):
            right = self._sum()
            pair = self._node(Binary(operator, left, right))
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
        raise self._error(token, "这里应为栏名、数或括号")

    def _number(self, token: _Token) -> Literal:
        value = num(token.text) if len(token.text) <= MAX_DIGITS else None
        if value is None:
            raise self._error(token, f"数太长，超过{MAX_DIGITS}位")
        return Literal(value)

    def _named(self, token: _Token) -> Node:
        if token.text in {"true", "false"}:
            return self._node(Literal(token.text == "true"))
        if self._accept("("):
            return self._call(token)
        reference = self._reference(token)
        if reference.is_column and not reference.row_condition:
            raise self._error(token, f"“{token.text}”是一列数，要放在 sum、count 等里面")
        return self._node(Name(reference))

    def _call(self, token: _Token) -> Node:
        if token.text not in FUNCTIONS:
            raise self._error(token, f"没有“{token.text}”这个函数，可用：{'、'.join(FUNCTIONS)}")
        least, most = FUNCTIONS[token.text]
        column = self._column_argument() if token.text in AGGREGATES else None
        if column is not None:
            return self._node(self._aggregate_call(token, column))
        arguments = self._arguments(columns=token.text == "total")
        if not least <= len(arguments) <= most:
            raise self._error(token, f"“{token.text}”要写{least}到{most}个参数，现在是{len(arguments)}个")
        if token.text in {"sum", "count", "avg", "join"}:
            raise self._error(token, f"“{token.text}”的第一个参数要是一列数，例如 projects.name")
        return self._node(Call(token.text, tuple(arguments)))

    def _column_argument(self) -> Reference | None:
        """Take the first argument when it is a column (or a table itself)."""
        token, after = self._peek(), self._tokens[min(self._next + 1, len(self._tokens) - 1)]
        if token.kind != "name" or after.text not in {",", ")"}:
            return None
        reference = self._reference(token, aggregate=True)
        if not reference.is_column or reference.row_condition:
            return None
        self._next += 1
        return reference

    def _aggregate_call(self, token: _Token, column: Reference) -> Call:
        if self._column_of is not None:
            raise self._error(token, "条件里不能再求和")
        arguments: list[Node] = []
        condition: Node | None = None
        while self._accept(","):
            if token.text == "join" and self._peek().kind == "string":
                arguments.append(self._atom())
            elif condition is None:
                self._column_of = column.path
                condition = self._or()
                self._column_of = None
            else:
                raise self._error(self._peek(), "参数太多")
        self._expect(")")
        return Call(token.text, tuple(arguments), column, condition)

    def _arguments(self, *, columns: bool = False) -> list[Node]:
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

    def _reference(self, token: _Token, *, aggregate: bool = False) -> Reference:
        parts = token.text.split(".")
        steps = 0
        while steps < len(parts) and (parts[steps] == UP or parts[steps] in self._tables):
            steps += 1
        path = tuple(parts[:steps])
        of_child = self._column_of is not None and path == self._column_of
        key = ".".join(parts[steps:])
        if not key and not aggregate:
            raise self._error(token, f"“{token.text}”后面少了栏名")
        line, column = self._line_column(token.at)
        return Reference(path, key, aggregate or self._column_of is not None, of_child, line, column)

    def _line_column(self, at: int) -> tuple[int, int]:
        before = self._source[:at]
        return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1

    def _error(self, token: _Token, what: str) -> PackError:
        line, column = self._line_column(token.at)
        return PackError(
            "expression.syntax",
            place=self._place,
            what=f"算式“{_short(self._source)}”第{line}行第{column}个字符处：{what}",
            rule="算式由栏名、数、＋－×÷、比较、and、or、not 和列出的函数组成",
            repair="请改正算式",
        )


def _short(source: str) -> str:
    text = " ".join(source.split())
    return text if len(text) <= 60 else text[:60] + "…"
