"""Targets and actuals as people write them wrongly: scored or refused with a reason, never silently."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.core.values import interpret
from app.scoring import RULES, Scored

BANDS = {"达成": ["100%", "80%"], "部分达成": ["80%", "60%"], "未达成": ["60%", "0%"]}


def score(target: str, actual: str, **more: object) -> Scored:
    rule = RULES["by_kind"].bind({"bands": BANDS, "downward": ["控制率"]}, where="测试")
    given = {"target": interpret("quantity", target), "actual": interpret("quantity", actual), "weight": Decimal(10)}
    return rule({**given, **more})  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("target", "actual", "words"),
    [
        ("≥36.6万人", "90%", "计量单位不同"),
        ("≥5人", "5人次", "计量单位不同"),
        ("3–5次", "4次", "不能和完成值4次自动比较"),
        ("90%-95%", "93%", "自动比较"),
        ("≥3次，≥5人", "4次", "自动比较"),
        ("2024年12月底前", "5次", "不能比较"),
        ("≥5次", "2024年12月", "不能比较"),
        ("2024年6月底前", "2024年", "不够具体"),
        ("", "5次", "没有填写"),
        ("≥5次", "", "没有填写"),
    ],
)
def test_what_does_not_compare_is_refused_with_the_reason(target: str, actual: str, words: str) -> None:
    result = score(target, actual)
    assert result.value is None
    assert words in result.problem


def test_a_person_may_judge_a_range() -> None:
    assert score("3–5次", "4次", band="部分达成").value == Decimal(8)


@pytest.mark.parametrize(
    ("target", "actual", "points", "words"),
    [
        ("0", "0", "10", "已完成"),
        ("=0起", "1起", "0", "不能按比例"),
        ("≤0起", "0起", "10", "已完成"),
        ("≥100万元", "-5万元", "0", "未完成"),
        ("≥100万元", "500000元", "5", "按比例"),
        ("约100人", "90人", "9", "按比例"),
        ("不少于3场次", "3场", "10", "已完成"),
        ("2024年12月底前", "2025年1月", "0", "超过时限"),
        ("2024年12月底前", "基本完成", "10", "按定性指标"),
        ("100%", "应保尽保", "10", "按定性指标"),
        ("正常运转", "95%", "10", "按定性指标"),
        ("稳定", "基本达成目标", "10", "按定性指标"),
    ],
)
def test_what_is_scored_says_how(target: str, actual: str, points: str, words: str) -> None:
    result = score(target, actual)
    assert result.value == Decimal(points)
    assert words in "".join(result.steps)
