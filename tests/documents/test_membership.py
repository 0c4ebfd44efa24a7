"""Which page of the wizard shows a cell."""

from __future__ import annotations

import pytest

from app.answers.answer_set import AnswerSet
from app.core.records import Address
from app.core.tree import parse_address, row_tree
from app.documents.membership import Membership
from tests.audit.sample_audit import sample

NAME = "yuanjiang-2024"


@pytest.fixture(scope="module")
def answers() -> AnswerSet:
    return sample(NAME)


@pytest.fixture(scope="module")
def membership(answers: AnswerSet) -> Membership:
    return Membership(answers.pack)


def pages(answers: AnswerSet, membership: Membership, path: str) -> list[str]:
    """Give the pages of a written place; that of a row names the row's place among the projects."""
    projects = answers.children("unit", "projects")
    found = membership.pages_of(answers, parse_address(path, row_tree(answers.facts)))
    return [
        at.page + (f"[{projects.index(at.row) + 1}]" if at.row in projects else "")
        for at in found
        if at.row in projects or at.row == "unit"
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("notice.number", ["notice"]),
        ("budget.rate", ["budget"]),
        ("budget.rate_reason", ["budget"]),
        ("three_public.reception.executed", ["spending"]),
        ("indicators[2]/actual", ["overall"]),
        ("indicators[2]/target.operator", ["overall"]),
        ("projects[3]/indicators[2]/actual", ["project[3]"]),
        ("projects[3]/goal.actual", ["project[3]"]),
        ("projects[3]/name", ["projects", "spending", "project[3]"]),
        ("projects[3]/code", ["projects"]),
        ("projects[3]/name|att1", ["spending"]),
        ("projects[3]/name|att3", ["project[3]"]),
        ("facts[1]/value", ["facts"]),
        ("facts[1]/note", ["facts"]),
        ("reports[1]/sections[1]/text", ["report"]),
        ("reports[1]/cover.title", ["report"]),
        ("reports[2]/sections[1]/sections[1]/text", ["project_report"]),
        ("budget.rate|overall", ["report"]),
        ("basic_adjust.prior_final", []),
    ],
)
def test_pages_of_a_cell(answers: AnswerSet, membership: Membership, path: str, expected: list[str]) -> None:
    assert pages(answers, membership, path) == expected


def test_a_page_for_each_row_that_fulfils_its_condition(membership: Membership, answers: AnswerSet) -> None:
    shown = membership.pages(answers)
    assert [at.page for at in shown if at.row == "unit"][:3] == ["notice", "unit", "projects"]
    assert sum(at.page == "project" for at in shown) == len(answers.children("unit", "projects"))
    unscored = sample(NAME, {"projects[1]/in_scope": "否"})
    first = unscored.children("unit", "projects")[0]
    assert first not in {at.row for at in membership.pages(unscored)}


def test_what_is_not_there_is_on_no_page(membership: Membership, answers: AnswerSet) -> None:
    assert membership.pages_of(answers, Address("gone", "name")) == ()


@pytest.mark.parametrize("name", ["chengbu-2023", "hunan-jubao-2020", "yueyanglou-2017", "zhengning-2023", NAME])
def test_nearly_every_cell_of_a_sample_has_a_page(name: str) -> None:
    answers = sample(name)
    membership = Membership(answers.pack)
    about = {"documents", "left"}
    cells = [
        Address(row, key, form)
        for row, held in answers.facts.cells.items()
        for key, form in held
        if answers.facts.rows[row].table not in about
    ]
    without = [at for at in cells if not membership.pages_of(answers, at)]
    assert len(without) * 50 <= len(cells)
