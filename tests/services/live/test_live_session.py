"""Edits of the window: they count at once, are written in order, and none is lost when the file cannot be written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import EnvironmentProblem
from app.core.tree import parse_address
from app.models.file import EvaluationFile
from app.services.editing.cells import set_value
from app.services.editing.rows import add_row, remove_row
from app.services.live.queue import Standing
from app.services.live.rescue import rescue
from app.services.live.session import LiveSession
from app.services.session import Session

GOAL = "goal.actual"


@pytest.fixture
def told() -> list[Standing]:
    return []


@pytest.fixture
def live(county: Path, told: list[Standing]) -> Iterator[LiveSession]:
    session = LiveSession.open_live(county, told.append, name="李四")
    yield session
    session.close()


def write(session: Session, path: str, text: str) -> None:
    set_value(session, parse_address(path, session.tree), text)


def read(session: Session, path: str) -> str:
    address = parse_address(path, session.tree)
    return session.graph.printed(address.row, address.key)


def stop_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every commit fail as a full disk does."""

    def fail(*_args: object, **_named: object) -> None:
        raise EnvironmentProblem("file.full", where="盘", what="磁盘已满", rule="要有空间", repair="请清理")

    monkeypatch.setattr(EvaluationFile, "commit", fail)


def test_an_edit_counts_at_once_and_is_in_the_file_after_a_while(live: LiveSession, county: Path) -> None:
    write(live, "budget.executed.basic", "400.00")
    assert read(live, "budget.executed.total") == "489.46"
    assert live.flush().state == "saved"
    live.close()
    with Session.open(county) as again:
        assert read(again, "budget.executed.total") == "489.46"
        assert again.facts.cell(parse_address("budget.executed.basic", again.tree)).by == "李四"  # type: ignore[union-attr]


def test_the_typing_thread_never_waits_for_a_slow_file(live: LiveSession, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, commit = threading.Event(), EvaluationFile.commit

    def slow(self: EvaluationFile, *args: object, **named: object) -> object:
        gate.wait(10)
        return commit(self, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(EvaluationFile, "commit", slow)
    for number in range(20):
        write(live, GOAL, f"已办结{number}件")
    assert live.standing == Standing("saving", "", 20)
    assert read(live, GOAL) == "已办结19件"
    gate.set()
    standing = live.flush()
    assert (standing.state, standing.waiting) == ("saved", 0)


def test_what_cannot_be_written_is_kept_and_written_later(
    live: LiveSession, told: list[Standing], county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        stop_writing(broken)
        write(live, GOAL, "一")
        live.flush()
        write(live, "goal.expected", "二")
        standing = live.flush()
    assert (standing.state, standing.waiting) == ("unsaved", 2)
    assert "磁盘已满" in str(standing.problem)
    assert told[-1].state == "unsaved"
    assert (read(live, GOAL), read(live, "goal.expected")) == ("一", "二")
    assert live.retry().state == "saved"
    live.close()
    with Session.open(county) as again:
        assert (read(again, GOAL), read(again, "goal.expected")) == ("一", "二")


def test_undo_takes_back_also_what_was_not_written(live: LiveSession, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read(live, GOAL)
    with monkeypatch.context() as broken:
        stop_writing(broken)
        write(live, GOAL, "一")
        live.flush()
        step = live.undo()
    assert step is not None
    assert step.undone
    assert read(live, GOAL) == before
    assert live.retry().state == "saved"
    assert [one.label for one in live.history()] == []


def test_undo_and_redo_of_many_steps_give_everything_back(live: LiveSession) -> None:
    facts = live.facts
    write(live, GOAL, "一")
    row, _ = add_row(live, "unit", "projects")
    remove_row(live, row)
    remove_row(live, live.tree.children["unit", "projects"][0])
    after = live.facts
    for _ in range(4):
        assert live.undo() is not None
    assert live.facts == facts
    for _ in range(4):
        assert live.redo() is not None
    assert {key: dict(cells) for key, cells in live.facts.cells.items() if cells} == {
        key: dict(cells) for key, cells in after.cells.items() if cells
    }


def test_an_edit_that_changes_nothing_is_no_step(live: LiveSession) -> None:
    write(live, GOAL, read(live, GOAL))
    assert live.flush().at == ""
    assert live.history() == []


def test_a_local_term_is_written_and_everything_read_anew(live: LiveSession) -> None:
    from app.services.editing.terms import set_term

    write(live, GOAL, "一")
    set_term(live, "score_places", "1")
    assert read(live, GOAL) == "一"
    assert live.pack.kinds["points"].round == 1
    assert [step.label for step in live.history()][-1] != ""


def test_a_rescue_holds_everything_that_stands_in_the_window(
    live: LiveSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        stop_writing(broken)
        write(live, GOAL, "没有写进去的一句")
        live.flush()
    kept = rescue(live)
    with Session.open(kept) as saved:
        assert read(saved, GOAL) == "没有写进去的一句"
        assert saved.graph.printed("unit", "total.score") == live.graph.printed("unit", "total.score")
        assert saved.facts.rows == live.facts.rows


def test_a_file_that_is_only_looked_at_refuses_in_words(county: Path) -> None:
    live = LiveSession.open_live(county, lambda _: None, mode="view")
    with pytest.raises(EnvironmentProblem, match="查看"):
        write(live, GOAL, "一")
    live.close()
