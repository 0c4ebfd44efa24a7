"""The rule for a unit above others: their figures are rolled up first, then scored once (DOMAIN §1.8).

Absolute figures add, percentages and shares of words are weighed by money; so says note 2 of the sheet seen in Gansu.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from app.core.numbers import EXACT, divide, trimmed
from app.core.quantities import Quantity, complete, same_measures
from app.core.values import NotApplicable, Value
from app.scoring.amounts import ZERO
from app.scoring.indicators import BY_KIND_PARAMS, ByKind, by_kind
from app.scoring.registry import Columns, Given, Scored, refused, rule
from app.scoring.words import number, percent, points, shown, usable

_PERCENT: Final = "%"


@rule(
    "rolled_up",
    given={
        "targets": "column",
        "actuals": "column",
        "money": "column",
        "shares": "column",
        "weight": "number",
        "name": "text",
        "direction": "text",
        "reason": "text",
    },
    optional=("shares", "name", "direction", "reason"),
    params=BY_KIND_PARAMS,
    params_class=ByKind,
    label="先汇总各单位的数（绝对值相加，比率和定性按资金加权），再计分",
)
def rolled_up(given: Given, params: ByKind, columns: Columns) -> Scored:
    """Score targets and actuals of several units as one.

    Args:
        given: weight; name, direction and reason as in `by_kind`.
        params: as of `by_kind`.
        columns: targets and actuals of the units, the money to weigh by, and for words the share of the weight
            each of them reached (a ratio; blank counts as the top of the best band).
    """
    targets, actuals, money = columns.get("targets", ()), columns.get("actuals", ()), columns.get("money", ())
    if not targets:
        return refused("没有下属单位的数可以汇总")
    for no, pair in enumerate(zip(targets, actuals, strict=True), 1):
        missing = next((what for what, value in zip(_WHAT, pair, strict=True) if value is None or value == ""), None)
        if missing is not None:
            return refused(f"第{no}个单位的{missing}没有填写")
    if all(isinstance(value, Quantity) for value in (*targets, *actuals)):
        return _of_quantities(given, params, [_quantities(targets), _quantities(actuals)], money)
    return _of_words(given, params, columns.get("shares", ()), money)


_WHAT: Final = ("年度指标值", "实际完成值")


def _of_quantities(given: Given, params: ByKind, pair: Sequence[Sequence[Quantity]], money: Sequence[Value]) -> Scored:
    rolled = []
    for what, values in zip(_WHAT, pair, strict=True):
        found = _added_or_weighed(values, money)
        if isinstance(found, str):
            return refused(f"各单位的{what}{found}")
        rolled.append(found)
    target, actual = rolled
    how = "按资金加权平均" if target.measure == _PERCENT else "相加"
    scored = by_kind({**given, "target": target, "actual": actual}, params)
    said = f"{len(pair[0])}个单位{how}：年度指标值{shown(target)}，实际完成值{shown(actual)}"
    return replace(scored, steps=(said, *scored.steps)) if scored.steps else scored


def _added_or_weighed(values: Sequence[Quantity], money: Sequence[Value]) -> Quantity | str:
    if not same_measures(values):
        return "计量单位不同，不能汇总"
    if len({value.operator for value in values}) > 1:
        return "有的要不低于、有的要不超过，不能汇总"
    first = values[0]
    full = [complete(value, first) for value in values]
    if first.measure != _PERCENT:
        total = sum((value.base for value in full), ZERO)
        return Quantity(first.operator, trimmed(total), "", first.measure)
    average = _weighed([value.base for value in full], money)
    return average if isinstance(average, str) else Quantity(first.operator, average, "", _PERCENT)


def _of_words(given: Given, params: ByKind, shares: Sequence[Value], money: Sequence[Value]) -> Scored:
    weight = usable(given.get("weight"), "分值")
    if isinstance(weight, str):
        return refused(weight)
    top = params.bands[0].top
    reached = [_ratio(share, top) for share in shares] or [top] * len(money)
    outside = next((share for share in reached if share is None or not 0 <= share <= 1), ZERO)
    if outside is None or outside:
        return refused("各单位的得分比例要在0%与100%之间")
    average = _weighed([share for share in reached if share is not None], money)
    if isinstance(average, str):
        return refused(f"各单位的得分比例{average}")
    value = EXACT.multiply(weight, average)
    said = f"{len(money)}个单位的得分比例按资金加权平均为{percent(average)}"
    return Scored(value, (f"{said}，{points(weight)}×{percent(average)}，得{points(value)}",))


def _ratio(share: Value, top: Decimal) -> Decimal | None:
    """Return a share as a ratio: blank is the top, 80% is 0.8."""
    if share is None or isinstance(share, NotApplicable):
        return top
    if isinstance(share, Quantity):
        return EXACT.divide(share.base, Decimal(100)) if share.measure == _PERCENT else share.base
    return share if isinstance(share, Decimal) else None


def _weighed(values: Sequence[Decimal], money: Sequence[Value]) -> Decimal | str:
    weights = [each.base if isinstance(each, Quantity) else each for each in money]
    known = [each for each in weights if isinstance(each, Decimal) and each >= 0]
    if len(known) != len(values):
        return "要按资金加权，有单位的资金没有填写或小于0"
    added = sum((EXACT.multiply(value, each) for value, each in zip(values, known, strict=True)), ZERO)
    found = divide(added, sum(known, ZERO))
    return f"要按资金加权，各单位的资金合计为{number(sum(known, ZERO))}，不能加权" if found is None else found


def _quantities(values: Sequence[Value]) -> list[Quantity]:
    return [value for value in values if isinstance(value, Quantity)]
