"""Bindings: one fact, many places; other units; mixed text; what is broken or goes round in a circle."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from app.answers.graph import AnswerGraph
from app.core.quantities import Quantity
from app.core.records import Cell, Row, RowOp


def facts_chain(count: int, last: str) -> list[dict[str, str]]:
    """Return facts of which each takes its value from the next; the last holds the text."""
    links = [{"id": f"f{i}", "value": f"{{{{#f{i + 1}/value}}}}"} for i in range(count - 1)]
    return [*links, {"id": f"f{count - 1}", "value": last}]


def test_one_fact_changes_every_indicator_bound_to_it(kit: Any, graph: AnswerGraph) -> None:
    assert graph.printed("u1", "actual") == graph.printed("a1", "actual") == "51万人"
    assert graph.value("a1", "score") == Decimal("8.50")
    changed = graph.apply([kit.typed("insured", "value", "66万人")])
    assert graph.printed("u1", "actual") == graph.printed("a1", "actual") == "66万人"
    assert graph.value("a1", "score") == Decimal(10)
    assert {("u1", "actual"), ("a1", "actual"), ("a1", "score"), ("p1", "total.score")} <= changed
    assert ("u1", "score") not in changed  # full marks before and after


def test_who_takes_a_value(graph: AnswerGraph) -> None:
    assert graph.bound_to("insured", "value") == {("u1", "actual"), ("a1", "actual")}
    assert {("u1", "actual"), ("u1", "score"), ("unit", "total.score"), ("unit", "total.grade")} <= graph.dependents(
        "insured", "value"
    )
    assert ("u2", "score") not in graph.dependents("insured", "value")


@pytest.mark.parametrize(
    ("form", "printed", "base"), [("", "51万人", 510000), ("人", "510000人", 510000), ("万人", "51万人", 510000)]
)
def test_a_binding_in_another_unit(kit: Any, form: str, printed: str, base: int) -> None:
    bound = f"{{{{#f/value|{form}}}}}" if form else "{{#f/value}}"
    graph = kit.build({"facts": [{"id": "f", "value": "51万人"}], "indicators": [{"id": "i", "actual": bound}]})
    value = graph.value("i", "actual")
    assert isinstance(value, Quantity)
    assert value.base == base
    assert graph.printed("i", "actual") == printed


@pytest.mark.parametrize(
    ("key", "printed", "value", "measure"),
    [
        ("budget.rate", "98.96%", "98.96", "%"),
        ("budget.full_year.total", "1000万元", "1000", "元"),
        ("staff.actual", "33人", "33", "人"),
        ("year", "2024", None, ""),
    ],
)
def test_a_quantity_taken_from_another_kind(kit: Any, key: str, printed: str, value: str, measure: str) -> None:
    answers = {**kit.evaluation, "budget.executed.basic": "923.2", "goals": []}
    graph = kit.build(answers)
    graph.apply([kit.typed("u2", "actual", f"{{{{#unit/{key}}}}}")])
    found = graph.value("u2", "actual")
    assert graph.printed("u2", "actual") == printed
    if value is not None:
        assert isinstance(found, Quantity)
        assert (found.value, found.measure) == (Decimal(value), measure)


def test_an_exact_rate_is_passed_on_not_the_printed_one(kit: Any) -> None:
    graph = kit.build({"budget.full_year.total": "3", "budget.executed.basic": "2", "indicators": [{"id": "i"}]})
    graph.apply([kit.typed("i", "actual", "{{#unit/budget.rate}}")])
    found = graph.value("i", "actual")
    assert isinstance(found, Quantity)
    assert str(found.value).startswith("66.66666666")
    assert graph.printed("i", "actual") == "66.67%"


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("staff.actual", "{{#f/value}}", Decimal(33)),  # 33人 in a cell of persons
        ("budget.executed.basic", "{{#m/value}}", Decimal("85000.0")),  # 8.5亿元 in 万元
        ("notes", "{{#f/value}}", "33人"),
    ],
)
def test_other_kinds_taken_from_a_quantity(kit: Any, key: str, text: str, expected: object) -> None:
    facts = [{"id": "f", "value": "33人"}, {"id": "m", "value": "8.5亿元"}]
    assert kit.build({key: text, "facts": facts}).value("unit", key) == expected


def test_a_value_that_cannot_stand_there(kit: Any) -> None:
    graph = kit.build({"staff.actual": "{{#f/value}}", "facts": [{"id": "f", "value": "51%"}]})
    assert graph.value("unit", "staff.actual") is None
    assert "不能换算" in graph.problem("unit", "staff.actual")


def test_mixed_text_is_written_out(kit: Any) -> None:
    facts = [{"id": "f", "value": "51万人", "name": "参保人数"}]
    text = "{{#f/name}}{{#f/value|人}}，{{unit.name}}，{一}"
    graph = kit.build({"unit.name": "甲中心", "notes": text, "facts": facts})
    assert graph.printed("unit", "notes") == "参保人数510000人，甲中心，{一}"
    graph.apply([kit.typed("unit", "notes", "{{#f/name}}{{ 不是 }}")])
    assert "不是取数的写法" in graph.problem("unit", "notes")


def test_mixed_text_of_a_quantity_is_read_like_typed_text(kit: Any) -> None:
    indicator = {"id": "i", "target": "≥{{#f/value}}", "actual": "52万人", "weight": "10"}
    graph = kit.build({"facts": [{"id": "f", "value": "51万人"}], "indicators": [indicator]})
    assert graph.printed("i", "target") == "≥51万人"
    assert graph.value("i", "score") == Decimal(10)


def test_a_placeholder_without_a_row_speaks_of_the_nearest_row_above(kit: Any) -> None:
    graph = kit.build({"unit.name": "甲中心", "projects": [{"id": "p", "name": "{{unit.name}}的项目"}]})
    assert graph.printed("p", "name") == "甲中心的项目"


def test_absent_passes_through(kit: Any) -> None:
    facts = [{"id": "f", "value": Cell("——", state="na")}]
    graph = kit.build({"facts": facts, "indicators": [{"id": "i", "actual": "{{#f/value}}"}]})
    assert graph.printed("i", "actual") == "——"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{{#gone/value}}", "取数的那一行已经不在了"),
        ("{{#f/colour}}", "没有“colour”这一栏"),
        ("{{#f/value", "不是取数的写法"),
        ("{{#blank/value}}", "那里没有数"),
    ],
)
def test_what_is_broken_is_blank_with_a_problem(kit: Any, text: str, problem: str) -> None:
    facts = [{"id": "f", "value": "1人"}, {"id": "blank"}]
    graph = kit.build({"facts": facts, "indicators": [{"id": "i", "actual": text}]})
    assert graph.value("i", "actual") is None
    assert graph.printed("i", "actual") == ""
    assert problem in graph.problem("i", "actual")


def test_a_source_that_goes_and_comes_back(kit: Any, graph: AnswerGraph) -> None:
    row, cells = graph.facts.rows["insured"], graph.facts.cells["insured"]
    changed = graph.apply(kit.removal(graph, "insured"))
    assert ("u1", "actual") in changed
    assert graph.value("u1", "score") is None
    assert "已经不在了" in graph.problem("u1", "score")
    back = [kit.typed("insured", key, cell.text) for (key, _), cell in cells.items()]
    graph.apply([RowOp("insured", row), *back])
    assert graph.value("u1", "score") == Decimal(5)
    assert graph.problem("u1", "actual") == ""


def test_a_ring_of_two_is_blank_with_a_problem_and_heals(kit: Any) -> None:
    graph = kit.build({"facts": [{"id": "a", "value": "{{#b/value}}"}, {"id": "b", "value": "{{#a/value}}"}]})
    assert graph.value("a", "value") is graph.value("b", "value") is None
    assert "绕成了一圈" in graph.problem("a", "value")
    assert "绕成了一圈" in graph.problem("b", "value")
    graph.apply([kit.typed("b", "value", "5人")])
    assert graph.printed("a", "value") == "5人"
    assert graph.problem("a", "value") == ""


def test_a_cell_bound_to_itself(kit: Any) -> None:
    graph = kit.build({"facts": [{"id": "a", "value": "{{#a/value}}"}, {"id": "b", "value": "x{{#b/value}}"}]})
    assert graph.value("a", "value") is graph.value("b", "value") is None
    assert graph.printed("b", "value") == ""


def test_a_ring_through_the_list_of_rows(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("u2", "left_out", "{{#unit/total.grade}}")])  # counts only if the grade says so
    assert graph.value("unit", "total.score") is None
    assert "绕成了一圈" in graph.problem("u2", "left_out")
    assert not graph.in_force("u2")
    graph.apply([kit.typed("u2", "left_out", None)])
    assert graph.value("unit", "total.score") == Decimal("27.99")


def test_a_ring_through_a_formula(kit: Any) -> None:
    graph = kit.build({**kit.evaluation, "budget.executed.basic": "{{#unit/budget.executed.total}}"})
    assert graph.value("unit", "budget.executed.total") is None
    assert "绕成了一圈" in graph.problem("unit", "budget.executed.total")
    assert graph.value("unit", "budget.executed.project") == Decimal("66.4")
    assert "绕成了一圈" in graph.problem("unit", "budget.score")


@pytest.mark.parametrize("count", [15, 25, 3000])
def test_a_long_chain(kit: Any, count: int) -> None:
    graph = kit.build({"facts": facts_chain(count, "51万人")})
    assert graph.printed("f0", "value") == "51万人"
    graph.apply([kit.typed(f"f{count - 1}", "value", "7人")])
    assert graph.printed("f0", "value") == "7人"
    assert len(graph.dependents(f"f{count - 1}", "value")) == count - 1


@pytest.mark.parametrize("count", [15, 25, 3000])
def test_a_long_ring(kit: Any, count: int) -> None:
    graph = kit.build({"facts": facts_chain(count, "{{#f0/value}}")})
    assert graph.value("f0", "value") is None
    assert "绕成了一圈" in graph.problem(f"f{count // 2}", "value")
    graph.apply([kit.typed("f3", "value", "7人")])
    assert graph.printed("f5", "value") == "7人"


def test_a_long_chain_through_formulas(kit: Any) -> None:
    count = 200
    rows = [
        {
            "id": f"p{i}",
            "budget.executed.total": "1",
            "budget.full_year.total": "2",
            "name": f"{{{{#p{i + 1}/budget.rate}}}}",
        }
        for i in range(count)
    ]
    fields = {"projects": {"budget.executed.total": {"label": "执行", "kind": "money"}}}
    for i, row in enumerate(rows[:-1]):
        row["budget.executed.total"] = f"{{{{#p{i + 1}/budget.full_year.total}}}}"
        row["budget.full_year.total"] = f"{{{{#p{i + 1}/budget.executed.total}}}}"
    rows[-1]["name"] = "末"
    graph = kit.build({"projects": rows}, fields=fields)
    assert graph.value("p0", "budget.rate") == Decimal(2)
    assert graph.value("p1", "budget.rate") == Decimal("0.5")
    assert graph.value("unit", "budget.executed.project") == Decimal(300)


def test_moving_a_row_gives_it_another_parent(kit: Any, graph: AnswerGraph) -> None:
    assert graph.value("u1", "level1.weight") == Decimal(15)
    graph.apply([RowOp("u2", Row("u2", "indicators", "p1", "9"))])
    assert graph.value("u1", "level1.weight") == Decimal(5)
    assert graph.value("u2", "level1.weight") == Decimal(10)
    assert graph.children("p1", "indicators") == ("a1", "a2", "u2")
