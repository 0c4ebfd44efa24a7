"""From the text of an expression to its tree: a small grammar of its own, bounded in length, depth and size.

Ranks, loosest first: or · and · not · comparison (chained) · + − · × ÷ · unary −; then number, text, name, call, (…).
No attribute access, no other calls, nothing of Python.
"""

from __future__ import annotations

from typing import Final

from app.core.errors import Place
from app.core.numbers import num
from app.packs.expression_tokens import Source, Token
from app.packs.expression_tree import (
    RANK_OF_MINUS,
    RANK_OF_NOT,
    RANKS,
    UP,
    Binary,
    Call,
    Literal,
    Name,
    Node,
    Reference,
    Unary,
    is_truth,
)
from app.packs.problems import PackError

MAX_LENGTH: Final = 2000
MAX_NODES: Final = 300
MAX_DEPTH: Final = 30
MAX_DIGITS: Final = 40

FUNCTIONS: Final[dict[str, tuple[int, int]]] = {
    "total": (1, 60), "sum": (1, 2), "count": (1, 2), "min": (1, 60), "max": (1, 60), "avg": (1, 2), "join": (1, 3),
    "len": (1, 1), "blank": (1, 1), "given": (1, 1), "na": (1, 1), "same": (2, 2), "near": (2, 2), "if": (3, 3),
    "coalesce": (1, 60), "abs": (1, 1), "contains": (2, 2), "starts": (2, 2),
}  # fmt: skip
"""Every function with the least and the most arguments."""

_OF_COLUMN: Final = frozenset({"sum", "count", "avg", "join"})
"""Functions of one column; after it may stand the condition on its rows."""

_OF_EITHER: Final = frozenset({"min", "max"})
"""Functions of one column with its condition, or of single values. (`total` takes any mix, without a condition.)"""

_SEPARATOR: Final = "、"

_WORDS: Final = frozenset({"and", "or", "not"})


def parse(source: str, tables: frozenset[str], place: Place | None) -> tuple[Node, tuple[Reference, ...]]:
    """Return the tree of an expression and the names in it, in the order of the text.

    Raises:
        PackError: the text is no expression, too long, too deep; line and column are in the message.
    """
    if len(source) > MAX_LENGTH:
        raise PackError(
            "expression.too_long",
            place=place,
            what=f"算式有{len(source)}个字符",
            rule=f"一条算式不超过{MAX_LENGTH}个字符",
            repair="请拆成几个栏",
        )
    return _Parser(Source(source, place), tables).whole()


class _Parser:
    """Precedence climbing over the tokens of one expression.

    Every operand of an operator, every bracket and every argument is one level of depth, so the depth bounds the
    recursion here, the depth of the tree and of whatever walks over it.
    """

    def __init__(self, source: Source, tables: frozenset[str]) -> None:
        self._source = source
        self._tables = tables
        self._tokens = list(source.tokens())
        self._next = 0
        self._nodes = 0
        self._depth = 0
        self._chains = 0  # chained comparisons so far
        self._references: list[Reference] = []
        self._rows_of: tuple[str, ...] | None = None  # path of the column whose condition is being read

    def whole(self) -> tuple[Node, tuple[Reference, ...]]:
        """Parse everything; nothing may be left over."""
        node = self._expression()
        if self._peek().kind != "end":
            raise self._error(self._peek(), f"这里多了{self._peek().shown}")
        return node, tuple(self._references)

    # ---- tokens ----

    def _peek(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._tokens[self._next]
        self._next += token.kind != "end"
        return token

    def _accept(self, text: str) -> bool:
        """Take the next token if it is this sign or word; a text in quotes is neither."""
        found = self._peek().text == text
        self._next += found
        return found

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise self._error(self._peek(), f"这里应为“{text}”，写的是{self._peek().shown}")

    def _error(self, token: Token, what: str, repair: str = "请改正算式") -> PackError:
        return self._source.error(token.at, what, repair)

    def _count(self, token: Token) -> None:
        """Count an operator, a value or a call."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._error(token, f"算式太大，超过{MAX_NODES}项", "请拆成几个栏")

    # ---- operators ----

    def _expression(self, rank: int = 0) -> Node:
        """Parse operands joined by operators that bind tighter than `rank`."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error(self._peek(), f"套得太深，超过{MAX_DEPTH}层", "请拆成几个栏")
        node = self._operand(rank)
        while (next_rank := self._next_rank()) > rank:
            node = self._comparison(node) if next_rank == RANKS["<"] else self._binary(node, next_rank)
        self._depth -= 1
        return node

    def _next_rank(self) -> int:
        return RANKS.get(self._peek().text, 0)

    def _operator(self) -> Token:
        operator = self._take()
        self._count(operator)
        return operator

    def _binary(self, node: Node, rank: int) -> Node:
        """Parse `+ b - c …` after `a`: operators of one rank, from left to right."""
        while self._next_rank() == rank:
            node = Binary(self._operator().text, node, self._expression(rank))
        return node

    def _comparison(self, left: Node) -> Node:
        """Parse `< b <= c …` after `a`; a chain is `a < b and b <= c`, so `b` stands in the tree twice."""
        result: Node | None = None
        while self._next_rank() == RANKS["<"]:
            operator, chains = self._operator(), self._chains
            right = self._expression(RANKS["<"])
            if Literal("") in (left, right):
                raise self._error(operator, "和空文字比较没有结果", "判断有没有填，请用 blank(…) 或 given(…)")
            if self._next_rank() == RANKS["<"] and self._chains > chains:
                raise self._error(operator, "连着比较的中间一项里又有连着的比较", "请用 and 分开写，或另设一栏")
            pair = Binary(operator.text, left, right)
            self._chains += result is not None
            result, left = pair if result is None else Binary("and", result, pair), right
        return left if result is None else result

    def _operand(self, rank: int) -> Node:
        token = self._peek()
        if rank <= RANK_OF_NOT and self._accept("not"):
            self._count(token)
            return Unary("not", self._expression(RANK_OF_NOT))
        if self._accept("-"):
            self._count(token)
            return Unary("-", self._expression(RANK_OF_MINUS))
        return self._single()

    def _single(self) -> Node:
        token = self._take()
        if token.text == "(":
            node = self._expression()
            self._expect(")")
            return node
        if token.kind in {"number", "text"}:
            return self._literal(token)
        if token.kind == "name" and token.text not in _WORDS:
            return self._call(token) if self._accept("(") else self._named(token)
        raise self._error(token, f"这里应为栏名、数或括号，写的是{token.shown}")

    def _literal(self, token: Token) -> Literal:
        self._count(token)
        if token.kind == "text":
            return Literal(token.text[1:-1])
        value = num(token.text) if len(token.text) <= MAX_DIGITS else None
        if value is None:
            raise self._error(token, f"数太长，超过{MAX_DIGITS}位")
        return Literal(value, token.text)

    # ---- calls ----

    def _call(self, token: Token) -> Node:
        self._count(token)
        if token.text not in FUNCTIONS:
            raise self._error(token, f"没有“{token.text}”这个函数", _instead(token.text))
        if token.text in _OF_COLUMN or (token.text in _OF_EITHER and self._column_ahead()):
            return self._of_column(token)
        return Call(token.text, self._checked(token, self._arguments(token)))

    def _arguments(self, token: Token) -> list[Node]:
        """Parse what stands between the brackets, one argument after the other."""
        if self._accept(")"):
            return []
        arguments = [self._argument(token)]
        while self._accept(","):
            arguments.append(self._argument(token))
        self._expect(")")
        return arguments

    def _argument(self, token: Token) -> Node:
        """Parse an argument; a column in `total` counts as its sum."""
        column = self._column() if token.text == "total" else None
        return self._expression() if column is None else Call("sum", (), column)

    def _checked(self, token: Token, arguments: list[Node]) -> tuple[Node, ...]:
        least, most = FUNCTIONS[token.text]
        if not least <= len(arguments) <= most:
            wanted = str(least) if least == most else f"{least}到{most}"
            raise self._error(token, f"“{token.text}”要写{wanted}个参数，现在是{len(arguments)}个")
        return tuple(arguments)

    def _of_column(self, token: Token) -> Call:
        """Parse `sum(column)`, `sum(column, condition)`, `join(column, condition, 'text between')`."""
        if self._rows_of is not None:
            raise self._error(token, f"条件里不能再用“{token.text}”", "请另设一栏算出来，再写进条件")
        column = self._column()
        if column is None:
            raise self._error(token, f"“{token.text}”的第一个参数要是一列数的栏名，例如 projects.name，不能是算式")
        condition, separator = None, Literal(_SEPARATOR)
        while self._accept(","):
            at, node = self._peek(), self._condition(column)
            if token.text == "join" and isinstance(node, Literal) and isinstance(node.value, str):
                separator = node
            elif condition is None and is_truth(node):
                condition = node
            else:
                what = "一列后面只写一个条件，例如 projects.kind == '…'"
                raise self._error(at, what, "要和别的数比大小，写成 max(max(列), 数)")
        self._expect(")")
        return Call(token.text, (separator,) if token.text == "join" else (), column, condition)

    def _condition(self, column: Reference) -> Node:
        """Parse what may speak of the rows of a column."""
        self._rows_of = column.path
        node = self._expression()
        self._rows_of = None
        return node

    # ---- names ----

    def _column_ahead(self) -> bool:
        """Say whether the next argument is nothing but a column."""
        token = self._peek()
        alone = token.kind == "name" and self._tokens[self._next + 1].text in {",", ")"}
        if not alone:
            return False
        reference = self._reference(token, in_aggregate=True)
        return reference.is_column and not reference.row_condition

    def _column(self) -> Reference | None:
        """Take the next argument if it is nothing but a column (or a table itself, which only `count` can use)."""
        if not self._column_ahead():
            return None
        token = self._take()
        self._count(token)
        if self._rows_of is not None:
            raise self._not_in_condition(token, self._rows_of)
        reference = self._reference(token, in_aggregate=True)
        self._references.append(reference)
        return reference

    def _named(self, token: Token) -> Node:
        self._count(token)
        if token.text in {"true", "false"}:
            return Literal(token.text == "true")
        reference = self._reference(token, in_aggregate=self._rows_of is not None)
        if reference.is_column and not reference.row_condition:
            if self._rows_of is not None:
                raise self._not_in_condition(token, self._rows_of)
            raise self._error(token, f"“{token.text}”是一列数，要放在 sum、count 等里面", "有条件的写成 sum(列, 条件)")
        if not reference.key:
            raise self._error(token, f"“{token.text}”后面少了栏名")
        self._references.append(reference)
        return Name(reference)

    def _not_in_condition(self, token: Token, rows_of: tuple[str, ...]) -> PackError:
        return self._error(token, f"条件里只能写本行的栏和以“{'.'.join(rows_of)}.”开头的栏，“{token.text}”不是")

    def _reference(self, token: Token, *, in_aggregate: bool) -> Reference:
        """Split a dotted name into steps and key. `up` comes first: after a table it would count rows many times."""
        parts = token.text.split(".")
        steps = 0
        while steps < len(parts) and (parts[steps] == UP or parts[steps] in self._tables):
            if parts[steps] == UP and steps and parts[steps - 1] != UP:
                raise self._error(token, f"“{token.text}”里的 up 要写在表名前面")
            steps += 1
        path = tuple(parts[:steps])
        line, column = self._source.line_column(token.at)
        of_row = self._rows_of is not None and path == self._rows_of
        return Reference(path, ".".join(parts[steps:]), in_aggregate, of_row, line, column)


def _instead(function: str) -> str:
    """Return what to write instead of a function that does not exist."""
    if function == "round":
        return "算式里不取整；保留几位小数写在栏的 round 里"
    return f"可用的函数：{'、'.join(FUNCTIONS)}"
