"""A form that nobody has written: resolved, checked, filled in and scored without a line of Python of its own.

The scores are worked by hand in the comments of tests/fixtures/packs/invented-2026/answers.yaml.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from app.__main__ import main
from app.answers.graph import AnswerGraph
from app.core.records import ROOT_ID, Address, CellOp
from app.core.records import Cell as FileCell
from app.core.values import NotApplicable
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.packs.checking import check_pack
from app.packs.loading import load_pack
from app.packs.registry import draw
from app.scoring import signatures

CHECKOUT = Path(__file__).resolve().parents[2]
FOLDER = CHECKOUT / "tests" / "fixtures" / "packs" / "invented-2026"
ANSWERS = FOLDER / "answers.yaml"

UNIT = {
    "budget.initial.total": "1250000.00",
    "budget.executed.total": "1187500",
    "budget.rate": "95.00%",
    "budget.weight": "20",
    "budget.score": "19",
    "households.cost": "475.00",
    "total.weight": "100",
    "total.score": "90.2",
    "total.grade": "一等",
}
GOALS = [
    ({"weight": "48", "rows.weight": "48", "score": "41.8"}, ["20", "9", "12.8"]),
    ({"weight": "32", "rows.weight": "32", "score": "29.4"}, ["11.4", "8", "10"]),
]


@pytest.fixture
def graph() -> AnswerGraph:
    pack = load_pack(draw(FOLDER).resolved.body)
    answers = read_answers(ANSWERS.read_text(encoding="utf-8"), ANSWERS.name)
    return AnswerGraph(pack, answers_to_facts(answers, pack))


def test_it_is_sound() -> None:
    drawn = draw(FOLDER)
    assert check_pack(load_pack(drawn.resolved.body), signatures(), drawn.places) == []


def test_every_score_is_the_one_worked_by_hand(graph: AnswerGraph) -> None:
    assert {key: graph.printed(ROOT_ID, key) for key in UNIT} == UNIT
    goals = graph.children(ROOT_ID, "goals")
    assert len(goals) == len(GOALS)
    for goal, (sums, scores) in zip(goals, GOALS, strict=True):
        assert {key: graph.printed(goal, key) for key in sums} == sums
        assert [graph.printed(row, "score") for row in graph.children(goal, "indicators")] == scores


def test_scores_say_how_they_came_about(graph: AnswerGraph) -> None:
    goal = graph.children(ROOT_ID, "goals")[0]
    slow = graph.children(goal, "indicators")[2]
    step = graph.explain(Address(slow, "score")).steps[0]
    assert "16分×10÷12.5，得12.8分" in step.text
    assert (step.clause, step.source) == (graph.pack.scoring["indicator"].clause, "虚构表样第2条")
    trace = graph.explain(Address(ROOT_ID, "budget.score"))
    assert "虚构表样第1条" in f"{trace}"
    assert "执行率×20分" in f"{trace}"


def change(graph: AnswerGraph, row: str, key: str, text: str) -> None:
    graph.apply([CellOp(Address(row, key), FileCell(text))])


def test_a_change_moves_everything_above_it(graph: AnswerGraph) -> None:
    first, second = graph.children(ROOT_ID, "goals")
    change(graph, graph.children(first, "indicators")[1], "actual.number", "4")
    assert graph.printed(first, "score") == "38.8"
    assert graph.printed(ROOT_ID, "total.score") == "87.2"
    assert graph.printed(ROOT_ID, "total.grade") == "二等"
    change(graph, ROOT_ID, "budget.executed.total", "1500000")
    assert graph.printed(ROOT_ID, "budget.score") == "20"
    change(graph, second, "goal.share", "30%")
    assert graph.printed(second, "weight") == "24"
    assert graph.value(ROOT_ID, "total.weight") == Decimal(92)


def test_what_cannot_be_computed_is_blank(graph: AnswerGraph) -> None:
    change(graph, ROOT_ID, "households", "0")
    assert graph.printed(ROOT_ID, "households.cost") == ""
    assert "0" in graph.problem(ROOT_ID, "households.cost")
    change(graph, ROOT_ID, "budget.initial.total", "0")
    assert graph.value(ROOT_ID, "budget.score") is None
    assert not isinstance(graph.value(ROOT_ID, "total.score"), NotApplicable)


def test_it_lives_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))

    def run(*arguments: object) -> str:
        assert main([str(argument) for argument in arguments]) == 0
        return capsys.readouterr().out

    file = tmp_path / "云岭.jxzp"
    run("packs", "check", FOLDER)
    run("packs", "add", FOLDER)
    assert "invented-2026" in run("packs", "list")
    run("load", file, ANSWERS)
    block = json.loads(run("score", file, "--json"))["unit"]
    assert block["budget"] == {"rate": "95", "score": "19", "weight": "20"}
    assert block["total"] == {"weight": "100", "score": "90.2", "stated": None}
    assert block["grade"] == "一等"
    assert [row["score"] for row in block["rows"]] == [score for _, scores in GOALS for score in scores]
    assert [row["target"] for row in block["rows"]][:4] == ["≥12000人", "≥8场次", "≤10工作日", "≥90%"]
    run("check", file)
    dumped = tmp_path / "倒出.yaml"
    run("dump", file, "--to", dumped)
    again = tmp_path / "再读.jxzp"
    run("load", again, dumped)
    assert run("dump", again) == dumped.read_text(encoding="utf-8")


def test_no_code_knows_it() -> None:
    words = ("invented", "云岭", "households", "goal.leader")
    code = list((CHECKOUT / "app").rglob("*.py"))
    assert code
    assert [path.name for path in code for word in words if word in path.read_text(encoding="utf-8")] == []
