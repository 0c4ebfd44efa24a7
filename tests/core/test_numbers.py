"""The only way from text to a number, rounding and printing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.numbers import MAX_LENGTH, divide, half_up, num, plain, shift

decimals = st.decimals(min_value=-(10**15), max_value=10**15, places=6) | st.integers(-(10**20), 10**20).map(Decimal)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("123", "123"),
        ("１２３", "123"),
        ("　１２．５０　", "12.50"),
        ("1,234.5", "1234.5"),
        ("1，234，567", "1234567"),
        ("12 345.6", "12345.6"),
        ("+7", "7"),
        ("- 3.5", "-3.5"),
        ("－3", "-3"),
        ("−3", "-3"),
        (".5", "0.5"),
        ("007", "7"),
        ("19.20", "19.20"),
        ("5%", "0.05"),
        ("106.45 %", "1.0645"),
        ("１００％", "1.00"),
        ("-0", "0"),
        ("0.000", "0.000"),
        ("9" * MAX_LENGTH, "9" * MAX_LENGTH),
    ],
)
def test_text_is_a_number(text: str, expected: str) -> None:
    assert str(num(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "　",
        "7,00.0,77",
        "1e5",
        "1E5",
        "NaN",
        "Infinity",
        "-inf",
        "１２,３４",
        "12,34",
        "1,2345",
        ",123",
        "5.",
        "1.2.3",
        "--1",
        "100%%",
        "31人",
        "≥5",
        "0x10",
        "1_000",
        "٣",
        "²",
        "①",
        "五",
        "1 2",
        "12 34",
        "$5",
        "9" * (MAX_LENGTH + 1),
        "(5)",
        "1,234,56",
        "1，234 567",
        "5%5",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert num(text) is None


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("2.5", 0, "3"),
        ("1.005", 2, "1.01"),
        ("0.8961", 2, "0.90"),
        ("9", 2, "9.00"),
        ("-0.001", 2, "0.00"),
        ("89.45", 1, "89.5"),
    ],
)
def test_half_goes_away_from_zero(value: str, places: int, expected: str) -> None:
    assert str(half_up(Decimal(value), places)) == expected


def test_a_number_too_long_to_round_stays() -> None:
    huge = Decimal(7).scaleb(5000)
    assert half_up(huge, 2) == huge
    assert len(plain(huge)) == 5001


def test_divide() -> None:
    assert divide(Decimal(33), Decimal(31)) == Decimal("1.064516129032258064516129032")
    assert divide(Decimal(2), Decimal(3)) == Decimal("0.6666666666666666666666666667")
    assert divide(Decimal(1), Decimal("0.00")) is None
    assert divide(Decimal(0), Decimal(-5)) == 0
    assert str(divide(Decimal(0), Decimal(-5))) == "0"


@pytest.mark.parametrize(
    ("value", "strip", "expected"),
    [
        ("1E+3", False, "1000"),
        ("1E-7", False, "0.0000001"),
        ("9.00", False, "9.00"),
        ("9.00", True, "9"),
        ("9.50", True, "9.5"),
        ("100", True, "100"),
        ("-0.00", False, "0.00"),
    ],
)
def test_plain(value: str, *, strip: bool, expected: str) -> None:
    assert plain(Decimal(value), strip=strip) == expected


def test_shift_prints_without_exponent() -> None:
    assert str(shift(Decimal("5.32"), 6)) == "5320000"
    assert str(shift(Decimal(5320000), -4)) == "532.0000"


@given(decimals)
def test_plain_text_reads_back(value: Decimal) -> None:
    assert num(plain(value)) == value
    assert num(plain(value, strip=True)) == value


@given(decimals, st.integers(0, 8))
def test_rounding_moves_by_half_a_unit_at_most(value: Decimal, places: int) -> None:
    assert abs(half_up(value, places) - value) <= Decimal(5).scaleb(-places - 1)
    assert half_up(half_up(value, places), places) == half_up(value, places)


@given(decimals, st.integers(-12, 12))
def test_shift_and_back_is_exact(value: Decimal, tens: int) -> None:
    assert shift(shift(value, tens), -tens) == value


@given(st.text(alphabet="0123456789,. +-%eENaInf　０９", max_size=12))
def test_no_text_breaks_num(text: str) -> None:
    value = num(text)
    assert value is None or value.is_finite()
