"""An expression in Chinese words, and why its value is blank: what the trace (计分依据) shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.core.printing import print_value
from app.core.values import NA, Value
from app.packs import expression_values as values
from app.packs.expression_tree import Binary, Call, Literal, Name, Node, Reference, Unary
from app.packs.expressions import Env, Expression, column_rows, compile_tree

Label = Callable[[Reference], str]
"""Gives the words for a name."""

_SIGNS: Final = {"+": "＋", "-": "－", "*": "×", "/": "÷", "==": "等于", "!=": "不等于", "<": "小于", "<=": "不大于",
                 ">": "大于", ">=": "不小于", "and": "并且", "or": "或者"}  # fmt: skip
_COMPARED: Final = 3
_BINDING: Final = {
    "or": 1,
    "and": 2,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">="), _COMPARED),
    **dict.fromkeys("+-", 4),
    **dict.fromkeys("*/", 5),
}
"""How tightly the words of an operator bind."""
_SAID: Final = {
    "len": "{}的字数",
    "abs": "{}的绝对值",
    "blank": "{}未填",
    "given": "{}已填",
    "na": "{}为无",
    "same": "{}等于{}",
    "near": "{}与{}在尾差内相同",
    "contains": "{}含有{}",
    "starts": "{}以{}开头",
    "if": "如果{}则{}，否则{}",
}
"""Calls with a fixed number of arguments, in words."""
_LISTED: Final = {"min": "中的最小数", "max": "中的最大数", "coalesce": "中第一个已填的"}
_AGGREGATES: Final = {
    "sum": "之和",
    "count": "的个数",
    "min": "的最小数",
    "max": "的最大数",
    "avg": "的平均数",
    "join": "",
}
_TRUTHS: Final = frozenset({"blank", "given", "na", "same", "near", "contains", "starts"})
_ALONE: Final = 6
"""Binds tighter than every sign: what is no single word goes into brackets."""


def describe(expression: Expression, label: Label) -> str:
    """Return the formula in Chinese words: 全年执行数÷全年预算数, 各项目支出的资金总额之和."""
    return _words(expression.tree, label, 0)


def _words(node: Node, label: Label, outer: int) -> str:
    match node:
        case Literal(value):
            return _literal(value)
        case Name(reference):
            return label(reference)
        case Unary("not", Call("blank", arguments)):
            return _words(Call("given", arguments), label, outer)
        case Unary(operator, operand):
            sign, own = ("不是", _BINDING["and"]) if operator == "not" else ("－", _BINDING["+"])
            return _bracketed(f"{sign}{_words(operand, label, _ALONE)}", own < outer)
        case Binary(operator, left, right):
            own = _BINDING[operator]
            before = _words(left, label, own + 1 if own == _COMPARED else own)
            text = f"{before}{_SIGNS[operator]}{_words(right, label, own + 1)}"
            return _bracketed(text, own < outer)
        case Call(_, _, column, condition) if column is not None:
            only = f"（只算{_words(condition, label, 0)}的）" if condition is not None else ""
            return f"各{label(column)}{_AGGREGATES[node.function]}{only}"
        case Call():
            return _call(node, label, outer)


def _literal(value: Value) -> str:
    if isinstance(value, str):
        return f"“{value}”"
    return print_value(value, "number")


def _call(node: Call, label: Label, outer: int) -> str:
    if node.function == "total":
        own = _BINDING["+"] if len(node.arguments) > 1 else outer
        return _bracketed("＋".join(_words(part, label, own) for part in node.arguments), own < outer)
    parts = [_words(part, label, 0) for part in node.arguments]
    if node.function in _LISTED:
        return _bracketed("、".join(parts), outer > 0 or len(parts) > 1) + _LISTED[node.function]
    if node.function == "if":
        return _bracketed(_SAID["if"].format(*parts), outer > 0)
    tight = [_words(part, label, _ALONE) for part in node.arguments]
    return _bracketed(_SAID[node.function].format(*tight), node.function in _TRUTHS and outer > _COMPARED)


def _bracketed(text: str, needed: bool) -> str:
    return f"（{text}）" if needed else text


def why_blank(expression: Expression, env: Env, label: Label) -> str:
    """Return in Chinese why the value is blank for a row: what is 未填, 为无 or a divisor of 0.

    Only what decides is named: of `if` the branch that was taken. Empty when the value is not blank.
    """
    if expression.evaluate(env) is not None:
        return ""
    return "，".join(dict.fromkeys(_reasons(expression.tree, env, label))) or "缺少可以计算的数"


def _reasons(node: Node, env: Env, label: Label) -> list[str]:
    match node:
        case Name(reference):
            return _name_reason(reference, env, label)
        case Unary(_, operand):
            return _reasons(operand, env, label)
        case Binary(operator, left, right):
            below = [*_reasons(left, env, label), *_reasons(right, env, label)]
            if not below and operator == "/" and values.number(compile_tree(right)(env, None)) == 0:
                return [f"{_words(right, label, 0)}为0，不能作除数"]
            return below
        case Call(_, _, column, _) if column is not None:
            return [_no_rows(node, column, env, label)] if compile_tree(node)(env, None) is None else []
        case Call("if", (condition, yes, no)):
            return _reasons(_taken(condition, yes, no, env), env, label)
        case Call("blank" | "given" | "na"):
            return []
        case Call(_, arguments):
            return [reason for part in arguments for reason in _reasons(part, env, label)]
        case Literal():
            return []


def _taken(condition: Node, yes: Node, no: Node, env: Env) -> Node:
    """Return the part of an `if` that decides its value: the condition itself when it is blank."""
    decided = compile_tree(condition)(env, None)
    return condition if not isinstance(decided, bool) else yes if decided else no


def _no_rows(node: Call, column: Reference, env: Env, label: Label) -> str:
    everything = Call(node.function, node.arguments, column) if node.condition is not None else node
    if compile_tree(everything)(env, None) is not None:
        return f"{_words(node, label, 0)}：没有这样的行"
    found = "没有行" if not column_rows(env, column.path) else "各行都未填"
    return f"{_words(node, label, 0)}：{found}"


def _name_reason(reference: Reference, env: Env, label: Label) -> list[str]:
    value = compile_tree(Name(reference))(env, None)
    if value is NA:
        return [f"{label(reference)}为无"]
    return [f"{label(reference)}未填"] if values.is_blank(value) else []
