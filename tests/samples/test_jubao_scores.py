"""The sample hunan-jubao-2020 through the answers: what the rules give, and where the paper differs from them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from app.answers.graph import AnswerGraph
from app.core.records import ROOT_ID, Address
from app.core.tree import row_tree
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.packs.loading import load_pack
from app.packs.registry import find
from app.services.review.scoring import Block, Scores, score_file, score_graph
from app.services.samples import build_sample
from tests.samples.reading import paper_of, sample_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.samples.conftest import Paper

NAME = "hunan-jubao-2020"
PRINTED = {
    "staff.control_rate": "100%",
    "three_public.total.prior_final": "0.86",
    "three_public.total.full_year": "3",
    "three_public.total.executed": "1.47",
    "three_public.vehicle.executed": "",
    "category.business.prior_final": "97.52",
    "category.business.full_year": "77.17",
    "category.business.executed": "46.85",
    "category.operation.full_year": "",
    "category.provincial.full_year": "",
    "category.development.full_year": "",
    "budget.full_year.project": "77.17",
    "budget.executed.total": "272.08",
    "budget.rate": "90%",
    "building.completion_year": "2019",
    # the report; less than the year before is negative
    "income.total": "262.23",
    "income.change": "-71.19",
    "income.change_rate": "-21.35%",
    "expense.total.change": "-28.22",
    "expense.total.change_rate": "-9.40%",
    "expense.salary_welfare.change": "26.70",
    "expense.salary_welfare.change_rate": "15.23%",
    "expense.goods_services.budget_rate": "87.94%",
    "expense.goods_services.change": "-3.12",
    "expense.household.change": "-1.12",
    "expense.project.budget_rate": "60.71%",
    "expense.project.change": "-50.67",
    "expense.project.change_rate": "-51.96%",
}
# (computed from the printed figures, what the report prints)
STATED = {
    "expense.total.budget_rate": ("89.61%", "89.84%"),
    "expense.salary_welfare.budget_rate": ("", "101.84%"),
    "expense.household.budget_rate": ("", "8.40%"),
    "expense.goods_services.change_rate": ("-11.89%", "-11.90%"),
    "expense.household.change_rate": ("-93.33%", "-93.04%"),
}


@pytest.fixture(scope="module")
def graph() -> AnswerGraph:
    sample = sample_of(NAME)
    pack = load_pack(find(sample.top["pack"]).body)
    return AnswerGraph(pack, answers_to_facts(read_answers(sample.text, "sample"), pack))


@pytest.fixture(scope="module")
def scores(graph: AnswerGraph) -> Scores:
    return score_graph(graph)


@pytest.fixture(scope="module")
def paper() -> Paper:
    return paper_of(NAME)


def overridden(block: Block) -> list[tuple[str, str | None, str | None, str]]:
    """Return what was scored by hand: name, score, what the rule gives, note."""
    return [(row.level3, row.score, row.computed, row.note) for row in block.rows if row.overridden]


def test_the_budget_rows_follow_the_exact_rate(scores: Scores) -> None:
    unit, project = scores.blocks
    assert (unit.budget.score, project.budget.score) == ("6", "0")
    rates = [Decimal(block.budget.rate or "") for block in scores.blocks]
    assert [rate.quantize(Decimal("0.01")) for rate in rates] == [Decimal("89.61"), Decimal("60.71")]
    assert not unit.budget.overridden
    assert not project.budget.overridden


def test_totals_are_the_sums_and_the_printed_94_is_stated(scores: Scores) -> None:
    totals = [(block.total.weight, block.total.score, block.total.stated) for block in scores.blocks]
    assert totals == [("100", "95", "94"), ("100", "89", None)]


def test_all_rows_but_three_come_out_of_the_rules(scores: Scores) -> None:
    unit, project = scores.blocks
    assert overridden(unit) == [("资金使用合规性", "8", "9", "")]
    assert overridden(project) == [("资金使用合规性", "9", "10", ""), ("服务对象满意度", "10", None, "")]
    by_rule = [row for block in scores.blocks for row in block.rows if not row.overridden]
    assert len(by_rule) == 22
    assert all(row.score == row.computed == row.weight for row in by_rule)


def test_sheets_print_what_the_paper_prints(graph: AnswerGraph, paper: Paper) -> None:
    tree = row_tree(graph.facts)
    (project,) = tree.children[ROOT_ID, "projects"]
    for row, table, line, first in ((ROOT_ID, "T2", 3, 11), (project, "T3", 4, 10)):
        keys = ("initial.total", "full_year.total", "executed.total", "weight", "rate", "score")
        assert [graph.printed(row, f"budget.{key}") for key in keys] == paper.row(table, line)[2:]
        rows = [
            ["".join(graph.printed(child, key).split()) for key in ("target", "actual", "weight", "score")]
            for child in tree.children[row, "indicators"]
        ]
        assert rows == [cells[4:8] for cells in paper.tables[table][first:-1]]
    assert graph.printed(project, "total.score") == paper.tables["T3"][-1][2]


def test_the_demo_builds_a_file_with_the_same_scores(scores: Scores, tmp_path: Path) -> None:
    said: list[str] = []
    built = build_sample(NAME, tmp_path, said.append)
    assert said
    again = score_file(built.path)
    assert [block.as_dict() for block in again.blocks] == [block.as_dict() for block in scores.blocks]


def test_level_1_labels_carry_the_printed_weights(graph: AnswerGraph, paper: Paper) -> None:
    tree = row_tree(graph.facts)
    (project,) = tree.children[ROOT_ID, "projects"]
    for row, table, first in ((ROOT_ID, "T2", 11), (project, "T3", 10)):
        labels = dict.fromkeys(
            f"{graph.printed(child, 'level1')}（{graph.printed(child, 'level1.weight')}分）"
            for child in tree.children[row, "indicators"]
        )
        own = [cells[1].replace("(", "（").replace(")", "）") for cells in paper.tables[table][first:-1] if cells[1]]
        assert list(labels) == own


@pytest.mark.parametrize("key", PRINTED)
def test_computed_figures_print_as_the_paper_prints_them(graph: AnswerGraph, key: str) -> None:
    assert graph.printed(ROOT_ID, key) == PRINTED[key]


@pytest.mark.parametrize("key", STATED)
def test_figures_of_the_report_that_do_not_follow_are_stated(graph: AnswerGraph, key: str) -> None:
    stated = sample_of(NAME).unit["stated"]["overall"][key]
    assert (graph.printed(ROOT_ID, key), stated) == STATED[key]


@pytest.mark.parametrize(
    ("address", "words"),
    [(8, "按反向指标"), (9, "按反向指标"), (10, "没有这一项（无）"), (11, "按定性指标“达成预期指标”档")],
)
def test_the_trace_says_why_a_row_has_full_marks(graph: AnswerGraph, address: int, words: str) -> None:
    row = row_tree(graph.facts).children[ROOT_ID, "indicators"][address - 1]
    trace = graph.explain(Address(row, "score"))
    assert words in "".join(step.text for step in trace.steps)
