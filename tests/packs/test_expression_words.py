"""Formulas in Chinese words, and why a value is blank."""

from __future__ import annotations

import pytest
from hypothesis import given

from app.packs.expression_tree import Reference
from app.packs.expression_words import describe, why_blank
from tests.packs.language import Row, compiled, unit
from tests.packs.test_expression_fuzz import EXPRESSIONS


def label(reference: Reference) -> str:
    return f"〈{reference}〉"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a / b", "〈a〉÷〈b〉"),
        ("a + b - c * d", "〈a〉＋〈b〉－〈c〉×〈d〉"),
        ("(a - b) / b", "（〈a〉－〈b〉）÷〈b〉"),
        ("a - (b - 1)", "〈a〉－（〈b〉－1）"),
        ("(a - b) - 1", "〈a〉－〈b〉－1"),
        ("a / (b * c)", "〈a〉÷（〈b〉×〈c〉）"),
        ("-a + -(b - c)", "－〈a〉＋－（〈b〉－〈c〉）"),
        ("total(a, b)", "〈a〉＋〈b〉"),
        ("total(a, b) / c", "（〈a〉＋〈b〉）÷〈c〉"),
        ("c - total(a, b)", "〈c〉－（〈a〉＋〈b〉）"),
        ("total(a, b - c)", "〈a〉＋（〈b〉－〈c〉）"),
        ("total(a, projects.b)", "〈a〉＋各〈projects.b〉之和"),
        ("abs(a - b) / b", "（〈a〉－〈b〉）的绝对值÷〈b〉"),
        ("a * 5%", "〈a〉×5%"),
        ("0.0000001 + 10", "0.0000001＋10"),
        ("'是'", "“是”"),
        ("true or false", "是或者否"),
        ("a <= b", "〈a〉不大于〈b〉"),
        ("1 < a < 2", "1小于〈a〉并且〈a〉小于2"),
        ("(a < b) == (b < c)", "（〈a〉小于〈b〉）等于（〈b〉小于〈c〉）"),
        ("a > 1 and (b > 1 or c > 1)", "〈a〉大于1并且（〈b〉大于1或者〈c〉大于1）"),
        ("a > 1 or b > 1 and c > 1", "〈a〉大于1或者〈b〉大于1并且〈c〉大于1"),
        ("not (a > 1)", "不是（〈a〉大于1）"),
        ("a <= 5% and not blank(name)", "〈a〉不大于5%并且〈name〉已填"),
        ("blank(a) or given(b) or na(c)", "〈a〉未填或者〈b〉已填或者〈c〉为无"),
        ("same(a, b + 1)", "〈a〉与（〈b〉＋1）相同"),
        ("near(a, b)", "〈a〉与〈b〉在尾差内相同"),
        ("contains(name, '中心')", "〈name〉含有“中心”"),
        ("starts(name, '社保')", "〈name〉以“社保”开头"),
        ("len(name) > 5", "〈name〉的字数大于5"),
        ("if(a > b, a, b - 1)", "如果〈a〉大于〈b〉则〈a〉，否则〈b〉－1"),
        ("1 - if(a > b, a, b)", "1－（如果〈a〉大于〈b〉则〈a〉，否则〈b〉）"),
        ("min(a, b, 1)", "〈a〉、〈b〉、1中最小的数"),
        ("max(a + 1, b) * 2", "（（〈a〉＋1）、〈b〉中最大的数）×2"),
        ("coalesce(a, b)", "〈a〉、〈b〉中第一个已填的"),
        ("sum(projects.a)", "各〈projects.a〉之和"),
        ("sum(projects.a) / 2", "各〈projects.a〉之和÷2"),
        ("sum(projects.a, projects.k == '甲')", "各〈projects.a〉之和（只算〈projects.k〉等于“甲”的行）"),
        ("total(projects.a)", "各〈projects.a〉之和"),
        ("count(projects)", "〈projects〉的个数"),
        ("min(projects.a)", "各〈projects.a〉的最小数"),
        ("max(projects.a)", "各〈projects.a〉的最大数"),
        ("avg(projects.a)", "各〈projects.a〉的平均数"),
        ("join(projects.a)", "各〈projects.a〉"),
    ],
)
def test_a_formula_in_words(source: str, words: str) -> None:
    assert describe(compiled(source), label) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a + b", ""),
        ("no", ""),
        ("count(indicators)", ""),
        ("missing", "missing未填"),
        ("-missing", "missing未填"),
        ("a + missing", "missing未填"),
        ("a + none", "none为无"),
        ("a + missing * missing - other", "missing未填，other未填"),
        ("a / zero", "zero为0，不能作除数"),
        ("a / zero / (b - 3)", "zero为0，不能作除数，b－3为0，不能作除数"),
        ("missing / zero", "missing未填"),
        ("a / (b - 3)", "b－3为0，不能作除数"),
        ("a + b / zero * 2", "zero为0，不能作除数"),
        ("a + name", "name不是数"),
        ("name * yes", "name不是数，yes不是数"),
        ("-name", "name不是数"),
        ("people + funds", "people、funds不能比较或合计"),
        (" * ".join(["9" * 40] * 2), f"{'9' * 40}、{'9' * 40}相乘除，结果太大或太小"),
        ("a < missing", "missing未填"),
        ("a < name", "a、name不能比较或合计"),
        ("name == 1", "name、1不能比较或合计"),
        ("1 < a < missing", "missing未填"),
        ("yes and missing == 1", "missing未填"),
        ("yes and name", "name不是判断"),
        ("not name", "name不是判断"),
        ("not missing", "missing未填"),
        ("if(yes, missing, other)", "missing未填"),
        ("if(no, missing, other)", "other未填"),
        ("if(missing, a, other)", "missing未填"),
        ("if(name, a, b)", "name不是判断"),
        ("if(yes, '', a)", "缺少可以计算的数"),
        ("coalesce(missing, other)", "missing未填，other未填"),
        ("total(missing, none)", "missing未填，none为无"),
        ("total(a, name, missing)", "missing未填"),
        ("total(a, name)", "a、name不能比较或合计"),
        ("min(a, missing)", "missing未填"),
        ("min(a, name)", "a、name不能比较或合计"),
        ("abs(name)", "name不能比较或合计"),
        ("len(missing)", "missing未填"),
        ("contains(missing, other)", "missing未填，other未填"),
        ("same(missing, a)", "missing未填"),
        ("near(a, none)", "none为无"),
        ("up.a", "up.a未填"),
        ("sum(indicators.weight)", "没有indicators"),
        ("sum(projects.missing)", "各projects.missing都未填"),
        ("1 + sum(projects.missing)", "各projects.missing都未填"),
        ("sum(projects.mixed)", "各projects.mixed不能比较或合计"),
        ("min(projects.mixed)", "各projects.mixed不能比较或合计"),
        ("join(projects.missing)", "各projects.missing都未填"),
        ("sum(projects)", "projects是整张表，没有指明哪一栏"),
        ("sum(projects.amount, projects.kind == '丙')", "没有符合“projects.kind等于“丙””的projects"),
        ("avg(projects.missing) + other", "各projects.missing都未填，other未填"),
    ],
)
def test_why_a_value_is_blank(source: str, words: str) -> None:
    assert why_blank(compiled(source), unit(), str) == words


@given(EXPRESSIONS)
def test_there_is_a_reason_whenever_there_is_no_value(source: str) -> None:
    expression = compiled(source)
    for row in (unit(), Row({})):
        assert bool(why_blank(expression, row, str)) == (expression.evaluate(row) in (None, ""))
        assert describe(expression, label)
