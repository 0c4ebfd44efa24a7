"""Units, scales and what can be converted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.numbers import plain
from app.core.units import canonical, is_money_unit, money_in, same_measure, split_unit

MONEY_UNITS = ["元", "千元", "万元", "百万元", "亿元"]


@pytest.mark.parametrize(
    ("unit", "parts"),
    [
        ("万人", ("万", "人")),
        ("亿元", ("亿", "元")),
        ("万", ("万", "")),
        ("%", ("", "%")),
        ("％", ("", "%")),
        ("千克", ("", "千克")),
        ("个百分点", ("", "个百分点")),
        ("人 次", ("", "人次")),
        ("", ("", "")),
        ("正常运转", None),
        ("3人", None),
    ],
)
def test_split_unit(unit: str, parts: tuple[str, str] | None) -> None:
    assert split_unit(unit) == parts


@pytest.mark.parametrize(
    ("a", "b"), [("人", "名"), ("㎡", "平方米"), ("天", "日"), ("工作日", "个工作日"), ("家", "家企业"), ("场", "场次")]
)
def test_the_same_thing(a: str, b: str) -> None:
    assert same_measure(a, b)
    assert same_measure(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("人", "人次"),
        ("人次", "次"),
        ("%", "个百分点"),
        ("天", "工作日"),
        ("个", "个月"),
        ("人", ""),
        ("户", "户次"),
        ("元", "元/月"),
    ],
)
def test_different_things(a: str, b: str) -> None:
    assert not same_measure(a, b)


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("5320000", "元", "万元", "532.0000"),
        ("532", "万元", "元", "5320000"),
        ("10.06", "亿元", "万元", "100600"),
        ("172441515", "元", "万元", "17244.1515"),
        ("0.05", "万元", "元", "500"),
        ("1", "元", "亿元", "0.00000001"),
        ("3.5", "万", "元", "35000"),
    ],
)
def test_money_moves_exactly(value: str, source: str, target: str, expected: str) -> None:
    assert plain(money_in(Decimal(value), source, target)) == expected


def test_money_in_a_foreign_unit_is_a_bug() -> None:
    with pytest.raises(ValueError, match="人"):
        money_in(Decimal(1), "万人", "元")


def test_money_units() -> None:
    assert [is_money_unit(unit) for unit in ["元", "万元", "万", "亿元", "", "人", "元/月"]] == [
        True, True, True, True, False, False, False,
    ]  # fmt: skip


def test_canonical_of_an_unknown_measure_is_itself() -> None:
    assert canonical("个乡镇") == "个乡镇"


@given(
    st.decimals(-(10**12), 10**12, places=4),
    st.sampled_from(MONEY_UNITS),
    st.sampled_from(MONEY_UNITS),
    st.sampled_from(MONEY_UNITS),
)
def test_money_there_and_back(value: Decimal, a: str, b: str, c: str) -> None:
    assert money_in(money_in(money_in(value, a, b), b, c), c, a) == value
