"""Actions on rows: add, remove, move, copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.core.errors import UserError
from app.core.ids import new_row_id
from app.core.ranks import between
from app.core.records import ROOT_ID, Address, Cell, CellOp, Op, Row, RowOp
from app.packs.templates import bound_rows
from app.services.editing.targets import is_approved
from app.services.session import Changes, Session


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of a list: its path, its title as printed, whether it is in force (counted, scored, printed)."""

    id: str
    path: str
    title: str
    in_force: bool


def view_rows(session: Session, parent_id: str, table: str) -> list[RowView]:
    """Return the rows of a table under a row, in order."""
    title = session.pack.tables[table].title
    return [
        RowView(
            row, session.tree.path(row), session.graph.printed(row, title) if title else "", session.graph.in_force(row)
        )
        for row in session.tree.children.get((parent_id, table), ())
    ]


def add_row(session: Session, parent_id: str, table: str) -> tuple[str, Changes]:
    """Add an empty row at the end of a list; return its id.

    Raises:
        UserError: the table does not exist or does not belong under this row.
    """
    meaning = session.pack.tables.get(table)
    parent = session.facts.rows[parent_id]
    if meaning is None or table == ROOT_ID or parent.table not in meaning.parents:
        raise UserError(
            "row.table",
            where=f"{session.tree.path(parent_id)}/{table}".lstrip("/"),
            what=f"“{parent.table}”下不能增加“{table}”",
            rule="能增加哪些行以表样为准",
            repair="可用 jixiao packs show 查看各表属于哪里",
        )
    last = session.tree.children.get((parent_id, table), ())
    rank = between(session.facts.rows[last[-1]].rank if last else None, None)
    row = Row(new_row_id(), table, parent_id, rank)
    return row.id, session.apply(f"增加{meaning.label}", [RowOp(row.id, row)])


def remove_row(session: Session, row_id: str) -> Changes:
    """Remove a row and all rows below it; undo brings them back with their ids.

    Cells elsewhere that are bound to it keep the text they print now (手工填写).

    Raises:
        UserError: the root, or a row with an approved target (which can only become 未列入自评).
    """
    return session.apply(f"删除{session.title(row_id)}", removal(session, [row_id]))


def removal(session: Session, rows: Sequence[str]) -> list[Op]:
    """Return the operations that remove rows with all rows below them; see `remove_row`.

    Raises:
        UserError: as `remove_row`.
    """
    if ROOT_ID in rows:
        raise _root(session)
    gone = [id_ for row in rows for id_ in (*session.tree.below(row), row)]
    for row in gone:
        if session.facts.rows[row].table in {"indicators", "goals"} and is_approved(session, row):
            raise _approved(session, row)
    ops: list[Op] = [*_freed(session, set(gone))]
    for id_ in gone:
        ops += [CellOp(Address(id_, key, form), None) for key, form in session.facts.cells.get(id_, {})]
        ops.append(RowOp(id_, None))
    return ops


def move_row(session: Session, row_id: str, place: int) -> Changes:
    """Move a row to a place (from 1) in its list; one record changes.

    Raises:
        UserError: the root, or no such place.
    """
    row = session.facts.rows[row_id]
    if row.parent is None:
        raise _root(session)
    others = [r for r in session.tree.children[row.parent, row.table] if r != row_id]
    if not 1 <= place <= len(others) + 1:
        raise UserError(
            "row.place",
            where=session.tree.path(row_id),
            what=f"没有第{place}行这个位置",
            rule=f"位置从1到{len(others) + 1}",
            repair="请改正序号",
        )
    ranks = [session.facts.rows[r].rank for r in others]
    before = ranks[place - 2] if place > 1 else None
    after = ranks[place - 1] if place <= len(others) else None
    return session.apply(f"移动{session.title(row_id)}", [RowOp(row_id, replace(row, rank=between(before, after)))])


def copy_row(session: Session, row_id: str) -> tuple[str, Changes]:
    """Copy a row with everything below it, right after itself; the copies get new ids. Return the new id.

    Raises:
        UserError: the root.
    """
    row = session.facts.rows[row_id]
    if row.parent is None:
        raise _root(session)
    siblings = session.tree.children[row.parent, row.table]
    at = siblings.index(row_id)
    following = session.facts.rows[siblings[at + 1]].rank if at + 1 < len(siblings) else None
    new, ops = copy_ops(session, row_id, between(row.rank, following))
    return new, session.apply(f"复制{session.title(row_id)}", ops)


def copy_ops(session: Session, row_id: str, rank: str) -> tuple[str, list[Op]]:
    """Return the id of a copy of a row at a rank of its list, and the operations that make it with all below it."""
    row = session.facts.rows[row_id]
    ids = {old: new_row_id() for old in [row_id, *session.tree.below(row_id)]}
    ops: list[Op] = [RowOp(ids[row_id], Row(ids[row_id], row.table, row.parent, rank))]
    for old in reversed([*session.tree.below(row_id)]):
        source = session.facts.rows[old]
        ops.append(RowOp(ids[old], Row(ids[old], source.table, ids[source.parent or ""], source.rank)))
    ops += [
        CellOp(Address(ids[old], key, form), cell)
        for old in ids
        for (key, form), cell in session.facts.cells.get(old, {}).items()
        if cell.origin != "stated"
    ]
    return ids[row_id], ops


_SHARED = ("level1", "level2", "level3", "target", "actual", "direction", "library_id")
"""What a shared indicator takes from its source; weight and score are each table's own."""

_COMING = ("target", "actual")
"""What is shared also before it is filled in."""


def share_row(session: Session, row_id: str, parent_id: str) -> tuple[str, Changes]:
    """Use an indicator in another table too (共用指标): a new row there whose cells are bound to this one's.

    Changing the source changes all; weight and score stay each table's own. Return the new id.

    Raises:
        UserError: the row is no indicator, or the other row takes none.
    """
    [new], changes = share_rows(session, [row_id], parent_id)
    return new, changes


def share_rows(session: Session, rows: Sequence[str], parent_id: str) -> tuple[list[str], Changes]:
    """Use several indicators in another table too, as one step; see `share_row`. Return the new ids, in order.

    Raises:
        UserError: as `share_row`; nothing is shared then.
    """
    last = session.tree.children.get((parent_id, "indicators"), ())
    rank = session.facts.rows[last[-1]].rank if last else None
    made, ops = list[str](), list[Op]()
    for row_id in rows:
        rank = between(rank, None)
        new, here = _sharing(session, row_id, parent_id, rank)
        made.append(new)
        ops += here
    named = f"共用{session.title(rows[0])}" if len(rows) == 1 else f"共用{len(rows)}项指标"
    return made, session.apply(named, ops)


def _sharing(session: Session, row_id: str, parent_id: str, rank: str) -> tuple[str, list[Op]]:
    row, parent = session.facts.rows[row_id], session.facts.rows[parent_id]
    if row.table != "indicators" or parent.table not in session.pack.tables[row.table].parents:
        raise UserError(
            "row.share",
            where=session.tree.path(row_id) or "单位",
            what=f"不能在“{parent.table}”里共用",
            rule="只有指标可以共用，共用到单位、项目或目标的指标表里",
            repair="请写一行指标，再写要共用到的行，例如 projects[2]",
        )
    new = Row(new_row_id(), row.table, parent_id, rank)
    held = session.facts.cells.get(row_id, {})
    bound = [key for key in _SHARED if (key, "") in held or key in _COMING]
    return new.id, [
        RowOp(new.id, new),
        *(CellOp(Address(new.id, key), Cell(f"{{{{#{row_id}/{key}}}}}")) for key in bound),
    ]


def _freed(session: Session, gone: set[str]) -> list[CellOp]:
    """Return edits that turn bindings to rows that go into the text they print now."""
    ops = []
    for row_id, cells in session.facts.cells.items():
        for (key, form), cell in cells.items():
            if row_id not in gone and gone & set(bound_rows(cell.text)):
                ops.append(CellOp(Address(row_id, key, form), _unbound(session, row_id, key, cell)))
    return ops


def _unbound(session: Session, row_id: str, key: str, cell: Cell) -> Cell | None:
    printed = session.graph.printed(row_id, key)
    return replace(cell, text=printed) if printed else None


def _root(session: Session) -> UserError:
    return UserError(
        "row.root",
        where=session.tree.path(ROOT_ID) or "单位",
        what="单位这一行不能移动、复制或删除",
        rule="每份自评文件只有一个单位",
        repair="请写单位下面的行，例如 projects[2]",
    )


def _approved(session: Session, row_id: str) -> UserError:
    return UserError(
        "row.approved",
        where=session.tree.path(row_id),
        what="批复的指标不能删除",
        rule="批复的指标可标为“未列入自评”并写明原因，该指标不打印，财政审核时可以看到",
        repair="请填 left_out（是）和 left_out.reason（原因）",
    )
