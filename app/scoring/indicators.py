"""The rule for one indicator: decides by what target and actual are, then scores.

Quantities: reached gives full marks, else weight × actual ÷ target (DOMAIN §1.2 Q1); where less is better,
weight × target ÷ actual (Q2). Dates: in time or not. Words: the top of the band chosen (§1.3).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from app.core.dates import PartialDate, in_time
from app.core.numbers import EXACT, divide
from app.core.quantities import Quantity, bases, in_measure_of, print_quantity, with_unit
from app.core.signatures import Band, ParamKind
from app.core.values import NotApplicable, Value
from app.scoring.registry import Given, Scored, refused, rule
from app.scoring.words import number, percent, points, shown, usable

_ZERO: Final = Decimal(0)
_REVERSE: Final = "反向"
_FIGURE: Final = re.compile(r"[0-9０-９]")
"""Figures inside a target that is no single quantity: 3–5次, ≥3次且≥5人."""

_QUALITATIVE: Final = "定性"
_OPERATORS: Final = {"＝": "=", "＞": ">", "＜": "<", "≧": "≥", "≦": "≤"}


@dataclass(frozen=True, slots=True)
class ByKind:
    """Parameters of `by_kind`.

    Attributes:
        bands: the bands of words from high to low, as shares of the weight.
        band: the band of a row that names none; empty for the top one.
        downward: words in a name that make less better (控制率), where the target has no sign.
        words: what words against a number give: `top` (the band's top) or `refuse`.
    """

    bands: tuple[Band, ...]
    band: str
    downward: tuple[str, ...]
    words: str


@rule(
    "by_kind",
    given={
        "target": "quantity",
        "actual": "quantity",
        "weight": "number",
        "name": "text",
        "direction": "text",
        "operator": "text",
        "measure": "text",
        "band": "text",
        "share": "number",
    },
    optional=("name", "direction", "operator", "measure", "band", "share"),
    params={
        "bands": ParamKind("bands"),
        "band": ParamKind("name", "", among="bands"),
        "downward": ParamKind("words", ()),
        "words": ParamKind("choice", "top", choices=("top", "refuse")),
    },
    params_class=ByKind,
    label="定量指标完成的得满分，未完成的按比例；反向指标倒过来；时限按期得满分；定性指标按达成档",
)
def by_kind(given: Given, params: ByKind) -> Scored:
    """Score one indicator by the kind of its target and actual.

    Args:
        given: target, actual (Quantity, PartialDate, words, 无), weight; and where the form has them: name,
            direction (正向 反向 等于 定性), operator and measure (targets in three cells), band, share (the
            share of the weight inside the band, a ratio).
        params: see `ByKind`.
    """
    weight = usable(given.get("weight"), "分值")
    if isinstance(weight, str):
        return refused(weight)
    target, actual = _whole(given.get("target"), given), _whole(given.get("actual"), given, sign=False)
    for value, name in ((target, "年度指标值"), (actual, "实际完成值")):
        if value is None or value == "":
            return refused(f"{name}没有填写")
    if isinstance(target, NotApplicable) or isinstance(actual, NotApplicable):
        return _by_band(given, weight, params, "没有这一项（无）")
    if _QUALITATIVE in {given.get("direction"), given.get("operator")}:
        return _by_band(given, weight, params, _facts(target, actual))
    if isinstance(target, Quantity) and isinstance(actual, Quantity):
        return _by_quantity(given, target, actual, weight, params)
    if isinstance(target, PartialDate) and isinstance(actual, PartialDate):
        return _by_date(target, actual, weight)
    if isinstance(target, str) or isinstance(actual, str):
        return _by_words(given, target, actual, weight, params)
    return refused(f"{_facts(target, actual)}，一个是日期、一个是数量，不能比较")


def _whole(value: Value, given: Given, *, sign: bool = True) -> Value:
    """Join a value with the operator and the measure that stand in cells of their own."""
    if isinstance(value, Decimal):
        value = Quantity("", value)
    if not isinstance(value, Quantity):
        return value
    measure, operator = given.get("measure"), given.get("operator")
    if isinstance(measure, str) and measure and not value.measure:
        value = replace(with_unit(value, measure), text="")
    if sign and isinstance(operator, str) and not value.operator and operator not in {"", _QUALITATIVE}:
        value = replace(value, operator=_OPERATORS.get(operator, operator), text="")
    return value


# ---- quantities ----


def _by_quantity(given: Given, target: Quantity, actual: Quantity, weight: Decimal, params: ByKind) -> Scored:
    same = bases(target, actual)
    if same is None:
        units = f"“{target.unit}”与“{actual.unit}”"
        return refused(
            f"指标值{print_quantity(target)}与完成值{print_quantity(actual)}的计量单位不同（{units}），不能比较"
        )
    goal, done = same
    said = _facts(target, actual) + _conversion(target, actual)
    reverse, why = _direction(given, target, params)
    if _REACHED[_sign(target, reverse=reverse)](done, goal):
        return Scored(weight, (f"{said}{why}，已完成，得满分{points(weight)}",))
    if goal <= 0:
        return Scored(_ZERO, (f"{said}{why}，未完成；指标值不大于0，不能按比例，得0分",))
    upper, lower = (goal, done) if reverse else (done, goal)
    value = _proportion(weight, upper, lower)
    return Scored(value, (f"{said}{why}，未完成，按比例计分：{_ratio_words(weight, upper, lower)}，得{points(value)}",))


_REACHED: Final[dict[str, Callable[[Decimal, Decimal], bool]]] = {
    "≥": lambda done, goal: done >= goal,
    ">": lambda done, goal: done > goal,
    "≤": lambda done, goal: done <= goal,
    "<": lambda done, goal: done < goal,
    "=0": lambda done, goal: done == goal,
}


def _sign(target: Quantity, *, reverse: bool) -> str:
    """Say how actual and target are compared; = counts as ≥ (Q1), but 0 and =0 ask for nothing at all."""
    if target.operator in {"<", ">"}:
        return target.operator
    if reverse:
        return "≤"
    return "=0" if target.operator in {"", "="} and target.value.is_zero() else "≥"


def _direction(given: Given, target: Quantity, params: ByKind) -> tuple[bool, str]:
    """Say whether less is better, and why where the sign does not tell."""
    if target.operator in {"≤", "<"}:
        return True, ""
    if target.operator in {"≥", ">"}:
        return False, ""
    direction, name = given.get("direction"), given.get("name")
    if isinstance(direction, str) and direction:
        return (True, "，反向指标，越少越好") if direction == _REVERSE else (False, "")
    found = next((word for word in params.downward if isinstance(name, str) and word in name), None)
    return (True, f"，名称有“{found}”，按反向指标，越少越好") if found else (False, "")


def _proportion(weight: Decimal, upper: Decimal, lower: Decimal) -> Decimal:
    """Return weight × upper ÷ lower, between 0 and the weight."""
    share = divide(EXACT.multiply(weight, upper), lower)
    return min(max(share if share is not None else _ZERO, _ZERO), weight)


def _ratio_words(weight: Decimal, upper: Decimal, lower: Decimal) -> str:
    return f"{points(weight)}×{number(upper)}÷{number(lower)}"


def _conversion(target: Quantity, actual: Quantity) -> str:
    """Say how the actual was read, where the two are written in different units."""
    converted = in_measure_of(actual, target)
    if converted is None or (actual.scale, actual.measure) == (converted.scale, converted.measure):
        return ""
    return f"（合{number(converted.value)}{converted.unit}）"


# ---- dates ----


def _by_date(target: PartialDate, actual: PartialDate, weight: Decimal) -> Scored:
    done = in_time(actual, target)
    if done is None:
        return refused(f"{_facts(target, actual)}，日期不够具体，看不出是否按期，请写到月或日")
    if done:
        return Scored(weight, (f"{_facts(target, actual)}，按期完成，得满分{points(weight)}",))
    return Scored(_ZERO, (f"{_facts(target, actual)}，超过时限，得0分",))


# ---- words ----


def _by_words(given: Given, target: Value, actual: Value, weight: Decimal, params: ByKind) -> Scored:
    if params.words == "refuse" and isinstance(target, str) != isinstance(actual, str):
        return refused(f"{_facts(target, actual)}，一个是文字、一个不是，不能比较")
    chosen = given.get("band")
    if isinstance(target, str) and not isinstance(actual, str) and _FIGURE.search(target) and not chosen:
        return refused(
            f"指标值“{target}”里有数又有别的字，不能和完成值{shown(actual)}自动比较，"
            "请写成一个能比的指标值（例如≥3次），或选定达成档"
        )
    return _by_band(given, weight, params, _facts(target, actual))


def _by_band(given: Given, weight: Decimal, params: ByKind, said: str) -> Scored:
    chosen = given.get("band")
    name = chosen if isinstance(chosen, str) and chosen else params.band or params.bands[0].name
    band = next((band for band in params.bands if band.name == name), None)
    if band is None:
        return refused(f"达成档“{name}”不在表样的各档之内（{'、'.join(band.name for band in params.bands)}）")
    share = given.get("share")
    limits = f"{percent(band.top)}—{percent(band.bottom)}"
    if isinstance(share, Decimal) and not band.bottom <= share <= band.top:
        return refused(f"得分比例{percent(share)}不在“{name}”档的{limits}之内")
    taken, how = (share, f"按{percent(share)}") if isinstance(share, Decimal) else (band.top, "取上限")
    value = EXACT.multiply(weight, taken)
    return Scored(
        value, (f"{said}，按定性指标“{name}”档（{limits}）{how}，{points(weight)}×{percent(taken)}，得{points(value)}",)
    )


def _facts(target: Value, actual: Value) -> str:
    return f"指标值{shown(target)}，实际完成{shown(actual)}"
