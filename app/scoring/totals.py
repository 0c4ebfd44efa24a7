"""The rule that keeps a total below what the execution rate allows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.core.numbers import EXACT
from app.core.signatures import Amount, Limit, ParamKind
from app.scoring.amounts import ONE, ZERO, limit_words
from app.scoring.registry import Given, Scored, refused, rule
from app.scoring.words import exactly, percent, points, usable


@dataclass(frozen=True, slots=True)
class CappedTotal:
    """Parameters of `capped_total`."""

    caps: tuple[Limit, ...]
    deviation: Decimal
    minus: Amount


@rule(
    "capped_total",
    given={"value": "number", "rate": "number"},
    params={
        "caps": ParamKind("limits"),
        "deviation": ParamKind("share", "0%"),
        "minus": ParamKind("amount", "0"),
    },
    params_class=CappedTotal,
    label="总分按预算执行率封顶，执行率偏离过大另扣分",
)
def capped_total(given: Given, params: CappedTotal) -> Scored:
    """Keep the sum of the rows below the cap of the lowest limit that the execution rate does not reach.

    `caps: [[50%, 59], [60%, 69], [70%, 79], [80%, 89]]`: below 50 % at most 59 points. `deviation` (0% for none): a
    rate that far from 100 % costs `minus` points. One provincial platform's manual has both (DOMAIN §1.1, last
    note; a copy on a sharing site, to be confirmed).
    """
    value, rate = usable(given.get("value"), "各行得分之和"), usable(given.get("rate"), "预算执行率")
    if isinstance(value, str) or isinstance(rate, str):
        return refused(value if isinstance(value, str) else str(rate))
    steps = [f"各行得分之和{points(value)}，预算执行率{exactly(rate)}"]
    if params.deviation > 0 and abs(EXACT.subtract(rate, ONE)) >= params.deviation:
        minus = EXACT.multiply(value, params.minus.value) if params.minus.share else params.minus.value
        value = max(ZERO, EXACT.subtract(value, minus))
        steps.append(f"执行率偏离100%达到{percent(params.deviation)}，扣{points(minus)}，得{points(value)}")
    cap = next((limit for limit in params.caps if rate < limit.at.value), None)
    if cap is not None and value > cap.gives.value:
        value = cap.gives.value
        steps.append(f"执行率低于{limit_words(cap.at)}，总分最高{points(value)}")
    return Scored(value, tuple(steps))
