"""Typed text becomes a value: kinds, units, 无 and blank, errors in words."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.dates import PartialDate
from app.core.errors import UserError
from app.core.numbers import plain
from app.core.printing import print_value
from app.core.quantities import Quantity
from app.core.records import Cell
from app.core.values import KINDS, NA, TEXT_KINDS, interpret, read_typed

OTHER_KINDS = [kind for kind in KINDS if kind not in TEXT_KINDS]


@pytest.mark.parametrize(
    ("text", "measure", "unit", "expected"),
    [
        ("532", "", "万元", "532"),
        ("5320000元", "", "万元", "532.0000"),
        ("5320000", "元", "万元", "532.0000"),
        ("532万", "", "万元", "532"),
        ("532万", "", "元", "5320000"),
        ("532万元", "元", "万元", "532"),
        ("10.06亿元", "", "万元", "100600"),
        ("１，２３４．５０", "", "万元", "1234.50"),
        ("￥3,000.00", "元", "万元", "0.300000"),
        ("　19.20万元", "", "万元", "19.20"),
        ("-3.5", "", "万元", "-3.5"),
        ("0", "", "万元", "0"),
        ("461.89", "", "", "461.89"),
    ],
)
def test_money_in_the_unit_of_the_field(text: str, measure: str, unit: str, expected: str) -> None:
    value = interpret("money", text, measure=measure, unit=unit)
    assert isinstance(value, Decimal)
    assert plain(value) == expected


@pytest.mark.parametrize(
    ("kind", "text", "unit", "expected"),
    [
        ("rate", "106.45%", "", "1.0645"),
        ("rate", "106.45", "", "1.0645"),
        ("rate", "100%%", "", "1.00"),
        ("rate", "０", "", "0.00"),
        ("count", "31", "人", "31"),
        ("count", "31人", "人", "31"),
        ("count", "31 人", "人", "31"),
        ("count", "30名", "人", "30"),
        ("count", "51万人", "人", "510000"),
        ("count", "51万人", "", "510000"),
        ("count", "51", "万人", "51"),
        ("count", "51万", "万人", "51"),
        ("count", "5000人", "万人", "0.5000"),
        ("number", "1,234.5", "", "1234.5"),
        ("number", "95%", "", "0.95"),
        ("number", "95%", "%", "95"),
        ("number", "120平方米", "㎡", "120"),
        ("points", "96分", "", "96"),
        ("points", "9.5", "", "9.5"),
        ("year", "2024", "", "2024"),
        ("year", "2024年", "", "2024"),
        ("year", "２０２４年度", "", "2024"),
        ("year", "二〇二四年", "", "2024"),
    ],
)
def test_numbers(kind: str, text: str, unit: str, expected: str) -> None:
    assert str(interpret(kind, text, unit=unit)) == expected


def test_quantity_then_date_then_words() -> None:
    found = interpret("quantity", "≥36.6万人")
    assert isinstance(found, Quantity)
    assert found.base == 366000
    assert interpret("quantity", "2024年12月底前") == PartialDate(2024, 12, None, "end_before")
    assert interpret("quantity", "　正常运转 ") == "正常运转"


def test_a_bare_quantity_takes_the_measure_beside_it() -> None:
    found = interpret("quantity", "51", measure="万人")
    assert isinstance(found, Quantity)
    assert (found.base, found.text) == (510000, "51")
    assert interpret("quantity", "≥95", unit="%") == Quantity("≥", Decimal(95), "", "%", "≥95")


def test_date() -> None:
    assert interpret("date", "二〇二五年五月十九日") == PartialDate(2025, 5, 19)


def test_text_kinds_keep_words() -> None:
    assert interpret("text", "　沅江市 ") == "沅江市"
    assert interpret("longtext", "　　首行缩进") == "　　首行缩进"
    for kind in TEXT_KINDS:
        assert interpret(kind, "无") == "无"
        assert interpret(kind, "——") == "——"
        assert read_typed(kind, "无") == Cell(text="无")


@pytest.mark.parametrize("kind", KINDS)
def test_blank_none_and_empty(kind: str) -> None:
    assert interpret(kind, "") is None
    assert interpret(kind, "　\n") is None
    assert interpret(kind, "5", state="empty") is None
    assert interpret(kind, "——", state="na") is NA
    assert read_typed(kind, "　") is None


@pytest.mark.parametrize("kind", OTHER_KINDS)
@pytest.mark.parametrize("text", ["无", "——", "/", "不适用"])
def test_there_is_none(kind: str, text: str) -> None:
    assert interpret(kind, text) is NA
    assert read_typed(kind, text) == Cell(text=text, state="na")


def test_na_is_one_and_falsy() -> None:
    assert not NA
    assert copy.deepcopy(NA) is NA
    assert pickle.loads(pickle.dumps(NA)) is NA  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("kind", "text", "unit", "code"),
    [
        ("money", "7,00.0,77", "万元", "value.money"),
        ("money", "很多", "万元", "value.money"),
        ("money", "31人", "万元", "value.money"),
        ("money", "50%", "万元", "value.money"),
        ("money", "约532万元", "万元", "value.money"),
        ("money", "≥532", "万元", "value.money"),
        ("money", "1e5", "万元", "value.money"),
        ("rate", "≥95%", "", "value.rate"),
        ("rate", "0.95万", "", "value.rate"),
        ("rate", "高", "", "value.rate"),
        ("count", "31人次", "人", "value.measure"),
        ("count", "95%", "", "value.measure"),
        ("count", "许多", "人", "value.number"),
        ("count", "约31", "人", "value.number"),
        ("points", "95%", "", "value.measure"),
        ("number", "NaN", "", "value.number"),
        ("year", "24", "", "value.year"),
        ("year", "2024年5月", "", "value.year"),
        ("date", "2024年2月30日", "", "value.date"),
    ],
)
def test_errors_speak(kind: str, text: str, unit: str, code: str) -> None:
    with pytest.raises(UserError) as caught:
        interpret(kind, text, unit=unit, where="附件1 编制数")
    error = caught.value
    assert error.code == code
    assert error.where == "附件1 编制数"
    assert text in error.what
    assert error.rule
    assert error.repair
    with pytest.raises(UserError):
        read_typed(kind, text, unit=unit)


def test_a_long_text_is_cut_in_the_error() -> None:
    with pytest.raises(UserError) as caught:
        interpret("money", "很" * 500)
    assert len(caught.value.what) < 60


def test_an_unknown_kind_is_a_bug() -> None:
    with pytest.raises(ValueError, match="colour"):
        interpret("colour", "红")


@pytest.mark.parametrize(
    ("text", "measure", "cell"),
    [
        ("5320000元", "", Cell(text="5320000元", measure="元")),
        ("　532万 ", "", Cell(text="532万", measure="万元")),
        ("532", "", Cell(text="532")),
        ("5320000", "元", Cell(text="5320000", measure="元")),
        ("532万元", "元", Cell(text="532万元", measure="万元")),
    ],
)
def test_money_keeps_its_text_and_the_unit_it_was_typed_in(text: str, measure: str, cell: Cell) -> None:
    assert read_typed("money", text, unit="万元", measure=measure) == cell


def test_other_kinds_keep_their_text() -> None:
    assert read_typed("quantity", "　≥36.6万人") == Cell(text="≥36.6万人")
    assert read_typed("longtext", "　　首行") == Cell(text="　　首行")


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["元", "万元", "亿元"]))
def test_a_cell_reads_as_its_typed_text(amount: Decimal, unit: str) -> None:
    cell = read_typed("money", plain(amount) + unit, unit="万元")
    assert cell is not None
    in_paper = interpret("money", cell.text, measure=cell.measure, unit="万元")
    assert isinstance(in_paper, Decimal)
    assert in_paper == amount.scaleb({"元": -4, "万元": 0, "亿元": 4}[unit])
    assert interpret("money", print_value(in_paper, "money", "元"), unit="万元") == in_paper


@given(st.sampled_from(OTHER_KINDS), st.text(max_size=40))
def test_any_text_gives_a_value_or_a_user_error(kind: str, text: str) -> None:
    try:
        value = interpret(kind, text)
    except UserError as error:
        value = error.code
    assert value is None or value is NA or isinstance(value, (Decimal, Quantity, PartialDate, str))
    assert kind == "quantity" or not isinstance(value, str) or value.startswith("value.")
