"""Form sets are data: worked examples of the built-in ones, and a form nobody has written, without a line of Python."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from app.answers.graph import AnswerGraph
from app.core.records import ROOT_ID, Address, Cell, CellOp
from app.core.tree import parse_address, row_tree
from app.exchange.answers_reading import AnswersFile, answers_to_facts, read_answers
from app.packs.loading import load_pack
from app.packs.local_terms import with_terms
from app.packs.registry import draw

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
INVENTED = FIXTURES / "packs" / "invented-2026"
BUILT_IN = ("hunan-2020", "hunan-2024")


def cases() -> Iterator[tuple[str, str]]:
    for name in BUILT_IN:
        yield from ((name, case) for case in load_pack(draw(name).resolved.body).cases)


@pytest.mark.parametrize(("name", "case_id"), list(cases()))
def test_worked_examples_of_the_packs(name: str, case_id: str) -> None:
    body = draw(name).resolved.body
    case = load_pack(body).cases[case_id]
    pack = with_terms(body, case.terms)
    facts = answers_to_facts(AnswersFile(case_id, pack.id, "", dict(case.unit), {}), pack)
    graph, tree = AnswerGraph(pack, facts), row_tree(facts)
    found = {}
    for path in case.expect:
        address = parse_address(path, tree)
        found[path] = graph.printed(address.row, address.key)
    assert found == dict(case.expect)


@pytest.fixture
def invented() -> AnswerGraph:
    path = FIXTURES / "answers" / "invented-2026.yaml"
    pack = load_pack(draw(INVENTED).resolved.body)
    return AnswerGraph(pack, answers_to_facts(read_answers(path.read_text(encoding="utf-8"), path.name), pack))


def test_the_invented_form_scores_as_worked_out_by_hand(invented: AnswerGraph) -> None:
    goals = invented.children(ROOT_ID, "goals")
    rows = [[invented.printed(row, "score") for row in invented.children(goal, "indicators")] for goal in goals]
    assert rows == [["20", "14.4", "9.6"], ["9.6", "10", "9.83"]]
    assert [invented.printed(goal, "score") for goal in goals] == ["44", "29.43"]
    assert [invented.printed(goal, "weight") for goal in goals] == ["48", "32"]
    assert [invented.value(goal, "rows.weight") for goal in goals] == [48, 32]
    assert invented.printed(ROOT_ID, "budget.rate") == "80.00%"
    assert invented.printed(ROOT_ID, "budget.score") == "16"
    assert invented.value(ROOT_ID, "total.weight") == 100
    assert invented.value(ROOT_ID, "total.score") == Decimal("89.43")
    assert invented.value(ROOT_ID, "total.grade") == "二等"


def test_the_invented_form_counts_in_yuan_and_has_keys_of_its_own(invented: AnswerGraph) -> None:
    assert invented.value(ROOT_ID, "budget.executed.total") == 1_000_000  # typed as 100万元
    assert invented.printed(ROOT_ID, "households.cost") == "312.50"
    assert invented.printed("service", "goal.leader") == "服务股"


def test_an_edit_of_a_three_cell_target_reaches_the_grade(invented: AnswerGraph) -> None:
    row = invented.children("service", "indicators")[1]
    changed = invented.apply([CellOp(Address(row, "target.number"), Cell(text="450"))])
    assert {(row, "score"), ("service", "score"), (ROOT_ID, "total.score"), (ROOT_ID, "total.grade")} <= changed
    assert invented.value(ROOT_ID, "total.score") == Decimal("91.03")
    assert invented.value(ROOT_ID, "total.grade") == "一等"


def test_the_trace_of_the_invented_form_speaks_its_words(invented: AnswerGraph) -> None:
    row = invented.children("service", "indicators")[2]
    words = str(invented.explain(Address(row, "score")))
    assert "12" in words
    assert "虚构表样第2条" in words
