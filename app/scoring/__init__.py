"""Scoring rules: pure functions over plain values (target, actual, weight, parameters), chosen by packs."""

from app.scoring import bands, grades, indicators, measured, rates, rolled, totals
from app.scoring.registry import RULES, BoundRule, Rule, Scored, rule, signatures

__all__ = [
    "RULES",
    "BoundRule",
    "Rule",
    "Scored",
    "bands",
    "grades",
    "indicators",
    "measured",
    "rates",
    "rolled",
    "rule",
    "signatures",
    "totals",
]
