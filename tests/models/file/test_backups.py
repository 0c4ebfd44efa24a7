"""Backups: made before the first change, thinned by age, and the way back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import EnvironmentProblem, UserError
from app.core.records import ROOT_ID, Address, Cell, CellOp
from app.models.file import Backup, EvaluationFile, FileLocked, Who, backup_folder, check_file, list_backups, restore
from app.models.file.backups import KEEP_TODAY, surplus

Open = Callable[..., EvaluationFile]
NAME = Address(ROOT_ID, "unit.name")


def edit(text: str) -> list[CellOp]:
    return [CellOp(NAME, Cell(text))]


def session(reopen: Open, *texts: str, **options: Any) -> None:
    with reopen(**options) as opened:
        for text in texts:
            opened.commit("填写", edit(text))


def kept(opened: EvaluationFile) -> list[Backup]:
    return list_backups(backup_folder(), opened.file_id)


def name_in(backup: Backup, who: Who) -> str:
    with EvaluationFile.open(backup.path, who=who, mode="view") as seen:
        cell = seen.read().cell(NAME)
        return cell.text if cell else ""


def test_the_state_at_opening_is_backed_up_before_the_first_change(made: Path, reopen: Open, who: Who) -> None:
    with reopen() as opened:
        assert kept(opened) == [], "a file that is only looked at needs no backup"
        opened.commit("填写", edit("甲"))
        opened.commit("填写", edit("乙"))
        (backup,) = kept(opened)
        assert name_in(backup, who) == "沅江市社会保险服务中心"
        assert (backup.stem, backup.at) == ("沅江 2024", datetime(2025, 5, 19, 10, 5))  # noqa: DTZ001 - local time
    session(reopen, "丙")
    with reopen() as opened:
        assert [name_in(backup, who) for backup in kept(opened)] == ["乙", "沅江市社会保险服务中心"]


def test_nothing_new_makes_no_backup(made: Path, reopen: Open, clock: Any) -> None:
    session(reopen, "甲")
    with reopen() as opened:
        assert opened.backup() is not None
        clock.forward(minutes=1)
        assert opened.backup() is None
        opened.commit("填写", edit("甲"))
        assert len(kept(opened)) == 2


def test_the_undo_log_is_in_the_backup(made: Path, reopen: Open, who: Who) -> None:
    session(reopen, "甲", "乙")
    with reopen() as opened:
        backup = opened.backup()
    assert backup is not None
    with EvaluationFile.open(backup.path, who=who) as old:
        assert len(old.history()) == 2


def test_the_folder_is_the_callers(made: Path, reopen: Open, tmp_path: Path) -> None:
    folder = tmp_path / "D盘" / "备份"
    session(reopen, "甲", backups=folder)
    assert len(list(folder.rglob("*.jxzp"))) == 1


def test_a_backup_that_fails_keeps_nothing_from_being_saved(made: Path, reopen: Open, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    with reopen(backups=blocked) as opened:
        step = opened.commit("填写", edit("甲"))
        assert step.no == 1
        assert len(opened.notices) == 1
        opened.commit("填写", edit("乙"))
        assert len(opened.notices) == 1


def test_two_files_of_one_evaluation_are_thinned_apart(made: Path, reopen: Open, clock: Any) -> None:
    copy = made.with_name("副本.jxzp")
    shutil.copy(made, copy)
    session(reopen, "甲")
    with EvaluationFile.open(copy, who=Who("", "li", "PC"), clock=clock) as opened:
        opened.commit("填写", edit("乙"))
        assert {backup.stem for backup in kept(opened)} == {"沅江 2024", "副本"}


def test_other_files_in_the_folder_are_left_alone(made: Path, reopen: Open) -> None:
    with reopen() as opened:
        folder = backup_folder() / opened.file_id
        folder.mkdir(parents=True)
        for name in ("readme.txt", "a_20259999-000000_0123456789abcdef.jxzp"):
            (folder / name).write_text("mine")
        opened.commit("填写", edit("甲"))
        assert len(kept(opened)) == 1
        assert len(list(folder.iterdir())) == 3


def test_thinning() -> None:
    now = datetime(2025, 5, 19, 18, 0)  # noqa: DTZ001 - a Monday, local time
    hourly = [Backup(Path(str(hours)), "a", now - timedelta(hours=6 * hours), "", 0) for hours in range(4 * 400)]
    dropped = surplus(hourly, now.date())
    left = [backup.at for backup in hourly if backup not in dropped]
    assert [at for at in left if at.date() == now.date()] == [now - timedelta(hours=h) for h in (0, 6, 12, 18)]
    days = [at.date() for at in left if at.date() < now.date()]
    assert days[:14] == [now.date() - timedelta(days=n) for n in range(1, 15)]
    weeks = [day for day in days[14:] if day >= date(2025, 3, 10)]
    assert weeks == [date(2025, 5, 4) - timedelta(weeks=n) for n in range(8)]
    months = days[14 + 8 :]
    assert months[0] == date(2025, 3, 9)
    assert months[1:4] == [date(2025, 2, 28), date(2025, 1, 31), date(2024, 12, 31)]
    assert surplus([backup for backup in hourly if backup not in dropped], now.date()) == []


def test_a_day_keeps_no_more_than_its_share() -> None:
    now = datetime(2025, 5, 19, 18, 0)  # noqa: DTZ001 - local time
    many = [Backup(Path(str(n)), "a", now - timedelta(seconds=n), "", 0) for n in range(KEEP_TODAY + 5)]
    assert surplus(many, now.date()) == many[KEEP_TODAY:]


def test_a_restored_file_is_the_backup_and_the_present_one_is_kept(
    made: Path, reopen: Open, who: Who, clock: Any
) -> None:
    session(reopen, "甲")
    session(reopen, "乙")
    with reopen(mode="view") as seen:
        (newest, _) = kept(seen)
    made.write_bytes(made.read_bytes()[:5000])
    with pytest.raises(UserError, match="同名文件已经存在"):
        restore(newest.path, made, who=who)
    aside = restore(newest.path, made, who=who, replace=True, clock=clock)
    assert aside is not None
    assert aside.name == "沅江 2024（恢复前 20250519-100500）.jxzp"
    assert len(aside.read_bytes()) == 5000
    with reopen() as opened:
        cell = opened.read().cell(NAME)
        assert cell is not None
        assert cell.text == "甲"
        assert opened.undo() is not None
    assert sorted(file.name for file in made.parent.iterdir()) == sorted([made.name, aside.name])


def test_a_damaged_backup_is_not_restored(made: Path, reopen: Open, who: Who) -> None:
    session(reopen, "甲")
    with reopen(mode="view") as seen:
        (backup,) = kept(seen)
    backup.path.write_bytes(backup.path.read_bytes()[:-1000])
    before = made.read_bytes()
    with pytest.raises(EnvironmentProblem):
        restore(backup.path, made, who=who, replace=True)
    assert made.read_bytes() == before


def test_a_file_in_use_is_not_restored_over(evaluation: EvaluationFile, who: Who) -> None:
    backup = evaluation.backup()
    assert backup is not None
    with pytest.raises(FileLocked):
        restore(backup.path, evaluation.path, who=who, replace=True)


def test_a_backup_can_be_restored_beside(evaluation: EvaluationFile, who: Who) -> None:
    backup = evaluation.backup()
    assert backup is not None
    target = evaluation.path.with_name("恢复.jxzp")
    assert restore(backup.path, target, who=who) is None
    assert check_file(target).sound
