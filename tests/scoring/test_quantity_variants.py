"""Indicators: pass line, gates, over-fulfilment, five grades, steps, bands, yes or no (DOMAIN §1.2–1.3), by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.quantities import Quantity
from app.core.values import NA
from app.scoring import BoundRule
from tests.scoring.variants import bound, pair

L1 = {"达成": ["100%", "80%"], "部分达成": ["80%", "60%"], "未达成": ["60%", "0%"]}
L2 = {"达成": ["100%", "80%"], "部分达成": ["80%", "50%"], "未达成": ["50%", "0%"]}
L3 = {"优": ["100%", "90%"], "良": ["90%", "80%"], "中": ["80%", "60%"], "低": ["60%", "40%"], "差": ["40%", "0%"]}
COUNTY = [["130%", "20%"], ["150%", "40%"], ["200%", "60%"]]

PLAIN = bound("by_kind", bands=L1)
LINE = bound("by_kind", bands=L1, least="60%")
GATE = bound("by_kind", bands=L1, unmet="zero")
EXACT = bound("by_kind", bands=L1, equals="exact")
EXACT_GATE = bound("by_kind", bands=L1, equals="exact", unmet="zero")
OVER = bound("by_kind", bands=L1, over=COUNTY)
SATISFACTION = bound("quantity_steps", step="5%", minus="1")
CASES = bound("quantity_steps", step="1", minus="1")
RELATIVE = bound("quantity_steps", step="10%", minus="20%", steps="ceiling")
BANDS = bound("quantity_bands", bands=[["60%", "1"], ["70%", "3"], ["80%", "4"], ["90%", "5"]])
COUNTS = bound("quantity_bands", bands=[["1", "2"], ["3", "5"]])


@pytest.mark.parametrize(
    ("rule", "target", "actual", "weight", "expected"),
    [
        (PLAIN, "≥95%", "94.9%", "10", "9.989473684210526315789473684"),  # rounded once, by the field
        (LINE, "≥100人", "60人", "10", "6"),  # Q7: on the pass line counts
        (LINE, "≥100人", "59人", "10", "0"),
        (LINE, "≤5次", "8次", "10", "6.25"),
        (LINE, "≤5次", "9次", "10", "0"),  # 5 ÷ 9 is below 60 %
        (GATE, "≥100%", "99.9%", "5", "0"),  # Q5
        (GATE, "100%", "110%", "5", "5"),
        (EXACT_GATE, "100%", "100%", "5", "5"),  # ≠100%则不得分
        (EXACT_GATE, "100%", "100.1%", "5", "0"),
        (EXACT, "=20场", "25场", "10", "8"),
        (EXACT, "=20场", "16场", "10", "8"),
        (OVER, "≥100人", "130人", "10", "10"),
        (OVER, "≥100人", "131人", "10", "8"),
        (OVER, "≥100人", "1.5百人", "10", "8"),
        (OVER, "≥100人", "200人", "10", "6"),
        (OVER, "≥100人", "201人", "10", "4"),
        (OVER, "≥36.6万人", "51万人", "5", "4"),  # 139.3 %
        (OVER, "≤5次", "1次", "10", "10"),  # far below a limit is no low target
        (SATISFACTION, "≥90%", "90%", "10", "10"),  # Q3: 90%以上得10分，每降5%扣1分
        (SATISFACTION, "≥90%", "84%", "10", "9"),
        (SATISFACTION, "≥90%", "80%", "10", "8"),
        (SATISFACTION, "≥90%", "20%", "10", "0"),
        (CASES, "=0例", "0例", "9", "9"),
        (CASES, "0例", "1例", "9", "8"),  # 每出现一例扣1分: jubao's 8 of 9
        (CASES, "0例", "12例", "9", "0"),
        (RELATIVE, "≥200人", "195人", "10", "8"),  # a started step of 20 people
        (RELATIVE, "≥200人", "179人", "10", "6"),
        (BANDS, "", "90%", "5", "5"),
        (BANDS, "", "89.99%", "5", "4"),
        (BANDS, "", "59.9", "5", "0"),  # a bare number beside percentages is one
        (BANDS, "", "59.9%", "5", "0"),
        (BANDS, "", "95%", "4", "4"),
        (COUNTS, "", "2次", "5", "2"),
        (COUNTS, "", "3次", "5", "5"),
        (COUNTS, "", "0次", "5", "0"),
    ],
)
def test_worked_by_hand(rule: BoundRule, target: str, actual: str, weight: str, expected: str | None) -> None:
    scored = pair(rule, target, actual, weight)
    assert scored.value == (None if expected is None else Decimal(expected)), scored
    assert bool(scored.steps) != bool(scored.problem)


@pytest.mark.parametrize(
    ("bands", "actual", "band", "share", "expected"),
    [
        (L1, "基本达成目标", "", None, "10"),  # the top of the best band
        (L1, "一般", "部分达成", None, "8"),
        (L1, "一般", "部分达成", "60%", "6"),
        (L2, "一般", "部分达成", "50%", "5"),
        (L1, "一般", "部分达成", "50%", None),  # outside its band in this version
        (L2, "差", "未达成", None, "5"),
        (L1, "差", "未达成", None, "6"),
        (L3, "良", "", None, "9"),  # the actual names the grade
        (L3, "差", "", None, "4"),
        (L3, "良", "中", None, "8"),  # what was chosen beats it
    ],
)
def test_words(bands: dict[str, list[str]], actual: str, band: str, share: str | None, expected: str | None) -> None:
    part = Decimal(share.rstrip("%")) / 100 if share else None
    scored = pair(bound("by_kind", bands=bands), "优良中低差", actual, band=band, share=part)
    assert scored.value == (None if expected is None else Decimal(expected)), scored


def test_what_is_not_there() -> None:
    full = {"target": NA, "actual": NA, "weight": Decimal(5)}
    assert PLAIN(full).value == 5  # 没有楼堂馆所项目的部门按满分计算
    assert "无" in bound("by_kind", bands=L1, absent="refuse")(full).problem


def test_a_low_target_is_forgiven_where_a_reason_is_written() -> None:
    rule = bound("by_kind", bands=L1, over=COUNTY, over_if="unexplained")
    assert pair(rule, "≥100人", "180人").value == 6
    assert pair(rule, "≥100人", "180人", reason=" ").value == 6
    assert pair(rule, "≥100人", "180人", reason="政策扩面").value == 10


YES_NO = bound("yes_no", yes=["是", "有"], no=["否", "无"], minus="2")


@pytest.mark.parametrize(("actual", "expected"), [("是", "5"), ("有", "5"), ("否", "3"), ("无", "3")])
def test_yes_or_no(actual: str, expected: str) -> None:
    assert YES_NO({"actual": actual, "weight": Decimal(5)}).value == Decimal(expected)


def test_yes_or_no_by_default_all_or_nothing() -> None:
    rule = bound("yes_no", yes=["是"], no=["否", "无"])
    assert rule({"actual": "否", "weight": Decimal(5)}).value == 0
    assert rule({"actual": NA, "weight": Decimal(5)}).value == 0
    assert "是、否、无之一" in rule({"actual": "大概", "weight": Decimal(5)}).problem
    assert "没有填写" in rule({"actual": None, "weight": Decimal(5)}).problem


@pytest.mark.parametrize(
    ("rule", "target", "actual", "reason"),
    [
        (SATISFACTION, "≥90%", "很好", "不都是数量"),
        (SATISFACTION, "≥90%", "", "没有填写"),
        (SATISFACTION, "≥90%", "30万人", "计量单位不同"),
        (BANDS, "", "30人", "不是百分数"),
        (BANDS, "", "好", "不是数量"),
        (COUNTS, "", "30%", "是百分数"),
        (COUNTS, "", "-3次", "小于0"),
    ],
)
def test_refused_with_a_reason(rule: BoundRule, target: str, actual: str, reason: str) -> None:
    scored = pair(rule, target, actual)
    assert scored.value is None
    assert reason in scored.problem


NUMBERS = st.decimals(min_value=0, max_value=1000, places=2)
WEIGHTS = st.decimals(min_value=0, max_value=100, places=1)
FORWARD = {"plain": PLAIN, "pass line": LINE, "gate": GATE, "steps": CASES, "relative steps": RELATIVE}


def score(rule: BoundRule, operator: str, target: Decimal, actual: Decimal, weight: Decimal) -> Decimal:
    goal, done = Quantity(operator, target, "", "人"), Quantity("", actual, "", "人")
    value = rule({"target": goal, "actual": done, "weight": weight}).value
    assert isinstance(value, Decimal)
    return value


PAIRS = st.tuples(NUMBERS, NUMBERS).map(sorted)


@settings(max_examples=80)
@given(st.sampled_from(sorted(FORWARD)), st.sampled_from("≥>"), NUMBERS.filter(bool), PAIRS, WEIGHTS)
def test_more_is_never_less(name: str, sign: str, target: Decimal, pair: list[Decimal], weight: Decimal) -> None:
    low, high = (score(FORWARD[name], sign, target, actual, weight) for actual in pair)
    assert 0 <= low <= high <= weight


@settings(max_examples=80)
@given(st.sampled_from(sorted(FORWARD)), st.sampled_from("≤<"), NUMBERS.filter(bool), PAIRS, WEIGHTS)
def test_less_is_never_worse_going_down(
    name: str, sign: str, target: Decimal, pair: list[Decimal], weight: Decimal
) -> None:
    low, high = (score(FORWARD[name], sign, target, actual, weight) for actual in pair)
    assert 0 <= high <= low <= weight


@settings(max_examples=80)
@given(st.sampled_from(["plain", "pass line", "gate"]), NUMBERS.filter(bool), NUMBERS.filter(bool), WEIGHTS)
def test_reverse_mirrors_forward(name: str, one: Decimal, other: Decimal, weight: Decimal) -> None:
    assert score(FORWARD[name], "≥", one, other, weight) == score(FORWARD[name], "≤", other, one, weight)


@settings(max_examples=60)
@given(st.sampled_from([OVER, EXACT, EXACT_GATE]), st.sampled_from("≥≤="), NUMBERS, NUMBERS, WEIGHTS)
def test_no_variant_leaves_the_weight(
    rule: BoundRule, sign: str, target: Decimal, actual: Decimal, weight: Decimal
) -> None:
    assert 0 <= score(rule, sign, target, actual, weight) <= weight
