"""New rows that come filled in, as one step: a pasted range that is longer than the table, a row from the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.core.errors import UserError
from app.core.ids import new_row_id
from app.core.ranks import between, series
from app.core.records import Address, Cell, CellOp, Op, Row, RowOp
from app.services.editing.cells import edit_of, read_cell
from app.services.editing.filling import MOST, Filled
from app.services.session import Changes, Session

MOST_ROWS = 500
"""Rows that one step may add; no form of ours has more."""


def fill_and_add(
    session: Session,
    under: tuple[str, str],
    cells: Sequence[tuple[Address, str]],
    new: Sequence[Mapping[str, str]],
    label: str,
) -> Filled:
    """Fill in cells and add filled rows at the end of a list, as one step.

    What is refused is left as it was (in a new row: blank) and told; nothing else is lost by it.

    Args:
        session: the open evaluation.
        under: parent row and table of the new rows.
        cells: cells of rows that exist, with their texts.
        new: texts of each new row by key; computed keys are left out.
        label: what the step is called.

    Raises:
        UserError: more cells or rows than any form has; nothing was changed.
    """
    _check_many(len(cells) + sum(map(len, new)), len(new))
    ops: list[Op] = []
    refused = []
    for address, text in cells:
        try:
            ops.append(edit_of(session, address, text))
        except UserError as problem:
            refused.append((address, problem))
    done = len(ops)
    for row, texts in zip(new_rows(session, under, len(new)), new, strict=True):
        ops.append(RowOp(row.id, row))
        for key, text in texts.items():
            address = Address(row.id, key)
            try:
                cell = _cell(session, under[1], key, text)
            except UserError as problem:
                refused.append((address, problem))
                continue
            if cell is not None:
                ops.append(CellOp(address, cell))
                done += 1
    changes = session.apply(label, ops) if ops else Changes(label, frozenset())
    return Filled(changes, done, tuple(refused))


def _check_many(cells: int, rows: int) -> None:
    if cells <= MOST and rows <= MOST_ROWS:
        return
    raise UserError(
        "fill.many",
        where="",
        what=f"一次要填{cells}格、增加{rows}行" if rows else f"一次要填{cells}格",
        rule=f"一次最多填{MOST}格、增加{MOST_ROWS}行",
        repair="请核对复制的范围，分几次粘贴",
    )


def new_rows(session: Session, under: tuple[str, str], count: int, after: str = "") -> list[Row]:
    """Return rows, not yet applied, at the end of a list or right after one of its rows."""
    parent, table = under
    siblings = session.tree.children.get((parent, table), ())
    if not siblings:
        return [Row(new_row_id(), table, parent, rank) for rank in series(count)]
    at = siblings.index(after) if after in siblings else len(siblings) - 1
    low = session.facts.rows[siblings[at]].rank
    high = session.facts.rows[siblings[at + 1]].rank if at + 1 < len(siblings) else None
    made = []
    for _ in range(count):
        low = between(low, high)
        made.append(Row(new_row_id(), table, parent, low))
    return made


def insert_row(session: Session, under: tuple[str, str], after: str, same: Sequence[str] = ()) -> tuple[str, Changes]:
    """Add a row right after another one, taking its texts of the keys `same` (levels); return its id."""
    [row] = new_rows(session, under, 1, after)
    held = session.facts.cells.get(after, {})
    ops: list[Op] = [RowOp(row.id, row)]
    ops += [CellOp(Address(row.id, key), Cell(held[key, ""].text)) for key in same if (key, "") in held]
    return row.id, session.apply(f"增加{session.pack.tables[under[1]].label}", ops)


def is_filled_in(session: Session, table: str, key: str) -> bool:
    """Say whether people type a key of a table (and no formula or rule computes it)."""
    field = session.pack.fields.get(table, {}).get(key)
    if field is None or field.compute:
        return False
    return not any(one.into == key and table in one.for_ for one in session.pack.scoring.values())


def _cell(session: Session, table: str, key: str, text: str) -> Cell | None:
    field = session.pack.fields.get(table, {}).get(key)
    if field is None or not text.strip():
        return None
    return read_cell(session, field, text, field.label)
