"""The ladder of file versions: one step leads from each version to the next, always on a copy."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sqlalchemy import Connection

from app.models.file.connection import Channel, connect, rows
from app.models.file.inspection import integrity_problems, schema_problems
from app.models.file.problems import damaged, speaking, too_old
from app.models.file.schema import DDL, VERSION

Climb = Callable[[sqlite3.Connection], None]
"""Changes tables and content from one version to the next, within a transaction that is already open."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The newest version, the statements that make the tables of every version, and the step up from each."""

    latest: int
    ddl: Mapping[int, tuple[str, ...]]
    steps: Mapping[int, Climb]


LADDER: Final = Ladder(VERSION, MappingProxyType(DDL), MappingProxyType({}))
"""The versions of released programs."""


def climb(copy: Path, path: Path, version: int, ladder: Ladder) -> None:
    """Bring a copy of the file `path` from its version to the newest and verify it; a failed copy is thrown away.

    Raises:
        EnvironmentProblem: no step leads up from the version, or the result is not what a fresh file looks like.
    """
    with speaking(path):
        driver = connect(copy, "rw")
        try:
            _steps(driver, path, version, ladder)
        finally:
            driver.close()
    channel = Channel(path, connect(copy, "ro"))
    try:
        with channel.transaction(write=False) as connection:
            _verify(connection, path, ladder)
    finally:
        channel.close()


def _steps(driver: sqlite3.Connection, path: Path, version: int, ladder: Ladder) -> None:
    driver.execute("PRAGMA foreign_keys=OFF")  # tables may be rebuilt; `_verify` looks at the keys again
    driver.execute("PRAGMA journal_mode=MEMORY")
    driver.execute("BEGIN IMMEDIATE")
    for present in range(version, ladder.latest):
        if present not in ladder.steps:
            raise too_old(path, version)
        ladder.steps[present](driver)
        driver.execute(f"PRAGMA user_version={present + 1}")
    driver.execute("COMMIT")


def _verify(connection: Connection, path: Path, ladder: Ladder) -> None:
    for problem in schema_problems(connection, path, ladder.ddl[ladder.latest]):
        raise problem
    for problem in integrity_problems(connection, path, thorough=True):
        raise problem
    if rows(connection, "PRAGMA foreign_key_check"):
        raise damaged(path, "升级后有些内容不属于任何一行")
