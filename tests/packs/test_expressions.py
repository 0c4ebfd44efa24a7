"""The language of packs: what every operator and function gives."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.core.values import NA, Value
from app.packs.expression_words import describe, why_blank
from app.packs.problems import PackError
from tests.packs.language import compiled, unit, value

D = Decimal


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a + b", D("4.50")),
        ("a - b", D("-1.50")),
        ("a * b", D("4.50")),
        ("b / a", D(2)),
        ("1 / 3", D(1) / D(3)),
        ("-a", D("-1.50")),
        ("--a", D("1.50")),
        ("2 + 3 * 4", D(14)),
        ("(2 + 3) * 4", D(20)),
        ("10 - 2 - 3", D(5)),
        ("100 / 10 / 2", D(5)),
        ("5%", D("0.05")),
        ("12.50", D("12.50")),
        ("（2＋3）×4÷2−1", D(9)),
        ("budget.full_year.total", D("532.00")),
        ("0.1 + 0.2", D("0.3")),
        ("people / 2", D(255000)),
        ("a + missing", None),
        ("a + none", None),
        ("a / zero", None),
        ("a + name", None),
        ("name * 2", None),
        ("yes + 1", None),
    ],
)
def test_arithmetic(source: str, expected: Value) -> None:
    assert value(source) == expected


def test_digits_of_the_parts_are_kept() -> None:
    assert str(value("a + b")) == "4.50"
    assert str(value("total(a, missing)")) == "1.50"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", True),
        ("a ≥ b", False),
        ("1.50 == a", True),
        ("a != 1.5", False),
        ("1 < a < 2", True),
        ("1 < a < 1.2", False),
        ("name == '社保中心'", True),
        ('name == "别的"', False),
        ("people > some", True),
        ("people == some", False),
        ("missing == 1", None),
        ("none == '无'", None),
        ("name < 'x'", None),
        ("name == 1", None),
        ("yes == true", True),
    ],
)
def test_comparison(source: str, expected: Value) -> None:
    assert value(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("true and true", True),
        ("true and false", False),
        ("false and missing", False),
        ("missing and false", False),
        ("true and missing", None),
        ("true or missing", True),
        ("missing or true", True),
        ("false or missing", None),
        ("not true", False),
        ("not missing", None),
        ("not not yes", True),
        ("a and yes", None),
        ("not a == 1 or false", True),
    ],
)
def test_logic_is_three_valued(source: str, expected: Value) -> None:
    assert value(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("total(a, b, missing)", D("4.50")),
        ("total(missing, none)", None),
        ("total(projects.amount, b)", D(9)),
        ("total(b, projects.amount, projects.indicators.weight)", D(99)),
        ("sum(projects.amount)", D(6)),
        ("sum(projects.missing)", None),
        ("sum(projects)", None),
        ("total(projects, b)", D(3)),
        ("sum(projects.amount, projects.kind == '甲')", D(4)),
        ("sum(projects.amount, projects.amount < b)", D(3)),
        ("sum(projects.indicators.weight)", D(90)),
        ("sum(projects.indicators.weight, projects.indicators.level == '第5')", D(30)),
        ("count(projects)", D(3)),
        ("count(projects, projects.kind == '甲')", D(2)),
        ("count(projects.note)", D(2)),
        ("min(projects.amount)", D(1)),
        ("max(projects.amount, projects.kind == '乙')", D(2)),
        ("min(a, b, missing)", D("1.50")),
        ("max(missing, none)", None),
        ("avg(projects.amount)", D(2)),
        ("avg(projects.missing)", None),
        ("join(projects.kind)", "甲、乙、甲"),
        ("join(projects.kind, '；')", "甲；乙；甲"),
        ("join(projects.kind, projects.amount > 1, '-')", "乙-甲"),
        ("join(projects.missing)", None),
        ("len(name)", D(4)),
        ("len(missing)", None),
        ("blank(missing)", True),
        ("blank(none)", False),
        ("blank(zero)", False),
        ("given(a)", True),
        ("na(none)", True),
        ("na(missing)", False),
        ("same(a, 1.5)", True),
        ("same(missing, missing)", None),
        ("near(49.00, 48.996)", True),
        ("near(49.00, 48.9)", False),
        ("if(a > 1, '大', '小')", "大"),
        ("if(missing, 1, 2)", None),
        ("coalesce(missing, b)", D(3)),
        ("coalesce(none, b)", NA),
        ("abs(a - b)", D("1.50")),
        ("contains(name, '中心')", True),
        ("starts(name, '社保')", True),
        ("contains(missing, 'x')", None),
    ],
)
def test_functions(source: str, expected: Value) -> None:
    assert value(source) == expected


def test_parents_and_siblings() -> None:
    root = unit()
    project = root.tables["projects"][1]
    assert value("up.a", project) == D("1.50")
    assert value("up.up.a", project) is None
    assert value("amount / sum(up.projects.amount)", project) == D(1) / D(3)
    assert value("sum(up.projects.amount, up.projects.kind == kind)", project) == D(2)
    assert value("up.amount", project.tables["indicators"][0]) == D(2)
    assert value("sum(up.up.projects.amount)", project.tables["indicators"][0]) == D(6)


def test_only_what_is_needed_is_asked() -> None:
    root = unit()
    value("if(true, a, b)", root)
    assert root.asked == 1
    value("coalesce(a, b)", root)
    value("false and b", root)
    assert root.asked == 2


def test_results_stay_in_bounds() -> None:
    huge = " * ".join(["9" * 40] * 6)
    assert value(huge) is None
    assert value("1 / " + "9" * 40) is not None
    assert value("a * 0.000000000000000000000000000001") is not None


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        ("a +", 1, 4),
        ("a b", 1, 3),
        ("a +\n * b", 2, 2),
        ("projects.amount", 1, 1),
        ("a + projects.amount", 1, 5),
        ("sum(a)", 1, 1),
        ("foo(a)", 1, 1),
        ("if(a, b)", 1, 1),
        ("total()", 1, 1),
        ("()", 1, 2),
        ("a.b.c(1)", 1, 1),
        ("'open", 1, 1),
        ("a ? b", 1, 3),
        ("up", 1, 1),
        ("projects", 1, 1),
        ("sum(projects.up.projects.amount)", 1, 5),
        ("sum(projects.amount, total(projects.indicators.weight) > 1)", 1, 28),
        ("join(projects.kind, '、', '，')", 1, 26),
        ("a ＝ b", 1, 3),
        ("name == “甲”", 1, 9),
        ("round(a)", 1, 1),
        ("sum(projects.amount, sum(projects.amount))", 1, 22),
        ("1e5", 1, 2),
        ("a = b", 1, 3),
        ("and", 1, 1),
        ("1 ** 2", 1, 4),
        ("a[0]", 1, 2),
        ("lambda: 1", 1, 7),
        ("f'{a}'", 1, 2),
        ("a if b else c", 1, 3),
        ("9" * 41, 1, 1),
    ],
)
def test_refusals_name_the_place(source: str, line: int, column: int) -> None:
    with pytest.raises(PackError) as caught:
        compiled(source)
    assert f"第{line}行第{column}个字符" in caught.value.what


@pytest.mark.parametrize("source", ["a+" * 1000 + "a", "not " * 400 + "a", "(" * 31 + "a" + ")" * 31, "a" * 2001])
def test_size_and_depth_are_bounded(source: str) -> None:
    with pytest.raises(PackError):
        compiled(source)


def test_the_largest_allowed_expression_is_evaluated() -> None:
    assert value("+".join(["a"] * 150)) == D("225.00")
    assert value("(" * 28 + "a" + ")" * 28) == D("1.50")
    assert value("-" * 1999 + "a") == D("-1.50")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a / b", "〈a〉÷〈b〉"),
        ("total(a, b)", "〈a〉＋〈b〉"),
        ("(a - b) / b", "（〈a〉－〈b〉）÷〈b〉"),
        ("a - (b - 1)", "〈a〉－（〈b〉－1）"),
        ("sum(projects.amount)", "各〈projects.amount〉之和"),
        ("a <= 5% and not blank(name)", "〈a〉不大于0.05并且〈name〉已填"),
        ("total(a, b) * 2", "（〈a〉＋〈b〉）×2"),
        ("total(projects.amount, b)", "各〈projects.amount〉之和＋〈b〉"),
        ("total(a)", "〈a〉"),
        ("-(a + b)", "－（〈a〉＋〈b〉）"),
        ("a * -b", "〈a〉×（－〈b〉）"),
        ("not (a < b or yes)", "不是（〈a〉小于〈b〉或者〈yes〉）"),
        ("(a < b) == yes", "（〈a〉小于〈b〉）等于〈yes〉"),
        ("1 < a < 2", "1小于〈a〉并且〈a〉小于2"),
        ("sum(projects.amount, projects.kind == '甲')", "各〈projects.amount〉之和（只算〈projects.kind〉等于“甲”的）"),
        ("count(projects)", "各〈projects〉的个数"),
        ("if(blank(name), 0, a + b)", "如果〈name〉未填则0，否则〈a〉＋〈b〉"),
        ("max(a, b) - 1", "（〈a〉、〈b〉）中的最大数－1"),
        ("near(a, b + 1)", "〈a〉与（〈b〉＋1）在尾差内相同"),
        ("yes == true", "〈yes〉等于是"),
    ],
)
def test_a_formula_in_words(source: str, words: str) -> None:
    assert describe(compiled(source), lambda reference: f"〈{reference}〉") == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a + b", ""),
        ("a + missing", "missing未填"),
        ("a + none", "none为无"),
        ("a / zero", "zero为0，不能作除数"),
        ("missing / zero", "missing未填"),
        ("a + missing + other", "missing未填，other未填"),
        ("a / (b - 3)", "b－3为0，不能作除数"),
        ("if(yes, missing, other)", "missing未填"),
        ("if(missing, a, other)", "missing未填"),
        ("sum(projects.missing)", "各projects.missing之和：各行都未填"),
        ("sum(indicators.weight)", "各indicators.weight之和：没有行"),
        (
            "a + max(projects.amount, projects.amount > 9)",
            "各projects.amount的最大数（只算projects.amount大于9的）：没有这样的行",
        ),
        ("a + name", "缺少可以计算的数"),
    ],
)
def test_why_a_value_is_blank(source: str, words: str) -> None:
    assert why_blank(compiled(source), unit(), str) == words


def test_references_say_where_a_name_leads() -> None:
    found = compiled("a + sum(up.projects.budget.total, up.projects.kind == kind)").references
    assert [(r.path, r.key, r.row_condition) for r in found] == [
        ((), "a", False),
        (("up", "projects"), "budget.total", False),
        (("up", "projects"), "kind", True),
        ((), "kind", False),
    ]
    assert [r.column for r in found] == [1, 9, 35, 55]
