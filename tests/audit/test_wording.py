"""Spelling, marks, figures in words, sentences said twice."""

from __future__ import annotations

import time

import pytest

from app.audit.phrases import word_list
from tests.audit.sample_audit import findings

NAME = "yuanjiang-2024"
GOAL = "goal.actual"


def said(code: str, text: str) -> str:
    """Give what a rule quotes when the unit's annual result is a text."""
    found = findings(code, NAME, {GOAL: text}).get(GOAL)
    return found.quoted if found is not None else ""


def test_wrong_words_of_a_sample_stand_with_the_right_ones() -> None:
    found = findings("text.typo", NAME)
    prefix = "reports[2]/sections"
    wanted = {
        "projects[1]/goal.actual": ("已达场", "已达成"),
        "reports[1]/cover.date": ("二0二五", "二〇二五"),
        "reports[1]/sections[4]/text": ("资本经营预算", "国有资本经营预算"),
        f"{prefix}[1]/sections[1]/text": ("改改革", "改革"),
        f"{prefix}[2]/text": ("计部门、专用资金", "审计部门、专项资金"),
        f"{prefix}[4]/sections[3]/text": ("帮设备", "办公设备"),
        f"{prefix}[5]/sections[1]/text": ("走势下形、经济势力", "走势下行、经济实力"),
    }
    assert {place: (found[place].quoted, found[place].expected) for place in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("养老养老保险参保扩面", "养老养老"),
        ("追回53386.21员。", "53386.21员"),
        ("一年收支近5.8多亿元。", "近5.8多亿"),
        ("近4基金支出都过了百亿。", "近4基金"),
        ("参保率达100 %。", "100 %"),
        ("经费12元元。", "12元元"),
        ("二0二四年", "二0二四"),
    ],
)
def test_figures_and_doubled_words(text: str, quoted: str) -> None:
    assert said("text.typo", text).startswith(quoted)


@pytest.mark.parametrize(
    "text",
    [
        "审计部门、统计部门和会计部门一起办。",
        "养老保险的国有资本经营预算将项目管好。",
        "一个一个核对，一件一件办，逐条研究研究。",
        "近4年、近30万人、近2.5亿元、近50%的人、近三千人次。",
        "二〇二四年，2024年，参保率100%。",
        "工作人员3人，12名党员，5员会。",
        "目的的确达到，为了了解情况。",
        "人人参保，家家知道，天天办件。",
    ],
)
def test_right_words_are_left_alone(text: str) -> None:
    assert said("text.typo", text) == ""


def test_a_word_is_right_inside_a_longer_one() -> None:
    listed = word_list(("计部门→审计部门",), ("审计部门",))
    assert [at for at, _, _ in listed.find("由计部门和审计部门查")] == [1]


def test_two_percent_signs() -> None:
    found = findings("text.percent", "hunan-jubao-2020")
    assert [(place, one.quoted, one.expected) for place, one in found.items()] == [
        ("indicators[7]/actual", "100%%", "100%")
    ]
    assert findings("text.percent", NAME) == {}


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("按【预算法】办。", "【预算法】"),
        ("参保（城乡居民。", "参保（城乡居民"),
        ("按《条例办。", "按《条例办。"),
        ("规范,记账。", "规范,记账。"),
        ("完成了。。", "完成了。。"),
        ("参保２０人。", "２０"),
        ("第一段。\n\n第二段。", "空行或首尾的空格"),
    ],
)
def test_marks_and_brackets(text: str, quoted: str) -> None:
    assert said("text.format", text) == quoted


@pytest.mark.parametrize(
    "text",
    [
        "（一）参保。1）登记；2）缴费。（二）发放。",
        "他说“要‘快’办”（见《办法》（试行））。",
        "共1,234.5元,A,B。",
        "一是…；二是……",
    ],
)
def test_right_marks_are_left_alone(text: str) -> None:
    assert said("text.format", text) == ""


def test_a_sentence_said_twice_in_one_paragraph() -> None:
    assert list(findings("text.repeated", NAME)) == ["reports[2]/sections[2]/text"]
    assert findings("text.repeated", "hunan-jubao-2020") == {}
    assert said("text.repeated", "按时足额发放养老金到人到户，一次不漏。按时足额发放养老金到人到户，一次不漏。")
    assert not said("text.repeated", "参保人数51万人，完成率100%。缴费人数45万人，完成率100%。")


def test_a_paragraph_that_stops() -> None:
    assert list(findings("text.unfinished", "yueyanglou-2017")) == ["reports[1]/sections[3]/text"]
    place = "reports[1]/sections[4]/text"
    assert list(findings("text.unfinished", NAME)) == [place]
    assert findings("text.unfinished", NAME, {place: "资本经营预算支出，本部门没有发生。"}) == {}


@pytest.mark.parametrize(
    "text", ["一" * 200_000, "9" * 200_000, "（" * 100_000 + "》" * 100_000, "1." * 100_000, "\n " * 99_000]
)
def test_long_texts_take_no_long_time(text: str) -> None:
    started = time.thread_time()
    for code in ("text.typo", "text.format", "text.percent", "text.repeated"):
        findings(code, NAME, {"goal.actual": text})
    assert time.thread_time() - started < 8
