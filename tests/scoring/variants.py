"""Every rule variant of DOMAIN §1 under one name, bound, for the tests that must hold for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.core.quantities import parse_quantity
from app.core.values import Value
from app.scoring import RULES, BoundRule, Scored

STEPS = {"step": "5%", "minus": "2"}
INTERVALS = [["60%", "5"], ["80%", "7"], ["100%", "10"]]
ADJUSTMENT = [["0%", "5"], ["10%", "4"], ["20%", "3"], ["30%", "2"]]


def bound(name: str, **params: Any) -> BoundRule:
    """Bind a rule to parameters."""
    return RULES[name].bind(params, where="测试")


RISING: Mapping[str, BoundRule] = {
    "B1 whole steps": bound("rate_steps", **STEPS),
    "B1 started steps": bound("rate_steps", **STEPS, steps="ceiling"),
    "B1 parts of steps": bound("rate_steps", **STEPS, steps="proportional"),
    "B1 turned into B2": bound("rate_steps", **STEPS, steps="by_rate"),
    "B1 a share of the weight": bound("rate_steps", step="5%", minus="20%"),
    "B2 in proportion": bound("rate_proportional"),
    "B2 full from 90 %": bound("rate_proportional", full="90%"),
    "B3 over-execution needs a reason": bound("rate_proportional", over="needs_reason"),
    "B4 intervals": bound("rate_bands", bands=INTERVALS),
    "Q4 shares of the weight": bound("rate_bands", bands=[["65%", "30%"], ["70%", "100%"]]),
}
"""Rules for which a higher rate never gives less."""

FALLING: Mapping[str, BoundRule] = {
    "Q3 control rate": bound("rate_steps", side="above", step="1%", minus="0.5"),
    "Q3 change rate": bound("rate_steps", side="above", full="0%", step="1%", minus="0.8"),
    "Q3 area": bound("rate_steps", side="above", step="5%", minus="2"),
    "control rate in proportion": bound("rate_proportional", side="above"),
    "B6 adjustment": bound("deviation_bands", bands=ADJUSTMENT, side="above"),
}
"""Rules for which a higher rate never gives more."""

BOTH_SIDES: Mapping[str, BoundRule] = {
    "B1 with over-execution in proportion": bound("rate_steps", **STEPS, over="proportional"),
    "B1 with over-execution penalised": bound("rate_steps", **STEPS, over="penalise", over_limits=[["103%", "10%"]]),
    "B4 with over-execution penalised": bound(
        "rate_bands", bands=INTERVALS, over="penalise", over_limits=[["100%", "3"], ["150%", "10"]]
    ),
    "B5 gate": bound("rate_gate", within="10%"),
    "B5 exactly": bound("rate_gate"),
    "B6 both ways": bound("deviation_bands", bands=ADJUSTMENT),
    "procurement": bound("rate_steps", side="both", step="1%", minus="0.5"),
}
"""Rules that take points on both sides of the mark."""


def rate(rule: BoundRule, value: Value, weight: Value = Decimal(10), **others: Value) -> Scored:
    """Score a rate."""
    return rule({"rate": value, "weight": weight, **others})


def pair(rule: BoundRule, target: str, actual: str, weight: str = "10", **others: Value) -> Scored:
    """Score a target and an actual as typed; what is no quantity stays words."""
    read = {"target": parse_quantity(target) or target, "actual": parse_quantity(actual) or actual}
    return rule({**read, "weight": Decimal(weight), **others})
