"""Print forms with words for sentences: 约, 余, 近, 增加 / 减少, 增长 / 下降."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.numbers import num
from app.core.printing import is_form, over, parse_form, print_value
from app.core.quantities import parse_quantity


@pytest.mark.parametrize(
    ("value", "kind", "form", "expected"),
    [
        ("532", "money", "0.0万元", "532.0万元"),
        ("532", "money", "约10万元", "约530万元"),
        ("535", "money", "约10万元", "约540万元"),
        ("532", "money", "10余万元", "530余万元"),
        ("532", "money", "100余万元", "500余万元"),
        ("539.99", "money", "10余万元", "530余万元"),
        ("530", "money", "10余万元", "530万元"),  # nothing is left over
        ("5.3", "money", "10余万元", "5.3万元"),  # less than one step: the figure itself
        ("532.04", "money", "0余万元", "532余万元"),
        ("532", "money", "近10万元", "近540万元"),
        ("540", "money", "近10万元", "540万元"),
        ("12345.6", "money", "约0.0亿元", "约1.2亿元"),
        ("12345.6", "money", "约亿元", "约1.23456亿元"),
        ("71.19", "money", "增减万元", "增加71.19万元"),
        ("-71.19", "money", "增减万元", "减少71.19万元"),
        ("-71.19", "money", "增减0.0万元", "减少71.2万元"),
        ("0.00", "money", "增减万元", "没有增减"),
        ("0.004", "money", "增减0.00万元", "没有增减"),
        ("-5", "count", "增减人", "减少5人"),
        ("0.0940", "rate", "升降0.00%", "增长9.40%"),
        ("-0.0940", "rate", "升降", "下降9.4%"),
        ("0", "rate", "升降", "持平"),
        ("54", "count", "10余人", "50余人"),
    ],
)
def test_words(value: str, kind: str, form: str, expected: str) -> None:
    assert is_form(form, kind)
    assert print_value(Decimal(value), kind, form) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [("约10万人", "约50万人"), ("10余万人", "50余万人"), ("近10万人", "近60万人"), ("约", "约51.3万人")],
)
def test_quantities(form: str, expected: str) -> None:
    assert print_value(parse_quantity("51.3万人"), "quantity", form) == expected


@pytest.mark.parametrize(
    "form", ["近万元", "近1万", "余万元", "约0余万元", "0.0余万元", "10万元", "增减10万元", "约约0"]
)
def test_what_is_no_form(form: str) -> None:
    assert parse_form(form) is None


def test_a_word_alone_keeps_the_pattern_of_the_field() -> None:
    assert over("升降", "0.00%") == "升降0.00%"
    assert over("约", "0.0万元") == "约0.0万元"
    assert over("约万元", "0.00") == "约万元"
    assert over("0.0", "0.00") == "0.0"
    assert over("", "0.00") == "0.00"
    assert over("约", "汉字") == "约"


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False),
    st.sampled_from(["10余元", "0余元", "100余元", "近0元", "近100元"]),
)
def test_more_and_less_are_true(value: Decimal, form: str) -> None:
    """余 never says more than there is, 近 never less; the sign stays."""
    text = print_value(value, "money", form, unit="元")
    shown = num(text.replace("余", "").replace("近", "").removesuffix("元"))
    assert shown is not None
    if "余" in text:
        assert abs(shown) < abs(value)
    elif "近" in text:
        assert abs(shown) > abs(value)
    else:
        assert shown == value
