"""Rules with a standard of their own for one indicator: steps from the target, bands, yes or no (DOMAIN §1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.core.numbers import EXACT, divide, shift
from app.core.quantities import Quantity
from app.core.signatures import Amount, GivenKind, Limit, ParamKind
from app.core.values import NotApplicable, Value
from app.scoring.amounts import ZERO, amount_words, highest_reached, limit_words, points_of, within
from app.scoring.pairs import Pair, facts, pair_of, whole
from app.scoring.registry import Given, Scored, refused, rule
from app.scoring.words import number, percent, points, shown, usable

_GIVEN: Final[dict[str, GivenKind]] = {
    "target": "quantity",
    "actual": "quantity",
    "weight": "number",
    "name": "text",
    "direction": "text",
    "operator": "text",
    "measure": "text",
}
_OPTIONAL: Final = ("name", "direction", "operator", "measure")
_PERCENT: Final = "%"


@dataclass(frozen=True, slots=True)
class QuantitySteps:
    """Parameters of `quantity_steps`."""

    step: Amount
    minus: Amount
    steps: str
    downward: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuantityBands:
    """Parameters of `quantity_bands`."""

    bands: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class YesNo:
    """Parameters of `yes_no`."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    minus: Amount


@rule(
    "quantity_steps",
    given=_GIVEN,
    optional=_OPTIONAL,
    params={
        "step": ParamKind("amount"),
        "minus": ParamKind("amount"),
        "steps": ParamKind("choice", "whole", choices=("whole", "ceiling", "proportional")),
        "downward": ParamKind("words", ()),
    },
    params_class=QuantitySteps,
    label="达到指标值得满分，每差一档扣若干分，扣完为止",
)
def quantity_steps(given: Given, params: QuantitySteps) -> Scored:
    """Take `minus` for every `step` that the actual is off its target (§1.2 Q3: 90%以上得10分，每降5%扣1分).

    A step of 5% is five percentage points where the target is a percentage, else 5 % of the target; a step of 1 is
    one of what is counted (每出现一例扣1分 against =0例).
    """
    weight, pair = usable(given.get("weight"), "分值"), _pair(given, params.downward)
    if isinstance(weight, str) or isinstance(pair, str):
        return refused(weight if isinstance(weight, str) else str(pair))
    if pair.reached:
        return Scored(weight, (f"{pair.said}，已完成，得满分{points(weight)}",))
    step = _length(params.step, pair)
    if step <= 0:
        return refused("每档的幅度要大于0")
    taken = _count(abs(EXACT.subtract(pair.done, pair.goal)), step, params.steps)
    minus = EXACT.multiply(taken, points_of(params.minus, weight))
    value = within(EXACT.subtract(weight, minus), weight)
    each = f"每差{limit_words(params.step)}扣{amount_words(params.minus)}"
    floor = "，扣完为止" if minus > weight else ""
    words = f"{pair.said}，未完成，{each}，计{number(taken)}档，应扣{points(minus)}{floor}，得{points(value)}"
    return Scored(value, (words,))


@rule(
    "quantity_bands",
    given={key: _GIVEN[key] for key in ("actual", "weight", "measure")},
    optional=("measure",),
    params={"bands": ParamKind("limits")},
    params_class=QuantityBands,
    label="按实际完成值所在的档得分，低于最低一档得0分",
)
def quantity_bands(given: Given, params: QuantityBands) -> Scored:
    """Give what the highest band reached gives (§1.2 Q4: ≥70%得3分，≥65%得1分，<65%不得分).

    A band begins with its limit; below the lowest band 0.
    """
    weight, actual = usable(given.get("weight"), "分值"), whole(given.get("actual"), given, sign=False)
    if isinstance(weight, str):
        return refused(weight)
    value = _comparable(actual, params.bands)
    if isinstance(value, str):
        return refused(value)
    band = highest_reached(params.bands, value)
    if band is None:
        lowest = limit_words(params.bands[0].at) if params.bands else ""
        return Scored(ZERO, (f"实际完成{shown(actual)}，低于最低一档{lowest}，得0分",))
    score = within(points_of(band.gives, weight), weight)
    said = f"实际完成{shown(actual)}，不低于{limit_words(band.at)}一档，得{amount_words(band.gives)}"
    return Scored(score, (said if score == band.gives.value else f"{said}，即{points(score)}",))


@rule(
    "yes_no",
    given={"actual": "quantity", "weight": "number"},
    params={"yes": ParamKind("words"), "no": ParamKind("words"), "minus": ParamKind("amount", "100%")},
    params_class=YesNo,
    label="是得满分，否扣若干分",
)
def yes_no(given: Given, params: YesNo) -> Scored:
    """Give full marks for a word of `yes`, take `minus` for a word of `no` (§1.2 Q6); other words are refused."""
    weight, actual = usable(given.get("weight"), "分值"), given.get("actual")
    if isinstance(weight, str):
        return refused(weight)
    word = "无" if isinstance(actual, NotApplicable) else actual
    if word is None or word == "":
        return refused("实际完成值没有填写")
    if word in params.yes:
        return Scored(weight, (f"实际完成{shown(actual)}，得满分{points(weight)}",))
    if word not in params.no:
        offered = "、".join([*params.yes, *params.no])
        return refused(f"实际完成{shown(actual)}看不出是“是”还是“否”，请写成{offered}之一")
    value = within(EXACT.subtract(weight, points_of(params.minus, weight)), weight)
    return Scored(value, (f"实际完成{shown(actual)}，扣{amount_words(params.minus)}，得{points(value)}",))


def _pair(given: Given, downward: tuple[str, ...]) -> Pair | str:
    target, actual = whole(given.get("target"), given), whole(given.get("actual"), given, sign=False)
    for value, name in ((target, "年度指标值"), (actual, "实际完成值")):
        if value is None or value == "":
            return f"{name}没有填写"
    if not isinstance(target, Quantity) or not isinstance(actual, Quantity):
        return f"{facts(target, actual)}，不都是数量，不能按差多少扣分"
    return pair_of(given, target, actual, downward, exact=False)


def _length(step: Amount, pair: Pair) -> Decimal:
    """Return a step in what the target counts: percentage points, a share of the target, or as written."""
    if not step.share:
        return step.value
    return shift(step.value, 2) if pair.percent else EXACT.multiply(abs(pair.goal), step.value)


def _count(off: Decimal, step: Decimal, steps: str) -> Decimal:
    if steps == "proportional":
        return divide(off, step) or ZERO
    whole_steps, rest = EXACT.divmod(off, step)
    return whole_steps + 1 if steps == "ceiling" and rest else whole_steps


def _comparable(actual: Value, bands: tuple[Limit, ...]) -> Decimal | str:
    """Return the actual as the limits are written (a ratio where they are percentages), or why it cannot be."""
    if actual is None or actual == "":
        return "实际完成值没有填写"
    if not isinstance(actual, Quantity):
        return f"实际完成{shown(actual)}不是数量，不能按档得分"
    shares = any(limit.at.share for limit in bands)
    if shares and actual.measure not in {"", _PERCENT}:
        return f"实际完成{shown(actual)}不是百分数，各档是{percent(bands[0].at.value)}这样的百分数"
    if actual.base < 0:
        return f"实际完成{shown(actual)}小于0，请核对"
    if not shares and actual.measure == _PERCENT:
        return f"实际完成{shown(actual)}是百分数，各档不是"
    return shift(actual.base, -2) if shares else actual.base
