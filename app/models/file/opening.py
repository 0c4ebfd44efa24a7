"""How a file is opened: looked at first, locked only when it is sound, brought up to date on a copy."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from app.core.errors import JixiaoError
from app.core.records import Facts
from app.models.file import inspection
from app.models.file.backups import copy_into, make_backup
from app.models.file.connection import Channel, connect, make_durable
from app.models.file.facts import meta_value, read_facts
from app.models.file.header import Header, read_header
from app.models.file.ladder import LADDER, Ladder, climb
from app.models.file.locking import Lock, LockInfo, acquire, refuse_held
from app.models.file.problems import folder_read_only, read_only, speaking
from app.models.file.schema import FILE_ID, HEAD
from app.models.file.who import Who
from app.models.file.whole import journal, whole

_HOT_JOURNAL: Final = frozenset({sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_CANTOPEN})


@dataclass(frozen=True, slots=True)
class Opening:
    """What happened when a file was opened.

    `taken_over` is whose lock was taken over (a dead process of this computer, or on request), `migrated_from` the
    version the file had before it was brought up to date.
    """

    taken_over: LockInfo | None = None
    migrated_from: int | None = None


@dataclass(slots=True)
class Opened:
    """An open file: its channel, what it held at that moment, its lock (None for viewing) and a folder to remove."""

    channel: Channel
    facts: Facts
    file_id: str
    head: str
    lock: Lock | None
    opening: Opening
    scratch: tempfile.TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Close the file, give back its lock, remove the working copy."""
        self.channel.close()
        if self.lock is not None:
            self.lock.release()
        if self.scratch is not None:
            self.scratch.cleanup()


def open_to_view(path: Path, ladder: Ladder = LADDER) -> Opened:
    """Open a file for reading only: no byte of it changes, no lock is written, an old version is read from a copy.

    Raises:
        EnvironmentProblem: the file is missing, foreign, newer, damaged, tampered with.
    """
    header = read_header(path, ladder.latest)
    channel, scratch = to_read(path, header, ladder)
    try:
        with channel.transaction(write=False) as connection:
            facts = inspect(channel, connection, ladder.latest, ladder)
            identity = _identity(connection)
    except BaseException:
        release(channel, scratch)
        raise
    migrated = header.version if header.version < ladder.latest else None
    return Opened(channel, facts, *identity, None, Opening(migrated_from=migrated), scratch)


def open_to_edit(
    path: Path, who: Who, now: datetime, backups: Path, *, take_over: bool = False, ladder: Ladder = LADDER
) -> Opened:
    """Open a file for editing. A file that is refused is not changed in any way.

    Raises:
        FileLocked: someone else fills it and `take_over` was not asked for.
        EnvironmentProblem: the file is missing, foreign, newer, damaged, tampered with, or may not be written.
    """
    header = read_header(path, ladder.latest)
    _writable(path)
    if not take_over:
        refuse_held(path, who, now)
    if journal(path).exists():  # a crash left it: opening will roll back, so look at a recovered copy first
        with _recovered(path) as copy:
            open_to_view(copy, ladder).close()
    channel = _channel(path)
    lock: Lock | None = None
    try:
        # The read transaction keeps other writers out between looking and locking.
        with channel.transaction(write=False) as connection:
            facts = inspect(channel, connection, header.version, ladder)
            identity = _identity(connection)
            lock, taken = acquire(path, who, now, take_over=take_over)
        if header.version == ladder.latest:
            return Opened(channel, facts, *identity, lock, Opening(taken))
        make_backup(channel.driver, path, backups, file_id=identity[0], head=identity[1], now=now)
        _bring_up(channel, path, header.version, ladder)
        return _again(path, lock, Opening(taken, header.version), ladder)
    except BaseException:
        channel.close()
        if lock is not None:
            lock.release()
        raise


def inspect(channel: Channel, connection: Connection, version: int, ladder: Ladder) -> Facts:
    """Check an open file and return its facts; those of an older version are read once it is brought up to date.

    Raises:
        EnvironmentProblem: the first problem found.
    """
    path = channel.path
    _raise_first(inspection.schema_problems(connection, path, ladder.ddl[version]))
    _raise_first(inspection.integrity_problems(connection, path))
    _raise_first(inspection.identity_problems(connection, path))
    _raise_first(inspection.limit_problems(connection, path))
    if version != ladder.latest:
        return Facts({}, {})
    with channel.bounded():
        facts = read_facts(connection)
    _raise_first(inspection.fact_problems(facts, path))
    return facts


def _raise_first(problems: Iterator[JixiaoError]) -> None:
    for problem in problems:
        raise problem


def _identity(connection: Connection) -> tuple[str, str]:
    return meta_value(connection, FILE_ID) or "", meta_value(connection, HEAD) or ""


def _writable(path: Path) -> None:
    if not os.access(path, os.W_OK):
        raise read_only(path)
    if not os.access(path.parent, os.W_OK):
        raise folder_read_only(path)


def _channel(path: Path) -> Channel:
    with speaking(path):
        driver = connect(path, "rw")
        make_durable(driver)
        return Channel(path, driver)


def to_read(path: Path, header: Header, ladder: Ladder) -> tuple[Channel, tempfile.TemporaryDirectory[str] | None]:
    """Open for reading; from a copy in a scratch folder when a crash left a journal or the version is old.

    Raises:
        EnvironmentProblem: the file cannot be read or its version has no way up.
    """
    if header.version == ladder.latest and (driver := _read_only_driver(path)):
        return Channel(path, driver), None
    scratch = tempfile.TemporaryDirectory(prefix="jixiao-")
    try:
        copy = _copy_with_journal(path, Path(scratch.name))
        if header.version < ladder.latest:
            _check_old(copy, path, header.version, ladder)
            climb(copy, path, header.version, ladder)
        with speaking(path):
            return Channel(path, connect(copy, "rw")), scratch
    except BaseException:
        scratch.cleanup()
        raise


def _read_only_driver(path: Path) -> sqlite3.Connection | None:
    """Open without a right to write; None when a crash left a journal that has to be rolled back first."""
    with speaking(path):
        driver = connect(path, "ro")
        try:
            driver.execute("PRAGMA schema_version").fetchone()
        except sqlite3.OperationalError as error:
            driver.close()
            if error.sqlite_errorcode in _HOT_JOURNAL and journal(path).exists():
                return None
            raise
        except BaseException:
            driver.close()
            raise
    return driver


def _copy_with_journal(path: Path, folder: Path) -> Path:
    with speaking(path):
        copy = folder / path.name
        shutil.copyfile(path, copy)
        if journal(path).exists():
            shutil.copyfile(journal(path), journal(copy))
    return copy


@contextmanager
def _recovered(path: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        yield _copy_with_journal(path, Path(folder))


def _check_old(copy: Path, path: Path, version: int, ladder: Ladder) -> None:
    """Look at the copy before a step of the ladder works on it; problems name the original."""
    with speaking(path):
        channel = Channel(path, connect(copy, "rw"))
    try:
        with channel.transaction(write=False) as connection:
            inspect(channel, connection, version, ladder)
    finally:
        channel.close()


def _bring_up(channel: Channel, path: Path, version: int, ladder: Ladder) -> None:
    """Replace the file by a copy that climbed the ladder; until that moment it stays as it was."""
    with whole(path, replace=True) as draft:
        copy_into(channel.driver, draft)
        climb(draft, path, version, ladder)
        channel.close()  # Windows replaces no open file


def _again(path: Path, lock: Lock, opening: Opening, ladder: Ladder) -> Opened:
    channel = _channel(path)
    try:
        with channel.transaction(write=False) as connection:
            facts = inspect(channel, connection, ladder.latest, ladder)
            return Opened(channel, facts, *_identity(connection), lock, opening)
    except BaseException:
        channel.close()
        raise


def release(channel: Channel, scratch: tempfile.TemporaryDirectory[str] | None) -> None:
    """Close what `to_read` opened."""
    channel.close()
    if scratch is not None:
        scratch.cleanup()
