"""Numbers of headings and of items in texts."""

from __future__ import annotations

import pytest

from app.audit.rules.numbering import Counted, read_number
from tests.audit.sample_audit import findings

NAME = "yuanjiang-2024"
GOAL = "goal.actual"


@pytest.mark.parametrize(
    ("text", "value", "style"),
    [
        ("一、", 1, "{zh}、"),
        ("(十二)", 12, "（{zh}）"),
        ("（二十）", 20, "（{zh}）"),
        ("3.", 3, "{n}."),
        ("（2）", 2, "（{n}）"),
        ("第三章", 3, "第{zh}章"),
    ],
)
def test_numbers_as_typed(text: str, value: int, style: str) -> None:
    assert read_number(text) == Counted(value, style)


@pytest.mark.parametrize("text", ["", "十十", "附件", "12345、", "三三、"])
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


def test_numbers_out_of_order() -> None:
    found = findings("numbering.order", "chengbu-2023")
    assert {place: (one.quoted, one.expected) for place, one in found.items()} == {
        "reports[1]/sections[7]/number": ("6、", "七、"),
        "reports[1]/sections[7]/sections[1]/number": ("7、", "（一）"),
    }
    back = findings("numbering.order", "zhengning-2023")
    assert {place: (one.quoted, one.expected) for place, one in back.items()} == {
        "reports[1]/sections[3]/sections[4]/number": ("(二)", "（四）")
    }


@pytest.mark.parametrize("name", [NAME, "hunan-jubao-2020", "yueyanglou-2017"])
def test_right_numbers_are_left_alone(name: str) -> None:
    assert findings("numbering.order", name) == {}


def test_a_gap_is_told_once() -> None:
    changed = {
        f"reports[1]/sections[{place}]/number": number
        for place, number in enumerate(("五、", "六、", "七、", "八、"), 4)
    }
    found = findings("numbering.order", "hunan-jubao-2020", changed)
    assert [(place, one.expected) for place, one in found.items()] == [("reports[1]/sections[4]/number", "四、")]


def test_styles_mixed_in_one_level() -> None:
    found = findings("numbering.style", "chengbu-2023")
    assert found["reports[1]/sections[3]/number"].expected == "三、"
    assert found["reports[1]/sections[1]/sections[2]/number"].expected == "（二）"
    assert findings("numbering.style", NAME) == {}


def test_a_number_out_of_order_is_told_once() -> None:
    order, style = (findings(f"numbering.{kind}", "chengbu-2023") for kind in ("order", "style"))
    assert order["reports[1]/sections[7]/sections[1]/number"].expected == "（一）"
    assert order["reports[1]/sections[7]/number"].expected == "七、"
    assert not set(order) & set(style)


def test_a_list_of_attachments_needs_no_number() -> None:
    assert findings("numbering.missing", "chengbu-2023") == {}
    changes = {"reports[1]/sections[10]/heading": "其他"}
    assert set(findings("numbering.missing", "chengbu-2023", changes)) == {"reports[1]/sections[10]/heading"}


def test_headings_without_a_number() -> None:
    found = findings("numbering.missing", NAME)
    assert {place: one.expected for place, one in found.items()} == {
        "reports[1]/sections[1]/heading": "一、",
        "reports[1]/sections[7]/heading": "七、",
        "reports[1]/sections[8]/heading": "八、",
        "reports[1]/sections[9]/heading": "九、",
        "reports[2]/sections[1]/heading": "一、",
        "reports[2]/sections[1]/sections[1]/heading": "（一）",
    }
    assert findings("numbering.missing", "hunan-jubao-2020") == {}


@pytest.mark.parametrize(
    ("text", "quoted", "expected"),
    [
        ("1.参保。\n2.征缴。\n4.发放。", "4.", "3."),
        ("一是参保；三是征缴。", "三是", "二是"),
        ("（1）参保；（2）征缴；（4）发放。", "（4）", "（3）"),
        ("2.征缴。\n3.发放。", "2.", "1."),
    ],
)
def test_items_out_of_order(text: str, quoted: str, expected: str) -> None:
    found = findings("numbering.items", NAME, {GOAL: text})[GOAL]
    assert (found.quoted, found.expected) == (quoted, expected)


@pytest.mark.parametrize(
    "text",
    [
        "1.预算：1.编制；2.批复。\n2.资产：1.登记；2.清查。\n3.采购。",
        "2.5万人参保，12.3亿元。",
        "1.2024年参保。\n2.2025年征缴。",
        "1.一是参保；二是征缴。2.一是发放；二是稽核。",
        "（二）款规定的，照办。",
        "从一是一、二是二做起。",
    ],
)
def test_right_items_are_left_alone(text: str) -> None:
    assert findings("numbering.items", NAME, {GOAL: text}).get(GOAL) is None


def test_styles_of_items_and_years_behind_items() -> None:
    assert findings("numbering.items.style", NAME)["reports[2]/sections[6]/text"].quoted == "3、"
    place = "reports[2]/sections[3]/sections[1]/text"
    assert findings("numbering.year", NAME)[place].quoted == "1.2024年"
