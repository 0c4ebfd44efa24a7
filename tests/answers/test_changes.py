"""What an edit tells, and the immutable copies of the answers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from app.answers.answer_set import AnswerSet
from app.answers.graph import AnswerGraph
from app.core.errors import DataError
from app.core.records import Facts, MetaOp


def everything(answers: AnswerSet) -> tuple[object, ...]:
    return dict(answers.values), dict(answers.texts), dict(answers.lists), answers.sheets, answers.facts


def test_an_edit_tells_every_value_that_is_now_another(kit: Any, graph: AnswerGraph) -> None:
    changed = graph.apply([kit.typed("p1", "budget.executed.total", "50")])
    assert changed == {
        ("p1", "budget.executed.total"),
        ("p1", "budget.rate"),
        ("p1", "budget.score"),
        ("p1", "total.score"),
        ("unit", "budget.executed.project"),
        ("unit", "budget.executed.total"),
        ("unit", "budget.rate"),
    }  # fmt: skip  (the unit's score stays: still one step below)


def test_an_edit_without_effect_tells_the_cell_only(kit: Any, graph: AnswerGraph) -> None:
    assert graph.apply([kit.typed("u1", "actual", "{{#insured/value}}")]) == {("u1", "actual")}
    assert graph.apply([]) == frozenset()


def test_digits_that_print_are_a_change(kit: Any, graph: AnswerGraph) -> None:
    changed = graph.apply([kit.typed("p2", "budget.executed.total", "20.00")])
    assert ("unit", "budget.executed.project") in changed
    assert graph.printed("unit", "budget.executed.project") == "66.40"


def test_a_stated_value_changes_no_value(kit: Any, graph: AnswerGraph) -> None:
    assert graph.apply([kit.typed("unit", "budget.rate", "90%", form="att2", origin="stated")]) == frozenset()


def test_a_meta_entry_is_kept(graph: AnswerGraph) -> None:
    assert graph.apply([MetaOp("pack", "abc")]) == frozenset()
    assert graph.facts.meta["pack"] == "abc"
    graph.apply([MetaOp("pack", None)])
    assert "pack" not in graph.facts.meta


def test_a_snapshot_holds_everything(graph: AnswerGraph) -> None:
    answers = graph.snapshot()
    assert answers.number == 0
    for row in graph.facts.rows.values():
        assert answers.in_force(row.id) == graph.in_force(row.id)
        for key in graph.pack.fields[row.table]:
            assert answers.value(row.id, key) == graph.value(row.id, key)
            assert answers.printed(row.id, key) == graph.printed(row.id, key)
            assert answers.cell(row.id, key) == graph.cell(row.id, key)
    assert answers.sheets == graph.sheets()
    assert answers.children("unit", "projects") == ("p1", "p2")
    assert answers.printed("unit", "budget.executed.total", "0.00万元") == "916.40万元"


def test_a_snapshot_leaves_rows_out_that_are_not_in_force(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("u2", "left_out", "是")])
    answers = graph.snapshot()
    assert answers.children("unit", "indicators") == ("u1", "u3")
    assert not answers.in_force("u2")
    assert "未列入" in answers.problems["u2", "score"]


def test_a_snapshot_never_changes(kit: Any, graph: AnswerGraph) -> None:
    answers = graph.snapshot()
    before = everything(answers)
    graph.apply([kit.typed("insured", "value", "1人"), kit.typed("unit", "unit.name", None)])
    graph.apply(kit.removal(graph, "p1"))
    assert everything(answers) == before
    assert graph.snapshot().number == 2
    assert graph.value("unit", "unit.name") is None


def test_facts_are_a_snapshot_too(kit: Any, graph: AnswerGraph) -> None:
    before = graph.facts
    text = before.cells["insured"]["value", ""].text
    graph.apply([kit.typed("insured", "value", "1人")])
    assert before.cells["insured"]["value", ""].text == text
    assert graph.facts.cells["insured"]["value", ""].text == "1人"
    assert graph.facts.cells["u2"] is before.cells["u2"]  # only the touched row is copied


def test_the_facts_given_are_not_changed(kit: Any) -> None:
    facts: Facts = kit.facts(kit.evaluation)
    graph = AnswerGraph(kit.pack(), facts)
    graph.apply([kit.typed("insured", "value", "1人")])
    assert facts.cells["insured"]["value", ""].text == "51万人"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"scoring": {"indicator": {"rule": "by_magic"}}}, "rule.unknown"),
        ({"scoring": {"budget": {"with": {"step": "5"}}}}, "rule.params"),
        (
            {"scoring": {name: {"for": ["unit"], "into": "total.score", "compute": "1"} for name in "ab"}},
            "scoring.twice",
        ),
        ({"fields": {"unit": {"x": {"label": "x", "kind": "number", "compute": "1 +"}}}}, "expression.syntax"),
    ],
)
def test_an_unsound_pack_is_refused_with_its_place(kit: Any, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(DataError) as caught:
        kit.build({}, **changes)
    assert caught.value.code == code
    assert caught.value.where


def test_a_default_may_take_a_value_from_elsewhere(kit: Any) -> None:
    fields = {"projects": {"implementer": {"label": "实施单位", "kind": "text", "default": "{{unit.name}}"}}}
    graph = kit.build({"unit.name": "甲中心", "projects": [{"id": "p"}]}, fields=fields)
    assert graph.printed("p", "implementer") == "甲中心"
    graph.apply([kit.typed("unit", "unit.name", "乙中心")])
    assert graph.value("p", "implementer") == "乙中心"


def test_points_of_zero_are_points(kit: Any, graph: AnswerGraph) -> None:
    graph.apply([kit.typed("unit", "budget.executed.basic", "0")])
    assert graph.value("unit", "budget.score") == Decimal(0)
    assert graph.problem("unit", "budget.score") == ""
