"""Rows, cells and meta entries: read whole, looked up, written with their inverse.

Every write of facts goes through `write`; it says what was there before, and that is what undo, redo and merging
of steps are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Final, Literal

from sqlalchemy import Connection, Table, bindparam, delete
from sqlalchemy.dialects.sqlite import insert

from app.core.errors import UserError
from app.core.records import ROOT_ID, Address, Cell, CellOp, Facts, MetaOp, Op, Row, RowOp
from app.models.file.connection import count_of, rows
from app.models.file.schema import CELL, INTERNAL, META, ROW

What = Literal["row", "cell", "meta"]
Target = tuple[str, ...]
"""(row id), (row id, key, form) or (meta name)."""
Content = Row | Cell | str | None

MAX_TEXT: Final = 200_000
"""Characters that one cell may hold; a whole report chapter is about 20,000."""

LIMITS: Final = {
    "meta": (1_000, "项设置"),
    "row": (100_000, "行"),
    "cell": (500_000, "栏"),
    "lineage": (1_000_000, "次保存"),
}
"""Most records of a table and how they are counted: a hundred times the largest package seen."""

ROW_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
TABLE_NAME: Final = re.compile(r"[a-z_][a-z0-9_]{0,63}")
RANK: Final = re.compile(r"[ -~]{0,500}")
KEY: Final = re.compile(r"(?=.{1,200}\Z)[a-z_][a-z0-9_]*(\.[a-z0-9_]+)*")
FORM: Final = re.compile(r"[A-Za-z0-9_.-]{0,64}")
META_NAME: Final = re.compile(r"[a-z_][a-z0-9_.]{0,199}")

SELECT_ROWS: Final = "SELECT id, tbl, parent, rank FROM row"
SELECT_CELLS: Final = "SELECT row, key, form, text, state, measure, origin, note, mark, by, at FROM cell"
_ONE_CELL: Final = (
    "SELECT text, state, measure, origin, note, mark, by, at FROM cell WHERE row = ? AND key = ? AND form = ?"
)
_MANY: Final = 40
"""From so many targets on, reading everything once is cheaper than one look-up for each."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Id of a commit, who made it and when (ISO 8601)."""

    id: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one target held before and after."""

    what: What
    target: Target
    before: Content
    after: Content

    def forward(self) -> Op:
        """Return the operation that makes the change."""
        return _operation(self.what, self.target, self.after)

    def backward(self) -> Op:
        """Return the operation that takes the change back."""
        return _operation(self.what, self.target, self.before)


def read_facts(connection: Connection) -> Facts:
    """Read all rows, cells and the meta entries that take part in undo."""
    meta = {name: value for name, value in rows(connection, "SELECT name, value FROM meta") if _undoable(name)}
    return Facts(
        rows={row[0]: Row(*row) for row in rows(connection, SELECT_ROWS)},
        cells=_cells(rows(connection, SELECT_CELLS)),
        meta=MappingProxyType(meta),
    )


# Cells are made slot by slot: the constructor of a frozen class takes twice as long, and this is what opening costs.
_bare = Cell.__new__
_text, _state, _measure, _origin, _note, _mark, _by, _at = (getattr(Cell, name).__set__ for name in Cell.__slots__)


def _cells(records: Iterable[tuple[Any, ...]]) -> dict[str, dict[tuple[str, str], Cell]]:
    cells: dict[str, dict[tuple[str, str], Cell]] = {}
    for row, key, form, text, state, measure, origin, note, mark, by, at in records:
        cell = _bare(Cell)
        _text(cell, text)
        _state(cell, state)
        _measure(cell, measure)
        _origin(cell, origin)
        _note(cell, note)
        _mark(cell, mark)
        _by(cell, by)
        _at(cell, at)
        if row in cells:
            cells[row][key, form] = cell
        else:
            cells[row] = {(key, form): cell}
    return cells


def meta_value(connection: Connection, name: str) -> str | None:
    """Return one meta entry, internal ones included."""
    found = rows(connection, "SELECT value FROM meta WHERE name = ?", name)
    return str(found[0][0]) if found else None


def write(connection: Connection, ops: Sequence[Op], stamp: Stamp) -> list[Change]:
    """Apply operations and return what they changed, one `Change` per target, in the order first named.

    Cells that come without `by` and `at` get the stamp's. An operation that changes no content writes nothing.

    Raises:
        UserError: a text is longer than a cell holds.
        ValueError: an operation is malformed or makes a row its own ancestor (a bug of the caller).
    """
    wanted = {check_op(op): _stamped(op.after, stamp) for op in ops}
    held = _held(connection, list(wanted))
    changes = [
        Change(what, target, held[what, target], after)
        for (what, target), after in wanted.items()
        if not same(held[what, target], after)
    ]
    effective = [change.forward() for change in changes]
    store(connection, effective)
    check_tree(connection, effective)
    if len(changes) > _MANY:
        _check_limits(connection)
    return changes


def signed(op: Op, stamp: Stamp) -> Op:
    """Return an operation whose cell says who wrote it and when; one that says so already stays."""
    if not isinstance(op, CellOp) or op.after is None:
        return op
    return CellOp(op.address, replace(op.after, by=op.after.by or stamp.by, at=op.after.at or stamp.at))


def store(connection: Connection, ops: Iterable[Op]) -> None:
    """Set every target to its content. Order does not matter: foreign keys are checked at the end."""
    sets: dict[str, list[dict[str, Any]]] = {name: [] for name in _UPSERT}
    drops: dict[str, list[dict[str, Any]]] = {name: [] for name in _UPSERT}
    for op in ops:
        what, target = target_of(op)
        if op.after is None:
            drops[what].append(dict(zip(_DROP_NAMES[what], target, strict=True)))
        else:
            sets[what].append(_record(target, op.after))
    for name in _UPSERT:
        if sets[name]:
            connection.execute(_UPSERT[name], sets[name])
        if drops[name]:
            connection.execute(_DELETE[name], drops[name])


def check_tree(connection: Connection, ops: Iterable[Op]) -> None:
    """Refuse a row below itself; foreign keys see orphans but no cycles.

    Raises:
        ValueError: a row became its own ancestor.
    """
    for op in ops:
        above = op.after.parent if isinstance(op, RowOp) and op.after else None
        seen = set()
        while above is not None and above not in seen:
            seen.add(above)
            found = rows(connection, "SELECT parent FROM row WHERE id = ?", above)
            above = found[0][0] if found else None
        if above is not None:
            message = f"row below itself: {op!r}"
            raise ValueError(message)


def target_of(op: Op) -> tuple[What, Target]:
    """Return what an operation writes to."""
    if isinstance(op, CellOp):
        return "cell", tuple(op.address)
    return ("row", (op.id,)) if isinstance(op, RowOp) else ("meta", (op.name,))


def check_op(op: Op) -> tuple[What, Target]:
    """Check the ids and names of an operation and return what it writes to.

    Raises:
        ValueError: an id, a key, a form, a rank or a name is malformed (a bug of the caller).
    """
    if isinstance(op, CellOp):
        _must(ROW_ID, op.address.row)
        _must(KEY, op.address.key)
        _must(FORM, op.address.form)
    elif isinstance(op, RowOp):
        _must(ROW_ID, op.id)
        _check_row(op.id, op.after)
    elif not META_NAME.fullmatch(op.name) or not _undoable(op.name):
        message = f"not a meta entry that may be changed: {op.name!r}"
        raise ValueError(message)
    return target_of(op)


def same(held: Content, after: Content) -> bool:
    """Tell whether two contents are equal; who and when are no part of a content."""
    if isinstance(held, Cell) and isinstance(after, Cell):
        return held == replace(after, by=held.by, at=held.at)
    return held == after


def _held(connection: Connection, targets: Sequence[tuple[What, Target]]) -> dict[tuple[What, Target], Content]:
    """Return what the targets hold now."""
    if len(targets) <= _MANY:
        return {(what, target): _content(connection, what, target) for what, target in targets}
    facts = read_facts(connection)
    return {(what, target): _known(facts, what, target) for what, target in targets}


def _known(facts: Facts, what: What, target: Target) -> Content:
    if what == "cell":
        return facts.cell(Address(*target))
    return facts.rows.get(target[0]) if what == "row" else facts.meta.get(target[0])


def _content(connection: Connection, what: What, target: Target) -> Content:
    if what == "cell":
        found = rows(connection, _ONE_CELL, *target)
        return Cell(*found[0]) if found else None
    if what == "row":
        found = rows(connection, f"{SELECT_ROWS} WHERE id = ?", *target)
        return Row(*found[0]) if found else None
    return meta_value(connection, target[0])


def _stamped(after: Content, stamp: Stamp) -> Content:
    if isinstance(after, str):
        _fits(after)
    if not isinstance(after, Cell):
        return after
    for text in (after.text, after.note, after.mark, after.measure):
        _fits(text)
    return replace(after, by=after.by or stamp.by, at=after.at or stamp.at)


def _check_row(row_id: str, row: Row | None) -> None:
    if row is None:
        return
    _must(TABLE_NAME, row.table)
    _must(RANK, row.rank)
    if row.id != row_id or (row.parent is None) != (row.id == ROOT_ID):
        message = f"malformed row {row!r}"
        raise ValueError(message)


def _fits(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise UserError(
            "file.text_too_long",
            where="",
            what=f"一栏的文字有{len(text)}个字，太长了",
            rule=f"一栏最多{MAX_TEXT}个字",
            repair="请分成几段填写",
        )


def _check_limits(connection: Connection) -> None:
    """What is written must be readable again: opening refuses a file beyond these limits."""
    for table, (limit, word) in LIMITS.items():
        if count_of(connection, table) > limit:
            raise UserError(
                "file.too_much",
                where="",
                what=f"一次写入的内容太多，超过了{limit}{word}",
                rule=f"一份自评最多{limit}{word}",
                repair="请核对读入的文件是否选错",
            )


def _must(pattern: re.Pattern[str], text: str) -> None:
    if not pattern.fullmatch(text):
        message = f"malformed name {text!r}"
        raise ValueError(message)


def _undoable(name: str) -> bool:
    return not name.startswith(INTERNAL)


def _operation(what: What, target: Target, content: Content) -> Op:
    if what == "cell" and not isinstance(content, Row | str):
        return CellOp(Address(*target), content)
    if what == "row" and not isinstance(content, Cell | str):
        return RowOp(target[0], content)
    if what == "meta" and not isinstance(content, Row | Cell):
        return MetaOp(target[0], content)
    message = f"{what} cannot hold {content!r}"
    raise TypeError(message)


def _record(target: Target, content: Row | Cell | str) -> dict[str, Any]:
    if isinstance(content, Row):
        return {"id": content.id, "tbl": content.table, "parent": content.parent, "rank": content.rank}
    if isinstance(content, str):
        return {"name": target[0], "value": content}
    row, key, form = target
    values = {name: getattr(content, name) for name in Cell.__slots__}
    return {"row": row, "key": key, "form": form, **values}


def _upsert(table: Table) -> Any:
    statement = insert(table)
    keys = [column.name for column in table.primary_key]
    rest = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=rest)


def _delete(table: Table) -> Any:
    return delete(table).where(*(column == bindparam(f"at_{column.name}") for column in table.primary_key))


_FACT_TABLES: Final = (META, ROW, CELL)
_UPSERT: Final = {table.name: _upsert(table) for table in _FACT_TABLES}
_DELETE: Final = {table.name: _delete(table) for table in _FACT_TABLES}
_DROP_NAMES: Final = {table.name: tuple(f"at_{column.name}" for column in table.primary_key) for table in _FACT_TABLES}
