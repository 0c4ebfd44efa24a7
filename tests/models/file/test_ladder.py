"""The ladder of versions, climbed with a made-up newer version."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import EnvironmentProblem
from app.core.records import ROOT_ID, Address, Cell, CellOp
from app.models.file import EvaluationFile, backup_folder, check_file, list_backups
from app.models.file.ladder import LADDER, Ladder
from app.models.file.schema import DDL, VERSION

Open = Callable[..., EvaluationFile]
Guard = Callable[[Path], AbstractContextManager[None]]
MARKS = "CREATE TABLE marks (name TEXT NOT NULL, PRIMARY KEY (name)) WITHOUT ROWID, STRICT"
SECOND = (*DDL[1], MARKS)
THIRD = (*SECOND, "CREATE INDEX cell_key ON cell (key)")


def add_marks(driver: sqlite3.Connection) -> None:
    driver.execute(MARKS)
    driver.execute("INSERT INTO marks SELECT key FROM cell")


def add_index(driver: sqlite3.Connection) -> None:
    driver.execute(THIRD[-1])


def ladder(**changes: Any) -> Ladder:
    usual = {"latest": 3, "ddl": {1: DDL[1], 2: SECOND, 3: THIRD}, "steps": {1: add_marks, 2: add_index}}
    return Ladder(**{**usual, **changes})


def version_of(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64])


def test_every_version_below_the_newest_has_a_step_up() -> None:
    assert sorted(LADDER.steps) == list(range(1, VERSION))
    assert sorted(LADDER.ddl) == list(range(1, VERSION + 1))
    assert LADDER.latest == VERSION


def test_a_file_climbs_step_by_step_and_keeps_everything(made: Path, reopen: Open) -> None:
    with reopen() as opened:
        opened.commit("填写", [CellOp(Address(ROOT_ID, "staff"), Cell("31"))])
        facts, history = opened.read(), opened.history()
    with reopen(ladder=ladder()) as opened:
        assert opened.opening.migrated_from == 1
        assert opened.read() == facts
        assert opened.history() == history
        assert opened.undo() is not None
    assert version_of(made) == 3
    driver = sqlite3.connect(made)
    assert driver.execute("SELECT count(*) FROM marks").fetchone() == (2,)
    driver.close()
    assert [file.name for file in made.parent.iterdir()] == [made.name]
    with reopen(ladder=ladder()) as opened:
        assert opened.opening.migrated_from is None
    assert check_file(made, ladder()).sound


def test_the_old_file_is_backed_up_first(made: Path, reopen: Open) -> None:
    before = made.read_bytes()
    with reopen(ladder=ladder()) as opened:
        (backup,) = list_backups(backup_folder(), opened.file_id)
    assert version_of(backup.path) == 1
    assert len(backup.path.read_bytes()) == len(before)


def test_an_old_file_is_viewed_without_being_touched(made: Path, reopen: Open, untouched: Guard) -> None:
    with untouched(made.parent), reopen(mode="view", ladder=ladder()) as seen:
        assert seen.opening.migrated_from == 1
        assert seen.read().cell(Address(ROOT_ID, "unit.name")) is not None
        assert check_file(made, ladder()).sound


def raises(_: sqlite3.Connection) -> None:
    message = "a bug in a step"
    raise RuntimeError(message)


def full(driver: sqlite3.Connection) -> None:
    driver.execute("PRAGMA max_page_count=1")
    driver.execute(MARKS)


def orphans(driver: sqlite3.Connection) -> None:
    add_marks(driver)
    driver.execute("DELETE FROM row")


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"steps": {1: raises, 2: add_index}}, "a bug in a step"),
        ({"steps": {1: full, 2: add_index}}, "磁盘空间不足"),
        ({"steps": {1: add_marks}}, "没有一个正式发布的程序生成过这个版本"),
        ({"steps": {1: add_marks, 2: lambda _: None}}, "缺少索引“cell_key”"),
        ({"steps": {1: orphans, 2: add_index}}, "升级后有些内容不属于任何一行"),
    ],
)
def test_a_step_that_fails_leaves_the_file_as_it_was(
    changes: dict[str, Any], answer: str, made: Path, reopen: Open
) -> None:
    before = made.read_bytes()
    with pytest.raises((EnvironmentProblem, RuntimeError), match=answer) as caught:
        reopen(ladder=ladder(**changes))
    assert made.name in str(caught.value) or isinstance(caught.value, RuntimeError)
    assert made.read_bytes() == before
    assert [file.name for file in made.parent.iterdir()] == [made.name]
    with pytest.raises((EnvironmentProblem, RuntimeError), match=answer):
        reopen(mode="view", ladder=ladder(**changes))


def test_no_backup_no_migration(made: Path, reopen: Open, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    before = made.read_bytes()
    with pytest.raises(EnvironmentProblem):
        reopen(ladder=ladder(), backups=blocked)
    assert made.read_bytes() == before
    assert [file.name for file in made.parent.iterdir()] == [made.name]


def test_a_hostile_old_file_never_reaches_a_step(made: Path, reopen: Open, hand: Callable[..., None]) -> None:
    hand(made, "CREATE TRIGGER t AFTER INSERT ON cell BEGIN DELETE FROM cell; END")
    for mode in ("edit", "view"):
        with pytest.raises(EnvironmentProblem) as caught:
            reopen(mode=mode, ladder=ladder(steps={1: raises, 2: raises}))
        assert caught.value.code == "file.trigger"
