"""An open evaluation file (.jxzp): read, commit, undo, redo."""

from __future__ import annotations

import getpass
import hashlib
import platform
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Self

from sqlalchemy import Connection, insert

from app.core.records import ROOT_ID, Address, Cell, CellOp, Facts, MetaOp, Op, Row, RowOp
from app.models.file import steps
from app.models.file.connection import Channel, connect, make_durable, rows
from app.models.file.facts import Stamp, read_facts, write
from app.models.file.lineage import Lineage, new_id, read_lineage
from app.models.file.problems import damaged, exists, missing, speaking, viewing
from app.models.file.schema import APPLICATION_ID, DDL, FILE_ID, HEAD, LINEAGE, META, PACK, PACK_TABLE, VERSION
from app.models.file.steps import StepInfo

Mode = Literal["edit", "view"]
Clock = Callable[[], datetime]


def local_time() -> datetime:
    """Return the time of this computer with its offset."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Who:
    """Who fills the file: the person's name (填报人姓名; may be empty), account and computer."""

    name: str
    user: str
    computer: str

    @classmethod
    def here(cls, name: str = "") -> Who:
        """Return the person at this computer."""
        try:
            user = getpass.getuser()
        except (KeyError, OSError):  # no account entry, as in some containers
            user = ""
        return cls(name, user, platform.node())

    @property
    def shown(self) -> str:
        """Return the name to show: the person's, else the account's."""
        return self.name or self.user or "未知用户"


@dataclass(frozen=True, slots=True)
class PackBody:
    """A resolved pack as the file keeps it: `digest` is the SHA-256 of `body`, `body` canonical JSON."""

    digest: str
    id: str
    revision: str
    body: bytes


class EvaluationFile:
    """One open evaluation file; use it as a context manager. One thread at a time."""

    def __init__(self, path: Path, channel: Channel, who: Who, mode: Mode, clock: Clock) -> None:
        """Use `create` or `open`."""
        self.path: Final = path
        self.mode: Final[Mode] = mode
        self._channel = channel
        self._who = who
        self._clock = clock
        self._facts: Facts | None = None
        self._mergeable = 0

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        pack: PackBody,
        meta: Mapping[str, str],
        who: Who,
        root_cells: Mapping[tuple[str, str], Cell] | None = None,
        clock: Clock = local_time,
    ) -> Self:
        """Make a new file with its root row, open for editing.

        `meta` are entries that take part in undo; `pack` (the digest in use) is added. `root_cells` are the cells of
        the root row by (key, form). What a new file begins with is no step: it cannot be undone.

        Raises:
            UserError: a file of this name exists.
            EnvironmentProblem: the folder cannot be written, the disk is full.
        """
        if path.exists():
            raise exists(path)
        with speaking(path):
            driver = connect(path, "rwc")
            make_durable(driver)
            driver.execute(f"PRAGMA application_id={APPLICATION_ID}")
            driver.execute(f"PRAGMA user_version={VERSION}")
            channel = Channel(path, driver)
        stamp = Stamp(new_id(), who.name or who.user, clock().isoformat(timespec="seconds"))
        first: list[Op] = [RowOp(ROOT_ID, Row(ROOT_ID, ROOT_ID, None, ""))]
        first += [MetaOp(name, value) for name, value in meta.items()]
        first += [MetaOp(PACK, pack.digest)]
        first += [CellOp(Address(ROOT_ID, key, form), cell) for (key, form), cell in (root_cells or {}).items()]
        with channel.transaction(write=True) as connection:
            for statement in DDL[VERSION]:
                connection.exec_driver_sql(statement)
            connection.execute(
                insert(META).values([{"name": FILE_ID, "value": new_id()}, {"name": HEAD, "value": stamp.id}])
            )
            connection.execute(insert(LINEAGE).values(id=stamp.id, prev=None))
            connection.execute(
                insert(PACK_TABLE).values(digest=pack.digest, id=pack.id, revision=pack.revision, body=pack.body)
            )
            write(connection, first, stamp)
        return cls(path, channel, who, "edit", clock)

    @classmethod
    def open(
        cls, path: Path, *, who: Who, mode: Mode = "edit", backups: Path | None = None, clock: Clock = local_time  # noqa: ARG003
    ) -> Self:
        """Open a file.

        Raises:
            EnvironmentProblem: the file is missing, foreign, newer, damaged, locked, … (see problems.py).
        """
        if not path.exists():
            raise missing(path)
        with speaking(path):
            driver = connect(path, "rw" if mode == "edit" else "ro")
            if mode == "edit":
                make_durable(driver)
        return cls(path, Channel(path, driver), who, mode, clock)

    def read(self) -> Facts:
        """Return all facts as they stand in the file."""
        if self._facts is None:
            with self._channel.transaction(write=False) as connection:
                self._facts = read_facts(connection)
        return self._facts

    def commit(self, label: str, ops: Sequence[Op], *, merge: bool = False) -> StepInfo:
        """Apply operations as one named step, on disk when this returns.

        `ops` of the answer are those that changed something; when there is none, nothing was written and `no` is 0.
        With `merge` a quick further edit of the same single cell joins the step before (same label and person, at
        most 60 s after its last edit, nothing undone in between, same opening of the file).

        Raises:
            UserError: a text is too long.
            EnvironmentProblem: disk full, …; the file keeps its earlier state.
        """
        stamp = self._stamp()
        with self._writing() as connection:
            step = steps.commit(connection, label, ops, stamp, merge_into=self._mergeable if merge else 0)
        if step.ops:
            self._facts = None
            self._mergeable = step.no
        return step

    def undo(self) -> StepInfo | None:
        """Take the last step back; its `ops` say what changed. None when there is nothing to undo."""
        return self._step(steps.undo)

    def redo(self) -> StepInfo | None:
        """Make the step again that was undone last. None when there is nothing to redo."""
        return self._step(steps.redo)

    def history(self, limit: int = 100) -> list[StepInfo]:
        """Return the newest steps first, undone ones included."""
        with self._channel.transaction(write=False) as connection:
            return steps.history(connection, limit)

    @property
    def lineage(self) -> Lineage:
        """Where this file stands among its copies."""
        with self._channel.transaction(write=False) as connection:
            return read_lineage(connection)

    def pack(self, digest: str) -> PackBody | None:
        """Return a pack that the file keeps, None when it does not.

        Raises:
            EnvironmentProblem: the kept bytes do not have this digest.
        """
        with self._channel.transaction(write=False) as connection:
            found = rows(connection, "SELECT digest, id, revision, body FROM pack WHERE digest = ?", digest)
        if not found:
            return None
        body = PackBody(*found[0])
        if hashlib.sha256(body.body).hexdigest() != digest:
            raise damaged(self.path, "表样的内容与它的校验码不符")
        return body

    def keep_pack(self, pack: PackBody) -> None:
        """Keep a pack in the file; which one is in use says `pack` in meta."""
        with self._writing() as connection:
            if not rows(connection, "SELECT 1 FROM pack WHERE digest = ?", pack.digest):
                connection.execute(
                    insert(PACK_TABLE).values(digest=pack.digest, id=pack.id, revision=pack.revision, body=pack.body)
                )

    def close(self) -> None:
        """Close the file and give back its lock."""
        self._channel.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _writing(self) -> AbstractContextManager[Connection]:
        if self.mode == "view":
            raise viewing(self.path)
        return self._channel.transaction(write=True)

    def _step(self, move: Callable[..., StepInfo | None]) -> StepInfo | None:
        with self._writing() as connection:
            step = move(connection, self._stamp())
        self._mergeable = 0
        if step is not None:
            self._facts = None
        return step

    def _stamp(self) -> Stamp:
        return Stamp(new_id(), self._who.name or self._who.user, self._clock().isoformat(timespec="seconds"))
