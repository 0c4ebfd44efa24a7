"""Backups: copies made with the backup API before a file is first changed, thinned by age, and the way back.

They lie in the user's data folder (environment variable JIXIAO_HOME overrides it), one folder for each evaluation.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Hashable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from app.models.file.connection import connect
from app.models.file.problems import speaking
from app.models.file.whole import whole

KEEP_TODAY: Final = 100
"""Most backups of one day: a script that opens a file a thousand times must not fill the disk."""

DAYS: Final = timedelta(days=14)
WEEKS: Final = timedelta(days=14 + 8 * 7)

_NAME: Final = re.compile(r"(?P<stem>.*)_(?P<at>\d{8}-\d{6})_(?P<head>[0-9a-f]{16})\.jxzp")
_TIME: Final = "%Y%m%d-%H%M%S"
_STEM: Final = 40


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: where it lies, the name of its file without ending, local time, id of its last commit, bytes."""

    path: Path
    stem: str
    at: datetime
    head: str
    size: int


def backup_folder() -> Path:
    """Return the folder of all backups of this user."""
    home = os.environ.get("JIXIAO_HOME")
    return (Path(home) if home else user_data_path("jixiao", appauthor=False)) / "backups"


def list_backups(folder: Path, file_id: str) -> list[Backup]:
    """Return the backups of an evaluation, the newest first.

    Raises:
        EnvironmentProblem: the folder cannot be read.
    """
    own = folder / file_id
    with speaking(own):
        found = [backup for path in (own.iterdir() if own.exists() else ()) if (backup := _backup(path))]
        return sorted(found, key=lambda backup: (backup.at, backup.path.stat().st_mtime_ns), reverse=True)


def make_backup(
    driver: sqlite3.Connection, path: Path, folder: Path, *, file_id: str, head: str, now: datetime
) -> Backup | None:
    """Copy an open file into the folder and thin what is there; None when the newest one has the same content.

    Raises:
        EnvironmentProblem: the folder cannot be written, the disk is full.
    """
    stem = path.stem[:_STEM]
    mine = [backup for backup in list_backups(folder, file_id) if backup.stem == stem]
    if mine and mine[0].head == head:
        return None
    local = now.replace(tzinfo=None, microsecond=0)
    target = folder / file_id / f"{stem}_{local:{_TIME}}_{head}.jxzp"
    with speaking(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    copy_database(driver, target, replace=True)
    made = Backup(target, stem, local, head, target.stat().st_size)
    for old in surplus([made, *mine], local.date()):
        with suppress(OSError):  # held by a virus scanner: the next thinning takes it
            old.path.unlink()
    return made


def copy_database(driver: sqlite3.Connection, target: Path, *, replace: bool) -> None:
    """Copy an open database whole or not at all; the undo log comes along.

    Raises:
        UserError: the target exists and is not to be replaced.
        EnvironmentProblem: the folder cannot be written, the disk is full.
    """
    with whole(target, replace=replace) as draft:
        copy_into(driver, draft)


def copy_into(driver: sqlite3.Connection, draft: Path) -> None:
    """Copy an open database into a draft of `whole`, through SQLite, so that the copy is one state of it."""
    copy = connect(draft, "rwc")
    try:
        copy.execute("PRAGMA journal_mode=OFF")
        driver.backup(copy)
    finally:
        copy.close()


def surplus(backups: Iterable[Backup], today: date) -> list[Backup]:
    """Return what thinning drops.

    Kept are all of today (the newest 100), then the newest of each day for 14 days, of each week for 8 weeks, of
    each month after that.
    """
    kept: dict[Hashable, int] = {}
    dropped = []
    for backup in sorted(backups, key=lambda backup: backup.at, reverse=True):
        span = _span(backup.at.date(), today)
        kept[span] = kept.get(span, 0) + 1
        if kept[span] > (KEEP_TODAY if span == "today" else 1):
            dropped.append(backup)
    return dropped


def _span(day: date, today: date) -> Hashable:
    age = today - day
    if age <= timedelta(0):
        return "today"
    if age <= DAYS:
        return day
    return tuple(day.isocalendar())[:2] if age <= WEEKS else f"{day:%Y-%m}"


def _backup(path: Path) -> Backup | None:
    """Read what the name of a file says; None for files that are no backups."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        at = datetime.strptime(match["at"], _TIME)  # noqa: DTZ007 - local time, as people read names of files
        return Backup(path, match["stem"], at, match["head"], path.stat().st_size)
    except (ValueError, FileNotFoundError):
        return None
