"""Rules that score a rate in steps or in proportion: execution, control and change rates (DOMAIN §1.1, §1.7).

The rate is the exact one, a ratio (0.9280 for 92.80%), never the printed one.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.core.numbers import EXACT, divide
from app.core.signatures import Amount, Limit, ParamKind
from app.scoring.amounts import ONE, ZERO, amount_words, points_of, within
from app.scoring.over import OVER_PARAMS, Over
from app.scoring.registry import Given, Scored, refused, rule
from app.scoring.words import exact_percent, exactly, number, percent, points, usable

SIDE: Final = ParamKind("choice", "below", choices=("below", "above", "both"))
"""On which side of the full rate points are lost: an execution rate below it, a control or change rate above it,
a procurement rate on both."""


@dataclass(frozen=True, slots=True)
class RateSteps:
    """Parameters of `rate_steps`; `full` and `step` are ratios, `minus` is taken for every step."""

    full: Decimal
    step: Decimal
    minus: Amount
    steps: str
    side: str
    over: str
    over_limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class RateProportional:
    """Parameters of `rate_proportional`."""

    full: Decimal
    side: str
    over: str
    over_limits: tuple[Limit, ...]


@rule(
    "rate_steps",
    given={"rate": "number", "weight": "number", "reason": "text"},
    optional=("reason",),
    params={
        "full": ParamKind("share", "100%"),
        "step": ParamKind("share"),
        "minus": ParamKind("amount"),
        "steps": ParamKind("choice", "whole", choices=("whole", "ceiling", "proportional", "by_rate")),
        "side": SIDE,
        **OVER_PARAMS,
    },
    params_class=RateSteps,
    label="比率达到满分线得满分，每差一档扣若干分，扣完为止",
)
def rate_steps(given: Given, params: RateSteps) -> Scored:
    """Take `minus` for every `step` that the rate is short of `full`, down to 0 (DOMAIN §1.1 B1; FINDINGS §C1 rule B).

    Steps count `whole` (only full ones: 92.8% is one step below 100%), `ceiling` (started ones) or `proportional`
    (parts of a step); `by_rate` forgets the steps and scores weight × rate (B2), so that one parameter changes the
    whole rule. On the side `above` the rate must not exceed `full` (在职人员控制率, “三公经费”变动率 from 0%).
    """
    numbers = _rate_and_weight(given, params.side)
    if isinstance(numbers, str):
        return refused(numbers)
    rate, weight = numbers
    if params.steps == "by_rate":
        return _by_rate(
            given, rate, weight, RateProportional(params.full, params.side, params.over, params.over_limits)
        )
    if params.step <= 0:
        return refused("表样里每档的幅度要大于0")
    off = EXACT.subtract(params.full, rate)
    if off.is_zero() or (params.side != "both" and (off > 0) == (params.side == "above")):
        return _no_step(given, rate, weight, params)
    return _stepped(rate, weight, off, params)


@rule(
    "rate_proportional",
    given={"rate": "number", "weight": "number", "reason": "text"},
    optional=("reason",),
    params={"full": ParamKind("share", "100%"), "side": SIDE, **OVER_PARAMS},
    params_class=RateProportional,
    label="得分＝分值×比率，最高不超过分值；反向的倒过来",
)
def rate_proportional(given: Given, params: RateProportional) -> Scored:
    """Give weight × rate ÷ full, at most the weight (DOMAIN §1.1 B2, B3); on the side `above` weight × full ÷ rate."""
    numbers = _rate_and_weight(given, params.side)
    return refused(numbers) if isinstance(numbers, str) else _by_rate(given, *numbers, params)


def _rate_and_weight(given: Given, side: str) -> tuple[Decimal, Decimal] | str:
    """Return rate and weight, or why one cannot be scored with. A change rate may be below 0."""
    weight = usable(given.get("weight"), "分值")
    rate = usable(given.get("rate"), "比率", negative=side == "above")
    if isinstance(weight, str) or isinstance(rate, str):
        return weight if isinstance(weight, str) else str(rate)
    return rate, weight


def _no_step(given: Given, rate: Decimal, weight: Decimal, params: RateSteps) -> Scored:
    if params.side == "above":
        return _kept(rate, weight, params.full)
    return Over(params.over, params.over_limits).score(rate, weight, params.full, given.get("reason"))


def _stepped(rate: Decimal, weight: Decimal, off: Decimal, params: RateSteps) -> Scored:
    taken = _steps(abs(off), params)
    minus = EXACT.multiply(taken, points_of(params.minus, weight))
    value = within(EXACT.subtract(weight, minus), weight)
    which = "低" if off > 0 else "高"
    floor = "，扣完为止" if minus > weight else ""
    result = f"每档扣{amount_words(params.minus)}，应扣{points(minus)}{floor}，{points(weight)}中得{points(value)}"
    away = exact_percent(abs(off)).rstrip("%")
    said = f"比率{exactly(rate)}，比{percent(params.full)}{which}{away}个百分点"
    return Scored(value, (said, _step_words(taken, which, params), result))


def _steps(off: Decimal, params: RateSteps) -> Decimal:
    """Count the steps that a rate is off."""
    if params.steps == "proportional":
        return divide(off, params.step) or ZERO
    whole, rest = EXACT.divmod(off, params.step)
    return whole + 1 if params.steps == "ceiling" and rest else whole


def _step_words(taken: Decimal, which: str, params: RateSteps) -> str:
    way = {
        "whole": f"只算整档，满{number(taken)}档",
        "ceiling": f"不足一档按一档算，计{number(taken)}档",
        "proportional": f"不足一档按比例算，计{number(taken)}档",
    }[params.steps]
    return f"每{which}{percent(params.step)}为一档，{way}"


def _by_rate(given: Given, rate: Decimal, weight: Decimal, params: RateProportional) -> Scored:
    if params.full <= 0:
        return refused("表样里得满分的比率要大于0")
    if params.side != "below" and rate > params.full:
        return _proportion(rate, weight, params.full, rate)
    if params.side == "above":
        return _kept(rate, weight, params.full)
    if rate >= params.full:
        return Over(params.over, params.over_limits).score(rate, weight, params.full, given.get("reason"))
    return _proportion(rate, weight, rate, params.full)


def _proportion(rate: Decimal, weight: Decimal, upper: Decimal, lower: Decimal) -> Scored:
    value = divide(EXACT.multiply(weight, upper), lower) or ZERO
    below = "" if lower == ONE else f"÷{percent(lower)}"
    return Scored(
        value, (f"比率{exactly(rate)}，按比例计分：{points(weight)}×{percent(upper)}{below}，得{points(value)}",)
    )


def _kept(rate: Decimal, weight: Decimal, full: Decimal) -> Scored:
    return Scored(weight, (f"比率{exactly(rate)}，不超过{percent(full)}，得满分{points(weight)}",))
