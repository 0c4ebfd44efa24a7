"""The difference between two states of an evaluation as the edits that lead from one to the other."""

from __future__ import annotations

from dataclasses import replace

from app.core.records import Address, Cell, CellOp, Facts, MetaOp, Op, RowOp
from app.core.tree import row_tree


def difference(before: Facts, after: Facts) -> list[Op]:
    """Return the edits from `before` to `after`: cells and rows that go, rows that come or move, cells that change.

    Meta entries are compared only where `after` names them.
    """
    return [
        *_removed_cells(before, after),
        *_removed_rows(before, after),
        *_rows(before, after),
        *_cells(before, after),
        *_meta(before, after),
    ]


def _removed_cells(before: Facts, after: Facts) -> list[Op]:
    return [
        CellOp(Address(row, key, form), None)
        for row, cells in before.cells.items()
        for key, form in cells
        if (key, form) not in after.cells.get(row, {})
    ]


def _removed_rows(before: Facts, after: Facts) -> list[Op]:
    tree = row_tree(before)
    roots = [row.id for row in before.rows.values() if row.parent is None]
    return [RowOp(row, None) for root in roots for row in tree.below(root) if row not in after.rows]


def _rows(before: Facts, after: Facts) -> list[Op]:
    return [RowOp(id_, row) for id_, row in after.rows.items() if before.rows.get(id_) != row]


def _cells(before: Facts, after: Facts) -> list[Op]:
    return [
        CellOp(Address(row, key, form), cell)
        for row, cells in after.cells.items()
        for (key, form), cell in cells.items()
        if not _same(before.cells.get(row, {}).get((key, form)), cell)
    ]


def _same(one: Cell | None, other: Cell) -> bool:
    """Compare content: who typed it and when is no part of it."""
    return one is not None and replace(one, by="", at="") == replace(other, by="", at="")


def _meta(before: Facts, after: Facts) -> list[Op]:
    return [MetaOp(name, value) for name, value in after.meta.items() if before.meta.get(name) != value]
