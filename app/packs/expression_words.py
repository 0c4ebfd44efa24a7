"""An expression in Chinese words, and why its value is blank: what the trace (计分依据) shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.core.values import NA
from app.packs import expression_values as values
from app.packs.expression_tree import Binary, Call, Literal, Name, Node, Reference, Unary
from app.packs.expressions import Env, Expression, column_rows, compile_tree

Label = Callable[[Reference], str]
"""Gives the words for a name."""

_SIGNS: Final = {"+": "＋", "-": "－", "*": "×", "/": "÷", "==": "等于", "!=": "不等于", "<": "小于", "<=": "不大于",
                 ">": "大于", ">=": "不小于", "and": "并且", "or": "或者"}  # fmt: skip
_BINDING: Final = {
    "or": 1,
    "and": 2,
    "==": 3,
    "!=": 3,
    "<": 3,
    "<=": 3,
    ">": 3,
    ">=": 3,
    "+": 4,
    "-": 4,
    "*": 5,
    "/": 5,
}
_CALLS: Final = {
    "total": "合计",
    "min": "最小",
    "max": "最大",
    "len": "字数",
    "blank": "未填",
    "given": "已填",
    "na": "无此项",
    "same": "相同",
    "near": "在尾差内相同",
    "abs": "绝对值",
    "contains": "含有",
    "starts": "开头是",
    "coalesce": "第一个已填的",
    "if": "如果",
}
_AGGREGATES: Final = {
    "sum": "之和",
    "count": "个数",
    "min": "的最小数",
    "max": "的最大数",
    "avg": "的平均数",
    "join": "",
}


def describe(expression: Expression, label: Label) -> str:
    """Return the formula in Chinese words: 全年执行数÷全年预算数, 各项目支出的资金总额之和."""
    return _words(expression.tree, label, 0)


def _words(node: Node, label: Label, outer: int) -> str:
    match node:
        case Literal(value):
            return (
                f"“{value}”"
                if isinstance(value, str)
                else ({True: "是", False: "否"}[value] if isinstance(value, bool) else str(value))
            )
        case Name(reference):
            return label(reference)
        case Unary(operator, operand):
            return f"{'不是' if operator == 'not' else '－'}{_words(operand, label, 6)}"
        case Binary(operator, left, right):
            own = _BINDING[operator]
            text = f"{_words(left, label, own)}{_SIGNS[operator]}{_words(right, label, own + 1)}"
            return f"（{text}）" if own < outer else text
        case Call(function, _, column, condition) if column is not None:
            only = f"（{_words(condition, label, 0)}的）" if condition is not None else ""
            return f"各{label(column)}{_AGGREGATES[function]}{only}"
        case Call(function, arguments, _, _):
            if function == "total":
                return "＋".join(_words(argument, label, 4) for argument in arguments)
            return f"{_CALLS[function]}（{'，'.join(_words(argument, label, 0) for argument in arguments)}）"


def why_blank(expression: Expression, env: Env, label: Label) -> str:
    """Return in Chinese why the value is blank for a row: what is 未填, 无此项 or a divisor of 0.

    Empty when the value is not blank.
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
            if not below and operator == "/" and _is_zero(right, env):
                return [f"{_words(right, label, 0)}为0，不能作除数"]
            return below
        case Call(function, arguments, column, _):
            if column is not None:
                return [f"{_words(node, label, 0)}：各行都未填或没有行"] if _all_blank(column, env) else []
            below = [reason for argument in arguments for reason in _reasons(argument, env, label)]
            return below if function not in {"blank", "given", "na"} else []
        case Literal():
            return []


def _name_reason(reference: Reference, env: Env, label: Label) -> list[str]:
    if reference.is_column:
        return []
    row: Env | None = env
    for _ in reference.path:
        row = row.up() if row is not None else None
    value = row.get(reference.key) if row is not None else None
    if value is NA:
        return [f"{label(reference)}为无"]
    return [f"{label(reference)}未填"] if values.is_blank(value) else []


def _is_zero(node: Node, env: Env) -> bool:
    return values.number(compile_tree(node)(env, None)) == 0


def _all_blank(column: Reference, env: Env) -> bool:
    rows = list(column_rows(env, column.path))
    return all(values.number(row.get(column.key)) is None for row in rows) if column.key else not rows
