"""Typed, defaulted, computed and overridden values; what cannot be read is blank and says why."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from app.answers.graph import AnswerGraph
from app.core.dates import PartialDate
from app.core.quantities import Quantity
from app.core.records import Address, Cell
from app.core.values import NA


def test_typed_values_have_their_kinds(graph: AnswerGraph) -> None:
    assert graph.value("unit", "year") == Decimal(2024)
    assert graph.value("unit", "unit.name") == "甲县社保中心"
    assert graph.value("unit", "budget.full_year.total") == Decimal(1000)
    assert graph.value("insured", "as_of") == PartialDate(2024, 12, 31)
    target = graph.value("u1", "target")
    assert isinstance(target, Quantity)
    assert target.base == 366000


def test_blank_is_none_and_none_is_no_problem(graph: AnswerGraph) -> None:
    assert graph.value("unit", "notes") is None
    assert graph.problem("unit", "notes") == ""
    assert graph.printed("unit", "notes") == ""


def test_what_is_not_there_is_blank(graph: AnswerGraph) -> None:
    assert graph.value("unit", "no.such.key") is None
    assert graph.value("no-such-row", "weight") is None
    assert graph.printed("unit", "no.such.key") == ""
    assert not graph.in_force("no-such-row")


def test_na_is_neither_blank_nor_zero(kit: Any) -> None:
    graph = kit.build({"budget.full_year.total": Cell("——", state="na")})
    assert graph.value("unit", "budget.full_year.total") is NA
    assert graph.printed("unit", "budget.full_year.total") == "——"


def test_unreadable_text_is_blank_with_a_problem(kit: Any) -> None:
    graph = kit.build({"budget.full_year.total": "约五百", "budget.executed.basic": "400"})
    assert graph.value("unit", "budget.full_year.total") is None
    assert "“约五百”不能识别" in graph.problem("unit", "budget.full_year.total")
    assert graph.printed("unit", "budget.full_year.total") == "约五百"
    assert "约五百" in graph.problem("unit", "budget.rate")


def test_money_typed_in_another_unit_prints_in_the_papers(kit: Any) -> None:
    graph = kit.build({"budget.full_year.total": Cell("5320000", measure="元")})
    assert graph.value("unit", "budget.full_year.total") == Decimal(532)
    assert graph.printed("unit", "budget.full_year.total") == "532"
    assert graph.cell("unit", "budget.full_year.total") == Cell("5320000", measure="元")


def test_typed_text_prints_as_typed_and_computed_in_its_form(graph: AnswerGraph) -> None:
    assert graph.printed("u1", "target") == "≥36.6万人"
    assert graph.printed("unit", "staff.rate") == "106.45%"
    assert graph.printed("unit", "staff.rate", "0%") == "106%"
    assert graph.printed("unit", "budget.full_year.total", "0.00万元") == "1000.00万元"


def test_a_default_counts_until_something_is_typed(kit: Any, graph: AnswerGraph) -> None:
    assert graph.value("p1", "budget.weight") == Decimal(10)
    assert graph.value("unit", "budget.weight") == Decimal(10)  # from the pack's weights
    assert graph.has_default("p1", "budget.weight")
    graph.apply([kit.typed("p1", "budget.weight", "20")])
    assert graph.value("p1", "budget.weight") == Decimal(20)


def test_rounding_is_the_fields_and_happens_once(kit: Any) -> None:
    fields = {"unit": {"a": {"label": "甲", "kind": "number", "compute": "staff.actual / 3", "round": "1"}}}
    graph = kit.build({"staff.actual": "2.5"}, fields=fields)
    assert graph.printed("unit", "a") == "0.8"
    assert kit.build({"staff.actual": "2.55"}, fields=fields).printed("unit", "a") == "0.9"


def test_only_an_override_beats_a_computed_value(kit: Any) -> None:
    answers = {"staff.authorised": "31", "staff.actual": "33"}
    for origin in ("typed", "imported", "carried"):
        graph = kit.build({**answers, "staff.rate": Cell("100%", origin=origin)})
        assert graph.printed("unit", "staff.rate") == "106.45%"
        assert graph.ignored() == (Address("unit", "staff.rate"),)
    graph = kit.build({**answers, "staff.rate": Cell("100%", origin="overridden", note="按文件")})
    assert graph.value("unit", "staff.rate") == Decimal(1)
    assert graph.printed("unit", "staff.rate") == "100%"
    assert graph.printed_computed("unit", "staff.rate") == "106.45%"
    assert graph.ignored() == ()


def test_an_override_flows_on(kit: Any) -> None:
    graph = kit.build({**kit.evaluation, "budget.executed.project": Cell("150", origin="overridden")})
    assert graph.value("unit", "budget.executed.total") == Decimal(1000)
    assert graph.value("unit", "budget.score") == Decimal(10)


def test_a_field_that_is_not_in_force_is_kept_and_blank(kit: Any) -> None:
    graph = kit.build({"year": "2024", "holiday": "12"})
    assert graph.value("unit", "holiday") is None
    assert graph.printed("unit", "holiday") == ""
    assert not graph.in_force("unit", "holiday")
    graph.apply([kit.typed("unit", "year", "2020")])
    assert graph.value("unit", "holiday") == Decimal(12)
    assert graph.in_force("unit", "holiday")


def test_views_look_into_a_quantity(graph: AnswerGraph) -> None:
    assert graph.value("u1", "target.value") == Decimal("36.6")
    assert graph.value("u1", "target.operator") == "≥"
    assert graph.value("u1", "target.measure") == "万人"  # a declared key that nobody filled in
    assert graph.value("u1", "target.base") == Decimal(366000)
    assert graph.value("u3", "target.value") is None
    assert graph.value("u1", "weight.value") is None


def test_a_typed_measure_beats_the_view(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("u1", "target.measure", "人次")])
    assert graph.value("u1", "target.measure") == "人次"


def test_stated_values_never_take_part(kit: Any) -> None:
    answers = {"budget.full_year.total": "1000", "budget.executed.basic": "500"}
    stated = {**answers, "budget.rate": {"att2": "61%"}, "notes": {"att1": Cell(state="empty", origin="stated")}}
    graph = kit.build(stated)
    assert graph.value("unit", "budget.rate") == Decimal("0.5")
    cell = graph.stated("unit", "budget.rate", "att2")
    assert cell is not None
    assert cell.text == "61%"
    assert graph.stated("unit", "budget.rate", "att1") is None
    assert graph.stated("unit", "budget.rate", "") is None


@pytest.mark.parametrize(("key", "expected"), [("staff.rate", True), ("score", False), ("staff.actual", False)])
def test_which_keys_are_computed(graph: AnswerGraph, key: str, expected: bool) -> None:
    assert graph.is_computed("unit", key) is expected
    assert graph.is_computed("u1", "score")
    assert graph.is_computed("unit", "total.grade")


def test_the_weight_that_limits_a_score(graph: AnswerGraph) -> None:
    assert graph.weight_of("u2", "score") == Decimal(10)
    assert graph.weight_of("unit", "budget.score") == Decimal(10)
    assert graph.weight_of("unit", "total.score") is None
    assert graph.weight_of("unit", "staff.rate") is None


def test_a_formula_whose_result_does_not_fit_its_kind_is_blank_with_a_problem(kit: Any) -> None:
    fields = {"unit": {"odd": {"label": "奇怪", "kind": "money", "compute": "unit.name"}}}
    graph = kit.build({"unit.name": "甲"}, fields=fields)
    assert graph.value("unit", "odd") is None
    assert "不能识别" in graph.problem("unit", "odd")


def test_a_computed_quantity_has_its_unit(kit: Any) -> None:
    people = {"label": "人数", "kind": "quantity", "unit": "万人", "compute": "staff.actual / 10000"}
    graph = kit.build({"staff.actual": "3354"}, fields={"unit": {"people": people}})
    assert graph.printed("unit", "people") == "0.3354万人"
