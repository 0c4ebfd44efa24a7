"""Print forms: percent, decimals, units, dates."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.dates import PartialDate
from app.core.numbers import divide, num
from app.core.printing import is_form, parse_form, print_value
from app.core.quantities import parse_quantity
from app.core.values import NA, interpret


@pytest.mark.parametrize(
    ("value", "kind", "form", "expected"),
    [
        ("1.06451612", "rate", "0.##%", "106.45%"),
        ("1.06451612", "rate", "", "106.45%"),
        ("1", "rate", "0.##%", "100%"),
        ("0.8961", "rate", "0%", "90%"),
        ("0.8961", "rate", "0.00", "89.61"),
        ("0.895", "rate", "0.00%", "89.50%"),
        ("0.891", "rate", "0.0#%", "89.1%"),
        ("0.89", "rate", "0.0#%", "89.0%"),
        ("-0.00001", "rate", "0.##%", "0%"),
        ("461.89", "money", "", "461.89"),
        ("532.00", "money", "", "532.00"),
        ("461.89", "money", "万元", "461.89万元"),
        ("461.89", "money", "元", "4618900元"),
        ("100600", "money", "亿元", "10.06亿元"),
        ("17244.1515", "money", "0.00", "17244.15"),
        ("17244.1515", "money", "#,##0.00万元", "17,244.15万元"),
        ("-1234567.5", "money", "#,##0", "-1,234,568"),
        ("9.00", "points", "", "9"),
        ("9.50", "points", "", "9.5"),
        ("9", "points", "0.00", "9.00"),
        ("31", "count", "", "31"),
        ("31", "count", "人", "31人"),
        ("510000", "count", "万人", "51万人"),
        ("2024", "year", "", "2024"),
        ("19.20", "number", "", "19.20"),
        ("1E+3", "number", "", "1000"),
        ("5", "number", "写错的格式", "5"),
    ],
)
def test_numbers(value: str, kind: str, form: str, expected: str) -> None:
    assert print_value(Decimal(value), kind, form) == expected


def test_half_up_once() -> None:
    assert print_value(Decimal("1.0049"), "number", "0.00") == "1.00"
    assert print_value(Decimal("0.0045"), "number", "0.00") == "0.00"
    assert print_value(Decimal("0.005"), "number", "0.00") == "0.01"


def test_money_held_in_another_unit() -> None:
    assert print_value(Decimal(5320000), "money", "万元", unit="元") == "532万元"
    assert print_value(Decimal(5320000), "money", "0.00万元", unit="元") == "532.00万元"
    assert print_value(Decimal(51), "count", "人", unit="万人") == "510000人"
    assert print_value(Decimal(51), "count", "人", unit="户") == "51人"


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("≥36.6万人", "", "≥36.6万人"),
        ("　100%%", "", "100%%"),
        ("≥36.6万人", "人", "≥366000人"),
        ("3354人", "万人", "0.3354万人"),
        ("3354人", "0.00万人", "0.34万人"),
        ("3354人", "万户", "3354人"),
        ("26.16亿元", "万元", "261600万元"),
        ("96.894%", "0.##", "96.89%"),
        ("不少于20起", "", "不少于20起"),
    ],
)
def test_quantities(text: str, form: str, expected: str) -> None:
    assert print_value(parse_quantity(text), "quantity", form) == expected


def test_the_other_values() -> None:
    assert print_value(None, "money", "0.00") == ""
    assert print_value(None, "date", "手填") == "    年  月  日"
    assert print_value(NA, "money") == "无"
    assert [print_value(yes, "choice") for yes in (True, False)] == ["是", "否"]
    assert print_value("正常运转", "quantity", "万人") == "正常运转"
    assert print_value(PartialDate(2025, 5, 19), "date", "汉字") == "二〇二五年五月十九日"


@pytest.mark.parametrize(
    "form", ["", "0", "0.00", "0.##", "0.0##%", "#,##0.00", "万元", "0.00亿元", "人", "%", "0个工作日"]
)
def test_forms_that_exist(form: str) -> None:
    assert is_form(form, "number")


@pytest.mark.parametrize("form", ["0.0.0", "#", ".00", "00", "#,##", "0.#0", "随便", "0 0", "{{x}}", "%0"])
def test_forms_that_do_not(form: str) -> None:
    assert parse_form(form) is None
    assert not is_form(form, "money")


def test_forms_of_dates() -> None:
    assert is_form("汉字", "date")
    assert not is_form("0.00", "date")


@given(st.decimals(-1000, 1000, places=4))
def test_a_printed_rate_reads_back(ratio: Decimal) -> None:
    assert interpret("rate", print_value(ratio, "rate", "0.####%")) == ratio
    assert interpret("rate", print_value(ratio, "rate", "0.00")) == ratio


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_any_ratio_prints_a_number(a: int, b: int) -> None:
    ratio = divide(Decimal(a), Decimal(b))
    assert ratio is not None
    printed = num(print_value(ratio, "number", "#,##0.00"))
    assert printed is not None
    assert abs(printed - ratio) <= Decimal("0.005")
