"""Local terms: set per evaluation, named in the trace, undone, refused when they do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import UserError
from app.core.records import Address, Cell, CellOp
from app.core.traces import Trace
from app.exchange.canonical import digest
from app.services.editing.cells import set_value
from app.services.editing.terms import list_terms, set_term
from app.services.samples import build_sample
from app.services.session import Session


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))
    return build_sample("yuanjiang-2024", tmp_path, lambda _: None).path


def sources(trace: Trace) -> str:
    return "".join(step.source for step in trace.steps) + "".join(map(sources, trace.inputs))


def test_a_term_changes_the_score_and_the_trace_says_so(path: Path) -> None:
    score = Address("unit", "budget.score")
    with Session.open(path) as session:
        set_value(session, Address("unit", "budget.full_year.total"), "600")  # 532 of it is 88.7 %: two whole steps
        assert session.graph.printed(*score) == "6"
        before = digest(session.facts)
        set_term(session, "rate_minus", "1")
        assert session.graph.printed(*score) == "8"
        assert "本地要求：每低一档扣几分为1" in sources(session.graph.explain(score))
        assert digest(session.facts) != before  # what a seal covers holds the terms
        set_term(session, "rate_minus", "3")
        assert session.graph.printed(*score) == "4"
        assert [term.own for term in list_terms(session) if term.id == "rate_minus"] == ["3"]
        set_term(session, "rate_minus", "")
        assert session.graph.printed(*score) == "6"
        assert digest(session.facts) == before


def test_terms_survive_closing_and_undo(path: Path) -> None:
    with Session.open(path) as session:
        set_term(session, "budget_weight", "20")
    with Session.open(path) as session:
        assert session.graph.printed("unit", "budget.score") == "20"
        assert session.graph.printed("unit", "total.weight") == "110"
        session.undo()
        assert session.graph.printed("unit", "total.weight") == "100"


@pytest.mark.parametrize(
    ("term", "value", "words"),
    [("rate_minus", "许多", "不能识别"), ("rate_steps", "随便", "可以选"), ("nothing", "1", "没有“nothing”")],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(path: Path, term: str, value: str, words: str) -> None:
    with Session.open(path) as session:
        before = digest(session.facts)
        with pytest.raises(UserError) as caught:
            set_term(session, term, value)
        assert words in caught.value.sentence()
        assert digest(session.facts) == before


def test_a_term_spoilt_by_hand_is_refused_too(path: Path) -> None:
    with Session.open(path) as session:
        set_term(session, "rate_minus", "3")
        (row,) = [row.id for row in session.facts.rows.values() if row.table == "terms"]
        with pytest.raises(UserError):
            session.apply("试", [CellOp(Address(row, "value"), Cell("许多"))])
    with Session.open(path) as session:
        assert session.graph.printed(row, "value") == "3"
