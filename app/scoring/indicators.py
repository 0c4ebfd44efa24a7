"""The rule for one indicator: decides by what target and actual are, then scores.

Quantities: reached gives full marks, else weight × actual ÷ target (DOMAIN §1.2 Q1); where less is better,
weight × target ÷ actual (Q2). Dates: in time or not. Words: the top of the band chosen (§1.3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.core.dates import PartialDate, in_time
from app.core.numbers import EXACT, divide
from app.core.quantities import Quantity
from app.core.signatures import Band, Limit, ParamKind
from app.core.values import NotApplicable, Value
from app.scoring.amounts import amount_words, highest_passed, limit_words, points_of, within
from app.scoring.pairs import QUALITATIVE, Pair, facts, pair_of, whole
from app.scoring.registry import Given, Scored, refused, rule
from app.scoring.words import number, percent, points, shown, usable

_ZERO: Final = Decimal(0)
_FIGURE: Final = re.compile(r"[0-9０-９]")
"""Figures inside a target that is no single quantity: 3–5次, ≥3次且≥5人."""


@dataclass(frozen=True, slots=True)
class ByKind:
    """Parameters of `by_kind`.

    Attributes:
        bands: the bands of words from high to low, as shares of the weight.
        band: the band of a row that names none; empty for the top one.
        downward: words in a name that make less better (控制率), where the target has no sign.
        words: what words against a number give: `top` (the band's top) or `refuse`.
        absent: what 无 gives: `top` (没有楼堂馆所项目的部门按满分计算) or `refuse`.
        unmet: what a target that was not reached gives: `proportional` (Q1, Q2) or `zero` (Q5, 未完成不得分).
        equals: how = and a bare number are meant: `reached` (at least) or `exact` (more is off the target as well).
        least: share of the target below which there are no points (Q7), 0% for none.
        over: share of the target above which points are taken because the target was set too low (偏离度):
            limits and amounts; none by default, as no source states percentages.
        over_if: take them `always`, or only where the reason is blank (`unexplained`).
    """

    bands: tuple[Band, ...]
    band: str
    downward: tuple[str, ...]
    words: str
    absent: str
    unmet: str
    equals: str
    least: Decimal
    over: tuple[Limit, ...]
    over_if: str


BY_KIND_PARAMS: Final[dict[str, ParamKind]] = {
    "bands": ParamKind("bands"),
    "band": ParamKind("name", "", among="bands"),
    "downward": ParamKind("words", ()),
    "words": ParamKind("choice", "top", choices=("top", "refuse")),
    "absent": ParamKind("choice", "top", choices=("top", "refuse")),
    "unmet": ParamKind("choice", "proportional", choices=("proportional", "zero")),
    "equals": ParamKind("choice", "reached", choices=("reached", "exact")),
    "least": ParamKind("share", "0%"),
    "over": ParamKind("limits", ()),
    "over_if": ParamKind("choice", "always", choices=("always", "unexplained")),
}
"""How a pack writes the parameters of `by_kind`."""


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
        "reason": "text",
    },
    optional=("name", "direction", "operator", "measure", "band", "share", "reason"),
    params=BY_KIND_PARAMS,
    params_class=ByKind,
    label="定量指标完成的得满分，未完成的按比例；反向指标倒过来；时限按期得满分；定性指标按达成档",
)
def by_kind(given: Given, params: ByKind) -> Scored:
    """Score one indicator by the kind of its target and actual.

    Args:
        given: target, actual (Quantity, PartialDate, words, 无), weight; and where the form has them: name,
            direction (正向 反向 等于 定性), operator and measure (targets in three cells), band, share (the
            share of the weight inside the band, a ratio), reason (偏差原因).
        params: see `ByKind`.
    """
    weight = usable(given.get("weight"), "分值")
    if isinstance(weight, str):
        return refused(weight)
    target, actual = whole(given.get("target"), given), whole(given.get("actual"), given, sign=False)
    for value, name in ((target, "年度指标值"), (actual, "实际完成值")):
        if value is None or value == "":
            return refused(f"{name}没有填写")
    if isinstance(target, NotApplicable) or isinstance(actual, NotApplicable):
        if params.absent == "refuse":
            return refused("写的是“无”，按表样不能自动计分，请核对这一项是否适用")
        return _by_band(given, weight, params, "没有这一项（无）")
    if QUALITATIVE in {given.get("direction"), given.get("operator")}:
        return _by_band(given, weight, params, facts(target, actual))
    if isinstance(target, Quantity) and isinstance(actual, Quantity):
        return _by_quantity(given, target, actual, weight, params)
    if isinstance(target, PartialDate) and isinstance(actual, PartialDate):
        return _by_date(target, actual, weight)
    if isinstance(target, str) or isinstance(actual, str):
        return _by_words(given, target, actual, weight, params)
    return refused(f"{facts(target, actual)}，一个是日期、一个是数量，不能比较")


# ---- quantities ----


def _by_quantity(given: Given, target: Quantity, actual: Quantity, weight: Decimal, params: ByKind) -> Scored:
    pair = pair_of(given, target, actual, params.downward, exact=params.equals == "exact")
    if isinstance(pair, str):
        return refused(pair)
    if pair.reached:
        return _reached(given, pair, weight, params)
    if params.unmet == "zero":
        return Scored(_ZERO, (f"{pair.said}，未完成的不得分，得0分",))
    if pair.goal <= 0:
        return Scored(_ZERO, (f"{pair.said}，未完成；指标值不大于0，不能按比例，得0分",))
    upper, lower = (pair.goal, pair.done) if pair.done > pair.goal else (pair.done, pair.goal)
    share = divide(upper, lower) or _ZERO
    if params.least > 0 and share < params.least:
        return Scored(_ZERO, (f"{pair.said}，只到{percent(share)}，低于{percent(params.least)}的起点，得0分",))
    value = within(divide(EXACT.multiply(weight, upper), lower) or _ZERO, weight)
    ratio = f"{points(weight)}×{number(upper)}÷{number(lower)}"
    return Scored(value, (f"{pair.said}，未完成，按比例计分：{ratio}，得{points(value)}",))


def _reached(given: Given, pair: Pair, weight: Decimal, params: ByKind) -> Scored:
    """Give full marks, less what the pack takes for a target that was set much too low."""
    completion = None if pair.reverse else divide(pair.done, pair.goal)
    limit = highest_passed(params.over, completion) if completion is not None else None
    if limit is None:
        return Scored(weight, (f"{pair.said}，已完成，得满分{points(weight)}",))
    reason = given.get("reason")
    said = f"{pair.said}，已完成，超过指标值的{limit_words(limit.at)}"
    if params.over_if == "unexplained" and isinstance(reason, str) and reason.strip():
        return Scored(weight, (f"{said}，已写明原因，得满分{points(weight)}",))
    value = within(EXACT.subtract(weight, points_of(limit.gives, weight)), weight)
    return Scored(value, (f"{said}，指标值定得偏低，扣{amount_words(limit.gives)}，得{points(value)}",))


# ---- dates ----


def _by_date(target: PartialDate, actual: PartialDate, weight: Decimal) -> Scored:
    done = in_time(actual, target)
    if done is None:
        return refused(f"{facts(target, actual)}，日期不够具体，看不出是否按期，请写到月或日")
    if done:
        return Scored(weight, (f"{facts(target, actual)}，按期完成，得满分{points(weight)}",))
    return Scored(_ZERO, (f"{facts(target, actual)}，超过时限，得0分",))


# ---- words ----


def _by_words(given: Given, target: Value, actual: Value, weight: Decimal, params: ByKind) -> Scored:
    if params.words == "refuse" and isinstance(target, str) != isinstance(actual, str):
        return refused(f"{facts(target, actual)}，一个是文字、一个不是，不能比较")
    chosen = given.get("band")
    if isinstance(target, str) and not isinstance(actual, str) and _FIGURE.search(target) and not chosen:
        return refused(
            f"指标值“{target}”里有数又有别的字，不能和完成值{shown(actual)}自动比较，"
            "请写成一个能比的指标值（例如≥3次），或选定达成档"
        )
    return _by_band(given, weight, params, facts(target, actual))


def _by_band(given: Given, weight: Decimal, params: ByKind, said: str) -> Scored:
    name = _band_named(given, params)
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


def _band_named(given: Given, params: ByKind) -> str:
    """Return the band chosen, else the one that the actual names (良 of 优良中低差), else the usual one."""
    chosen, actual = given.get("band"), given.get("actual")
    if isinstance(chosen, str) and chosen:
        return chosen
    if isinstance(actual, str) and actual.strip() in {band.name for band in params.bands}:
        return actual.strip()
    return params.band or params.bands[0].name
