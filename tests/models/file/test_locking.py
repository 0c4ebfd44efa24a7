"""One file is filled by one person: the lock file, stale locks, taking over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import EnvironmentProblem
from app.core.records import ROOT_ID, Address, Cell, CellOp
from app.models.file import EvaluationFile, FileLocked, LockInfo, Who
from app.models.file.locking import lock_path
from app.models.file.processes import runs, started

Open = Callable[..., EvaluationFile]
LI = Who("李", "li", "FIN-03")


def edit(text: str) -> list[CellOp]:
    return [CellOp(Address(ROOT_ID, "unit.name"), Cell(text))]


def write_lock(path: Path, **changes: Any) -> None:
    held = {"user": "张", "computer": "FIN-02", "pid": os.getpid(), "mark": "", "at": "2025-05-18T09:00:00+00:00"}
    lock_path(path).write_text(json.dumps({**held, "token": "t", **changes}), encoding="utf-8")


def dead_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_an_open_file_has_a_lock_that_goes_with_it(evaluation: EvaluationFile) -> None:
    lock = json.loads(lock_path(evaluation.path).read_text(encoding="utf-8"))
    assert (lock["user"], lock["computer"], lock["pid"]) == ("财务股-王", "FIN-02", os.getpid())
    assert lock["at"] == "2025-05-19T10:05:00+00:00"
    evaluation.close()
    assert not lock_path(evaluation.path).exists()


def test_a_file_open_elsewhere_says_who_and_what_is_possible(evaluation: EvaluationFile, reopen: Open) -> None:
    before = evaluation.path.read_bytes()
    with pytest.raises(FileLocked) as caught:
        reopen(who=LI)
    problem = caught.value
    assert problem.code == "file.locked"
    assert problem.sentence().startswith(
        "沅江 2024.jxzp：本文件正由“财务股-王（FIN-02）”填写，10:05 打开。可以只查看，也可以另存一份。"
    )
    assert problem.choices == ("只能查看", "由我继续填写", "另存一份")
    assert problem.holder.computer == "FIN-02"
    assert evaluation.path.read_bytes() == before


def test_a_lock_of_an_earlier_day_says_the_day(made: Path, reopen: Open) -> None:
    write_lock(made, computer="FIN-09")
    with pytest.raises(FileLocked, match="5月18日 09:00 打开"):
        reopen()


def test_a_locked_file_can_be_viewed_and_copied(evaluation: EvaluationFile, reopen: Open, tmp_path: Path) -> None:
    copy = tmp_path / "copy.jxzp"
    with reopen(who=LI, mode="view") as seen:
        evaluation.commit("填写", edit("甲"))
        assert seen.read().cell(Address(ROOT_ID, "unit.name")) != Cell("甲")  # what was read at opening
        seen.copy_whole(copy)
    with EvaluationFile.open(copy, who=LI) as own:
        assert own.read() == evaluation.read()


def test_the_lock_of_a_dead_process_is_taken_over_and_told(made: Path, reopen: Open) -> None:
    write_lock(made, pid=dead_process())
    with reopen() as opened:
        taken = opened.opening.taken_over
        assert isinstance(taken, LockInfo)
        assert taken.user == "张"
        assert json.loads(lock_path(made).read_text(encoding="utf-8"))["user"] == "财务股-王"
    assert not lock_path(made).exists()


def test_a_later_process_with_the_same_number_does_not_hold_the_lock(made: Path, reopen: Open) -> None:
    write_lock(made, mark="another start")
    with reopen() as opened:
        assert opened.opening.taken_over is not None


@pytest.mark.parametrize(
    "changes", [{"computer": "FIN-09", "pid": 999_999_999}, {"computer": "", "pid": 1}, {"pid": 0}]
)
def test_age_and_other_computers_prove_nothing(changes: dict[str, Any], made: Path, reopen: Open) -> None:
    write_lock(made, at="2001-01-01T00:00:00+00:00", **changes)
    with pytest.raises(FileLocked):
        reopen()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"user": 1}', b"[" * 5000, bytes(9000), b'"\xff"'])
def test_a_lock_that_cannot_be_read_is_held_by_someone_unknown(content: bytes, made: Path, reopen: Open) -> None:
    lock_path(made).write_bytes(content)
    with pytest.raises(FileLocked, match="未知用户（未知电脑）"):
        reopen()
    assert lock_path(made).read_bytes() == content


def test_taking_over_stops_the_other_side(evaluation: EvaluationFile, reopen: Open) -> None:
    with reopen(who=LI, take_over=True) as mine:
        taken = mine.opening.taken_over
        assert taken is not None
        assert taken.user == "财务股-王"
        with pytest.raises(EnvironmentProblem, match="已由“李（FIN-03）”继续填写") as caught:
            evaluation.commit("填写", edit("甲"))
        assert caught.value.code == "file.lock_lost"
        mine.commit("填写", edit("乙"))
        evaluation.close()
        assert lock_path(mine.path).exists(), "a lock is removed by its owner only"
        mine.commit("填写", edit("丙"))
    assert not lock_path(evaluation.path).exists()


def test_the_first_side_may_not_go_on_after_the_second_has_closed(evaluation: EvaluationFile, reopen: Open) -> None:
    with reopen(who=LI, take_over=True) as mine:
        mine.commit("填写", edit("乙"))
    with pytest.raises(EnvironmentProblem) as caught:
        evaluation.commit("填写", edit("甲"))
    assert caught.value.code == "file.lock_lost"


def test_a_lock_removed_by_hand_comes_back(evaluation: EvaluationFile, reopen: Open) -> None:
    lock_path(evaluation.path).unlink()
    evaluation.commit("填写", edit("甲"))
    with pytest.raises(FileLocked):
        reopen(who=LI)


def test_a_refused_file_gets_no_lock(made: Path, reopen: Open, hand: Callable[..., None]) -> None:
    hand(made, "CREATE VIEW v AS SELECT 1")
    with pytest.raises(EnvironmentProblem):
        reopen()
    assert not lock_path(made).exists()


def test_viewing_writes_no_lock_and_may_not_change(
    made: Path, reopen: Open, untouched: Callable[[Path], AbstractContextManager[None]]
) -> None:
    with untouched(made.parent), reopen(mode="view") as seen:
        for act in (lambda: seen.commit("填写", edit("甲")), seen.undo, seen.redo, lambda: seen.keep_blob(b"x")):
            with pytest.raises(EnvironmentProblem) as caught:
                act()
            assert caught.value.code == "file.viewing"


def test_a_process_is_told_from_a_later_one_with_its_number() -> None:
    own = started(os.getpid())
    assert own
    assert runs(os.getpid(), own)
    assert runs(os.getpid(), "")
    assert not runs(os.getpid(), own + "0")
    assert not runs(dead_process(), "")
    assert not runs(10**4000, "")
    assert not runs(0, "")
    assert not runs(-1, "")
