"""Quantities in text: every form of the samples, the words around them, comparison across scales."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.numbers import plain
from app.core.quantities import (
    Quantity,
    bases,
    comparable,
    in_measure_of,
    parse_quantity,
    percent_of,
    print_quantity,
    rescale,
    with_unit,
)
from app.core.units import SCALES


def q(text: str) -> Quantity:
    found = parse_quantity(text)
    assert found is not None, text
    return found


def shape(text: str) -> tuple[str, str, str, str]:
    found = q(text)
    return found.operator, plain(found.value), found.scale, found.measure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥36.6万人", ("≥", "36.6", "万", "人")),
        ("51万人", ("", "51", "万", "人")),
        ("3354人", ("", "3354", "", "人")),
        ("45万", ("", "45", "万", "")),
        ("26.16亿元", ("", "26.16", "亿", "元")),
        ("≥19万元", ("≥", "19", "万", "元")),
        ("19.20万元", ("", "19.20", "万", "元")),
        ("=0起", ("=", "0", "", "起")),
        ("950%", ("", "950", "", "%")),
        ("　106.45%", ("", "106.45", "", "%")),
        ("100%%", ("", "100", "", "%")),
        ("100％", ("", "100", "", "%")),
        ("90%\n　", ("", "90", "", "%")),
        ("95%以上", ("≥", "95", "", "%")),
        ("≥95%　", ("≥", "95", "", "%")),
        ("≥1万次　", ("≥", "1", "万", "次")),
        ("1.2万次", ("", "1.2", "万", "次")),
        ("1358次", ("", "1358", "", "次")),
        ("≥20起", ("≥", "20", "", "起")),
        ("0　", ("", "0", "", "")),
        ("94.9", ("", "94.9", "", "")),
        ("92分", ("", "92", "", "分")),
        ("17.18 万人", ("", "17.18", "万", "人")),
        ("30 名", ("", "30", "", "名")),
        ("21场次", ("", "21", "", "场次")),
        ("236人次", ("", "236", "", "人次")),
        ("119条", ("", "119", "", "条")),
        ("117 家", ("", "117", "", "家")),
        ("145.2元", ("", "145.2", "", "元")),
        ("176861104.88元", ("", "176861104.88", "", "元")),
        ("134369 人", ("", "134369", "", "人")),
        ("1,234.5元", ("", "1234.5", "", "元")),
        ("１２３人", ("", "123", "", "人")),
        ("-5%", ("", "-5", "", "%")),
    ],
)
def test_what_people_write(text: str, expected: tuple[str, str, str, str]) -> None:
    assert shape(text) == expected
    assert q(text).text == text


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("≧3人", "≥"),
        ("⩾3人", "≥"),
        (">=3人", "≥"),
        ("＞＝3人", "≥"),
        ("≦3人", "≤"),
        ("<=3人", "≤"),
        ("＞3人", ">"),
        (">3人", ">"),
        ("＜3人", "<"),
        ("═3人", "="),
        ("＝3人", "="),
        ("=3人", "="),
        ("不少于3人", "≥"),
        ("不低于3人", "≥"),
        ("达到3人", "≥"),
        ("3人以上", "≥"),
        ("3人及以上", "≥"),
        ("3人（含）以上", "≥"),
        ("至少 3 人", "≥"),
        ("不超过3人", "≤"),
        ("不高于3人", "≤"),
        ("3人以内", "≤"),
        ("3人以下", "≤"),
        ("控制在3人", "≤"),
        ("控制在3人以内", "≤"),
        ("3人内", "≤"),
        ("超过3人", ">"),
        ("不足3人", "<"),
        ("低于3人", "<"),
        ("≥3人以上", "≥"),
        ("完成3人以上", "≥"),
        ("完成3人", ""),
        ("约3人", ""),
        ("3人。", ""),
    ],
)
def test_operators_in_signs_and_words(text: str, operator: str) -> None:
    assert shape(text) == (operator, "3", "", "人")


@pytest.mark.parametrize(
    ("text", "hedge", "expected"),
    [
        ("约3000人", "约", ("", "3000", "", "人")),
        ("近3000人", "近", ("", "3000", "", "人")),
        ("3000余人", "余", ("", "3000", "", "人")),
        ("10余万人", "余", ("", "10", "万", "人")),
        ("3000多人", "多", ("", "3000", "", "人")),
        ("100%左右", "左右", ("", "100", "", "%")),
        ("3354人", "", ("", "3354", "", "人")),
    ],
)
def test_hedges(text: str, hedge: str, expected: tuple[str, str, str, str]) -> None:
    assert shape(text) == expected
    assert q(text).hedge == hedge


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5个工作日", "个工作日"),
        ("20个乡镇", "个乡镇"),
        ("145.2元/人·月", "元/人·月"),
        ("5千克", "千克"),
        ("2.5万户次", "万户次"),
    ],
)
def test_longer_measures(text: str, unit: str) -> None:
    assert q(text).unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "",
        "　",
        "正常运转",
        "及时完成",
        "稳步拓展",
        "基本达成目标",
        "2024年",
        "2024年　　",
        "2024 年",
        "2024年12月底前",
        "2024年内",
        "12月31日",
        "9月",
        "贫困人员参保率达100 %，实现应保尽保",
        "完成率100%",
        "≥95%以下",
        "90%-95%",
        "±5%",
        "12,34人",
        "1e5人",
        "第10名",
        "10人和5人",
        "NaN",
        "万人",
        "人",
        "≥",
        "9" * 61,
        "1" * 100000,
    ],
)
def test_words_and_dates_are_no_quantities(text: str) -> None:
    assert parse_quantity(text) is None


@pytest.mark.parametrize(
    ("text", "measure"), [("3年", "年"), ("≥12个月", "个月"), ("≥3年", "年"), ("18月", "月"), ("20日", "日")]
)
def test_spans_of_time_are_quantities(text: str, measure: str) -> None:
    assert q(text).measure == measure


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≥0.3万人", "3354人", ("3000", "3354")),
        ("≥36.6万人", "45万", ("366000", "450000")),
        ("≥36.6万人", "51万人", ("366000", "510000")),
        ("≥90%", "950%", ("90", "950")),
        ("≥95%", "99", ("95", "99")),
        ("≥10亿元", "10.06亿元", ("1000000000", "1006000000")),
        ("≥30万元", "38.40万元", ("300000", "384000")),
        ("≥500万元", "5320000元", ("5000000", "5320000")),
        ("≥30万元", "38.40", ("300000", "384000")),
        ("≥0.6万人", "6000名", ("6000", "6000")),
        ("≤100", "99", ("100", "99")),
        ("≥2家", "3家企业", ("2", "3")),
    ],
)
def test_target_and_actual_meet(target: str, actual: str, expected: tuple[str, str]) -> None:
    found = bases(q(target), q(actual))
    assert found is not None
    assert tuple(plain(side, strip=True) for side in found) == expected


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("3人", "3人次"),
        ("3人次", "3次"),
        ("95%", "95人"),
        ("3户", "3人"),
        ("5天", "5个工作日"),
        ("3个", "3个月"),
        ("5%", "5个百分点"),
    ],
)
def test_different_things_do_not_meet(a: str, b: str) -> None:
    assert not comparable(q(a), q(b))
    assert bases(q(a), q(b)) is None
    assert in_measure_of(q(a), q(b)) is None


def test_in_measure_of() -> None:
    moved = in_measure_of(q("3354人"), q("≥0.3万人"))
    assert moved is not None
    assert print_quantity(moved) == "0.3354万人"
    borrowed = in_measure_of(q("45万"), q("≥36.6万人"))
    assert borrowed is not None
    assert print_quantity(borrowed) == "45万人"


def test_rescale_is_exact_and_refuses_other_things() -> None:
    moved = rescale(q("3354人"), "万人")
    assert moved is not None
    assert print_quantity(moved) == "0.3354万人"
    plain_people = rescale(q("≥36.6万人"), "人")
    assert plain_people is not None
    assert print_quantity(plain_people) == "≥366000人"
    assert rescale(q("3人"), "万户") is None
    assert rescale(q("3人"), "不是单位") is None


def test_unit_given_beside_the_number() -> None:
    assert with_unit(q("51"), "万人").base == 510000
    assert with_unit(q("45万"), "万人").base == 450000
    assert with_unit(q("45万人"), "户").unit == "万人"
    assert with_unit(q("45"), "不是单位").unit == ""
    assert with_unit(q("51"), "万人").text == "51"


def test_ratio_as_quantity() -> None:
    assert print_quantity(percent_of(Decimal("0.9689"))) == "96.89%"


quantities = st.builds(
    Quantity,
    st.sampled_from(["", "≥", "≤", ">", "<", "="]),
    st.decimals(min_value=0, max_value=10**9, places=4).map(abs),
    st.sampled_from(list(SCALES)),
    st.sampled_from(["人", "人次", "元", "%", "户", "㎡", "起", "工作日", "个乡镇"]),
)


@given(quantities)
def test_print_then_parse_keeps_the_structure(quantity: Quantity) -> None:
    text = print_quantity(quantity)
    again = q(text)
    assert (again.operator, again.value, again.scale, again.measure) == (
        quantity.operator, quantity.value, quantity.scale, quantity.measure,
    )  # fmt: skip
    assert print_quantity(again) == text


@given(quantities, st.sampled_from(["", "百", "千", "万", "亿"]))
def test_rescale_and_back(quantity: Quantity, scale: str) -> None:
    moved = rescale(quantity, scale + quantity.measure)
    assert moved is not None
    assert moved.base == quantity.base
    assert comparable(moved, quantity)


@given(st.text(alphabet="≥≤<>=0123456789.,- 万亿人元%年月日以上内不超过约余（）含", max_size=30))
def test_no_text_breaks_the_parser(text: str) -> None:
    found = parse_quantity(text)
    assert found is None or (found.text == text and found.base.is_finite())
