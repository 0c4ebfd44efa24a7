"""What finds no place in another pack is put aside (待处理) and comes back when a pack has the place again.

Every cell, and every row that has no table or no place under its parent, becomes one row of table `left`: `text` is
what was typed, `about` says exactly where and how it stood.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.core.ids import new_row_id
from app.core.ranks import after as rank_after
from app.core.records import ROOT_ID, Address, Cell, CellOp, Facts, Op, Row, RowOp
from app.core.tree import RowTree

TABLE: Final = "left"
_ABOUT, _TEXT = "about", "text"
_ATTRIBUTES: Final = ("state", "measure", "origin", "note", "mark")


@dataclass(frozen=True, slots=True)
class Aside:
    """One row of `left`: its id, and the cell at an address or the row that was put aside."""

    id: str
    address: Address
    cell: Cell | None
    row: Row | None


def asides(facts: Facts) -> Iterator[Aside]:
    """Yield what was put aside, in the order in which it was; rows of other origin are left out."""
    rows = sorted((row for row in facts.rows.values() if row.table == TABLE), key=lambda row: (row.rank, row.id))
    for row in rows:
        cells = facts.cells.get(row.id, {})
        about, text = cells.get((_ABOUT, "")), cells.get((_TEXT, ""))
        found = _read(about.text) if about is not None else None
        if found is None:
            continue
        at = Address(found["row"], found.get("key", ""), found.get("form", ""))
        if not at.key:
            parts = (found.get("table", ""), found.get("parent", ""), found.get("rank", ""))
            yield Aside(row.id, at, None, Row(at.row, *parts))
        else:
            attributes: dict[str, Any] = {name: found[name] for name in _ATTRIBUTES if name in found}
            yield Aside(row.id, at, Cell(text.text if text is not None else "", **attributes), None)


def put_aside(facts: Facts, tree: RowTree, cells: Sequence[tuple[Address, Cell]], rows: Sequence[Row]) -> list[Op]:
    """Return the edits that put cells and rows aside and take them away from where they stood.

    Args:
        facts: the evaluation.
        tree: its rows.
        cells: cells of rows that stay.
        rows: rows that go, with everything below them in the list too, parents first.
    """
    last = tree.children.get((ROOT_ID, TABLE), ())
    rank = facts.rows[last[-1]].rank if last else None
    all_cells = [*((row, None) for row in rows), *((None, found) for found in [*cells, *_cells_of(facts, rows)])]
    ops: list[Op] = []
    for row, found in all_cells:
        rank = rank_after(rank)
        ops += _kept(Row(new_row_id(), TABLE, ROOT_ID, rank), row, found)
    ops += [CellOp(address, None) for address, _ in [*cells, *_cells_of(facts, rows)]]
    return [*ops, *(RowOp(row.id, None) for row in reversed(rows))]


def put_back(facts: Facts, returned: Sequence[Aside]) -> list[Op]:
    """Return the edits that put cells and rows back where they stood and forget that they were aside."""
    ops: list[Op] = [RowOp(aside.row.id, aside.row) for aside in returned if aside.row is not None]
    ops += [CellOp(aside.address, aside.cell) for aside in returned if aside.cell is not None]
    for aside in returned:
        ops += [CellOp(Address(aside.id, *at), None) for at in facts.cells[aside.id]]
        ops.append(RowOp(aside.id, None))
    return ops


def _cells_of(facts: Facts, rows: Sequence[Row]) -> list[tuple[Address, Cell]]:
    return [(Address(row.id, *at), cell) for row in rows for at, cell in facts.cells.get(row.id, {}).items()]


def _kept(left: Row, row: Row | None, found: tuple[Address, Cell] | None) -> list[Op]:
    """Return the edits that make one row of `left`."""
    about: Mapping[str, str]
    text = ""
    if found is not None:
        address, cell = found
        attributes = {name: getattr(cell, name) for name in _ATTRIBUTES}
        about = {"row": address.row, "key": address.key, "form": address.form, **attributes}
        text = cell.text
    else:
        row = row or left
        about = {"row": row.id, "table": row.table, "parent": row.parent or "", "rank": row.rank}
    ops: list[Op] = [RowOp(left.id, left)]
    shown = json.dumps({name: value for name, value in about.items() if value}, ensure_ascii=False, sort_keys=True)
    ops.append(CellOp(Address(left.id, _ABOUT), Cell(shown)))
    return [*ops, CellOp(Address(left.id, _TEXT), Cell(text))] if text else ops


def _read(text: str) -> dict[str, str] | None:
    """Read where something stood; None when the text says something else."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    known = isinstance(found, dict) and all(isinstance(value, str) for value in found.values())
    return found if known and "row" in found and ("key" in found or {"table", "parent", "rank"} <= set(found)) else None
