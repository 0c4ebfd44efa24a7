"""Scored sheets: the unit, then the projects; what the paper prints as total where that is another."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from app.answers.graph import AnswerGraph
from app.core.records import Cell, Row, RowOp


def test_sheets_in_order_with_their_rows(graph: AnswerGraph) -> None:
    unit, first, second = graph.sheets()
    assert [sheet.name for sheet in (unit, first, second)] == ["甲县社保中心", "稽核", "退管"]
    assert [sheet.table for sheet in (unit, first)] == ["unit", "projects"]
    assert [row.level3 for row in unit.rows] == ["参保人数", "满意度", "社会稳定"]
    assert (unit.rate, unit.budget_score, unit.budget_weight) == (Decimal("91.640"), Decimal(8), Decimal(10))
    assert (unit.total_score, unit.total_weight, unit.grade) == (Decimal("27.99"), Decimal(30), "差")
    assert unit.stated is None
    assert first.grade is None  # the pack grades the unit only


def test_a_row_as_the_score_command_tells_it(graph: AnswerGraph) -> None:
    row = graph.sheets()[1].rows[0]
    assert (row.level3, row.target, row.actual) == ("参保人数", "≥60万人", "51万人")
    assert (row.weight, row.score, row.computed, row.overridden) == (Decimal(10), Decimal("8.5"), Decimal("8.5"), False)
    assert row.problem == ""


def test_an_override_shows_both_and_its_note(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("u1", "score", "4", origin="overridden", note="从严")])
    row = graph.sheets()[0].rows[0]
    assert (row.score, row.computed, row.overridden, row.note) == (Decimal(4), Decimal(5), True, "从严")
    graph.apply([kit.typed("u1", "score", "4", origin="overridden", note="领导要求从严")])
    assert graph.sheets()[0].rows[0].note == "领导要求从严"


def test_an_override_of_the_execution_row(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("unit", "budget.score", "7", origin="overridden", note="从严")])
    sheet = graph.sheets()[0]
    assert (sheet.budget_score, sheet.budget_computed, sheet.budget_overridden, sheet.budget_note) == (
        Decimal(7), Decimal(8), True, "从严",
    )  # fmt: skip
    assert sheet.total_score == Decimal("26.99")


def test_a_stated_total_shows_where_it_differs(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("unit", "total.score", "27", form="att2", origin="stated")])
    assert graph.sheets()[0].stated == "27"
    assert graph.sheets()[0].total_score == Decimal("27.99")
    graph.apply([kit.typed("unit", "total.score", "27.990", form="att2", origin="stated")])
    assert graph.sheets()[0].stated is None


def test_a_report_without_a_table_has_a_stated_total_only(kit: Any) -> None:
    graph = kit.build({"unit.name": "乙中心", "total.score": {"overall": "96"}})
    (sheet,) = graph.sheets()
    assert (sheet.total_score, sheet.stated, sheet.rows) == (None, "96", ())


def test_a_typed_total(kit: Any) -> None:
    graph = kit.build({"total.score": Cell("92")}, scoring={"total": {"for": ["projects"]}})
    (sheet,) = graph.sheets()
    assert (sheet.total_score, sheet.stated, sheet.grade) == (Decimal(92), None, "优")


def test_rows_and_projects_that_do_not_count_are_left_out(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("u2", "left_out", "是"), kit.typed("p1", "in_scope", "否")])
    unit, project = graph.sheets()
    assert [row.row for row in unit.rows] == ["u1", "u3"]
    assert project.row == "p2"


def test_rows_of_goals_follow_those_of_the_sheet(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([RowOp("g", Row("g", "goals", "unit", "1")), RowOp("u2", Row("u2", "indicators", "g", "1"))])
    assert [row.row for row in graph.sheets()[0].rows] == ["u1", "u3", "u2"]


def test_a_move_changes_the_order(graph: AnswerGraph) -> None:
    graph.apply([RowOp("p2", Row("p2", "projects", "unit", "!")), RowOp("u3", Row("u3", "indicators", "unit", "!"))])
    assert [sheet.row for sheet in graph.sheets()] == ["unit", "p2", "p1"]
    assert [row.row for row in graph.sheets()[0].rows] == ["u3", "u1", "u2"]


def test_sheets_that_an_edit_does_not_touch_are_not_built_again(kit: Any, graph: AnswerGraph) -> None:
    before = graph.sheets()
    graph.apply([kit.typed("b1", "actual", "98%")])
    after = graph.sheets()
    assert after[0] is before[0]
    assert after[1] is before[1]
    assert after[2].total_score == Decimal("19.80")


def test_a_row_that_cannot_be_scored_says_why(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("u2", "actual", None)])
    row = graph.sheets()[0].rows[1]
    assert (row.score, row.computed) == (None, None)
    assert row.problem == "“实际完成值”没有填写"


def test_the_sheet_of_a_row_is_the_one_among_all(graph: AnswerGraph) -> None:
    every = {sheet.row: sheet for sheet in graph.sheets()}
    assert len(every) == 3
    assert {row: graph.sheet(row) for row in graph.facts.rows} == {row: every.get(row) for row in graph.facts.rows}
    assert graph.sheet("nowhere") is None
