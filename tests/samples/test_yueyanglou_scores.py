"""The sample yueyanglou-2017 through the answers: 92 and 优 without weights, and what its sums give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.answers.graph import AnswerGraph
from app.core.records import ROOT_ID, Address
from app.core.tree import row_tree
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.packs.loading import load_pack
from app.packs.registry import find
from app.services.review.scoring import score_file, score_graph
from app.services.samples import build_sample
from tests.samples.reading import sample_of

if TYPE_CHECKING:
    from pathlib import Path

NAME = "yueyanglou-2017"
PRINTED = {
    "income.total": "131.56",
    "budget.executed.total": "131.56",
    "budget.executed.basic": "89.56",
    "budget.executed.project": "42",
    "three_public.total.executed": "7.35",
    "staff.control_rate": "100%",
    "unit.internal_units_count": "5",
    "budget.initial.project": "42",
    "three_public.vehicle.initial": "2",
    "three_public.total.initial": "9",
}
# (computed from the printed figures, what the paper prints)
BLANK_ON_PAPER = {"balance": "0.00", "asset.total": "2.15"}


@pytest.fixture(scope="module")
def graph() -> AnswerGraph:
    sample = sample_of(NAME)
    pack = load_pack(find(sample.top["pack"]).body)
    return AnswerGraph(pack, answers_to_facts(read_answers(sample.text, "sample"), pack))


def test_the_score_is_the_assessors_and_gives_the_grade(graph: AnswerGraph) -> None:
    (block,) = score_graph(graph).blocks
    assert (block.total.score, block.total.weight, block.total.stated, block.grade) == ("92", None, None, "优")
    assert not graph.is_computed(ROOT_ID, "total.score")
    assert graph.is_computed(ROOT_ID, "total.grade")


def test_rows_without_weights_have_no_score_and_nothing_is_wrong_with_them(graph: AnswerGraph) -> None:
    (block,) = score_graph(graph).blocks
    assert len(block.rows) == 8
    assert {(row.weight, row.score, row.computed, row.problem) for row in block.rows} == {(None, None, None, "")}
    assert (block.budget.rate, block.budget.weight, block.budget.score) == (None, None, None)
    assert block.total.problem == ""


def test_the_trace_of_the_grade_names_the_limit_and_that_it_was_not_seen(graph: AnswerGraph) -> None:
    trace = graph.explain(Address(ROOT_ID, "total.grade"))
    assert "不低于90分" in "".join(step.text for step in trace.steps)
    assert [step.source for step in trace.steps] == ["default"]


@pytest.mark.parametrize("key", PRINTED)
def test_computed_figures_print_as_the_paper_prints_them(graph: AnswerGraph, key: str) -> None:
    assert graph.printed(ROOT_ID, key) == PRINTED[key]


@pytest.mark.parametrize("key", BLANK_ON_PAPER)
def test_sums_that_the_paper_leaves_blank_are_stated(graph: AnswerGraph, key: str) -> None:
    (row,) = row_tree(graph.facts).children[ROOT_ID, "institutions"]
    stated = sample_of(NAME).unit["institutions"][0]["stated"]["main"]
    assert (graph.printed(row, key), stated[key]) == (BLANK_ON_PAPER[key], "")


def test_the_text_takes_the_whole_for_the_basic_spending(graph: AnswerGraph) -> None:
    """The narrative's 131.56 is income and spending whole; the table has 89.56, and the initial total shows it."""
    figures = [graph.printed(ROOT_ID, f"budget.{key}") for key in ("initial.basic", "executed.basic", "initial.total")]
    assert figures == ["131.56", "89.56", "173.56"]
    assert graph.printed(ROOT_ID, "income.appropriation") == "131.56"


def test_the_demo_builds_a_file_with_the_same_scores(graph: AnswerGraph, tmp_path: Path) -> None:
    said: list[str] = []
    built = build_sample(NAME, tmp_path, said.append)
    assert said
    again = score_file(built.path)
    assert again.as_dict() == score_graph(graph).as_dict()
