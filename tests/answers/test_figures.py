"""Sources of figures, and figures that are not final."""

from __future__ import annotations

from typing import Any

from app.answers.figures import FigureSource


def test_provisional_figures_are_listed(kit: Any) -> None:
    graph = kit.build(
        {
            "facts": [{"id": "f", "value": "1人", "provisional": "预计数", "expected_on": "2025年6月"}, {"id": "g"}],
            "sources": [{"id": "s", "key": "budget.executed.basic", "provisional": "快报数", "office": "财务股"}],
        }
    )
    fact, budget = graph.provisional()
    assert (fact.row, fact.key, fact.sentence()) == ("f", "value", "暂定数（预计数，终值预计2025年6月）")
    assert (budget.row, budget.key) == ("unit", "budget.executed.basic")
    assert budget.sentence() == "由财务股提供，暂定数（快报数）"


def test_the_source_of_one_figure(kit: Any, graph: Any) -> None:
    assert graph.source_of("insured", "value") == FigureSource("insured", "value", as_of="2024年12月31日", basis="年报")
    assert graph.source_of("insured", "name") is None
    assert graph.source_of("unit", "budget.executed.basic") is None


def test_a_source_in_one_sentence() -> None:
    source = FigureSource("r", "k", "征缴股", "李", "2025年1月5日", "2024年12月31日", "月报第3页", "2号柜")
    assert source.sentence() == "月报第3页，截止2024年12月31日，由征缴股李于2025年1月5日提供，佐证存放：2号柜"
    assert FigureSource("r", "k", given_on="2025年1月5日").sentence() == "2025年1月5日提供"
