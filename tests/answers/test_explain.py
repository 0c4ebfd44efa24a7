"""Explanations: Chinese sentences with the live figures, the clause, the source; nothing is left unsaid."""

from __future__ import annotations

from typing import Any

import pytest

from app.answers.graph import AnswerGraph
from app.core.records import Address, Cell
from app.core.traces import Trace


def sentences(trace: Trace) -> list[str]:
    """Return every sentence of a trace, from the top down."""
    own = [step.text for step in trace.steps]
    return own + [text for below in trace.inputs for text in sentences(below)]


def explain(graph: AnswerGraph, row: str, key: str, form: str = "") -> Trace:
    return graph.explain(Address(row, key, form))


def test_a_score_with_its_rule_clause_and_inputs(graph: AnswerGraph) -> None:
    trace = explain(graph, "u1", "score")
    assert (trace.label, trace.value, trace.problem) == ("得分", "5分", "")
    assert trace.steps[0].text == "指标值≥36.6万人，实际完成51万人，已完成，得满分5分"
    assert (trace.steps[0].clause, trace.steps[0].source) == ("未完成的按比例计分", "default")
    assert [below.label for below in trace.inputs][:3] == ["年度指标值", "实际完成值", "分值"]


def test_a_binding_leads_to_its_fact_and_the_facts_source(graph: AnswerGraph) -> None:
    actual = explain(graph, "u1", "actual")
    assert actual.steps[0].text == "取自参保人数·数值"
    (fact,) = actual.inputs
    assert (fact.label, fact.value) == ("参保人数·数值", "51万人")
    assert [step.text for step in fact.steps] == ["填写：“51万人”", "数据来源：年报，截止2024年12月31日"]


def test_a_formula_in_words_with_its_figures(graph: AnswerGraph) -> None:
    trace = explain(graph, "unit", "staff.rate")
    assert trace.steps[0].text == "控制率＝在职人数÷编制数＝33÷31＝106.45%"
    assert trace.steps[0].clause == "在职÷编制"


def test_a_sum_over_rows_names_the_rows(graph: AnswerGraph) -> None:
    trace = explain(graph, "unit", "budget.executed.project")
    assert trace.steps[0].text == "项目支出＝各项目支出的全年执行数之和＝66.4万元"
    assert [(below.label, below.value) for below in trace.inputs] == [
        ("稽核·全年执行数", "46.4万元"), ("退管·全年执行数", "20万元"),
    ]  # fmt: skip


def test_rounding_is_said(graph: AnswerGraph) -> None:
    texts = sentences(explain(graph, "u2", "score"))
    assert "指标值≥95%，实际完成94.9（合94.9%），未完成，按比例计分：10分×94.9÷95，得9.9895分" in texts
    assert "四舍五入保留2位小数，得9.99分" in texts


def test_a_grade_goes_down_to_what_was_typed(graph: AnswerGraph) -> None:
    texts = sentences(explain(graph, "unit", "total.grade"))
    assert "得分27.99分，不低于0分，等级为“差”" in texts
    assert "总分＝预算得分＋各绩效指标的得分之和＝27.99分" in texts
    assert "每低5%为一档，只算整档，满1档" in texts
    assert "填写：“850”" in texts
    assert "没有填写，按表样的规定为“10”" in texts


def test_an_override_says_both_values_and_the_note(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("u1", "score", "4", origin="overridden", note="从严扣分")])
    trace = explain(graph, "u1", "score")
    assert trace.value == "4分"
    assert trace.steps[0].text == "手工改定为4分，原因：从严扣分；自动计算为5分"
    assert "已完成，得满分5分" in trace.steps[1].text
    assert "年度指标值" in [below.label for below in trace.inputs]


def test_an_override_without_a_note_says_so(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("u1", "score", "4", origin="overridden")])
    assert "没有写原因" in explain(graph, "u1", "score").steps[0].text


def test_what_cannot_be_computed_says_why(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("unit", "budget.full_year.total", "0")])
    trace = explain(graph, "unit", "budget.score")
    assert trace.problem == "全年预算数为0，不能作除数"
    assert trace.value == ""
    assert trace.steps[0].text.startswith("无法计算：")


def test_typed_on_a_computed_key_is_said_to_have_no_effect(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("u1", "score", "1", origin="imported")])
    assert explain(graph, "u1", "score").steps[0].text == "本栏自动计算，读入的“1”不起作用"


def test_a_stated_value_is_said_not_to_count(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("unit", "total.score", "27", form="att2", origin="stated")])
    trace = explain(graph, "unit", "total.score", "att2")
    assert trace.value == "27"
    assert "印“27”" in trace.steps[0].text
    assert trace.inputs[0].value == "27.99分"
    empty = Cell("", state="empty", origin="stated")
    graph.apply([kit.typed("unit", "total.score", empty.text, form="att1", state="empty", origin="stated")])
    assert "不印数" in explain(graph, "unit", "total.score", "att1").steps[0].text


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (Cell("5320000", measure="元"), "填写：“5320000”，单位元"),
        (Cell("——", state="na"), "填写：无此项"),
        (Cell("5", origin="carried"), "上年带入：“5”"),
        (Cell("5", mark="待核实", note="问财务"), "填写：“5”（问财务），标记：待核实"),
    ],
)
def test_how_a_cell_was_filled_in(kit: Any, cell: Cell, said: str) -> None:
    graph = kit.build({"budget.full_year.total": cell})
    assert explain(graph, "unit", "budget.full_year.total").steps[0].text == said


def test_the_source_of_a_figure_and_of_a_target(kit: Any) -> None:
    source = {"key": "target", "office": "征缴股", "giver": "张三", "provisional": "快报数"}
    indicator = {"id": "i", "target": "≥3人", "target.source": "年初批复", "sources": [source]}
    texts = sentences(explain(kit.build({"indicators": [indicator]}), "i", "target"))
    assert texts == ["填写：“≥3人”", "数据来源：由征缴股张三提供，暂定数（快报数）", "目标来源：年初批复"]


def test_a_broken_binding_is_explained(kit: Any) -> None:
    graph = kit.build({"indicators": [{"id": "i", "actual": "{{#gone/value}}"}]})
    trace = explain(graph, "i", "actual")
    assert trace.steps[0].text == "取数有误：取数的那一行已经不在了"
    assert "已经不在了" in trace.problem


def test_a_ring_is_explained(kit: Any) -> None:
    graph = kit.build({"facts": [{"id": "a", "value": "{{#b/value}}"}, {"id": "b", "value": "{{#a/value}}"}]})
    assert "绕成了一圈" in explain(graph, "a", "value").problem


def test_a_key_not_in_force_and_one_that_is_not_there(kit: Any) -> None:
    graph = kit.build({"holiday": "1", "year": "2024"})
    assert "不参加计算" in explain(graph, "unit", "holiday").steps[0].text
    assert explain(graph, "unit", "nothing").label == "nothing"
    assert explain(graph, "nobody", "score").value == ""


def test_a_trace_of_very_much_stays_short(kit: Any) -> None:
    rows = [{"id": f"p{i}", "budget.executed.total": "1", "budget.full_year.total": "1"} for i in range(2000)]
    trace = explain(kit.build({"budget.full_year.total": "2000", "projects": rows}), "unit", "budget.score")
    assert len(sentences(trace)) < 1000


def test_every_value_can_be_explained(graph: AnswerGraph) -> None:
    for row in graph.facts.rows.values():
        for key in graph.pack.fields[row.table]:
            trace = explain(graph, row.id, key)
            assert trace.label
            assert all(step.text for step in trace.steps)
