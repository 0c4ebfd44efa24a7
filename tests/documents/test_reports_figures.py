"""Bound figures in reports: where they come from, how they print, what stands for a blank one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.records import Address, Cell, CellOp
from app.documents.reports.facts import FactName, find_fact
from app.documents.reports.texts import GAP
from app.documents.tree import Document, Place, Run
from tests.documents.report_cases import body, draw, graph_of, paragraphs, sections, texts


def runs(document: Document) -> list[Run]:
    return [run for paragraph in paragraphs(body(document)) for run in paragraph.runs]


def place_of(document: Document, text: str) -> Place | None:
    return next(run.place for run in runs(document) if run.text == text)


def typed(row: str, key: str, text: str | None, form: str = "") -> CellOp:
    return CellOp(
        Address(row, key, form), Cell(text, origin="stated" if form else "typed") if text is not None else None
    )


def test_a_figure_names_its_place() -> None:
    document = draw(graph_of())
    assert place_of(document, "896.90万元") == Place("unit", "budget.executed.total")
    assert place_of(document, "46.4万元") == Place("p1", "budget.executed.total")
    assert place_of(document, "约50万人") == Place("insured", "value")
    assert place_of(document, "稽核") == Place("p1", "name")


@settings(max_examples=40)
@given(
    st.decimals(min_value=0, max_value=10**6, places=2, allow_nan=False),
    st.sampled_from([("unit", "budget.executed.basic"), ("unit", "staff.actual"), ("p1", "budget.executed.total")]),
)
def test_a_fact_that_changes_moves_its_figures_and_nothing_else(value: Decimal, place: tuple[str, str]) -> None:
    rows = sections(
        {
            "heading": "资金",
            "text": "支出{{#unit/budget.executed.total|0.00万元}}（约{{#p1/budget.executed.total}}）。",
        },
        {
            "heading": "人员",
            "text": "在职{{#unit/staff.actual}}人，编制{{#unit/staff.authorised}}名，差{{#unit/saved|增减万元}}。",
        },
    )
    graph = graph_of(rows)
    before = runs(draw(graph))
    number = value.quantize(Decimal(1)) if place[1] == "staff.actual" else value
    changed = graph.apply([typed(*place, str(number))])
    after = runs(draw(graph))
    assert len(after) == len(before)
    for old, new in zip(before, after, strict=True):
        assert new.place == old.place
        if new.text != old.text:
            assert new.place is not None
            assert (new.place.row, new.place.key) in changed


def test_a_blank_figure_is_a_gap_for_the_pen() -> None:
    graph = graph_of()
    graph.apply([typed("unit", "staff.actual", None)])
    document = draw(graph)
    assert f"编制31名，在职{GAP}人。" in texts(document)
    gap = next(run for run in runs(document) if run.text == GAP)
    assert gap.underline
    assert gap.place == Place("unit", "staff.actual")


def test_a_sentence_that_is_missing_leaves_nothing() -> None:
    rows = sections(
        {"heading": "甲", "text": "支出多了。{{#unit/notes}}"}, {"heading": "乙", "text": "{{#unit/notes}}"}
    )
    graph = graph_of({**rows, "notes": ""})
    graph.apply([typed("unit", "notes", None)])
    assert texts(draw(graph))[1:] == ["一、甲", "支出多了。", "二、乙"]


def test_words_in_the_middle_of_a_sentence_leave_a_gap() -> None:
    rows = sections({"heading": "甲", "text": "主管部门是{{#unit/unit.supervisor}}，{{#unit/unit.supervisor}}负责。"})
    assert texts(draw(graph_of(rows)))[-1] == f"主管部门是{GAP}，{GAP}负责。"


def test_one_mark_is_enough() -> None:
    rows = sections({"heading": "甲", "text": "1.{{#d1/text}}。\n2.{{#d2/text}}。"})
    assert texts(draw(graph_of(rows)))[-2:] == ["1.经办登记。", "2.发放待遇。"]


def test_a_text_of_several_paragraphs_stays_several_paragraphs() -> None:
    rows = sections({"heading": "甲", "text": "另有：{{#unit/notes}}完。"})
    assert texts(draw(graph_of(rows)))[-2:] == ["另有：第一段。", "第二段。完。"]


def test_a_place_that_is_gone_is_a_gap() -> None:
    rows = sections({"heading": "甲", "text": "参保{{#nobody/value}}，{{#unit/nothing}}；{{原样}}。"})
    assert (
        texts(draw(graph_of(rows)))[-1] == "参保{{#nobody/value}}，{{#unit/nothing}}；{{原样}}。"
    )  # malformed: as typed
    sound = sections({"heading": "甲", "text": "参保{{#nobody/value}}，另有{{#unit/nothing}}。"})
    assert texts(draw(graph_of(sound)))[-1] == f"参保{GAP}，另有{GAP}。"


def test_what_only_this_report_prints() -> None:
    graph = graph_of()
    graph.apply([typed("unit", "staff.actual", "22", "main")])
    assert "编制31名，在职22人。" in texts(draw(graph))


def test_absent_items_print_as_typed() -> None:
    graph = graph_of()
    graph.apply([CellOp(Address("unit", "staff.actual"), Cell("——", state="na"))])
    assert "编制31名，在职——人。" in texts(draw(graph))


def test_the_public_version_leaves_whole_lines_out() -> None:
    rows = sections({"heading": "甲", "text": "在职{{#unit/staff.actual}}人。\n支出{{#unit/budget.executed.total}}。"})
    graph = graph_of(rows, print={"public": {"leave_out": ["unit.staff.actual"]}})
    assert "在职33人。" in texts(draw(graph))
    assert texts(draw(graph, public=True))[1:] == ["一、甲", "支出896.90。"]


# ---- empty statements, direction, facts ----


@pytest.mark.parametrize(
    ("basic", "project", "said"),
    [
        ("0", "0", "本年没有支出。"),
        ("1000", "0", "支出1000万元，比预算没有增减。"),
        ("1200", "0.5", "支出1200.5万元，比预算增加200.5万元。"),
    ],
)
def test_sentences_follow_the_sign_and_zero(basic: str, project: str, said: str) -> None:
    graph = graph_of()
    graph.apply([typed("unit", "budget.executed.basic", basic), typed("p1", "budget.executed.total", project)])
    assert said in texts(draw(graph))


def test_facts_are_found_by_their_usual_name_and_scheme() -> None:
    facts = [
        {"id": "all", "name": "参保人数", "scheme": "各险种合计", "value": "60万人"},
        {"id": "resident", "name": "参保人数", "scheme": "城乡居民基本养老保险", "value": "9万人"},
    ]
    answers = graph_of({"facts": facts}).snapshot()
    assert find_fact(answers, FactName("insured")) == "all"
    assert find_fact(answers, FactName("insured", "resident")) == "resident"
    assert find_fact(answers, FactName("unknown")) is None
    plain = graph_of({"facts": [{"id": "x", "name": "城乡居民基本养老保险参保人数", "value": "9万人"}]}).snapshot()
    assert find_fact(plain, FactName("insured", "resident")) == "x"
    assert find_fact(plain, FactName("insured")) is None


def test_a_fact_that_nobody_gave_is_a_gap() -> None:
    graph = graph_of({"facts": []})
    assert f"参保{GAP}。" in texts(draw(graph))
