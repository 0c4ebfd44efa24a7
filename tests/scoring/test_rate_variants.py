"""Execution, control and change rates: the papers' figures worked by hand, and what must hold for every variant."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.values import NA
from tests.scoring.variants import BOTH_SIDES, FALLING, INTERVALS, RISING, bound, rate

ALL = {**RISING, **FALLING, **BOTH_SIDES}
RATES = st.decimals(min_value=0, max_value=3, places=5)
WEIGHTS = st.decimals(min_value=0, max_value=100, places=1)


@pytest.mark.parametrize(
    ("variant", "value", "weight", "expected"),
    [
        ("B1 turned into B2", "0.5", "10", "5"),  # Beijing, DOMAIN B2: 50% gives 5 of 10
        ("B1 a share of the weight", "0.928", "5", "4"),  # one step, a fifth of 5
        ("B2 full from 90 %", "0.45", "10", "5"),
        ("B2 full from 90 %", "0.9", "10", "10"),
        ("B3 over-execution needs a reason", "1.082", "10", "10"),  # Guizhou, DOMAIN B3
        ("B4 intervals", "1", "10", "10"),
        ("B4 intervals", "0.9999", "10", "7"),
        ("B4 intervals", "0.8", "10", "7"),
        ("B4 intervals", "0.6", "10", "5"),
        ("B4 intervals", "0.5999", "10", "0"),
        ("B4 intervals", "1", "8", "8"),  # never above the weight
        ("Q4 shares of the weight", "0.70", "3", "3"),  # ≥70% 3, ≥65% 1 (rounded up by the field)
        ("Q4 shares of the weight", "0.65", "3", "0.9"),
        ("Q4 shares of the weight", "0.6499", "3", "0"),
        ("Q3 control rate", "1", "8", "8"),
        ("Q3 control rate", "1.0645", "8", "5"),  # 33/31: six full points above, 3 off
        ("Q3 control rate", "0.5", "8", "8"),
        ("Q3 change rate", "-0.33", "8", "8"),  # spent less than last year
        ("Q3 change rate", "0", "8", "8"),
        ("Q3 change rate", "0.05", "8", "4"),
        ("Q3 change rate", "0.5", "8", "0"),
        ("Q3 area", "1.12", "6", "2"),  # two full steps of 5 %
        ("control rate in proportion", "1.25", "10", "8"),
        ("B6 adjustment", "0", "5", "5"),
        ("B6 adjustment", "0.1", "5", "4"),  # 10%（含）
        ("B6 adjustment", "0.1001", "5", "3"),
        ("B6 adjustment", "0.3", "5", "2"),
        ("B6 adjustment", "0.3001", "5", "0"),
        ("B6 adjustment", "-0.4", "5", "5"),  # money taken away is no addition
        ("B6 both ways", "-0.15", "5", "3"),
        ("B5 gate", "1.1", "10", "10"),
        ("B5 gate", "0.9", "10", "10"),
        ("B5 gate", "0.8999", "10", "0"),
        ("B5 exactly", "1", "10", "10"),
        ("B5 exactly", "0.9999", "10", "0"),
        ("B5 exactly", "1.0001", "10", "0"),
        ("B1 with over-execution in proportion", "1.25", "10", "8"),
        ("B1 with over-execution penalised", "1.0497", "10", "9"),  # FINDINGS §C1 rule G: 104.97% → 9 of 10
        ("B1 with over-execution penalised", "1.9662", "5", "4.5"),  # 196.62% → 4.5 of 5
        ("B1 with over-execution penalised", "1.0256", "5", "5"),  # 102.56% → 5 of 5
        ("B4 with over-execution penalised", "1.2", "10", "7"),
        ("B4 with over-execution penalised", "1.6", "10", "0"),
        ("procurement", "0.98", "10", "9"),
        ("procurement", "1.02", "10", "9"),
    ],
)
def test_worked_by_hand(variant: str, value: str, weight: str, expected: str) -> None:
    scored = rate(ALL[variant], Decimal(value), Decimal(weight))
    assert scored.value == Decimal(expected), scored.steps
    assert scored.steps
    assert not scored.problem


def test_over_execution_asks_for_a_reason() -> None:
    rule = ALL["B3 over-execution needs a reason"]
    assert "须写明原因" in rate(rule, Decimal("1.2")).steps[0]
    assert "已写明原因" in rate(rule, Decimal("1.2"), reason="省里年底追加").steps[0]
    assert "原因" not in rate(rule, Decimal(1)).steps[0]


@pytest.mark.parametrize("variant", sorted(ALL))
@pytest.mark.parametrize("value", [None, NA, "很高"])
def test_no_variant_scores_what_is_no_rate(variant: str, value: Any) -> None:
    scored = rate(ALL[variant], value)
    assert scored.value is None
    assert scored.problem.startswith("比率")


@pytest.mark.parametrize("variant", sorted(RISING))
def test_an_execution_rate_below_0_is_refused(variant: str) -> None:
    assert "小于0" in rate(RISING[variant], Decimal("-0.01")).problem


@settings(max_examples=60)
@given(st.sampled_from(sorted(RISING)), RATES, RATES, WEIGHTS)
def test_rising_rules_rise(variant: str, one: Decimal, other: Decimal, weight: Decimal) -> None:
    low, high = (rate(RISING[variant], value, weight).value for value in sorted((one, other)))
    assert isinstance(low, Decimal)
    assert isinstance(high, Decimal)
    assert 0 <= low <= high <= weight


@settings(max_examples=60)
@given(st.sampled_from(sorted(FALLING)), RATES, RATES, WEIGHTS)
def test_falling_rules_fall(variant: str, one: Decimal, other: Decimal, weight: Decimal) -> None:
    low, high = (rate(FALLING[variant], value, weight).value for value in sorted((one, other)))
    assert isinstance(low, Decimal)
    assert isinstance(high, Decimal)
    assert 0 <= high <= low <= weight


@settings(max_examples=60)
@given(st.sampled_from(sorted(BOTH_SIDES)), RATES, WEIGHTS)
def test_no_rule_leaves_the_weight(variant: str, value: Decimal, weight: Decimal) -> None:
    scored = rate(BOTH_SIDES[variant], value, weight).value
    assert isinstance(scored, Decimal)
    assert 0 <= scored <= weight


@settings(max_examples=60)
@given(st.decimals(min_value=0, max_value=1, places=4), st.sampled_from(["whole", "ceiling", "proportional"]))
def test_above_mirrors_below(off: Decimal, way: str) -> None:
    below = rate(bound("rate_steps", step="5%", minus="2", steps=way), 1 - off)
    above = rate(bound("rate_steps", step="5%", minus="2", steps=way, side="above"), 1 + off)
    both = rate(bound("rate_steps", step="5%", minus="2", steps=way, side="both"), 1 + off)
    assert below.value == above.value == both.value


def test_the_trace_says_where_the_points_went() -> None:
    penalised = rate(ALL["B1 with over-execution penalised"], Decimal("1.0497"))
    assert penalised.steps == ("比率104.97%，超过100%，超过103%的扣分值的10%，10－1，得9分",)
    assert rate(bound("rate_bands", bands=INTERVALS), Decimal("0.7")).steps == ("比率70%，不低于60%一档，得5分",)
