"""Rules that read a rate off a table: bands with a lowest line, deviation from a mark, all or nothing (DOMAIN §1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.core.numbers import EXACT
from app.core.signatures import Limit, ParamKind
from app.scoring.amounts import (
    ZERO,
    amount_words,
    highest_reached,
    limit_words,
    lowest_kept,
    points_of,
    within,
)
from app.scoring.over import OVER_PARAMS, Over
from app.scoring.registry import Given, Scored, refused, rule
from app.scoring.words import exactly, percent, points, usable


@dataclass(frozen=True, slots=True)
class RateBands:
    """Parameters of `rate_bands`; above `full` the policy `over` holds."""

    bands: tuple[Limit, ...]
    full: Decimal
    over: str
    over_limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class DeviationBands:
    """Parameters of `deviation_bands`."""

    at: Decimal
    bands: tuple[Limit, ...]
    side: str


@dataclass(frozen=True, slots=True)
class RateGate:
    """Parameters of `rate_gate`."""

    at: Decimal
    within: Decimal


@rule(
    "rate_bands",
    given={"rate": "number", "weight": "number", "reason": "text"},
    optional=("reason",),
    params={"bands": ParamKind("limits"), "full": ParamKind("share", "100%"), **OVER_PARAMS},
    params_class=RateBands,
    label="按比率所在的档得分，低于最低一档得0分",
)
def rate_bands(given: Given, params: RateBands) -> Scored:
    """Give what the highest band reached gives; a band begins with its limit (DOMAIN §1.1 B4, §1.2 Q4).

    Below the lowest band 0: the lowest limit is the pass line. Above `full` the policy `over` decides.
    """
    numbers = _numbers(given, negative=False)
    if isinstance(numbers, str):
        return refused(numbers)
    rate, weight = numbers
    if rate > params.full and params.over != "full":
        return Over(params.over, params.over_limits).score(rate, weight, params.full, given.get("reason"))
    band = highest_reached(params.bands, rate)
    if band is None:
        lowest = limit_words(params.bands[0].at) if params.bands else ""
        return Scored(ZERO, (f"比率{exactly(rate)}，低于最低一档{lowest}，得0分",))
    return _given(f"比率{exactly(rate)}，不低于{limit_words(band.at)}一档", band, weight)


@rule(
    "deviation_bands",
    given={"rate": "number", "weight": "number"},
    params={
        "at": ParamKind("share", "0%"),
        "bands": ParamKind("limits"),
        "side": ParamKind("choice", "both", choices=("both", "above")),
    },
    params_class=DeviationBands,
    label="按偏离的幅度所在的档得分，超出最宽一档得0分",
)
def deviation_bands(given: Given, params: DeviationBands) -> Scored:
    """Give what the narrowest band gives that the deviation from `at` keeps to (DOMAIN §1.1 B6, §1.2 Q4).

    A band ends with its limit (10%（含）). With `side: above` less than `at` is no deviation.
    """
    numbers = _numbers(given, negative=True)
    if isinstance(numbers, str):
        return refused(numbers)
    rate, weight = numbers
    off = EXACT.subtract(rate, params.at)
    off = max(off, ZERO) if params.side == "above" else abs(off)
    band = lowest_kept(params.bands, off)
    said = f"比率{exactly(rate)}，与{percent(params.at)}相差{exactly(off)}"
    if band is None:
        return Scored(ZERO, (f"{said}，超出最宽一档，得0分",))
    return _given(f"{said}，在{limit_words(band.at)}（含）一档之内", band, weight)


@rule(
    "rate_gate",
    given={"rate": "number", "weight": "number"},
    params={"at": ParamKind("share", "100%"), "within": ParamKind("share", "0%")},
    params_class=RateGate,
    label="在规定的幅度之内得满分，超出不得分",
)
def rate_gate(given: Given, params: RateGate) -> Scored:
    """Give full marks within `at` ± `within`, else 0 (DOMAIN §1.1 B5: 超出正负10%不得分; ≠100%不得分)."""
    numbers = _numbers(given, negative=True)
    if isinstance(numbers, str):
        return refused(numbers)
    rate, weight = numbers
    kept = abs(EXACT.subtract(rate, params.at)) <= params.within
    span = f"{percent(params.at)}±{percent(params.within)}" if params.within else percent(params.at)
    said = f"比率{exactly(rate)}，规定为{span}"
    return Scored(weight, (f"{said}，得满分{points(weight)}",)) if kept else Scored(ZERO, (f"{said}，不符合，得0分",))


def _numbers(given: Given, *, negative: bool) -> tuple[Decimal, Decimal] | str:
    weight = usable(given.get("weight"), "分值")
    rate = usable(given.get("rate"), "比率", negative=negative)
    if isinstance(weight, str) or isinstance(rate, str):
        return weight if isinstance(weight, str) else str(rate)
    return rate, weight


def _given(said: str, band: Limit, weight: Decimal) -> Scored:
    """Give what a band gives; say the points where it is a share, or more than the weight."""
    value = within(points_of(band.gives, weight), weight)
    plain = not band.gives.share and band.gives.value == value
    return Scored(value, (f"{said}，得{amount_words(band.gives)}" + ("" if plain else f"，即{points(value)}"),))
