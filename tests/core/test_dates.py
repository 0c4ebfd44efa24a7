"""Partial dates: reading what stands on forms, printing, ordering, deadlines."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.dates import STYLES, PartialDate, compare, in_time, parse_date, print_date


def d(text: str) -> PartialDate:
    found = parse_date(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年 5 月31日", PartialDate(2024, 5, 31)),
        ("2025-05-19", PartialDate(2025, 5, 19)),
        ("2025/5/19", PartialDate(2025, 5, 19)),
        ("2025.5.19", PartialDate(2025, 5, 19)),
        ("20250519", PartialDate(2025, 5, 19)),
        ("2025-05", PartialDate(2025, 5)),
        ("二〇二五年五月十九日", PartialDate(2025, 5, 19)),
        ("二0二五 年 五 月 十九日", PartialDate(2025, 5, 19)),
        ("二○二四年十二月三十一日", PartialDate(2024, 12, 31)),
        ("二零二四年十月二十日", PartialDate(2024, 10, 20)),
        ("二OO九年十一月", PartialDate(2009, 11)),
        ("2024 年 9 月", PartialDate(2024, 9)),
        ("２０２４年９月", PartialDate(2024, 9)),
        ("2024年", PartialDate(2024)),
        ("2024年　　", PartialDate(2024)),
        ("2024年度", PartialDate(2024)),
        ("2024", PartialDate(2024)),
        ("2024年12月底前", PartialDate(2024, 12, None, "end_before")),
        ("2021 年 12 月底之前", PartialDate(2021, 12, None, "end_before")),
        ("2024年底", PartialDate(2024, None, None, "end")),
        ("2024年末", PartialDate(2024, None, None, "end")),
        ("2024年年底前", PartialDate(2024, None, None, "end_before")),
        ("2024年12月31日前", PartialDate(2024, 12, 31, "before")),
        ("2024年内", PartialDate(2024, None, None, "within")),
        ("12月31日", PartialDate(None, 12, 31)),
        ("2月29日", PartialDate(None, 2, 29)),
        ("9月份", PartialDate(None, 9)),
        ("2024年2月29日", PartialDate(2024, 2, 29)),
    ],
)
def test_what_people_write(text: str, expected: PartialDate) -> None:
    assert d(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "　",
        "2024年2月30日",
        "2023年2月29日",
        "2024年13月",
        "2024年0月",
        "2024-00-10",
        "20241301",
        "1024年",
        "2024年5日",
        "19日",
        "前",
        "底",
        "年底",
        "2024年5月19日完成",
        "正常运转",
        "2025-5/19",
        "31人",
        "2024年" * 20,
    ],
)
def test_anything_else_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("value", "style", "expected"),
    [
        (PartialDate(2025, 5, 19), "", "2025年5月19日"),
        (PartialDate(2025, 5, 19), "数字", "2025年5月19日"),
        (PartialDate(2025, 5, 19), "汉字", "二〇二五年五月十九日"),
        (PartialDate(2010, 10, 30), "汉字", "二〇一〇年十月三十日"),
        (PartialDate(2011, 11, 21), "汉字", "二〇一一年十一月二十一日"),
        (PartialDate(2025, 5, 9), "短横", "2025-05-09"),
        (PartialDate(2025), "手填", "2025年  月  日"),
        (None, "手填", "    年  月  日"),
        (None, "", ""),
        (PartialDate(2024, 9), "", "2024年9月"),
        (PartialDate(None, 12, 31, "before"), "", "12月31日前"),
        (PartialDate(2024, 12, None, "end_before"), "短横", "2024年12月底前"),
    ],
)
def test_printing(value: PartialDate | None, style: str, expected: str) -> None:
    assert print_date(value, style) == expected


def test_first_and_last_day() -> None:
    assert (d("2024年2月").first(), d("2024年2月").last()) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (d("2024年").first(), d("2024年").last()) == (date(2024, 1, 1), date(2024, 12, 31))
    assert d("12月31日").first() is None
    assert d("12月31日").in_year(2023).last() == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2024年5月", "2024年6月", -1),
        ("2025年", "2024年12月31日", 1),
        ("2024年", "2024年", 0),
        ("2024年", "2024年底前", 0),
        ("2024年", "2024年6月", None),
        ("12月", "2024年", None),
    ],
)
def test_order(a: str, b: str, expected: int | None) -> None:
    assert compare(d(a), d(b)) == expected


@pytest.mark.parametrize(
    ("actual", "deadline", "expected"),
    [
        ("2024年", "2024年", True),
        ("2024年9月", "2024年12月底前", True),
        ("2025年1月", "2024年12月底前", False),
        ("2024年", "2024年6月底前", None),
        ("11月30日", "2024年12月底前", True),
        ("2024年12月30日", "12月31日前", True),
        ("1月", "2月", None),
    ],
)
def test_deadlines(actual: str, deadline: str, *, expected: bool | None) -> None:
    assert in_time(d(actual), d(deadline)) is expected


partial_dates = st.one_of(
    st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(lambda x: PartialDate(x.year, x.month, x.day)),
    st.builds(
        PartialDate,
        st.integers(1900, 2100),
        st.none() | st.integers(1, 12),
        st.none(),
        st.sampled_from(["", "end", "end_before"]),
    ),
    st.builds(
        PartialDate, st.none(), st.integers(1, 12), st.none() | st.integers(1, 28), st.sampled_from(["", "before"])
    ),
)


@given(partial_dates, st.sampled_from([style for style in STYLES if style != "手填"]))
def test_print_then_parse(value: PartialDate, style: str) -> None:
    assert parse_date(print_date(value, style)) == value


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_order_of_full_dates_is_that_of_the_calendar(a: date, b: date) -> None:
    expected = (a > b) - (a < b)
    assert compare(PartialDate(a.year, a.month, a.day), PartialDate(b.year, b.month, b.day)) == expected


@given(st.text(alphabet="0123456789〇一二三十年月日底前末内-/. ", max_size=20))
def test_no_text_breaks_the_parser(text: str) -> None:
    found = parse_date(text)
    assert found is None or found.year is not None or found.month is not None
