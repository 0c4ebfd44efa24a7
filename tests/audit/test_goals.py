"""Rules about goals, copies and carried texts, on the samples and on changed samples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from app.answers.graph import AnswerGraph
from app.audit.engine import audit
from app.audit.report import Found
from app.core.records import Cell
from app.core.tree import parse_address, row_tree
from app.exchange.carrying import CARRIED_MARK
from tests.audit.sample_audit import findings, report_of, sample_facts

NAME = "yuanjiang-2024"
SECTION = "reports[1]/sections[1]/sections[1]/text"
LONG = (
    "全年开展参保登记和扩面工作，逐户走访用人单位，登记资料当天录入。"
    "待遇发放按月进行，每月十五日以前全部发到个人账户。"
    "基金安全检查一季度一次，查出的问题当月整改完毕。"
)


def test_an_actual_that_repeats_the_expected_goal() -> None:
    found = findings("goal.repeats", NAME)
    assert list(found) == [f"projects[{number}]/goal.actual" for number in (2, 3, 4, 5, 7)]
    assert found["projects[2]/goal.actual"].quoted == "大厅办理待遇领取资格认证300人次"
    assert list(findings("goal.repeats", "zhengning-2023")) == ["goal.actual"]
    assert findings("goal.repeats", "hunan-jubao-2020") == {}
    changes = {"goal.expected": "参保任务要完成。", "goal.actual": "参保任务 要完成"}
    assert "goal.actual" in findings("goal.repeats", NAME, changes)


def test_an_actual_that_answers_another_goal() -> None:
    [(place, hit)] = findings("goal.elsewhere", NAME).items()
    assert place == "projects[6]/goal.actual"
    assert [one.address.key for one in hit.places] == ["goal.actual", "goal.expected", "goal.actual"]
    assert findings("goal.elsewhere", "hunan-jubao-2020") == {}
    assert findings("goal.elsewhere", NAME, {place: "全年开展监督检查12次"}) == {}


def test_the_goal_of_a_project_is_the_goal_of_the_unit() -> None:
    [(place, hit)] = findings("goal.of_unit", "hunan-jubao-2020").items()
    assert place == "projects[1]/goal.expected"
    assert len(hit.places) == 4
    assert findings("goal.of_unit", NAME) == {}


def test_a_goal_that_stops_in_the_middle() -> None:
    assert list(findings("goal.cut_off", NAME)) == ["projects[6]/goal.expected"]


def test_the_same_text_in_several_places() -> None:
    [hit] = findings("copy.texts", "yueyanglou-2017").values()
    assert len(hit.places) == 3
    for name in (NAME, "hunan-jubao-2020", "zhengning-2023", "chengbu-2023"):
        assert findings("copy.texts", name) == {}
    inside = {SECTION: LONG, "reports[1]/sections[6]/text": LONG}
    assert len(findings("copy.texts", NAME, inside)) == 1
    background = {SECTION: LONG, "reports[2]/sections[2]/text": LONG}
    assert findings("copy.texts", NAME, background) == {}
    repeated = {"goal.actual": LONG, SECTION: LONG}
    assert findings("copy.texts", NAME, repeated) == {}


def test_one_sentence_in_five_places() -> None:
    sentence = "下一步要把这项工作抓得更紧更细。"
    places = [f"projects[{number}]/goal.actual" for number in range(1, 6)]
    [hit] = findings("copy.sentence", NAME, dict.fromkeys(places, sentence)).values()
    assert hit.expected == "5"
    assert findings("copy.sentence", NAME, dict.fromkeys(places[:4], sentence)) == {}


@pytest.mark.parametrize(
    ("changes", "figures", "texts"),
    [
        ({SECTION: "2023年参保51万人。"}, [SECTION], []),
        ({SECTION: "经办工作更加规范。"}, [], [SECTION]),
        ({"goal.expected": "参保人数达到36.6万人"}, ["goal.expected"], []),
    ],
)
def test_texts_of_last_year_wait_to_be_read(changes: Mapping[str, str], figures: list[str], texts: list[str]) -> None:
    assert _carried(changes) == (figures, texts)


def test_a_confirmed_text_of_last_year_is_right() -> None:
    confirmed = SECTION.replace("/text", "/confirmed")
    assert _carried({SECTION: "2023年参保51万人。"}, {confirmed: "仍适用"}) == ([], [])
    assert _carried({SECTION: "2023年参保51万人。"}, {confirmed: "改"}) == ([SECTION], [])
    assert _carried({}) == ([], [])


def _carried(marked: Mapping[str, str], plain: Mapping[str, str] | None = None) -> tuple[list[str], list[str]]:
    """Give the places that the two rules find when some texts came from last year."""
    pack, facts = sample_facts(NAME)
    tree = row_tree(facts)
    cells = {row: dict(held) for row, held in facts.cells.items()}
    for path, text in marked.items():
        address = parse_address(path, tree)
        cells[address.row][address.key, ""] = Cell(text, origin="carried", mark=CARRIED_MARK)
    for path, text in (plain or {}).items():
        address = parse_address(path, tree)
        cells[address.row][address.key, ""] = Cell(text)
    report = audit(AnswerGraph(pack, replace(facts, cells=cells)).snapshot())
    assert report.broken == ()

    def places(code: str) -> list[str]:
        entry = report.entry(code)
        hits: tuple[Found, ...] = entry.hits if entry is not None else ()
        return [tree.address_path(hit.places[0].address) for hit in hits]

    return places("carried.figures"), places("carried.texts")


def test_long_texts_do_not_hang() -> None:
    report = report_of(NAME, {SECTION: LONG * 2_500, "goal.actual": "监" * 200_000, "goal.expected": "1" * 400})
    assert report.broken == ()
