"""Rules that score a rate: in steps below full marks (每低于5%扣2分), or in proportion.

The rate is the exact one, a ratio (0.9280 for 92.80%), never the printed one.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.core.numbers import EXACT, divide, plain
from app.core.signatures import ParamKind
from app.scoring.registry import Given, Scored, refused, rule
from app.scoring.words import exact_percent, number, percent, points, usable

_ZERO: Final = Decimal(0)
_OVER: Final = ParamKind("choice", "full", choices=("full",))
"""What happens above full marks; `full`: full marks (财预〔2020〕10号 way, DOMAIN §1.1)."""


@dataclass(frozen=True, slots=True)
class RateSteps:
    """Parameters of `rate_steps`; `full` and `step` are ratios, `minus` is points per step."""

    full: Decimal
    step: Decimal
    minus: Decimal
    steps: str
    over: str


@dataclass(frozen=True, slots=True)
class RateProportional:
    """Parameters of `rate_proportional`."""

    full: Decimal
    over: str


@rule(
    "rate_steps",
    given={"rate": "number", "weight": "number"},
    params={
        "full": ParamKind("share", "100%"),
        "step": ParamKind("share"),
        "minus": ParamKind("number"),
        "steps": ParamKind("choice", "whole", choices=("whole", "ceiling", "proportional")),
        "over": _OVER,
    },
    params_class=RateSteps,
    label="比率达到满分线得满分，每低一档扣若干分，扣完为止",
)
def rate_steps(given: Given, params: RateSteps) -> Scored:
    """Take `minus` points for every `step` below `full`, down to 0 (DOMAIN §1.1 B1; FINDINGS §C1 rule B).

    Steps count `whole` (only full ones: 92.8% is one step below 100%), `ceiling` (started ones) or
    `proportional` (parts of a step).
    """
    rate, weight = usable(given.get("rate"), "比率"), usable(given.get("weight"), "分值")
    if isinstance(weight, str) or isinstance(rate, str):
        return refused(weight if isinstance(weight, str) else str(rate))
    if params.step <= 0 or params.minus < 0:
        return refused("表样里每档的幅度要大于0，每档的扣分不能小于0")
    if rate >= params.full:
        return _full(rate, weight, params.full)
    short = EXACT.subtract(params.full, rate)
    taken = _steps(short, params)
    value = max(_ZERO, EXACT.subtract(weight, EXACT.multiply(taken, params.minus)))
    words = (_short_words(rate, short, params), _step_words(taken, params), _result_words(weight, taken, params, value))
    return Scored(value, words)


@rule(
    "rate_proportional",
    given={"rate": "number", "weight": "number"},
    params={"full": ParamKind("share", "100%"), "over": _OVER},
    params_class=RateProportional,
    label="得分＝分值×比率，最高不超过分值",
)
def rate_proportional(given: Given, params: RateProportional) -> Scored:
    """Give weight × rate ÷ full, at most the weight (DOMAIN §1.1 B2, B3)."""
    rate, weight = usable(given.get("rate"), "比率"), usable(given.get("weight"), "分值")
    if isinstance(weight, str) or isinstance(rate, str):
        return refused(weight if isinstance(weight, str) else str(rate))
    if rate >= params.full:
        return _full(rate, weight, params.full)
    value = divide(EXACT.multiply(weight, rate), params.full) or _ZERO
    over = "" if params.full == 1 else f"÷{percent(params.full)}"
    return Scored(
        value, (f"比率{_exactly(rate)}，按比例计分：{points(weight)}×{percent(rate)}{over}，得{points(value)}",)
    )


def _steps(short: Decimal, params: RateSteps) -> Decimal:
    """Count the steps that `short` is below full marks."""
    if params.steps == "proportional":
        return divide(short, params.step) or _ZERO
    whole, rest = EXACT.divmod(short, params.step)
    return whole + 1 if params.steps == "ceiling" and rest else whole


def _full(rate: Decimal, weight: Decimal, full: Decimal) -> Scored:
    above = "，超过的部分不加分、不扣分" if rate > full else ""
    return Scored(weight, (f"比率{percent(rate)}，不低于{percent(full)}，得满分{points(weight)}{above}",))


def _exactly(rate: Decimal) -> str:
    """Print the rate, and the exact one beside it where the printed one is rounded."""
    printed, exact = percent(rate), exact_percent(rate)
    return printed if printed == exact else f"{printed}（按未四舍五入的{exact}计分）"


def _short_words(rate: Decimal, short: Decimal, params: RateSteps) -> str:
    below = exact_percent(short).rstrip("%")
    return f"比率{_exactly(rate)}，比{percent(params.full)}低{below}个百分点"


def _step_words(taken: Decimal, params: RateSteps) -> str:
    way = {
        "whole": f"只算整档，满{number(taken)}档",
        "ceiling": f"不足一档按一档算，计{number(taken)}档",
        "proportional": f"不足一档按比例算，计{number(taken)}档",
    }[params.steps]
    return f"每低{percent(params.step)}为一档，{way}"


def _result_words(weight: Decimal, taken: Decimal, params: RateSteps, value: Decimal) -> str:
    minus = EXACT.multiply(taken, params.minus)
    floor = "，扣完为止" if minus > weight else ""
    return f"每档扣{plain(params.minus)}分，应扣{points(minus)}{floor}，{points(weight)}中得{points(value)}"
