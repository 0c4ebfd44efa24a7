"""A made-up package without defects: the audit is silent on it, and the scores are those worked out by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from app.answers.answer_set import AnswerSet
from app.answers.graph import AnswerGraph
from app.audit.engine import audit
from app.audit.figures.tying import ties_of
from app.audit.report import Report
from app.audit.view import AuditView
from app.core.records import Cell
from app.core.tree import parse_address, row_tree
from app.documents.rows import Paper
from app.exchange.answers_reading import answers_to_facts, read_answers
from tests.audit.sample_audit import pack_of

FILE = Path(__file__).parents[1] / "fixtures" / "answers" / "clean-2024.yaml"
HINTS: set[str] = set()
"""Rules that still give a hint on this sound package; none may join them without a reason."""
TYPED = [
    ("reports[1]/sections[1]/sections[1]/text", "32.48万人", "参保人数"),
    ("reports[1]/sections[1]/sections[2]/sections[1]/text", "6个", "内设机构数"),
    ("reports[1]/sections[1]/sections[2]/sections[2]/text", "32名", "编制数"),
    ("reports[1]/sections[1]/sections[2]/sections[2]/text", "30人", "实际在职人数"),
    ("reports[1]/sections[1]/sections[2]/sections[2]/text", "16人", "退休人员"),
    ("reports[1]/sections[1]/sections[2]/sections[2]/text", "93.75%", "在职人员控制率"),
    ("reports[1]/sections[1]/sections[2]/sections[4]/text", "490.30万元", "资金总额"),
    ("reports[1]/sections[1]/sections[2]/sections[4]/text", "504.73万元", "资金总额"),
    ("reports[1]/sections[1]/sections[2]/sections[4]/text", "4.91万元", "三公经费"),
    ("reports[1]/sections[2]/sections[1]/text", "423.26万元", "基本支出"),
    ("reports[1]/sections[2]/sections[1]/text", "372.46万元", "工资福利支出"),
    ("reports[1]/sections[2]/sections[2]/text", "78.00万元", "项目支出"),
    ("reports[1]/sections[2]/sections[2]/text", "81.47万元", "项目支出"),
    ("reports[1]/sections[6]/text", "99.34分", "总分"),
    ("reports[1]/sections[6]/text", "6.28亿元", "基金征缴收入"),
    ("reports[1]/sections[6]/text", "93.7%", "参保人员满意度"),
    ("reports[2]/sections[1]/sections[1]/text", "16.92万元", "资金总额"),
    ("reports[2]/sections[1]/sections[1]/text", "94%", "预算执行率"),
    ("reports[2]/sections[3]/text", "97.78分", "总分"),
]
"""Figures typed by hand, with what the tables call them."""


@cache
def clean(path: str = "", before: str = "", after: str = "") -> AnswerSet:
    """Give the package, with some words of one text replaced."""
    answers = read_answers(FILE.read_text(encoding="utf-8"), FILE.name)
    pack = pack_of(answers.pack)
    facts = answers_to_facts(answers, pack)
    if path:
        address = parse_address(path, row_tree(facts))
        text = facts.cells[address.row][address.key, ""].text
        assert before in text
        facts.cells[address.row][address.key, ""] = Cell(text.replace(before, after, 1))
    return AnswerGraph(pack, facts).snapshot()


@cache
def report() -> Report:
    """Give the audit of the package as it stands."""
    return audit(clean())


def rules(found: Report, severity: str) -> dict[str, list[str]]:
    """Give the rules of one severity that found something, each with the places as quoted."""
    return {entry.code: [hit.message for hit in entry.hits] for entry in found.entries if entry.severity == severity}


def test_a_sound_package_has_no_error() -> None:
    assert rules(report(), "error") == {}


def test_a_sound_package_has_no_warning() -> None:
    assert rules(report(), "warning") == {}


def test_a_sound_package_has_only_the_hints_that_are_named() -> None:
    assert set(rules(report(), "hint")) == HINTS


def test_no_rule_breaks_on_a_sound_package() -> None:
    assert report().broken == ()


def test_the_scores_are_those_worked_out_by_hand() -> None:
    view = AuditView(clean())
    assert view.printed(parse_address("total.score", row_tree(clean().facts))) == "99.34"
    assert [row.printed("total.score", "", Paper()) for row in view.rows("projects")] == [
        "99.83",
        "97.78",
        "99.88",
        "99.6",
    ]


@pytest.mark.parametrize(("path", "figure", "label"), TYPED)
def test_a_figure_typed_by_hand_is_tied_to_its_second_place(path: str, figure: str, label: str) -> None:
    answers = clean()
    place = parse_address(path, row_tree(answers.facts))
    ties = [tie for tie in ties_of(AuditView(answers)) if tie.reading.prose.address == place]
    same = [tie for tie in ties if tie.verdict == "same" and tie.figure.text.endswith(figure)]
    assert [tie for tie in same if tie.named is not None and tie.named.label.startswith(label)]


OVERVIEW = "reports[2]/sections[1]/sections[1]/text"
RESULTS = "reports[2]/sections[3]/text"
PROJECT = "reports[1]/sections[2]/sections[2]/text"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (OVERVIEW, "执行率94%", "执行率95%"),
        (RESULTS, "97.78分", "98.78分"),
        (RESULTS, "99.83分", "99.34分"),
        (PROJECT, "81.47万元", "84.17万元"),
    ],
)
def test_a_figure_of_a_project_is_compared_with_that_project(path: str, before: str, after: str) -> None:
    changed = audit(clean(path, before, after))
    found = [hit for entry in changed.entries for hit in entry.hits if entry.code.startswith("figure.")]
    assert len(found) == 1
    assert after[-6:] in found[0].quoted or found[0].quoted in after


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (PROJECT, "年中追加的6.00万元全部用于", "年中追加的6.00万元用于"),
        (OVERVIEW, "执行率94%，", "预算执行率94%，"),
        (OVERVIEW, "执行率94%，", "完成率97%，"),
        (RESULTS, "资格认证工作经费自评得分", "资格认证工作经费绩效自评"),
    ],
)
def test_a_figure_of_a_part_is_not_compared_with_the_whole(path: str, before: str, after: str) -> None:
    assert rules(audit(clean(path, before, after)), "error") == {}
    assert rules(audit(clean(path, before, after)), "warning") == {}


@pytest.mark.parametrize("measure", ["起", "件"])
def test_cases_are_counted_in_either_measure(measure: str) -> None:
    place = "projects[3]/indicators[7]/"
    answers = clean(f"{place}target", "起", measure)
    assert "unit.name" not in rules(audit(answers), "hint")
