"""An open evaluation file (.jxzp): read, commit, undo, redo, copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Self

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from app.core.errors import EnvironmentProblem
from app.core.files import reached
from app.core.records import ROOT_ID, Address, Facts, MetaOp, Op, Row, RowOp
from app.models.file import packs, steps
from app.models.file.backups import Backup, backup_folder, copy_database, make_backup
from app.models.file.building import Keep, build_clean, build_new
from app.models.file.encoding import broken
from app.models.file.facts import Stamp, meta_value, read_facts, signed
from app.models.file.ladder import LADDER, Ladder
from app.models.file.lineage import Lineage, new_id, read_lineage
from app.models.file.locking import lock_lost, refuse_held
from app.models.file.opening import Opened, Opening, open_to_edit, open_to_view
from app.models.file.packs import PackBody
from app.models.file.problems import changed_meanwhile, exists, moved, viewing
from app.models.file.schema import HEAD, PACK
from app.models.file.steps import StepInfo, Version
from app.models.file.who import Clock, Who, local_time
from app.models.file.whole import whole

Mode = Literal["edit", "view"]


class EvaluationFile:
    """One open evaluation file; use it as a context manager.

    One thread at a time; it may be handed from one thread to another. `notices` are troubles that kept nothing from
    being saved, such as a backup folder that cannot be written.
    """

    def __init__(self, path: Path, opened: Opened, mode: Mode, *, who: Who, backups: Path, clock: Clock) -> None:
        """Use `create` or `open`."""
        self.path: Final = path
        self.mode: Final[Mode] = mode
        self.notices: Final[list[EnvironmentProblem]] = []
        self._opened = opened
        self._channel = opened.channel
        self._who = who
        self._backups = backups
        self._clock = clock
        self._facts: Facts | None = opened.facts
        self._head = opened.head
        self._backed_up = False
        self._mergeable = 0

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        pack: PackBody,
        meta: Mapping[str, str],
        who: Who,
        content: Sequence[Op] = (),
        backups: Path | None = None,
        clock: Clock = local_time,
        replace: bool = False,
    ) -> Self:
        """Make a new file with its root row and return it open for editing.

        `meta` are entries that take part in undo; `pack` (the digest in use) is added. `content` are the rows and
        cells it begins with: they are no step, so they cannot be undone. The file appears whole or not at all.

        Raises:
            UserError: a file of this name exists and `replace` was not asked for.
            FileLocked: the file to replace is being filled by someone.
            EnvironmentProblem: the folder cannot be written, the disk is full.
        """
        path = reached(path.absolute())
        if replace:
            refuse_held(path, who, clock())
        first: list[Op] = [RowOp(ROOT_ID, Row(ROOT_ID, ROOT_ID, None, ""))]
        first += [MetaOp(name, value) for name, value in {**meta, PACK: pack.digest}.items()]
        first += content
        with whole(path, replace=replace) as draft:
            build_new(draft, path, pack, first, _stamp(who, clock()))
        made = cls.open(path, who=who, backups=backups, clock=clock)
        made._backed_up = True  # noqa: SLF001 - what was just made needs no backup
        return made

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        who: Who,
        mode: Mode = "edit",
        backups: Path | None = None,
        take_over: bool = False,
        clock: Clock = local_time,
        ladder: Ladder = LADDER,
    ) -> Self:
        """Open a file.

        Opened to view, no byte of the folder changes. Opened to edit, a lock file lies beside it until `close`, and a
        backup goes into `backups` (default: the user's data folder) before the first change.

        Raises:
            FileLocked: someone else fills it and `take_over` was not asked for.
            EnvironmentProblem: the file is missing, foreign, newer, damaged, tampered with, or may not be written;
                nothing on disk has changed then.
        """
        path = reached(path.resolve() if path.is_symlink() else path.absolute())
        folder = backups or backup_folder()
        if mode == "view":
            opened = open_to_view(path, ladder)
        else:
            opened = open_to_edit(path, who, clock(), folder, take_over=take_over, ladder=ladder)
        return cls(path, opened, mode, who=who, backups=folder, clock=clock)

    def reopened(self) -> Self:
        """Open the file anew after its medium went and came back; this one is closed then.

        Raises:
            EnvironmentProblem: it is still away, somebody else holds it, or it was changed meanwhile; this one stays.
        """
        lock = self._opened.lock
        mine = lock is not None and lock.is_mine()
        again = type(self).open(
            self.path, who=self._who, mode=self.mode, backups=self._backups, take_over=mine, clock=self._clock
        )
        if (again.file_id, again._head) != (self.file_id, self._head):  # noqa: SLF001 - one class
            again.close()
            raise changed_meanwhile(self.path)
        self.close()
        return again

    @property
    def opening(self) -> Opening:
        """What happened at opening: a lock taken over, a version brought up to date."""
        return self._opened.opening

    @property
    def file_id(self) -> str:
        """The identity of the evaluation, which copies of the file share."""
        return self._opened.file_id

    @property
    def lineage(self) -> Lineage:
        """Where this file stands among its copies."""
        with self._channel.transaction(write=False) as connection:
            return read_lineage(connection)

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
            EnvironmentProblem: disk full, lock lost, …; the file keeps its earlier state.
        """
        stamp = _stamp(self._who, self._clock())
        with self._writing() as connection:
            step = steps.commit(connection, label, ops, stamp, merge_into=self._mergeable if merge else 0)
        if step.ops:
            self._changed(stamp.id)
            self._mergeable = step.no
        return step

    def signed(self, ops: Sequence[Op]) -> list[Op]:
        """Return operations whose cells say who wrote them and when, as `commit` would; touches nothing."""
        stamp = _stamp(self._who, self._clock())
        return [signed(op, stamp) for op in ops]

    def undo(self) -> StepInfo | None:
        """Take the last step back; its `ops` say what changed. None when there is nothing to undo."""
        return self._move(steps.undo)

    def redo(self) -> StepInfo | None:
        """Make the step again that was undone last. None when there is nothing to redo."""
        return self._move(steps.redo)

    def history(self, limit: int = 100) -> list[StepInfo]:
        """Return the newest steps first, undone ones included."""
        with self._channel.transaction(write=False) as connection:
            return steps.history(connection, limit)

    def versions(self, address: Address, limit: int = 50) -> list[Version]:
        """Return what a cell held before, the newest first."""
        with self._channel.transaction(write=False) as connection:
            return steps.versions(connection, address, limit)

    def pack(self, digest: str) -> PackBody | None:
        """Return a pack that the file keeps, None when it does not.

        Raises:
            EnvironmentProblem: the kept bytes do not have this digest.
        """
        with self._channel.transaction(write=False) as connection:
            return packs.kept_pack(connection, self.path, digest)

    def keep_pack(self, pack: PackBody) -> None:
        """Keep a pack in the file; the one in use is named by `pack` in meta."""
        with self._writing() as connection:
            packs.keep_pack(connection, pack)

    def blob(self, digest: str) -> bytes | None:
        """Return the bytes of an attachment by their SHA-256, None when the file does not keep them.

        Raises:
            EnvironmentProblem: the kept bytes do not have this digest.
        """
        with self._channel.transaction(write=False) as connection:
            return packs.kept_blob(connection, self.path, digest)

    def keep_blob(self, content: bytes) -> str:
        """Keep the bytes of an attachment and return their SHA-256; a cell with that text makes them count.

        Raises:
            UserError: the file would become larger than it may be.
        """
        packs.check_room(self.path, len(content))
        with self._writing() as connection:
            return packs.keep_blob(connection, content)

    def backup(self) -> Backup | None:
        """Make a backup now; None when the newest one has the same content.

        Raises:
            EnvironmentProblem: the folder cannot be written, the disk is full.
        """
        return make_backup(
            self._channel.driver, self.path, self._backups, file_id=self.file_id, head=self._head, now=self._clock()
        )

    def copy_whole(self, target: Path, *, replace: bool = False) -> None:
        """Save a full copy (另存一份) with its undo log; this file stays the open one. Possible when only viewing too.

        Raises:
            UserError: the target exists and is not to be replaced, or is this file.
            FileLocked: the file to replace is being filled by someone.
            EnvironmentProblem: the folder cannot be written, the disk is full.
        """
        self._check_target(target)
        copy_database(self._channel.driver, target, replace=replace)

    def copy_clean(self, target: Path, *, keep: Keep | None = None, replace: bool = False) -> None:
        """Save the copy that leaves the office: a fresh database, written from a positive list.

        Raises:
            UserError: the target exists and is not to be replaced, or is this file.
            FileLocked: the file to replace is being filled by someone.
            EnvironmentProblem: the folder cannot be written, the disk is full.
        """
        self._check_target(target)
        with self._channel.transaction(write=False) as connection, whole(target, replace=replace) as draft:
            build_clean(draft, target, connection, read_facts(connection), keep or Keep())

    def close(self) -> None:
        """Close the file and give back its lock."""
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check_target(self, target: Path) -> None:
        if target.exists():
            if target.samefile(self.path):
                raise exists(target)
            refuse_held(target, self._who, self._clock())

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        lock = self._opened.lock
        if lock is None:
            raise viewing(self.path)
        if not self._backed_up:
            self._back_up_first()
        with self._channel.transaction(write=True) as connection:
            # Looked at within the transaction: from here on no other program can change the file.
            if not lock.is_mine():
                if lock.holder() is not None or meta_value(connection, HEAD) != self._head:
                    raise lock_lost(self.path, lock.holder())
                if not self.path.exists():  # no lock is left where there is no file
                    raise moved(self.path)
                lock.put_back()
            yield connection

    def _back_up_first(self) -> None:
        """A backup that fails must not keep a person from saving."""
        try:
            self.backup()
        except EnvironmentProblem as problem:
            self.notices.append(problem)
        self._backed_up = True

    def _move(self, move: Callable[[Connection, Stamp], StepInfo | None]) -> StepInfo | None:
        stamp = _stamp(self._who, self._clock())
        try:
            with self._writing() as connection:
                step = move(connection, stamp)
        except (IntegrityError, ValueError) as error:  # the log of a tampered file leads to facts that cannot be
            raise broken(0) from error
        if step is not None:
            self._changed(stamp.id)
        return step

    def _changed(self, head: str) -> None:
        self._facts = None
        self._head = head
        self._mergeable = 0


def _stamp(who: Who, now: datetime) -> Stamp:
    return Stamp(new_id(), who.name or who.user, now.isoformat(timespec="seconds"))
