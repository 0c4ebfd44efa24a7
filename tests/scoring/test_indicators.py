"""Indicators: rows of the papers by hand (DOMAIN §1.2, §1.3), and what must hold for every pair of figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.quantities import Quantity
from app.core.values import NA, Value, interpret
from app.scoring import RULES, BoundRule, Scored

BANDS = {"达成": ["100%", "80%"], "部分达成": ["80%", "60%"], "未达成": ["60%", "0%"]}


def rule(**others: object) -> BoundRule:
    return RULES["by_kind"].bind({"bands": BANDS, "downward": ["控制率", "差错率"], **others}, where="测试")


def score(target: str, actual: str, weight: str = "10", bound: BoundRule | None = None, **others: Value) -> Scored:
    values = {
        "target": interpret("quantity", target),
        "actual": interpret("quantity", actual),
        "weight": Decimal(weight),
    }
    return (bound or rule())({**values, **others})


@pytest.mark.parametrize(
    ("target", "actual", "weight", "expected"),
    [
        ("≥36.6万人", "51万人", "5", "5"),
        ("≥36.6万人", "45万", "6", "6"),  # the measure is missing: taken from the target
        ("≥0.3万人", "3354人", "10", "10"),  # 万人 against 人
        ("≥0.5万人", "4000人", "10", "8"),
        ("≥95%", "99%", "5", "5"),
        ("≥90%", "950%", "10", "10"),
        ("100%", "100%%", "5", "5"),
        ("≥26亿元", "26.16亿元", "5", "5"),
        ("≥500万元", "532万元", "10", "10"),  # a cost with ≥: the sign decides, the audit objects
        ("≤5300元", "5830元", "10", "9.090909090909090909090909091"),  # 10 × 5300 ÷ 5830
        ("≤30万元", "28万元", "10", "10"),
        ("=0起", "0起", "8", "8"),
        ("=0起", "2起", "8", "0"),
        ("0起", "1起", "8", "0"),
        ("≤0", "0", "8", "8"),
        ("≤0%", "1%", "8", "0"),  # no division by zero: reached or nothing
        ("≥1000次", "0次", "8", "0"),
        (">100件", "100件", "8", "8"),  # not above, but the whole of it
        ("2024年", "基本达成目标", "10", "10"),  # words against a date: top of the band
        ("正常运转", "基本达成目标", "7", "7"),
        ("100%", "贫困人员参保率达100 %，实现应保尽保", "15", "15"),
        ("100%", "无", "5", "5"),  # nothing of the kind: full marks
        ("2024年12月底前", "2024年11月20日", "10", "10"),
        ("2024年6月底前", "2024年7月1日", "10", "0"),
        ("2024年", "2024年", "10", "10"),
        ("12月31日", "2024年12月30日", "10", "10"),
    ],
)
def test_worked_examples(target: str, actual: str, weight: str, expected: str) -> None:
    scored = score(target, actual, weight)
    assert scored.value == Decimal(expected)
    assert scored.problem == ""
    assert len(scored.steps) == 1


def test_a_rate_just_missed_keeps_all_its_digits() -> None:
    scored = score("≥95%", "94.9")
    assert isinstance(scored.value, Decimal)
    assert scored.value.quantize(Decimal("0.01")) == Decimal("9.99")
    assert scored.value != Decimal("9.99")
    assert scored.steps == ("指标值≥95%，实际完成94.9（合94.9%），未完成，按比例计分：10分×94.9÷95，得9.9895分",)


def test_the_sentence_of_a_reached_target() -> None:
    assert score("≥36.6万人", "51万人", "5").steps == ("指标值≥36.6万人，实际完成51万人，已完成，得满分5分",)


@pytest.mark.parametrize(
    ("target", "others", "expected"),
    [
        ("100%", {"name": "公用经费控制率"}, "5"),  # no sign: the name decides
        ("100%", {"name": "参保率"}, "2.4455"),
        ("100%", {"direction": "反向"}, "5"),
        ("100%", {"name": "公用经费控制率", "direction": "正向"}, "2.4455"),  # a chosen direction beats the name
        ("≥100%", {"direction": "反向"}, "2.4455"),  # the printed sign beats both
        ("100", {"operator": "≤", "measure": "%"}, "5"),  # target in three cells
        ("100", {"operator": "＝", "measure": "%"}, "2.4455"),
    ],
)
def test_direction(target: str, others: dict[str, Value], expected: str) -> None:
    assert score(target, "48.91%", "5", **others).value == Decimal(expected)


def test_qualitative_by_choice_even_with_figures() -> None:
    assert score("100%", "48%", direction="定性").value == Decimal(10)
    assert score("100", "48", operator="定性").value == Decimal(10)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ({}, "10"),
        ({"band": "部分达成"}, "8"),
        ({"band": "未达成"}, "6"),
        ({"band": "部分达成", "share": Decimal("0.7")}, "7"),
        ({"band": "未达成", "share": Decimal(0)}, "0"),
    ],
)
def test_bands(others: dict[str, Value], expected: str) -> None:
    assert score("稳定", "基本稳定", **others).value == Decimal(expected)


def test_the_band_of_rows_that_name_none_is_the_packs() -> None:
    assert score("稳定", "基本稳定", bound=rule(band="部分达成")).value == Decimal(8)


def test_other_bands_are_data() -> None:
    older = RULES["by_kind"].bind({"bands": {**BANDS, "部分达成": ["80%", "50%"], "未达成": ["50%", "0%"]}}, where="")
    assert score("稳定", "差", bound=older, band="未达成").value == Decimal(5)


@pytest.mark.parametrize(
    ("target", "actual", "others", "reason"),
    [
        ("", "51万人", {}, "年度指标值没有填写"),
        ("≥36.6万人", "", {}, "实际完成值没有填写"),
        ("≥3万人", "90%", {}, "计量单位不同（“万人”与“%”）"),
        ("≥300次", "318人", {}, "计量单位不同"),
        ("2024年", "98%", {}, "一个是日期、一个是数量"),
        ("2024年6月底前", "2024年", {}, "日期不够具体"),
        ("稳定", "稳定", {"band": "优秀"}, "达成档“优秀”不在"),
        ("稳定", "稳定", {"share": Decimal("0.5")}, "不在“达成”档的100%—80%之内"),
    ],
)
def test_what_cannot_be_scored_says_why(target: str, actual: str, others: dict[str, Value], reason: str) -> None:
    scored = score(target, actual, **others)
    assert scored.value is None
    assert reason in scored.problem


def test_words_against_a_number_can_be_refused() -> None:
    assert "一个是文字" in score("100%", "已全部完成", bound=rule(words="refuse")).problem
    assert score("稳定", "稳定", bound=rule(words="refuse")).value == Decimal(10)


@pytest.mark.parametrize("weight", [None, NA, "十分", Decimal(-1)])
def test_a_weight_that_is_none(weight: Value) -> None:
    scored = rule()({"target": NA, "actual": NA, "weight": weight})
    assert scored.value is None
    assert scored.problem.startswith("分值")


FIGURES = st.decimals(min_value=-10, max_value=1000, places=2)
POSITIVE = st.decimals(min_value="0.01", max_value=1000, places=2)
WEIGHTS = st.decimals(min_value=0, max_value=100, places=1)
OPERATORS = st.sampled_from(["≥", "≤", ">", "<", "=", ""])


def value(operator: str, goal: Decimal, done: Decimal, weight: Decimal) -> Decimal:
    given_values = {"target": Quantity(operator, goal), "actual": Quantity("", done), "weight": weight}
    scored = rule()(given_values)
    assert isinstance(scored.value, Decimal)
    return scored.value


@settings(max_examples=200)
@given(OPERATORS, FIGURES, FIGURES, WEIGHTS)
def test_never_below_zero_or_above_the_weight(operator: str, goal: Decimal, done: Decimal, weight: Decimal) -> None:
    assert 0 <= value(operator, goal, done, weight) <= weight


@settings(max_examples=150)
@given(st.sampled_from(["≥", ">", ""]), POSITIVE, FIGURES, FIGURES, WEIGHTS)
def test_more_is_never_less(operator: str, goal: Decimal, one: Decimal, other: Decimal, weight: Decimal) -> None:
    low, high = (value(operator, goal, done, weight) for done in sorted((one, other)))
    assert low <= high


@settings(max_examples=150)
@given(st.sampled_from(["≤", "<"]), FIGURES, FIGURES, FIGURES, WEIGHTS)
def test_reverse_less_is_never_less(
    operator: str, goal: Decimal, one: Decimal, other: Decimal, weight: Decimal
) -> None:
    low, high = (value(operator, goal, done, weight) for done in sorted((one, other)))
    assert low >= high


@settings(max_examples=100)
@given(POSITIVE, POSITIVE, WEIGHTS)
def test_reverse_mirrors_forward(one: Decimal, other: Decimal, weight: Decimal) -> None:
    assert value("≥", one, other, weight) == value("≤", other, one, weight)


ANYTHING = st.one_of(
    st.none(), st.just(NA), st.text(max_size=12).map(lambda text: interpret("quantity", text)), FIGURES, st.booleans()
)


ARGUMENTS = ("target", "actual", "weight", "name", "direction", "operator", "measure", "band", "share")


@settings(max_examples=300)
@given(st.fixed_dictionaries(dict.fromkeys(ARGUMENTS, ANYTHING)))
def test_never_raises_and_never_gives_nothing_without_a_reason(values: dict[str, Value]) -> None:
    scored = rule()(values)
    assert (scored.value is None) == bool(scored.problem)
    assert scored.value is None or scored.steps
