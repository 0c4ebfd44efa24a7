"""The sample yuanjiang-2024 through the answers: by the rules alone every sheet comes to what the paper prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.answers.graph import AnswerGraph
from app.core.records import ROOT_ID
from app.core.tree import RowTree, row_tree
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.packs.loading import load_pack
from app.packs.registry import find

if TYPE_CHECKING:
    from tests.samples.conftest import Paper, Sample

Scored = tuple[AnswerGraph, RowTree]


@pytest.fixture(scope="module")
def scored(sample: Sample) -> Scored:
    pack = load_pack(find(sample.top["pack"]).body)
    facts = answers_to_facts(read_answers(sample.text, "sample"), pack)
    return AnswerGraph(pack, facts), row_tree(facts)


def sheets(tree: RowTree) -> list[str]:
    """Return the ids of the rows with a sheet of their own: the unit, then its projects."""
    return [ROOT_ID, *tree.children[ROOT_ID, "projects"]]


def test_every_sheet_scores_a_hundred(scored: Scored) -> None:
    graph, tree = scored
    totals = [(graph.printed(row, "total.weight"), graph.printed(row, "total.score")) for row in sheets(tree)]
    assert totals == [("100", "100")] * 8


def test_every_row_scores_as_printed(scored: Scored, paper: Paper) -> None:
    graph, tree = scored
    for number, row in enumerate(sheets(tree)):
        table = f"T{number + 2}"
        first = 11 if number == 0 else 10
        budget = paper.row(table, 3 if number == 0 else 4)[2:]
        keys = ("initial.total", "full_year.total", "executed.total", "weight", "rate", "score")
        assert [graph.printed(row, f"budget.{key}") for key in keys] == budget
        rows = [
            [graph.printed(child, key) for key in ("actual", "weight", "score")]
            for child in tree.children[row, "indicators"]
        ]
        assert rows == [line[5:8] for line in paper.tables[table][first:-1]]
