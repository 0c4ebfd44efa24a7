"""Numbers in running text, with the words around them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.dates import PartialDate
from app.core.scan import Found, find_numbers, normalise


def kinds(text: str) -> list[tuple[str, str]]:
    return [(found.kind, found.text) for found in find_numbers(text)]


def one(text: str) -> Found:
    (found,) = find_numbers(text)
    return found


def test_a_list_number_before_a_year() -> None:
    found = find_numbers("1.2024年依据预算编制")
    assert [(f.kind, f.text) for f in found] == [("item", "1."), ("date", "2024年")]
    assert found[0].number == 1
    assert found[1].date == PartialDate(2024)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.215万人参保", [("quantity", "1.215万人")]),
        ("1.部门预算31人", [("item", "1."), ("quantity", "31人")]),
        (
            "1、收入461.96万元。\n2、支出0元",
            [("item", "1、"), ("quantity", "461.96万元"), ("item", "2、"), ("quantity", "0元")],
        ),
        ("（2）人员管理：编制31人", [("item", "（2）"), ("quantity", "31人")]),
        ("沅财绩〔2025〕2号、财预【2011】285号", [("document", "〔2025〕2号"), ("document", "【2011】285号")]),
        ("附件1、第3季度、附表2", [("ordinal", "附件1"), ("ordinal", "第3"), ("ordinal", "附表2")]),
        ("人大代表5人", [("quantity", "5人")]),
        ("联系电话0737-2801234", [("phone", "0737-2801234")]),
        ("手机13812345678", [("phone", "13812345678")]),
        ("支出13812345678元", [("quantity", "13812345678元")]),
        ("2021-2023年", [("date", "2021"), ("date", "2023年")]),
        ("1-3季度", [("ordinal", "1"), ("quantity", "3季度")]),
        ("二〇二五年五月十九日", [("date", "二〇二五年五月十九日")]),
        ("截至12月底，9月、10月通报", [("date", "12月底"), ("date", "9月"), ("date", "10月")]),
        ("2024 年 9 月底前完成", [("date", "2024 年 9 月底前")]),
        ("2025.5.19填", [("date", "2025.5.19")]),
        ("2024年13月", [("ordinal", "2024年13月")]),
        ("A4纸，1.2.3版，T1R5", []),
        ("90%-95%", [("quantity", "90%"), ("quantity", "95%")]),
        ("增长 -5%", [("quantity", "-5%")]),
        ("收入　１，２３４．５万元", [("quantity", "１，２３４．５万元")]),
        ("没有数字", []),
    ],
)
def test_kinds(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "operator", "hedge", "value", "unit"),
    [
        ("占参保总数的97%以上", "≥", "", "97", "%"),
        ("不得超过3年", "≤", "", "3", "年"),
        ("满意度达到98%", "", "", "98", "%"),
        ("约3000余人", "", "约", "3000", "人"),
        ("核实6万余条数据", "", "余", "6", "万条"),
        ("收支近5.8多亿元", "", "近", "5.8", "亿元"),
        ("超过500万元", ">", "超过", "500", "万元"),
        ("最近5年", "", "", "5", "年"),
        ("节约5万元", "", "", "5", "万元"),
        ("下达100万元", "", "", "100", "万元"),
        ("3个内设机构", "", "", "3", "个"),
        ("5个工作日内办结", "≤", "", "5", "个工作日"),
        ("人均145.2元/月", "", "", "145.2", "元/月"),
        ("≥36.6万人", "≥", "", "36.6", "万人"),
    ],
)
def test_words_around_the_number(text: str, operator: str, hedge: str, value: str, unit: str) -> None:
    quantity = one(text).quantity
    assert quantity is not None
    assert (quantity.operator, quantity.hedge, str(quantity.value), quantity.unit) == (operator, hedge, value, unit)


def test_surrounding_words_stay_in_the_sentence() -> None:
    found = one("前一句话。全年参保人数51万人，同比增长；后一句")
    assert (found.before, found.after) == ("全年参保人数", "，同比增长")
    assert found.number == Decimal(51)


@given(st.text(alphabet="0123456789.,，。；年月日万元人%≥（）〔〕号第附件约达到以上 　\n二〇五十-１", max_size=60))
def test_spans_fit_the_text(text: str) -> None:
    assert len(normalise(text)) == len(text)
    place = 0
    for found in find_numbers(text):
        assert place <= found.start < found.end
        assert text[found.start : found.end] == found.text
        assert text[: found.start].endswith(found.before)
        assert text[found.end :].startswith(found.after)
        place = found.end
