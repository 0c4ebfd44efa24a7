"""A session whose edits count at once: applied to the graph first, then written by the file thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from app.core.records import Address, Cell, CellOp, Facts, MetaOp, Op, RowOp
from app.models.file import EvaluationFile, StepInfo, Version, Who
from app.services.live.queue import Edit, FileThread, Standing
from app.services.session import Changes, Mode, Session, changes_of, touches_pack

_PART: Final = 120
"""Operations of a large edit that are applied at a time: a window that lets them come in parts stays alive."""


@dataclass(slots=True)
class _Parts:
    """A large edit on its way: how far it is applied, what it changed so far."""

    edit: Edit
    done: int = 0
    changed: set[tuple[str, str]] = field(default_factory=set)


class LiveSession(Session):
    """One open evaluation in the window; used by the interface thread only.

    `file` waits for the file thread, so that whoever uses it sees every edit in it; the typing path never does.
    """

    def __init__(self, file: EvaluationFile, tell: Callable[[Standing], None] = lambda _: None) -> None:
        """Read the file; `tell` is called on the file thread whenever the standing changes."""
        self._thread: FileThread | None = None
        self._parts: _Parts | None = None
        self._part_by_part = False
        super().__init__(file)
        self._thread = FileThread(file, tell)

    @classmethod
    def open_live(
        cls,
        path: Path,
        tell: Callable[[Standing], None],
        *,
        name: str = "",
        mode: Mode = "edit",
        take_over: bool = False,
    ) -> Self:
        """Open an evaluation file for the window; `name` is the 填报人姓名 that edits are signed with.

        Raises:
            UserError: there is no such file.
            EnvironmentProblem: locked, foreign, newer, damaged, read-only.
            DataError: the pack kept in the file is not sound.
        """
        file = EvaluationFile.open(path, who=Who.here(name), mode=mode, take_over=take_over)
        try:
            return cls(file, tell)
        except BaseException:
            file.close()
            raise

    @property
    def file(self) -> EvaluationFile:
        """Return the file, after everything that waits was tried."""
        if self._thread is not None:
            self._thread.flush()
        return self._file

    @property
    def path(self) -> Path:
        """Return where the file lies, without waiting."""
        return self._file.path

    @property
    def file_id(self) -> str:
        """Return the identity of the evaluation, without waiting."""
        return self._file.file_id

    @property
    def viewing(self) -> bool:
        """Say whether nothing may be changed (只能查看)."""
        return self._file.mode == "view"

    @property
    def standing(self) -> Standing:
        """Return how the file stands."""
        return self._writer.standing

    def apply(self, label: str, ops: Sequence[Op], *, merge: bool = False) -> Changes:
        """Apply edits at once and queue them for the file.

        A change of pack or of local terms is written first, because everything is read anew after it.

        Raises:
            UserError: a local term that does not fit the pack; nothing was changed.
            EnvironmentProblem: the file cannot be changed at all (只能查看), or a change of pack was not written.
        """
        self.finish()
        if self.viewing or any(touches_pack(op, self.facts) for op in ops):
            self.file  # noqa: B018 - what waits goes first
            return super().apply(label, ops, merge=merge)
        edit = _edit(label, self._file.signed(ops), self.facts, merge=merge)
        if not edit.ops:
            return Changes(label, frozenset())
        if self._part_by_part and len(edit.ops) > _PART:
            self._parts = _Parts(edit)
            changed = frozenset[tuple[str, str]]()
        else:
            changed = self.follow(edit.ops)
        self._writer.put(edit)
        return changes_of(label, edit.ops, changed)

    # ---- large edits ----

    @contextmanager
    def in_parts(self) -> Iterator[None]:
        """Let a large edit only begin: whoever asks so carries on with `next_part` until nothing is left."""
        self._part_by_part = True
        try:
            yield
        finally:
            self._part_by_part = False

    @property
    def coming(self) -> bool:
        """Say whether a large edit is still being applied."""
        return self._parts is not None

    def next_part(self) -> tuple[int, int, Changes]:
        """Apply the next part of a large edit and compute it; return how far it is, of how much, what it changed."""
        parts = self._parts
        if parts is None:
            return 0, 0, Changes("", frozenset())
        ops = parts.edit.ops[parts.done : parts.done + _PART]
        parts.changed |= self.follow(ops)
        self.graph.snapshot()
        parts.done += len(ops)
        whole = len(parts.edit.ops)
        if parts.done == whole:
            self._parts = None
        return parts.done, whole, changes_of(parts.edit.label, parts.edit.ops, frozenset(parts.changed))

    def finish(self) -> None:
        """Apply what is left of a large edit; nothing else may come between its parts."""
        while self.coming:
            self.next_part()

    def undo(self) -> StepInfo | None:
        """Take back the last step, also one that could not be written yet."""
        self.finish()
        self._writer.flush()
        edit = self._writer.take_last()
        if edit is None:
            return self._moved(self._writer.run(lambda file: file.undo()))
        self.follow(edit.back)
        return StepInfo(0, "", edit.label, "", "", undone=True, ops=edit.back)

    def redo(self) -> StepInfo | None:
        """Bring back the step that was undone last."""
        self.finish()
        self._writer.flush()
        return self._moved(self._writer.run(lambda file: file.redo()))

    def history(self, limit: int = 100) -> list[StepInfo]:
        """Return the newest steps first."""
        return self._writer.run(lambda file: file.history(limit))

    def versions(self, address: Address) -> list[Version]:
        """Return what a cell held before, the newest first; may be called on any thread."""
        self._writer.flush()
        return self._writer.run(lambda file: file.versions(address))

    def retry(self) -> Standing:
        """Try again to write what could not be written; return how the file stands then."""
        self._writer.retry().result()
        self._file = self._writer.file
        return self._writer.standing

    def keep_point(self) -> Standing:
        """Write what waits and make a backup that can be gone back to (保存).

        Raises:
            EnvironmentProblem: the backup folder cannot be written.
        """
        if self._writer.standing.state == "unsaved":
            self.retry()
        self._writer.run(lambda file: file.backup())
        return self._writer.standing

    def copy_to(self, target: Path) -> None:
        """Save a full copy with its history after everything that waits; may be called on any thread.

        Raises:
            UserError: the target is this file.
            EnvironmentProblem: the folder cannot be written, the disk is full, somebody fills the target.
        """
        self._writer.run(lambda file: file.copy_whole(target, replace=True))

    def flush(self) -> Standing:
        """Wait for the file; return how it stands."""
        return self._writer.flush()

    def close(self) -> None:
        """Write what waits, close the file and give its lock back."""
        if self._thread is not None:
            self._thread.close()
        else:
            self._file.close()

    @property
    def _writer(self) -> FileThread:
        if self._thread is None:
            message = "the session is not open yet"
            raise RuntimeError(message)
        return self._thread


def _edit(label: str, ops: Sequence[Op], facts: Facts, *, merge: bool) -> Edit:
    """Return the operations that change something, the last one of each target, and what takes them back."""
    wanted = {_target(op): op for op in ops}
    pairs = [(op, back) for op in wanted.values() if (back := _back(op, facts)) is not None]
    return Edit(label, tuple(op for op, _ in pairs), tuple(back for _, back in reversed(pairs)), merge)


def _target(op: Op) -> tuple[str, object]:
    if isinstance(op, CellOp):
        return "cell", op.address
    return ("row", op.id) if isinstance(op, RowOp) else ("meta", op.name)


def _back(op: Op, facts: Facts) -> Op | None:
    """Return what takes an operation back; None when it changes nothing."""
    if isinstance(op, CellOp):
        held = facts.cell(op.address)
        return None if _same(held, op.after) else CellOp(op.address, held)
    if isinstance(op, RowOp):
        row = facts.rows.get(op.id)
        return None if row == op.after else RowOp(op.id, row)
    value = facts.meta.get(op.name)
    return None if value == op.after else MetaOp(op.name, value)


def _same(held: Cell | None, after: Cell | None) -> bool:
    """Say whether two contents are equal; who and when are no part of a content."""
    if held is None or after is None:
        return held is after
    return all(
        getattr(held, name) == getattr(after, name) for name in ("text", "state", "measure", "origin", "note", "mark")
    )
