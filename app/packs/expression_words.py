"""An expression in Chinese words, and why its value is blank: what the trace (计分依据) shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.values import NA, Value
from app.packs import expression_values as values
from app.packs.expression_program import Env, column_rows, compile_tree, rows_that_count
from app.packs.expression_tree import (
    ARITHMETIC,
    COMPARISONS,
    RANKS,
    Binary,
    Call,
    Literal,
    Name,
    Node,
    Reference,
    Unary,
    chain,
)
from app.packs.expressions import Expression

Label = Callable[[Reference], str]
"""Gives the words for a name."""

_SIGNS: Final = {
    "+": "＋", "-": "－", "*": "×", "/": "÷", "==": "等于", "!=": "不等于", "<": "小于", "<=": "不大于",
    ">": "大于", ">=": "不小于", "and": "并且", "or": "或者",
}  # fmt: skip
_PHRASE, _TRUTH, _SUM, _WORD = RANKS["or"], RANKS["<"], RANKS["+"], RANKS["*"] + 1
"""How tight words hold together, in the ranks of operators: a phrase, a statement, a sum, a single word."""

_CALLS: Final = {
    "min": (_PHRASE, "{all}中最小的数"),
    "max": (_PHRASE, "{all}中最大的数"),
    "coalesce": (_PHRASE, "{all}中第一个已填的"),
    "if": (_PHRASE, "如果{0}则{1}，否则{2}"),
    "len": (_WORD, "{0}的字数"),
    "abs": (_WORD, "{0}的绝对值"),
    "blank": (_TRUTH, "{0}未填"),
    "given": (_TRUTH, "{0}已填"),
    "na": (_TRUTH, "{0}为无"),
    "same": (_TRUTH, "{0}与{1}相同"),
    "near": (_TRUTH, "{0}与{1}在尾差内相同"),
    "contains": (_TRUTH, "{0}含有{1}"),
    "starts": (_TRUTH, "{0}以{1}开头"),
}
"""Words of a call, with how tight they hold together."""

_AGGREGATES: Final = {
    "sum": "各{}之和",
    "count": "{}的个数",
    "min": "各{}的最小数",
    "max": "各{}的最大数",
    "avg": "各{}的平均数",
    "join": "各{}",
}


NO_DIVISOR: Final = "不能作除数"
"""What every reason says that comes from a division by zero."""


def describe(expression: Expression, label: Label) -> str:
    """Return the formula in Chinese words: 全年执行数÷全年预算数, 各项目支出的资金总额之和."""
    return _words(expression.tree, label)


def _words(node: Node, label: Label, outer: int = 0) -> str:
    """Return the words of a node; in brackets where it holds less tight than what stands around it."""
    tight, text = _tight_words(node, label)
    return text if tight >= outer else f"（{text}）"


def _tight_words(node: Node, label: Label) -> tuple[int, str]:
    match node:
        case Literal():
            return _WORD, _literal(node)
        case Name(reference):
            return _WORD, label(reference)
        case Unary("not", Call("blank", arguments)):
            return _tight_words(Call("given", arguments), label)
        case Unary("not", operand):
            return _TRUTH, f"不是{_words(operand, label, _WORD)}"
        case Unary(_, operand):
            return _WORD, f"－{_words(operand, label, _WORD)}"
        case Binary():
            operands, operators = chain(node)
            rank = RANKS[node.operator]
            words = [_words(operand, label, rank + 1) for operand in operands]
            return rank, words[0] + "".join(_SIGNS[sign] + one for sign, one in zip(operators, words[1:], strict=True))
        case Call(function, _, column, condition) if column is not None:
            only = f"（只算{_words(condition, label)}的行）" if condition is not None else ""
            return _WORD, _AGGREGATES[function].format(label(column)) + only
        case Call("total", arguments):
            return _SUM, "＋".join(_words(argument, label, _SUM + 1) for argument in arguments)
        case Call(function, arguments):
            tight, text = _CALLS[function]
            words = [_words(argument, label, 0 if function == "if" else _WORD) for argument in arguments]
            return tight, text.format(*words, all="、".join(words))


def _literal(node: Literal) -> str:
    if isinstance(node.value, bool):
        return "是" if node.value else "否"
    return f"“{node.value}”" if isinstance(node.value, str) else node.text


# ---- why a value is blank ----


def why_blank(expression: Expression, env: Env, label: Label) -> str:
    """Return in Chinese why the value is blank for a row: what is 未填, 为无, no number, or a divisor of 0.

    Only what the value was really taken from counts: of `if` the branch that was chosen. Empty when the value
    is not blank.
    """
    if not values.is_blank(expression.evaluate(env)):
        return ""
    return "，".join(dict.fromkeys(_Why(env, label).reasons(expression.tree))) or "缺少可以计算的数"


@dataclass(frozen=True, slots=True)
class _Why:
    """Looks for what makes a value blank, from the outer operator to the names."""

    env: Env
    label: Label

    def reasons(self, node: Node) -> Iterator[str]:
        """Yield why a node is blank or 无; nothing when it has a value."""
        if not values.is_missing(self._value(node)):
            return
        match node:
            case Name(reference):
                yield f"{self.label(reference)}{'为无' if self._value(node) is NA else '未填'}"
            case Unary(_, operand):
                yield from self._of_all([operand]) or self._no_number([operand], truth=node.operator == "not")
            case Binary():
                operands, operators = chain(node)
                yield from self._of_all(operands) or self._clash(operands, operators)
            case Call(_, _, column, condition) if column is not None:
                yield self._of_rows(column, condition)
            case Call("if", (condition, yes, no)):
                decided = self._value(condition)
                if isinstance(decided, bool):
                    yield from self.reasons(yes if decided else no)
                else:
                    yield from self._of_all([condition]) or self._no_number([condition], truth=True)
            case Call(function, arguments):
                found = self._of_all(arguments)
                yield from found if found or function == "coalesce" else self._incomparable(arguments)
            case Literal():
                return

    def _value(self, node: Node) -> Value:
        return compile_tree(node).run(self.env)

    def _words(self, node: Node, outer: int = 0) -> str:
        return _words(node, self.label, outer)

    def _of_all(self, nodes: Sequence[Node]) -> list[str]:
        return [reason for node in nodes for reason in self.reasons(node)]

    def _clash(self, operands: Sequence[Node], operators: Sequence[str]) -> list[str]:
        """Return why a chain is blank although every operand has a value."""
        if operators[0] in COMPARISONS:
            return self._incomparable(operands)
        if operators[0] not in ARITHMETIC:
            return self._no_number(operands, truth=True)
        zero = [
            f"{self._words(operand)}为0，{NO_DIVISOR}"
            for operator, operand in zip(operators, operands[1:], strict=True)
            if operator == "/" and values.number(self._value(operand)) == 0
        ]
        return zero or self._no_number(operands, truth=False) or self._out_of_bounds(operands, operators)

    def _no_number(self, nodes: Sequence[Node], *, truth: bool) -> list[str]:
        """Return which of some values cannot be calculated with, or is no statement."""
        if truth:
            return [f"{self._words(node)}不是判断" for node in nodes if not isinstance(self._value(node), bool)]
        return [f"{self._words(node)}不是数" for node in nodes if values.number(self._value(node)) is None]

    def _out_of_bounds(self, operands: Sequence[Node], operators: Sequence[str]) -> list[str]:
        if operators[0] in {"+", "-"}:
            return self._incomparable(operands)
        return [f"{self._listed(operands)}相乘除，结果太大或太小"]

    def _incomparable(self, nodes: Sequence[Node]) -> list[str]:
        return [f"{self._listed(nodes)}不能比较或合计"]

    def _listed(self, nodes: Sequence[Node]) -> str:
        return "、".join(_words(node, self.label, _WORD) for node in nodes)

    def _of_rows(self, column: Reference, condition: Node | None) -> str:
        """Return why a column gives nothing: no rows, none that meets the condition, all blank, no numbers."""
        if not column.key:
            return f"{self.label(column)}是整张表，没有指明哪一栏"
        label, table = self.label(column), self.label(Reference(column.path, ""))
        if not column_rows(self.env, column.path):
            return f"没有{table}"
        counted = rows_that_count(self.env, column, compile_tree(condition) if condition is not None else None)
        if condition is not None and not counted:
            return f"没有符合“{_words(condition, self.label)}”的{table}"
        if all(values.is_missing(row.get(column.key)) for row in counted):
            return f"各{label}都未填"
        return f"各{label}不能比较或合计"
