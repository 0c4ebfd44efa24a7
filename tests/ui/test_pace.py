"""What an edit does at once, and what waits until the score is painted."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.records import Address
from app.models.file import EvaluationFile
from app.ui.shell.shell import Shell
from app.ui.shell.window import Window
from tests.ui.clicks import wait_for, write

Sample = Callable[..., Path]


@pytest.fixture
def shell(window: Window, sample: Sample) -> Shell:
    """Give the shell of 沅江, on the step of its first project."""
    window.open(sample("yuanjiang-2024"))
    assert window.shell is not None
    window.shell.go_step(next(step.id for step in window.shell.all_steps if step.id.startswith("project/")))
    wait_for(lambda: window.shell is not None and not window.shell.statuses._stale)
    return window.shell


def first_row(shell: Shell) -> str:
    assert shell.page is not None
    return shell.desk.session.tree.children[shell.page.step.row, "indicators"][0]


def test_the_score_is_there_at_once_and_the_states_of_steps_follow(shell: Shell) -> None:
    before = shell.side.score._total.text()
    assert shell.desk.set(Address(first_row(shell), "actual"), "")
    assert shell.side.score._total.text() != before
    step = shell.page.step if shell.page is not None else None
    assert step is not None
    assert step.id in shell.statuses._stale
    wait_for(lambda: not shell.statuses._stale)
    known = shell.statuses._known[step.id]
    assert known is not None
    assert Address(first_row(shell), "actual") in known.missing or known.filled


def test_only_steps_that_an_edit_may_touch_are_looked_at_again(shell: Shell) -> None:
    others = [step.id for step in shell.all_steps if step.id.startswith("project/")][1:]
    shell.desk.set(Address(first_row(shell), "actual"), "30万人")
    assert others
    assert not set(others) & set(shell.statuses._stale)
    shell.desk.set(Address(others[0].partition("/")[2], "name"), "改了名")
    assert others[0] in shell.statuses._stale


def test_states_are_those_of_a_fresh_look(shell: Shell, window: Window) -> None:
    """After edits here and there every state equals that of a window opened anew."""
    for text in ("30万人", "", "51万人"):
        shell.desk.set(Address(first_row(shell), "actual"), text)
    write(window, "")
    wait_for(lambda: not shell.statuses._stale)
    kept = {step: known for step, known in shell.statuses._known.items() if known is not None}
    shell.statuses._known.clear()
    shell.statuses.listed()
    wait_for(lambda: not shell.statuses._stale)
    assert kept == {step: known for step, known in shell.statuses._known.items() if known is not None}


def test_an_edit_is_written_soon_and_at_once_where_somebody_waits(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    commit = EvaluationFile.commit

    def noted(*arguments: object, **named: object) -> object:
        written.append(str(arguments[1]))
        return commit(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(EvaluationFile, "commit", noted)
    shell.desk.set(Address(first_row(shell), "actual"), "30万人")
    shell.desk.session.flush()
    assert len(written) == 1
    shell.desk.set(Address(first_row(shell), "actual"), "31万人")
    wait_for(lambda: shell.desk.session.standing.state == "saved")
    assert len(written) == 2


def test_rubbish_is_swept_at_rest_only(window: Window, sample: Sample) -> None:
    assert not gc.isenabled(), "Python itself would sweep on any thread"
    window.open(sample("yueyanglou-2017"))
    write(window, "一")
    assert window.housekeeping.due.isActive()
    assert window.housekeeping.due.interval() >= 10_000
    window.go_home()
    assert window.housekeeping.due.interval() <= 1_000
