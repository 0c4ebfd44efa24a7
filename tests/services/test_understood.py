"""How targets and actuals that people type are understood, in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.services.review.understood import actual_words, reached, target_words


@pytest.mark.parametrize(
    ("typed", "direction", "told"),
    [
        ("≥95%", "", "不低于95%"),
        ("不少于36.6万人", "", "不低于36.6万人"),
        ("≤30万元", "", "不超过30万元"),
        ("30万元以内", "", "不超过30万元"),
        ("=0起", "", "等于0起"),
        ("95%", "正向", "不低于95%"),
        ("3%", "反向", "不超过3%"),
        ("95%", "", "95%（没有写“≥”或“≤”）"),
        ("2024年12月底前", "", "不晚于2024年12月31日"),
        ("社会稳定", "", "文字指标"),
        ("95%", "定性", "文字指标"),
        ("", "", ""),
    ],
)
def test_target(typed: str, direction: str, told: str) -> None:
    assert target_words(typed, direction) == told


@pytest.mark.parametrize(
    ("typed", "target", "told"),
    [
        ("51万人", "≥36.6万人", "51万人"),
        ("3354人", "≥0.3万人", "3354人，合0.3354万人"),
        ("45万", "≥36.6万人", "45万人"),
        ("基本达成目标", "稳定", "基本达成目标"),
        ("85万元", "≥50起", "85万元"),
    ],
)
def test_actual(typed: str, target: str, told: str) -> None:
    assert actual_words(typed, target) == told


def test_share_that_was_reached() -> None:
    assert reached("3354人", "≥0.3万人") == Decimal("1.118")
    assert reached("85万元", "≥50起") is None
    assert reached("好", "95%") is None
    assert reached("5", "0") is None
