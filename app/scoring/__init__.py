"""Scoring rules: pure functions over plain values (target, actual, weight, parameters), chosen by packs."""

from app.scoring import grades, indicators, rates
from app.scoring.registry import RULES, BoundRule, Rule, Scored, rule, signatures

__all__ = ["RULES", "BoundRule", "Rule", "Scored", "grades", "indicators", "rates", "rule", "signatures"]
