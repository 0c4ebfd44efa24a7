"""The language of packs: what every operator and function gives."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.quantities import Quantity
from app.core.values import NA, Value
from tests.packs.language import Row, unit, value

D = Decimal


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a + b", D("4.50")),
        ("a - b", D("-1.50")),
        ("a * b", D("4.50")),
        ("b / a", D(2)),
        ("1 / 3", D("0.3333333333333333333333333333")),
        ("2 / 3", D("0.6666666666666666666666666667")),
        ("-a", D("-1.50")),
        ("--a", D("1.50")),
        ("-zero", D(0)),
        ("a * -b", D("-4.50")),
        ("-a - -b", D("1.50")),
        ("2 + 3 * 4", D(14)),
        ("(2 + 3) * 4", D(20)),
        ("-2 * 3 + 10", D(4)),
        ("10 - 2 - 3", D(5)),
        ("10 - (2 - 3)", D(11)),
        ("100 / 10 / 2", D(5)),
        ("5%", D("0.05")),
        ("12.50", D("12.50")),
        ("（2＋3）×4÷2−1", D(9)),
        ("6＊2／3－1", D(3)),
        ("　a　＋\u00a0b", D("4.50")),
        ("a\n+\tb", D("4.50")),
        ("budget.full_year.total", D("532.00")),
        ("0.1 + 0.2", D("0.3")),
        ("people / 2", D(255000)),
        ("people - some", D(506646)),
        ("funds / people", D("5129.411764705882352941176471")),
        ("a + missing", None),
        ("a + none", None),
        ("a / zero", None),
        ("zero / zero", None),
        ("a + name", None),
        ("name * 2", None),
        ("-name", None),
        ("yes + 1", None),
        ("later - day", None),
        ("people + funds", None),  # 人 and 元 do not add up
        ("''", None),
        ("a + ''", None),
    ],
)
def test_arithmetic(source: str, expected: Value) -> None:
    assert value(source) == expected


def test_digits_of_the_parts_are_kept() -> None:
    assert str(value("a + b")) == "4.50"
    assert str(value("total(a, missing)")) == "1.50"
    assert str(value("0 * -a")) == "0.00"


LONG = st.decimals(-(10**29), 10**29, places=25, allow_nan=False)


@given(LONG, LONG)
def test_sums_and_products_are_exact(a: Decimal, b: Decimal) -> None:
    """More digits than the 28 of Python's usual context."""
    row = Row({"a": a, "b": b})
    one, other = Fraction(a), Fraction(b)
    for source, exact in [
        ("a + b", one + other),
        ("a - b", one - other),
        ("total(a, b, -a)", other),
        ("-a", -one),
        ("abs(a)", abs(one)),
        ("a * 0.000000000000000000001", one / 10**21),
    ]:
        assert Fraction(number(value(source, row))) == exact


def number(found: Value) -> Decimal:
    assert isinstance(found, Decimal)
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", True),
        ("a ≥ b", False),
        ("a ≦ 1.5 and a ≧ 1.5", True),
        ("a ＜ b", True),
        ("b ＞ a", True),
        ("a ≠ b", True),
        ("a ＝＝ 1.5", True),
        ("1.50 == a", True),
        ("a != 1.5", False),
        ("1 < a < 2", True),
        ("1 < a < 1.2", False),
        ("3 > b - 1 > a", True),
        ("missing < a < 1", False),  # one false link is enough
        ("missing < a < 2", None),
        ("name == '社保中心'", True),
        ('name == "别的"', False),
        ("name != '别的'", True),
        ("'abc' == 'ABC'", False),
        ("'其他' == '其他 '", False),
        ("people > some", True),
        ("people == some", False),
        ("people == 510000", True),
        ("some < 0.4 * people", True),
        ("bare < some", True),  # 40 beside 人 is 40人
        ("people > funds", None),
        ("people == funds", None),
        ("missing == 1", None),
        ("missing == missing", None),
        ("none == '无'", None),
        ("none == none", None),
        ("none != 1", None),
        ("name < 'x'", None),
        ("name == 1", None),
        ("name != 1", None),
        ("yes == true", True),
        ("yes != no", True),
        ("yes == 1", None),
        ("day < later", True),
        ("day >= later", False),
        ("day == day", True),
        ("day == later", False),
        ("day == year", None),  # a day of that year, but is it that one
        ("day < year", None),
        ("year < later", True),
        ("day == '2024年12月15日'", None),
    ],
)
def test_comparison(source: str, expected: Value) -> None:
    assert value(source) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("share == 95%", True),
        ("share == 0.95", True),
        ("share > 95", False),
        ("rate >= share", True),
        ("share * 2", D("1.90")),
        ("rate - share", D("0.0189")),
        ("rate / share", D("1.019894736842105263157894737")),
        ("bare < share", True),  # 40 beside % is 40%
    ],
)
def test_a_percentage_is_a_ratio_wherever_it_comes_from(source: str, expected: Value) -> None:
    assert value(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("true and true", True),
        ("true and false", False),
        ("false and missing", False),
        ("missing and false", False),
        ("true and missing", None),
        ("missing and true", None),
        ("true or missing", True),
        ("missing or true", True),
        ("false or missing", None),
        ("missing or false", None),
        ("false or false", False),
        ("missing and missing and false", False),
        ("missing or false or true", True),
        ("not true", False),
        ("not missing", None),
        ("not none", None),
        ("not name", None),
        ("not not yes", True),
        ("a and yes", None),
        ("name or no", None),
        ("not a == 1 or false", True),
        ("false and false or true", True),
        ("true or false and false", True),
        ("(true or false) and false", False),
        ("not no and no", False),
        ("not (no and no)", True),
    ],
)
def test_logic_is_three_valued(source: str, expected: Value) -> None:
    assert value(source) is expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("total(a, b, missing)", D("4.50")),
        ("total(missing, none)", None),
        ("total(a)", D("1.50")),
        ("total(people, some)", D(513354)),
        ("total(people, funds)", None),
        ("total(a, name)", None),  # words are no blank: leaving them out would give a wrong sum
        ("total(a, yes)", None),
        ("total(projects.amount)", D(6)),
        ("total(projects.amount, b)", D(9)),
        ("total(b, projects.amount, projects.indicators.weight)", D(99)),
        ("total(projects.missing, b)", D(3)),
        ("total(sum(projects.amount, projects.kind == '甲'), b)", D(7)),
        ("min(a, b)", D("1.50")),
        ("max(a, b, 2)", D(3)),
        ("min(1, rate)", D("0.9689")),
        ("min(1, missing)", None),  # not 1: a blank rate would score in full
        ("max(0, none)", None),
        ("min(a, name)", None),
        ("min(name)", None),
        ("max(day, later) == later", True),
        ("max(day, a)", None),
        ("max(people, funds)", None),
        ("min(projects.amount)", D(1)),
        ("max(projects.amount)", D(3)),
        ("max(projects.amount, projects.kind == '乙')", D(2)),
        ("max(max(projects.amount), b * 2)", D(6)),
        ("max(max(projects.missing), b)", None),
        ("max(projects.part)", D(3)),
        ("min(projects.mixed)", None),
        ("abs(a - b)", D("1.50")),
        ("abs(name)", None),
        ("abs(missing)", None),
    ],
)
def test_total_least_and_greatest(source: str, expected: Value) -> None:
    assert value(source) == expected


def test_the_greatest_quantity_stays_a_quantity() -> None:
    found = value("max(some, people)")
    assert isinstance(found, Quantity)
    assert found.text == "51万人"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("sum(projects.amount)", D(6)),
        ("sum(projects.missing)", None),
        ("sum(projects.part)", D(4)),
        ("sum(projects.mixed)", None),
        ("sum(projects.amount, projects.kind == '甲')", D(4)),
        ("sum(projects.amount, projects.kind == '丙')", None),
        ("sum(projects.amount, projects.amount < b)", D(3)),
        ("sum(projects.amount, blank(projects.note))", D(2)),
        ("sum(projects.amount, projects.missing == 1)", None),
        ("sum(projects.amount, not given(missing))", D(6)),
        ("sum(projects.amount, if(projects.amount > 1, projects.kind == '甲', true))", D(4)),
        ("sum(projects.indicators.weight)", D(90)),
        ("sum(projects.indicators.weight, projects.indicators.level == '第5')", D(30)),
        ("count(projects)", D(3)),
        ("count(indicators)", D(0)),
        ("count(projects.indicators)", D(6)),
        ("count(projects, projects.kind == '甲')", D(2)),
        ("count(projects, projects.kind == '丙')", D(0)),
        ("count(projects.note)", D(2)),
        ("count(projects.part)", D(3)),  # 无 is an answer
        ("avg(projects.amount)", D(2)),
        ("avg(projects.part)", D(2)),
        ("avg(projects.indicators.weight, projects.indicators.weight <= 10)", D("8.333333333333333333333333333")),
        ("avg(projects.amount, projects.amount != 2) / 3", D("0.6666666666666666666666666667")),
        ("avg(projects.missing)", None),
        ("avg(projects.mixed)", None),
        ("join(projects.kind)", "甲、乙、甲"),
        ("join(projects.kind, '；')", "甲；乙；甲"),
        ("join(projects.kind, '')", "甲乙甲"),
        ("join(projects.kind, projects.amount > 1, '-')", "乙-甲"),
        ("join(projects.kind, '-', projects.amount > 1)", "乙-甲"),
        ("join(projects.part)", "1、3"),
        ("join(projects.done)", "2024年1月、2024年2月、2024年3月"),
        ("join(projects.missing)", None),
        ("join(projects.kind, '乙' == projects.kind)", "乙"),
        ("sum(projects)", None),  # only rows can be counted
        ("join(projects)", None),
        ("max(projects, projects.amount > 1)", None),
        ("total(projects, b)", D(3)),
    ],
)
def test_aggregates(source: str, expected: Value) -> None:
    assert value(source) == expected


def test_an_average_has_28_digits() -> None:
    root = Row({})
    for amount in (1, 1, 0):
        root.add("projects", amount=D(amount))
    assert str(value("avg(projects.amount)", root)) == "0.6666666666666666666666666667"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("len(name)", D(4)),
        ("len('𠮷字')", D(2)),
        ("len(missing)", None),
        ("len(none)", None),
        ("len(a)", D(4)),
        ("blank(missing)", True),
        ("blank('')", True),
        ("blank(none)", False),
        ("blank(zero)", False),
        ("blank(a / zero)", True),
        ("given(a)", True),
        ("given(none)", True),
        ("given(missing)", False),
        ("na(none)", True),
        ("na(missing)", False),
        ("na(zero)", False),
        ("same(a, 1.5)", True),
        ("same(name, '社保中心')", True),
        ("same(a, b)", False),
        ("same(missing, missing)", None),
        ("same(none, none)", None),
        ("near(49.00, 48.996)", True),
        ("near(49.00, 48.9)", False),
        ("near(461.9, 461.89)", True),
        ("near(1, 2)", False),
        ("near(people, 505001)", True),  # 51万 is printed to the ten thousand
        ("near(people, 504000)", False),
        ("near(people, funds)", None),
        ("near(share, 0.9512)", True),
        ("near(a, name)", None),
        ("near(a, missing)", None),
        ("if(a > 1, '大', '小')", "大"),
        ("if(a > 2, '大', '小')", "小"),
        ("if(missing, 1, 2)", None),
        ("if(name, 1, 2)", None),
        ("if(a > 1, '', 1)", None),
        ("coalesce(missing, b)", D(3)),
        ("coalesce('', missing, b, a)", D(3)),
        ("coalesce(none, b)", NA),
        ("coalesce(missing, '')", None),
        ("contains(name, '中心')", True),
        ("contains(name, '医院')", False),
        ("contains(people, '万')", True),
        ("contains(missing, 'x')", None),
        ("contains(none, '无')", None),
        ("starts('无', none)", None),
        ("contains(name, '')", None),
        ("starts(name, '社保')", True),
        ("starts(name, '中心')", False),
        ("starts(missing, 'x')", None),
    ],
)
def test_other_functions(source: str, expected: Value) -> None:
    assert value(source) == expected


def test_parents_and_siblings() -> None:
    root = unit()
    project = root.tables["projects"][1]
    indicator = project.tables["indicators"][0]
    assert value("up.a", project) == D("1.50")
    assert value("up.up.a", project) is None
    assert value("up.up.a", indicator) == D("1.50")
    assert value("up.amount", indicator) == D(2)
    assert value("amount / sum(up.projects.amount)", project) == D("0.3333333333333333333333333333")
    assert value("sum(up.projects.amount, up.projects.kind == kind)", project) == D(2)
    assert value("sum(up.indicators.weight, up.indicators.level == level)", indicator) == D(10)
    assert value("sum(up.up.projects.amount)", indicator) == D(6)
    assert value("sum(projects.amount, projects.amount < up.a)", project) is None
    assert value("count(up.projects)", root) == 0


def test_only_what_is_needed_is_asked() -> None:
    root = unit()
    value("if(true, a, b)", root)
    assert root.asked == 1
    value("coalesce(a, b)", root)
    value("false and b", root)
    assert root.asked == 2
    value("true or a or b", root)
    assert root.asked == 2
