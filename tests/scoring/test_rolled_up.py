"""Several units as one (DOMAIN §1.8): absolute figures add, percentages and words are weighed by money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.quantities import Quantity, parse_quantity
from app.core.values import Value
from app.scoring import Scored
from tests.scoring.variants import bound

RULE = bound("rolled_up", bands=[["100%", "80%"], ["80%", "60%"], ["60%", "0%"]])


def read(texts: str) -> tuple[Value, ...]:
    return tuple(parse_quantity(text) or text or None for text in texts.split("|")) if texts else ()


def rolled(targets: str, actuals: str, money: str, shares: str = "", weight: str = "10") -> Scored:
    columns = {"targets": read(targets), "actuals": read(actuals), "money": read(money)}
    return RULE({"weight": Decimal(weight)}, columns | ({"shares": read(shares)} if shares else {}))


@pytest.mark.parametrize(
    ("targets", "actuals", "money", "shares", "expected"),
    [
        ("≥100人|≥300人", "90人|310人", "10|30", "", "10"),  # 400 of 400: one unit's shortfall is made up by the other
        ("≥100人|≥300人", "90人|270人", "10|30", "", "9"),
        ("≥1万人|≥5000人", "9000人|0.3万人", "1|1", "", "8"),  # 12000 of 15000
        ("≥90%|≥90%", "80%|100%", "30|10", "", "9.444444444444444444444444444"),  # 85 % by money, not 90 %
        ("≥90%|≥100%", "90%|100%", "1|1", "", "10"),
        ("≤10次|≤10次", "5次|20次", "1|1", "", "8"),
        ("健全|健全", "健全|基本健全", "10|30", "100%|80%", "8.5"),  # 85 % by money
        ("健全|健全", "健全|健全", "10|30", "", "10"),
        ("健全|健全", "健全|没有", "10|30", "|0%", "2.5"),  # a blank share is the top of the best band
    ],
)
def test_worked_by_hand(targets: str, actuals: str, money: str, shares: str, expected: str) -> None:
    scored = rolled(targets, actuals, money, shares)
    assert scored.value == Decimal(expected), scored
    assert "2个单位" in scored.steps[0]


@pytest.mark.parametrize(
    ("targets", "actuals", "money", "shares", "reason"),
    [
        ("", "", "", "", "没有下属单位"),
        ("≥1人|≥1人", "1人|", "1|1", "", "第2个单位的实际完成值没有填写"),
        ("≥1人|≥1次", "1人|1次", "1|1", "", "计量单位不同"),
        ("≥1人|≤1人", "1人|1人", "1|1", "", "不能汇总"),
        ("≥1%|≥1%", "1%|1%", "1|", "", "资金没有填写"),
        ("≥1%|≥1%", "1%|1%", "0|0", "", "资金合计为0"),
        ("好|好", "好|好", "1|1", "120%|80%", "0%与100%之间"),
    ],
)
def test_refused_with_a_reason(targets: str, actuals: str, money: str, shares: str, reason: str) -> None:
    scored = rolled(targets, actuals, money, shares)
    assert scored.value is None
    assert reason in scored.problem


COUNTS = st.integers(1, 1000)


@settings(max_examples=80)
@given(st.lists(st.tuples(COUNTS, COUNTS, COUNTS), min_size=1, max_size=6), st.sampled_from(["人", "%"]))
def test_the_whole_is_between_its_parts(parts: list[tuple[int, int, int]], measure: str) -> None:
    columns: dict[str, tuple[Value, ...]] = {
        "targets": tuple(Quantity("≥", Decimal(target), "", measure) for target, _, _ in parts),
        "actuals": tuple(Quantity("", Decimal(actual), "", measure) for _, actual, _ in parts),
        "money": tuple(Decimal(money) for _, _, money in parts),
    }
    scored = RULE({"weight": Decimal(10)}, columns).value
    one_by_one = [min(Decimal(10), Decimal(10) * actual / target) for target, actual, _ in parts]
    assert isinstance(scored, Decimal)
    assert min(one_by_one) - Decimal("0.0001") <= scored <= 10
    if min(one_by_one) == 10:
        assert scored == 10
