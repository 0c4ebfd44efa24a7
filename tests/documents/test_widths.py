"""Widths of texts and titles in even lines."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.widths import even_lines, width


def test_latin_is_half_as_wide() -> None:
    assert width("2024年度 A") == Decimal(5)


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [
        ("自评报告", 20, ["自评报告"]),
        ("一二三四五六七八九十", 6, ["一二三四五", "六七八九十"]),
        ("一二三2024年度", 4, ["一二三", "2024年度"]),
        ("一二三四五，六", 5, ["一二三四", "五，六"]),
    ],
)
def test_even_lines(text: str, most: int, lines: list[str]) -> None:
    assert even_lines(text, Decimal(most)) == lines


def test_a_title_is_broken_after_the_name() -> None:
    title = "2024年度甲中心整体支出绩效自评报告"
    assert even_lines(title, Decimal(12), "甲中心") == ["2024年度甲中心", "整体支出绩效自评报告"]


@given(st.text("社保中心2024年度，（）报告", min_size=1, max_size=80), st.integers(8, 30))
def test_nothing_is_lost(text: str, most: int) -> None:
    lines = even_lines(text, Decimal(most))
    assert "".join(lines) == text
    assert all(lines)
