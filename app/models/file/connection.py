"""Connections to an evaluation file: one driver connection, set up once, spoken to through SQLAlchemy Core."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import quote

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from app.core.files import LONG
from app.models.file.problems import LONGEST_VALUE, speaking

Access = Literal["ro", "rw", "rwc"]

BUSY_SECONDS: Final = 2.0
_GUARDS: Final = ("trusted_schema=OFF", "cell_size_check=ON", "foreign_keys=ON", "temp_store=MEMORY", "mmap_size=0")
_DURABLE: Final = ("journal_mode=DELETE", "synchronous=FULL")


_HANDED: ContextVar[sqlite3.Connection] = ContextVar("_HANDED")
_ENGINE: Final = create_engine("sqlite://", creator=_HANDED.get, poolclass=NullPool)
"""One engine for all files, so that every statement is compiled once; it takes over connections made by `connect`."""


def file_uri(path: Path, access: Access) -> str:
    """Return the SQLite URI of a file; also for a Windows drive (C:/…), a share (//server/…) and a long path."""
    if str(path).startswith(LONG):
        return f"file:{quote(str(path), safe=':')}?mode={access}&vfs=win32-longpath"
    posix = path.absolute().as_posix()
    return f"file://{quote(posix if posix.startswith('/') else '/' + posix, safe='/:')}?mode={access}"


def connect(path: Path, access: Access) -> sqlite3.Connection:
    """Open the driver connection; nothing is read from or written to the file yet.

    Raises:
        sqlite3.Error: the file cannot be opened; callers wrap it with `speaking`.
    """
    connection = sqlite3.connect(
        file_uri(path, access), uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
    )
    for guard in _GUARDS:
        connection.execute(f"PRAGMA {guard}")
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE)
    return connection


def make_durable(connection: sqlite3.Connection) -> None:
    """Choose journal DELETE and synchronous FULL: one file, safe on network drives, confirmed means on disk."""
    for pragma in _DURABLE:
        connection.execute(f"PRAGMA {pragma}")


class Channel:
    """One open connection with its transactions. One thread at a time; it may be handed to another thread."""

    def __init__(self, path: Path, driver: sqlite3.Connection) -> None:
        """Wrap an open driver connection; `path` is only named in problems."""
        self.path = path
        self.driver = driver
        handed = _HANDED.set(driver)
        self._connection = _ENGINE.connect()
        _HANDED.reset(handed)
        self._guard = threading.RLock()

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[Connection]:
        """Run a block in one transaction: committed as a whole at its end, or nothing of it.

        Raises:
            EnvironmentProblem: the disk is full, the file is held by another program, … .
        """
        with self._guard, speaking(self.path), self._connection.begin():
            self._connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
            yield self._connection

    @contextmanager
    def bounded(self) -> Iterator[None]:
        """Within the block a text longer than this program writes is not even loaded, but refused."""
        before = self.driver.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        try:
            yield
        finally:
            self.driver.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, before)

    def close(self) -> None:
        """Give the file back to the system."""
        with self._guard:
            self._connection.close()
            self.driver.close()


def rows(connection: Connection, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Read plain tuples with the driver's own cursor, within the transaction of the connection: the hot path."""
    driver: Any = connection.connection.driver_connection
    found: list[tuple[Any, ...]] = driver.execute(statement, values).fetchall()
    return found


def count_of(connection: Connection, table: str) -> int:
    """Count the records of a table of the schema."""
    return int(rows(connection, f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608 - never a name from outside
