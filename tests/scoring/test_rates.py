"""Rates: the papers' figures by hand (DOMAIN §1.1, FINDINGS §C1), and what must hold for every rate."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import DataError
from app.core.numbers import divide
from app.core.values import NA, Value
from app.scoring import RULES, BoundRule, Scored


def steps(way: str = "whole", **others: str) -> BoundRule:
    return RULES["rate_steps"].bind({"step": "5%", "minus": "2", "steps": way, **others}, where="测试")


def score(bound: BoundRule, rate: Value, weight: Value = Decimal(10)) -> Scored:
    return bound({"rate": rate, "weight": weight})


@pytest.mark.parametrize(
    ("rate", "weight", "expected"),
    [
        ("0.928", "5", "3"),  # a published table: one step, not two
        ("0.8961", "10", "6"),  # printed 90%, exact 89.61%: two full steps
        ("0.607", "10", "0"),
        ("1", "10", "10"),
        ("1.0497", "10", "10"),  # over 100%: full marks
        ("0.9999", "10", "10"),  # no full step below
        ("0.95", "10", "8"),  # exactly on the step
        ("0.90", "10", "6"),
        ("0.75", "10", "0"),
        ("0", "10", "0"),
    ],
)
def test_whole_steps(rate: str, weight: str, expected: str) -> None:
    assert score(steps(), Decimal(rate), Decimal(weight)).value == Decimal(expected)


@pytest.mark.parametrize(
    ("way", "rate", "expected"),
    [
        ("ceiling", "0.928", "6"),  # two started steps
        ("ceiling", "0.95", "8"),
        ("ceiling", "0.9999", "8"),
        ("proportional", "0.928", "7.12"),  # 7.2 ÷ 5 × 2 = 2.88
        ("proportional", "0.5", "0"),
    ],
)
def test_other_steps(way: str, rate: str, expected: str) -> None:
    assert score(steps(way), Decimal(rate)).value == Decimal(expected)


def test_the_exact_rate_is_scored_not_the_printed_one() -> None:
    exact = divide(Decimal("272.08"), Decimal("303.64"))
    scored = score(steps("ceiling"), exact)
    assert scored.value == Decimal(4)  # three started steps below 89.606…%; the printed 90% would give 6
    assert "89.61%（按未四舍五入的89.606113…%计分）" in scored.steps[0]


@pytest.mark.parametrize(("rate", "expected"), [("1", "10"), ("1.082", "10"), ("0.5", "5"), ("0.8961", "8.961")])
def test_proportional(rate: str, expected: str) -> None:
    bound = RULES["rate_proportional"].bind({}, where="测试")
    assert score(bound, Decimal(rate)).value == Decimal(expected)


@pytest.mark.parametrize("name", ["rate_steps", "rate_proportional"])
@pytest.mark.parametrize(
    ("rate", "weight", "reason"),
    [
        (None, Decimal(10), "比率没有填写或没有算出"),
        (NA, Decimal(10), "比率是“无”"),
        ("很高", Decimal(10), "比率“很高”不是数"),
        (Decimal("-0.1"), Decimal(10), "小于0"),
        (Decimal(1), None, "分值没有填写或没有算出"),
        (Decimal(1), Decimal(-1), "分值-1小于0"),
    ],
)
def test_what_cannot_be_scored_says_why(name: str, rate: Value, weight: Value, reason: str) -> None:
    raw = {"step": "5%", "minus": "2"} if name == "rate_steps" else {}
    scored = score(RULES[name].bind(raw, where="测试"), rate, weight)
    assert scored.value is None
    assert reason in scored.problem


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"minus": "2"}, "缺少参数“step”"),
        ({"step": "5", "minus": "2"}, "百分数"),
        ({"step": "5%", "minus": "二"}, "不小于0的数"),
        ({"step": "5%", "minus": "2", "steps": "round"}, "whole、ceiling、proportional"),
        ({"step": "5%", "minus": "2", "colour": "red"}, "没有参数“colour”"),
        ({"step": ["5%"], "minus": "2"}, "百分数"),
    ],
)
def test_wrong_parameters_are_refused_at_load(raw: dict[str, str], said: str) -> None:
    with pytest.raises(DataError) as caught:
        RULES["rate_steps"].bind(raw, where="hunan 计分 budget")
    assert said in caught.value.sentence()
    assert caught.value.where == "hunan 计分 budget"


def test_a_step_of_nothing_is_refused() -> None:
    assert "大于0" in score(RULES["rate_steps"].bind({"step": "0%", "minus": "2"}, where=""), Decimal("0.5")).problem


RATES = st.decimals(min_value=0, max_value=3, places=6)
WEIGHTS = st.decimals(min_value=0, max_value=100, places=1)
BOUND = [steps(), steps("ceiling"), steps("proportional"), RULES["rate_proportional"].bind({}, where="")]


@settings(max_examples=150)
@given(st.sampled_from(BOUND), RATES, RATES, WEIGHTS)
def test_more_is_never_less_and_stays_within_the_weight(
    bound: BoundRule, one: Decimal, other: Decimal, weight: Decimal
) -> None:
    low, high = (score(bound, rate, weight).value for rate in sorted((one, other)))
    assert isinstance(low, Decimal)
    assert isinstance(high, Decimal)
    assert 0 <= low <= high <= weight


@settings(max_examples=80)
@given(RATES, WEIGHTS)
def test_a_started_step_costs_at_least_a_part_and_that_at_least_a_whole_one(rate: Decimal, weight: Decimal) -> None:
    ceiling, proportional, whole = (
        score(steps(way), rate, weight).value for way in ("ceiling", "proportional", "whole")
    )
    assert isinstance(ceiling, Decimal)
    assert isinstance(proportional, Decimal)
    assert isinstance(whole, Decimal)
    assert ceiling <= proportional <= whole
