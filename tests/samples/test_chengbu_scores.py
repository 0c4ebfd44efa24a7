"""The sample chengbu-2023 through the answers: money adds up, and nothing is scored where there is no table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.answers.graph import AnswerGraph
from app.core.records import ROOT_ID, Address
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.packs.loading import load_pack
from app.packs.registry import find
from app.services.review.scoring import Scores, score_file, score_graph
from app.services.samples import build_sample
from tests.samples.reading import sample_of

if TYPE_CHECKING:
    from pathlib import Path

NAME = "chengbu-2023"
PRINTED = {
    "income.total": "461.96",
    "budget.initial.project": "24.9",
    "budget.executed.project": "0",
    "budget.executed.total": "461.96",
    "budget.increase": "190.5192",
    "budget.basic_share": "100%",
    "budget.project_share": "0%",
    "three_public.total.initial": "0.5",
    "three_public.vehicle.initial": "0",
    "three_public.vehicle.executed": "0",
    "three_public.total.executed": "0.05",
    "unit.internal_units_count": "16",
    "staff.control_rate": "66.67%",
}


@pytest.fixture(scope="module")
def graph() -> AnswerGraph:
    sample = sample_of(NAME)
    pack = load_pack(find(sample.top["pack"]).body)
    return AnswerGraph(pack, answers_to_facts(read_answers(sample.text, "sample"), pack))


@pytest.fixture(scope="module")
def scores(graph: AnswerGraph) -> Scores:
    return score_graph(graph)


def test_without_a_table_the_total_is_blank_with_a_reason_and_96_is_stated(scores: Scores) -> None:
    (block,) = scores.blocks
    assert (block.total.score, block.total.stated, block.grade) == (None, "96", None)
    assert "全年预算数" in block.total.problem
    assert "没有绩效指标" in block.total.problem
    assert (block.budget.rate, block.budget.score, block.rows, scores.projects) == (None, None, (), ())


def test_the_trace_of_the_total_says_why(graph: AnswerGraph) -> None:
    trace = graph.explain(Address(ROOT_ID, "total.score"))
    assert graph.printed(ROOT_ID, "total.score") == ""
    assert "没有填写" in trace.problem


@pytest.mark.parametrize("key", PRINTED)
def test_figures_of_the_unit(graph: AnswerGraph, key: str) -> None:
    assert graph.printed(ROOT_ID, key) == PRINTED[key]


def test_the_demo_builds_a_file_with_the_same_scores(scores: Scores, tmp_path: Path) -> None:
    said: list[str] = []
    built = build_sample(NAME, tmp_path, said.append)
    assert said
    again = score_file(built.path)
    assert [block.as_dict() for block in again.blocks] == [block.as_dict() for block in scores.blocks]
