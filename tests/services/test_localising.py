"""Local terms of an evaluation: refused when they do not fit, and never a reason why a file does not open."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import UserError
from app.core.records import ROOT_ID, Address, Cell, CellOp, Row, RowOp
from app.packs.registry import find
from app.services.editing.cells import set_value
from app.services.editing.rows import add_row, remove_row
from app.services.files.checking import check_evaluation
from app.services.files.creating import create
from app.services.packs.localising import usable_terms
from app.services.session import Session


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.jxzp"
    with create(path, pack_id="hunan-2024", year="2024", unit="某中心") as session:
        set_value(session, Address(ROOT_ID, "budget.full_year.total"), "100")
        set_value(session, Address(ROOT_ID, "budget.executed.basic"), "92.8")
    return path


def score(session: Session) -> str:
    return session.graph.printed(ROOT_ID, "budget.score")


def term(session: Session, name: str) -> str:
    row, _ = add_row(session, ROOT_ID, "terms")
    set_value(session, Address(row, "term"), name)
    return row


def test_a_term_counts_at_once_and_after_opening_again(file: Path) -> None:
    with Session.open(file) as session:
        assert score(session) == "8"
        set_value(session, Address(term(session, "rate_steps"), "value"), "ceiling")
        assert score(session) == "6"
        session.undo()
        assert score(session) == "8"
        session.redo()
    with Session.open(file, mode="view") as session:
        assert score(session) == "6"
        assert session.unused_terms == {}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("band_low", "90%", "bands"),
        ("rate_steps", "sometimes", "ceiling"),
        ("nothing", "1", "nothing"),
        ("rate_step", "很多", "很多"),
    ],
)
def test_a_term_that_does_not_fit_is_refused_before_it_is_stored(file: Path, name: str, value: str, words: str) -> None:
    with Session.open(file) as session:
        row = term(session, name)
        before = session.facts
        with pytest.raises(UserError) as caught:
            set_value(session, Address(row, "value"), value)
        assert words in caught.value.sentence()
        assert session.facts == before
        assert score(session) == "8"
    assert check_evaluation(file).problems == ()


def test_terms_that_fit_only_together_can_be_set_in_order(file: Path) -> None:
    with Session.open(file) as session:
        set_value(session, Address(term(session, "band_high"), "value"), "95%")
        set_value(session, Address(term(session, "band_low"), "value"), "90%")
    with Session.open(file, mode="view") as session:
        assert session.unused_terms == {}
    body = find("hunan-2024").body
    both = {"band_low": "90%", "band_high": "95%"}
    assert usable_terms(body, both) == (both, {})


def smuggle(file: Path, *terms: tuple[str, str]) -> None:
    """Put terms into a file past the checks, as another program could."""
    with Session.open(file) as session:
        for number, (name, value) in enumerate(terms):
            row = f"smuggled{number}"
            session.file.commit(
                "x",
                [
                    RowOp(row, Row(row, "terms", ROOT_ID, f"z{number}")),
                    CellOp(Address(row, "term"), Cell(name)),
                    CellOp(Address(row, "value"), Cell(value)),
                ],
            )


def test_a_file_opens_whatever_its_terms_say(file: Path) -> None:
    smuggle(file, ("band_low", "90%"), ("rate_steps", "ceiling"), ("gone", "1"), ("rate_step", "很多"))
    with Session.open(file) as session:
        assert set(session.unused_terms) == {"band_low", "gone", "rate_step"}
        assert score(session) == "6"
        set_value(session, Address(ROOT_ID, "budget.executed.basic"), "100")
        assert score(session) == "10"
    problems = check_evaluation(file).problems
    assert len(problems) == 3
    assert all("没有用上" in problem for problem in problems)


def test_wrong_terms_can_be_mended_one_by_one(file: Path) -> None:
    smuggle(file, ("gone", "1"), ("rate_step", "很多"))
    with Session.open(file) as session:
        remove_row(session, "smuggled0")
        assert set(session.unused_terms) == {"rate_step"}
        set_value(session, Address("smuggled1", "value"), "10%")
        assert session.unused_terms == {}
        assert score(session) == "10"
