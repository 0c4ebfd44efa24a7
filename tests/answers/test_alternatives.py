"""Several rules for one key: the last of the pack whose condition holds, then the one without a condition."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from app.answers.graph import AnswerGraph
from app.core.records import Address

BY_HAND = {"for": ["indicators"], "into": "score", "compute": "1", "when": "level3 == '参保人数'"}


@pytest.fixture
def special(kit: Any) -> AnswerGraph:
    """The evaluation of the kit, with one indicator that the pack scores in its own way."""
    graph: AnswerGraph = kit.build(kit.evaluation, scoring={"special": BY_HAND})
    return graph


def test_a_rule_with_a_condition_goes_first(kit: Any, special: AnswerGraph, graph: AnswerGraph) -> None:
    rows = special.children("unit", "indicators")
    names = {row: special.printed(row, "level3") for row in rows}
    assert "参保人数" in names.values()
    for row, name in names.items():
        expected = Decimal(1) if name == "参保人数" else graph.value(row, "score")
        assert special.value(row, "score") == expected, name


def test_the_rule_follows_its_condition(kit: Any, special: AnswerGraph, graph: AnswerGraph) -> None:
    row = next(r for r in special.children("unit", "indicators") if special.printed(r, "level3") == "参保人数")
    special.apply([kit.typed(row, "level3", "别的指标")])
    assert special.value(row, "score") == graph.value(row, "score")
    assert special.explain(Address(row, "score")).steps == graph.explain(Address(row, "score")).steps


def test_of_two_that_hold_the_later_one_counts(kit: Any) -> None:
    graph: AnswerGraph = kit.build(kit.evaluation, scoring={"special": BY_HAND, "later": BY_HAND | {"compute": "2"}})
    row = next(r for r in graph.children("unit", "indicators") if graph.printed(r, "level3") == "参保人数")
    assert graph.value(row, "score") == Decimal(2)
