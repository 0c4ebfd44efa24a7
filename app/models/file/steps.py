"""Named steps: one commit is one step that undo takes back and redo makes again, also after the file was closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, update

from app.core.records import Address, Cell, Op
from app.models.file.connection import rows
from app.models.file.encoding import decode, encode
from app.models.file.facts import Change, Stamp, check_tree, meta_value, same, store, write
from app.models.file.lineage import advance
from app.models.file.schema import CHANGE, HEAD, STEP

MERGE_WITHIN: Final = timedelta(seconds=60)

_STEP: Final = "SELECT no, id, label, at, by, undone FROM step"
_LAST_DONE: Final = f"{_STEP} WHERE undone = 0 ORDER BY no DESC LIMIT 1"
_FIRST_UNDONE: Final = f"{_STEP} WHERE undone = 1 ORDER BY no LIMIT 1"
_OF_CELL: Final = (
    "SELECT step.no, step.at, step.by, change.what, change.id, change.before, change.after"
    " FROM change JOIN step ON step.no = change.step"
    " WHERE change.what = 'cell' AND change.id = ? AND step.undone = 0 ORDER BY step.no DESC LIMIT ?"
)
_CHANGES: Final = "SELECT what, id, before, after FROM change WHERE step = ? ORDER BY seq"


@dataclass(frozen=True, slots=True)
class StepInfo:
    """One named step.

    `no` counts from 1 in the order of editing; 0 says that no step stands for the commit: nothing had to be
    written, or the edits of a merged step have cancelled out. `at` is ISO 8601, `by` the name of the person.
    `undone`: it is taken back and waits for redo. `ops` are the operations that were just applied to the facts (for
    undo: those that take it back), none in a history.
    """

    no: int
    id: str
    label: str
    at: str
    by: str
    undone: bool
    ops: tuple[Op, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """What a cell held once: until when (ISO 8601), who wrote it, the content itself."""

    at: str
    by: str
    cell: Cell


def versions(connection: Connection, address: Address, limit: int) -> list[Version]:
    """Return what a cell held before its latest change and the changes before that, the newest first.

    Raises:
        DataError: the record of a step is not sound (a tampered file).
    """
    target = encode(Change("cell", tuple(address), None, None))["id"]
    found = []
    for no, at, by, *record in rows(connection, _OF_CELL, target, limit):
        before = decode(no, *record).before
        if isinstance(before, Cell):
            found.append(Version(before.at or at, before.by or by, before))
    return found


def commit(connection: Connection, label: str, ops: Sequence[Op], stamp: Stamp, *, merge_into: int = 0) -> StepInfo:
    """Apply operations as one step; a step that changes nothing is not written.

    `merge_into` is the number of the step that this edit may join (0: none). It joins when that is the last step,
    nothing waits for redo, the label and the one cell are the same, and its last edit is at most a minute old.

    Raises:
        UserError: a text is too long.
        ValueError: an operation is malformed or makes a row its own ancestor (a bug of the caller).
    """
    changes = write(connection, ops, stamp)
    if not changes:
        return StepInfo(0, meta_value(connection, HEAD) or "", label, stamp.at, stamp.by, undone=False)
    prev = advance(connection, stamp.id)
    joined = _join(connection, label, changes, stamp, merge_into)
    no, applied = joined or (_append(connection, label, changes, stamp, prev), [change.forward() for change in changes])
    return StepInfo(no, stamp.id, label, stamp.at, stamp.by, undone=False, ops=tuple(applied))


def undo(connection: Connection, stamp: Stamp) -> StepInfo | None:
    """Take the last step back; None when there is none.

    Raises:
        DataError: the record of the step is not sound (a tampered file).
    """
    step = _first(connection, _LAST_DONE)
    if step is None:
        return None
    ops = [change.backward() for change in reversed(_changes(connection, step.no))]
    return _move(connection, replace(step, undone=True, ops=tuple(ops)), stamp)


def redo(connection: Connection, stamp: Stamp) -> StepInfo | None:
    """Make the step again that was taken back last; None when there is none.

    Raises:
        DataError: the record of the step is not sound (a tampered file).
    """
    step = _first(connection, _FIRST_UNDONE)
    if step is None:
        return None
    ops = [change.forward() for change in _changes(connection, step.no)]
    return _move(connection, replace(step, undone=False, ops=tuple(ops)), stamp)


def history(connection: Connection, limit: int) -> list[StepInfo]:
    """Return the steps, the newest first, those that wait for redo included."""
    return [_info(record) for record in rows(connection, f"{_STEP} ORDER BY no DESC LIMIT ?", limit)]


def _move(connection: Connection, step: StepInfo, stamp: Stamp) -> StepInfo:
    store(connection, step.ops)
    check_tree(connection, step.ops)
    connection.execute(update(STEP).where(STEP.c.no == step.no).values(undone=int(step.undone)))
    advance(connection, stamp.id)
    return step


def _append(connection: Connection, label: str, changes: Sequence[Change], stamp: Stamp, prev: str) -> int:
    """Add a step; what waited for redo is dropped, because the person has gone another way."""
    connection.execute(delete(STEP).where(STEP.c.undone == 1))
    no = int(rows(connection, "SELECT coalesce(max(no), 0) + 1 FROM step")[0][0])
    step = {"no": no, "id": stamp.id, "prev": prev, "label": label, "at": stamp.at, "by": stamp.by, "undone": 0}
    connection.execute(insert(STEP).values(step))
    connection.execute(
        insert(CHANGE), [{"step": no, "seq": seq, **encode(change)} for seq, change in enumerate(changes, 1)]
    )
    return no


def _join(
    connection: Connection, label: str, changes: Sequence[Change], stamp: Stamp, no: int
) -> tuple[int, list[Op]] | None:
    """Join a quick edit to step `no`; None when it may not join.

    When the edits cancel out the step is gone (number 0) and the cell is what it was, who and when included.
    """
    step = _first(connection, _LAST_DONE) if no and len(changes) == 1 and changes[0].what == "cell" else None
    if step is None or (step.no, step.label, step.by) != (no, label, stamp.by) or not _quick(step.at, stamp.at):
        return None
    recorded = _changes(connection, no)
    if len(recorded) != 1 or recorded[0].target != changes[0].target or _first(connection, _FIRST_UNDONE):
        return None
    whole = replace(recorded[0], after=changes[0].after)
    if same(whole.before, whole.after):
        connection.execute(delete(STEP).where(STEP.c.no == no))
        store(connection, [whole.backward()])
        return 0, [whole.backward()]
    connection.execute(update(STEP).where(STEP.c.no == no).values(id=stamp.id, at=stamp.at))
    connection.execute(update(CHANGE).where(CHANGE.c.step == no).values(after=encode(whole)["after"]))
    return no, [changes[0].forward()]


def _quick(earlier: str, later: str) -> bool:
    """A clock that was put back starts a new step."""
    passed = datetime.fromisoformat(later) - datetime.fromisoformat(earlier)
    return timedelta(0) <= passed <= MERGE_WITHIN


def _first(connection: Connection, statement: str) -> StepInfo | None:
    found = rows(connection, statement)
    return _info(found[0]) if found else None


def _info(record: tuple[Any, ...]) -> StepInfo:
    no, step, label, at, by, undone = record
    return StepInfo(no, step, label, at, by, undone=bool(undone))


def _changes(connection: Connection, no: int) -> list[Change]:
    return [decode(no, *record) for record in rows(connection, _CHANGES, no)]
