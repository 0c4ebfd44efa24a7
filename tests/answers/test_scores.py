"""Scores, totals and grades of whole sheets; rows that do not count; what cannot be scored."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from app.answers.graph import AnswerGraph
from app.core.records import Cell


def points(graph: AnswerGraph, row: str, key: str = "score") -> str:
    return graph.printed(row, key)


def test_the_small_evaluation_by_hand(graph: AnswerGraph) -> None:
    assert points(graph, "unit", "budget.score") == "8"  # (850 + 66.4) ÷ 1000 = 91.64%: one step
    assert [points(graph, row) for row in ("u1", "u2", "u3")] == ["5", "9.99", "5"]
    assert graph.value("unit", "total.score") == Decimal("27.99")  # the sum of the rounded rows
    assert graph.printed("unit", "total.grade") == "差"
    assert graph.value("unit", "total.weight") == Decimal(30)
    assert points(graph, "p1", "budget.score") == "8"  # 92.8%
    assert [points(graph, row) for row in ("a1", "a2", "b1")] == ["8.5", "10", "9.9"]
    assert points(graph, "p2", "total.score") == "19.9"


@pytest.mark.parametrize(
    ("full_year", "executed", "score"),
    [("303.64", "272.08", "6"), ("77.17", "46.85", "0"), ("532.00", "532.00", "10"), ("10", "10.82", "10")],
)
def test_execution_rows_of_the_papers(kit: Any, full_year: str, executed: str, score: str) -> None:
    graph = kit.build({"budget.full_year.total": full_year, "budget.executed.basic": executed})
    assert points(graph, "unit", "budget.score") == score


def test_division_by_zero_says_so_everywhere_it_matters(kit: Any) -> None:
    graph = kit.build({"budget.full_year.total": "0", "budget.executed.basic": "5"})
    for key in ("budget.rate", "budget.score", "total.score", "total.grade"):
        assert graph.value("unit", key) is None
        assert graph.problem("unit", key) == "全年预算数为0，不能作除数"
        assert graph.printed("unit", key) == ""


def test_a_blank_is_named_and_followed_back(kit: Any) -> None:
    graph = kit.build({"budget.executed.basic": "5"})
    assert graph.problem("unit", "budget.rate") == "“全年预算数”没有填写"
    assert graph.problem("unit", "total.grade").startswith("“全年预算数”没有填写")


def test_blank_rows_are_named_by_their_title(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("u2", "actual", None), kit.typed("u3", "weight", None)])
    assert graph.value("u2", "score") is None
    assert graph.problem("u2", "score") == "“实际完成值”没有填写"
    assert graph.problem("u3", "score") == "“分值”没有填写"
    assert graph.value("unit", "total.score") == Decimal(13)  # blank rows are left out of a sum, not counted as 0


def test_nothing_blank_ever_gives_zero(kit: Any) -> None:
    graph = kit.build({"projects": [{"id": "p", "indicators": [{"id": "i"}]}]})
    for row, key in (("unit", "budget.score"), ("unit", "total.score"), ("p", "total.score"), ("i", "score")):
        assert graph.value(row, key) is None
        assert "没有填写" in graph.problem(row, key)


def test_figures_that_do_not_compare(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("u1", "actual", "51%")])
    assert graph.value("u1", "score") is None
    assert "计量单位不同" in graph.problem("u1", "score")


def test_lower_by_hand_counts_and_keeps_what_the_rule_gives(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("u1", "score", "4.5", origin="overridden", note="从严")])
    assert graph.value("u1", "score") == Decimal("4.5")
    assert graph.computed("u1", "score") == Decimal(5)
    assert graph.value("unit", "total.score") == Decimal("27.49")
    assert graph.problem("u1", "score") == ""
    graph.apply([kit.typed("insured", "value", "18.3万人")])
    assert graph.value("u1", "score") == Decimal("4.5")
    assert graph.computed("u1", "score") == Decimal("2.50")


def test_a_score_typed_where_it_is_computed_does_not_count(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("u1", "score", "1")])
    assert graph.value("u1", "score") == Decimal(5)
    assert [tuple(address[:2]) for address in graph.ignored()] == [("u1", "score")]


def test_a_row_left_out_is_kept_and_not_counted(kit: Any, graph: AnswerGraph) -> None:
    changed = graph.apply([kit.typed("u2", "left_out", "是")])
    assert not graph.in_force("u2")
    assert graph.value("u2", "score") is None
    assert "未列入自评" in graph.problem("u2", "score")
    assert graph.printed("u2", "target") == "≥95%"
    assert graph.value("unit", "total.score") == Decimal(18)
    assert graph.value("u1", "level1.weight") == Decimal(5)
    assert graph.children("unit", "indicators") == ("u1", "u2", "u3")
    assert {("unit", "total.score"), ("u2", "score"), ("u1", "level1.weight")} <= changed
    graph.apply([kit.typed("u2", "left_out", "否")])
    assert graph.value("unit", "total.score") == Decimal("27.99")


def test_a_project_out_of_scope_keeps_its_money_and_has_no_score(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("p2", "in_scope", "否")])
    assert graph.value("p2", "total.score") is None
    assert "不计分" in graph.problem("p2", "total.score")
    assert graph.value("unit", "budget.executed.project") == Decimal("66.4")


def test_rows_below_a_row_that_is_out_are_out(kit: Any) -> None:
    tables = {"projects": {"when": "in_scope == '是'"}}
    graph = kit.build(kit.evaluation, tables=tables)
    graph.apply([kit.typed("p1", "in_scope", "否")])
    assert not graph.in_force("p1")
    assert not graph.in_force("a1")
    assert graph.value("a1", "score") is None
    assert graph.in_force("b1")


def test_a_chosen_band(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("u3", "band", "部分达成")])
    assert graph.value("u3", "score") == Decimal("4.00")


@pytest.mark.parametrize(("places", "expected"), [("0", "10"), ("1", "10"), ("2", "9.99"), ("3", "9.989")])
def test_rounding_is_the_packs(kit: Any, places: str, expected: str) -> None:
    graph = kit.build(kit.evaluation, kinds={"points": {"round": places}})
    assert points(graph, "u2") == expected


def test_a_weight_that_is_no_number(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("u1", "weight", "十分")])
    assert "“十分”不能识别" in graph.problem("u1", "score")


def test_absent_actual_is_full_marks(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("u2", "actual", "无", state="na")])
    assert graph.value("u2", "score") == Decimal(10)


def test_grade_set_by_hand(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("unit", "total.grade", "良", origin="overridden")])
    assert graph.value("unit", "total.grade") == "良"
    assert graph.printed_computed("unit", "total.grade") == "差"


def test_a_total_without_a_rule_is_typed(kit: Any) -> None:
    pack = kit.pack(scoring={"total": {"for": ["projects"]}})
    assert pack.scoring["total"].for_ == ("projects",)
    graph = kit.build({"total.score": Cell("92")}, scoring={"total": {"for": ["projects"]}})
    assert graph.value("unit", "total.score") == Decimal(92)
    assert graph.printed("unit", "total.grade") == "优"
