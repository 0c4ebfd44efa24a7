"""What happens when more was spent than the full rate: a policy that several rules share (DOMAIN §1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.core.numbers import EXACT, divide
from app.core.signatures import Limit, ParamKind
from app.core.values import Value
from app.scoring.amounts import ZERO, amount_words, highest_passed, limit_words, points_of, within
from app.scoring.registry import Scored
from app.scoring.words import exactly, number, percent, points

OVER_PARAMS: Final = {
    "over": ParamKind("choice", "full", choices=("full", "needs_reason", "proportional", "penalise")),
    "over_limits": ParamKind("limits", ()),
}
"""`over`: `full` full marks (the model of 财预〔2020〕10号); `needs_reason` full marks, a reason is asked for;
`proportional` weight × full ÷ rate; `penalise` takes what `over_limits` says for the highest limit passed, points or
a share of the weight: `[[103%, 10%]]`."""


@dataclass(frozen=True, slots=True)
class Over:
    """The policy with its limits."""

    policy: str
    limits: tuple[Limit, ...]

    def score(self, rate: Decimal, weight: Decimal, full: Decimal, reason: Value = None) -> Scored:
        """Score a rate of at least `full`."""
        if rate == full or self.policy == "full":
            above = "，超过的部分不加分、不扣分" if rate > full else ""
            return Scored(weight, (f"比率{exactly(rate)}，不低于{percent(full)}，得满分{points(weight)}{above}",))
        said = f"比率{exactly(rate)}，超过{percent(full)}"
        if self.policy == "proportional":
            value = divide(EXACT.multiply(weight, full), rate) or ZERO
            ratio = f"{points(weight)}×{percent(full)}÷{percent(rate)}"
            return Scored(value, (f"{said}，超过的按比例减分：{ratio}，得{points(value)}",))
        if self.policy == "needs_reason":
            written = "已写明原因" if isinstance(reason, str) and reason.strip() else "须写明原因"
            return Scored(weight, (f"{said}，得满分{points(weight)}，超过的{written}",))
        return self._penalised(said, rate, weight)

    def _penalised(self, said: str, rate: Decimal, weight: Decimal) -> Scored:
        limit = highest_passed(self.limits, rate)
        if limit is None:
            return Scored(weight, (f"{said}，在不扣分的幅度之内，得满分{points(weight)}",))
        minus = points_of(limit.gives, weight)
        value = within(EXACT.subtract(weight, minus), weight)
        taken = f"超过{limit_words(limit.at)}的扣{amount_words(limit.gives)}"
        return Scored(value, (f"{said}，{taken}，{number(weight)}－{number(minus)}，得{points(value)}",))
