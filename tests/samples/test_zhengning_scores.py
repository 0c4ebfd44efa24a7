"""The sample zhengning-2023 through the answers: what the rules give, and where the paper differs from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.core.records import ROOT_ID
from app.core.tree import row_tree
from app.services.review.scoring import Block, Scores, explain_file, score_file, score_graph
from app.services.samples import build_sample
from tests.samples.conftest import bare
from tests.samples.reading import sample_of
from tests.samples.zhengning import NAME, Seed, graph_of_sample, seed

if TYPE_CHECKING:
    from pathlib import Path

    from app.answers.graph import AnswerGraph

WHY = "机关事业单位退休职工的取暖费由我单位代发"
# (level 3, weight, score on paper, score by the rule)
ROWS = [
    ("基本支出预算执行率", "5", "4.5", "5"),
    ("项目支出预算执行率", "5", "5", "5"),
    ("“三公经费”控制率", "5", "5", "5"),
    ("财务管理制度健全性", "5", "5", "5"),
    ("资金使用规范性", "5", "5", "5"),
    ("政府采购规范性", "5", "5", "5"),
    ("资产管理规范性", "5", "5", "5"),
    ("重点工作管理制度健全性", "5", "5", "5"),
    ("按时足额将项保险待遇发放，并确保准确率", "50", "50", "50"),
    ("服务对象的满意度", "10", "10", "9.99"),
]
PRINTED = {
    "budget.initial.total": "17697.54",
    "budget.full_year.total": "18577.58",
    "budget.executed.total": "18577.58",
    "budget.rate": "104.97%",
    "budget.rate.project": "102.56%",
    "rows.weight": "100",
    "rows.score": "99.5",
    "total.weight": "110",
    "total.score": "108.5",
}
# form, key: (what the figures give, what the form prints)
STATED = {
    ("sheet", "budget.rate.basic"): ("196.63%", "196.62%"),
    ("sheet", "total.score"): ("108.5", "99.5"),
    ("overall", "budget.rate"): ("104.97%", "100%"),
    ("overall", "budget.adjust_rate"): ("4.97%", "100%"),
    ("overall", "staff.control_rate"): ("145%", "100%"),
}


@pytest.fixture(scope="module")
def graph() -> AnswerGraph:
    return graph_of_sample()


@pytest.fixture(scope="module")
def scores(graph: AnswerGraph) -> Scores:
    return score_graph(graph)


@pytest.fixture(scope="module")
def block(scores: Scores) -> Block:
    (only,) = scores.blocks
    return only


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_sample(NAME, tmp_path_factory.mktemp("样例"), lambda _: None).path


@pytest.fixture(scope="module")
def paper() -> Seed:
    return seed()


def indicators(graph: AnswerGraph) -> tuple[str, ...]:
    """Return the ids of the indicator rows in order."""
    return tuple(row_tree(graph.facts).children[ROOT_ID, "indicators"])


def test_rows_one_by_one(block: Block) -> None:
    assert [(row.level3, row.weight, row.score, row.computed) for row in block.rows] == ROWS


def test_rows_print_what_the_paper_prints(graph: AnswerGraph, paper: Seed) -> None:
    rows = [
        [bare(graph.printed(row, key)) for key in ("level3", "target", "actual", "weight", "score")]
        for row in indicators(graph)
    ]
    lines = [list(line) for line in paper.table[9:19]]
    lines[7] = ["", *lines[7][:-1]]  # the one row that lies a cell too far to the left
    assert rows == [line[2:7] for line in lines]


def test_three_scores_are_set_by_hand_and_say_so(block: Block) -> None:
    by_hand = [(row.level3, row.score, row.note) for row in block.rows if row.overridden]
    assert by_hand == [("基本支出预算执行率", "4.5", WHY), ("服务对象的满意度", "10", "")]
    assert all(row.score == row.computed for row in block.rows if not row.overridden)
    assert (block.budget.score, block.budget.weight, block.budget.overridden) == ("9", "10", True)
    assert block.budget.note == ""
    assert (block.budget.rate or "").startswith("104.9727")


@pytest.mark.parametrize(
    ("address", "by_hand", "by_rule"),
    [
        ("budget.score", "手工改定为9分，没有写原因；自动计算为10分", "得满分10分，超过的部分不加分、不扣分"),
        ("indicators[1]/score", f"手工改定为4.5分，原因：{WHY}；自动计算为5分", "已完成，得满分5分"),
        ("indicators[10]/score", "手工改定为10分，没有写原因；自动计算为9.99分", "10分×94.9÷95，得9.9895分"),
    ],
)
def test_the_explanation_shows_the_override_beside_the_rule(
    built: Path, address: str, by_hand: str, by_rule: str
) -> None:
    first, *others = (step.text for step in explain_file(built, address).steps)
    assert first == by_hand
    assert by_rule in "".join(others)


def test_the_explanation_of_the_total_adds_the_budget_row(built: Path) -> None:
    (step,) = explain_file(built, "total.score").steps
    assert "9＋99.5＝108.5分" in step.text


def test_all_sums_are_in_sight(block: Block) -> None:
    assert (block.total.weight, block.total.score, block.total.stated) == ("110", "108.5", "99.5")


@pytest.mark.parametrize("key", PRINTED)
def test_computed_figures(graph: AnswerGraph, key: str) -> None:
    assert graph.printed(ROOT_ID, key) == PRINTED[key]


@pytest.mark.parametrize(("form", "key"), STATED)
def test_figures_that_do_not_follow_are_stated(graph: AnswerGraph, form: str, key: str) -> None:
    assert (graph.printed(ROOT_ID, key), sample_of(NAME).unit["stated"][form][key]) == STATED[form, key]
    stated = graph.stated(ROOT_ID, key, form)
    assert stated is not None
    assert stated.text == STATED[form, key][1]


def test_the_demo_builds_a_file_with_the_same_scores(scores: Scores, built: Path) -> None:
    assert [block.as_dict() for block in score_file(built).blocks] == [block.as_dict() for block in scores.blocks]
