"""Actions on several rows of one list that lie beside each other, each one step: insert, copy, move, remove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.core.errors import UserError
from app.core.ranks import between
from app.core.records import Address, Cell, CellOp, Op, RowOp
from app.services.editing.adding import MOST_ROWS, new_rows
from app.services.editing.rows import copy_ops, removal
from app.services.session import Changes, Session


def may_grow(session: Session, under: tuple[str, str], by: int = 1) -> bool:
    """Say whether a list takes more rows."""
    most = session.pack.tables[under[1]].max
    return most is None or len(session.tree.children.get(under, ())) + by <= most


def insert_rows(
    session: Session, under: tuple[str, str], after: str, count: int, same: Sequence[str] = ()
) -> tuple[tuple[str, ...], Changes]:
    """Add empty rows right after a row (at the end where it is empty); return their ids.

    Args:
        session: the open evaluation.
        under: parent row and table of the list.
        after: the row they follow, empty for the end.
        count: how many.
        same: keys whose texts are taken over from `after` (levels of indicators).

    Raises:
        UserError: more rows than one step or the list takes; nothing was changed.
    """
    _check_room(session, under, count)
    made = new_rows(session, under, count, after)
    held = session.facts.cells.get(after, {})
    ops: list[Op] = []
    for row in made:
        ops.append(RowOp(row.id, row))
        ops += [CellOp(Address(row.id, key), Cell(held[key, ""].text)) for key in same if (key, "") in held]
    return tuple(row.id for row in made), session.apply(_named("增加", session, under[1], count), ops)


def copy_rows(session: Session, rows: Sequence[str]) -> tuple[tuple[str, ...], Changes]:
    """Copy rows of one list with everything below them, right after the last of them; return the new ids.

    Raises:
        UserError: more rows than one step or the list takes; nothing was changed.
    """
    parent, table = session.facts.rows[rows[0]].parent or "", session.facts.rows[rows[0]].table
    _check_room(session, (parent, table), len(rows))
    siblings = session.tree.children[parent, table]
    at = siblings.index(rows[-1])
    low = session.facts.rows[rows[-1]].rank
    high = session.facts.rows[siblings[at + 1]].rank if at + 1 < len(siblings) else None
    ids, ops = [], []
    for row in rows:
        low = between(low, high)
        new, made = copy_ops(session, row, low)
        ids.append(new)
        ops += made
    return tuple(ids), session.apply(_titled("复制", session, rows), ops)


def move_rows(session: Session, rows: Sequence[str], by: int) -> Changes | None:
    """Move rows of one list one place up (-1) or down (1); None when they stand at its end already."""
    parent, table = session.facts.rows[rows[0]].parent or "", session.facts.rows[rows[0]].table
    siblings = session.tree.children[parent, table]
    first, last = siblings.index(rows[0]), siblings.index(rows[-1])
    passed = first - 1 if by < 0 else last + 1
    if not 0 <= passed < len(siblings):
        return None
    edges = (passed - 1, passed) if by < 0 else (passed, passed + 1)
    low, high = (session.facts.rows[siblings[at]].rank if 0 <= at < len(siblings) else None for at in edges)
    ops: list[Op] = []
    for row in rows:
        low = between(low, high)
        ops.append(RowOp(row, replace(session.facts.rows[row], rank=low)))
    return session.apply(_titled("移动", session, rows), ops)


def remove_rows(session: Session, rows: Sequence[str]) -> Changes:
    """Remove rows with everything below them.

    Raises:
        UserError: one of them has an approved target; nothing was changed.
    """
    return session.apply(_titled("删除", session, rows), removal(session, rows))


def _titled(verb: str, session: Session, rows: Sequence[str]) -> str:
    if len(rows) == 1:
        return f"{verb}{session.title(rows[0])}"
    return _named(verb, session, session.facts.rows[rows[0]].table, len(rows))


def _named(verb: str, session: Session, table: str, count: int) -> str:
    label = session.pack.tables[table].label
    return f"{verb}{label}" if count == 1 else f"{verb}{label}{count}行"


def _check_room(session: Session, under: tuple[str, str], count: int) -> None:
    if count > MOST_ROWS:
        raise _too_many(session, under, count, f"一次最多增加{MOST_ROWS}行")
    if not may_grow(session, under, count):
        raise _too_many(session, under, count, f"这张表最多{session.pack.tables[under[1]].max}行")


def _too_many(session: Session, under: tuple[str, str], count: int, rule: str) -> UserError:
    return UserError(
        "rows.many",
        where=session.tree.path(under[0]) or "单位",
        what=f"不能再增加{count}行",
        rule=rule,
        repair="请减少行数",
    )
