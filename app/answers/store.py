"""The facts behind a graph: rows and cells that change in place, handed out as immutable snapshots.

An edit copies the cells of the touched row only; a snapshot copies the two outer mappings, once per change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from app.core.records import Cell, CellOp, Facts, Op, Row, RowOp

Cells = Mapping[tuple[str, str], Cell]


@dataclass(slots=True)
class Touched:
    """What a list of edits touched.

    Attributes:
        cells: (row, key, form) of every cell set or cleared.
        lists: (parent, table) of every list of children that changed.
        rows: (id, table) of every row added, removed or moved under another parent.
        added: ids of the rows that were not there before.
    """

    cells: set[tuple[str, str, str]] = field(default_factory=set)
    lists: set[tuple[str, str]] = field(default_factory=set)
    rows: set[tuple[str, str]] = field(default_factory=set)
    added: set[str] = field(default_factory=set)


class Store:
    """Rows, cells and lists of children of one evaluation."""

    def __init__(self, facts: Facts) -> None:
        """Take over facts; they are not changed."""
        self.rows: dict[str, Row] = dict(facts.rows)
        self._cells: dict[str, Cells] = dict(facts.cells)
        self._meta = dict(facts.meta)
        self._children: dict[tuple[str, str], tuple[str, ...]] = {}
        self._tables = {row.table for row in facts.rows.values()}
        self._snapshot: Facts | None = facts
        self._rows_seen: Mapping[str, Row] | None = facts.rows
        self._sort_all()

    @property
    def facts(self) -> Facts:
        """Return the facts as they stand, immutable; the rows are the same object until one of them changes."""
        if self._snapshot is None:
            if self._rows_seen is None:
                self._rows_seen = MappingProxyType(dict(self.rows))
            self._snapshot = Facts(
                self._rows_seen,
                MappingProxyType(dict(self._cells)),
                MappingProxyType(dict(self._meta)),
            )
        return self._snapshot

    def cell(self, row: str, key: str, form: str = "") -> Cell | None:
        """Return a cell, None when blank."""
        cells = self._cells.get(row)
        return cells.get((key, form)) if cells else None

    def cells(self, row: str) -> Cells:
        """Return the cells of a row; not to be changed."""
        return self._cells.get(row, {})

    def children(self, row: str, table: str) -> tuple[str, ...]:
        """Return the ids of the rows of a table under a row, in order."""
        return self._children.get((row, table), ())

    def tables_under(self, row: str) -> list[str]:
        """Return the child tables in which a row has rows."""
        return [table for table in sorted(self._tables) if self._children.get((row, table))]

    def below(self, row: str) -> list[str]:
        """Return the ids of all rows under a row, over all levels."""
        found: list[str] = []
        todo = [row]
        while todo:
            current = todo.pop()
            for table in self.tables_under(current):
                found.extend(self._children[current, table])
                todo.extend(self._children[current, table])
        return found

    def apply(self, ops: Iterable[Op]) -> Touched:
        """Apply edits in their order."""
        touched = Touched()
        copied: dict[str, dict[tuple[str, str], Cell]] = {}
        for op in ops:
            if isinstance(op, CellOp):
                self._set_cell(op, copied, touched)
            elif isinstance(op, RowOp):
                self._set_row(op, touched)
            elif op.after is None:
                self._meta.pop(op.name, None)
            else:
                self._meta[op.name] = op.after
        for parent, table in touched.lists:
            self._sort(parent, table)
        self._snapshot = None
        return touched

    def _set_cell(self, op: CellOp, copied: dict[str, dict[tuple[str, str], Cell]], touched: Touched) -> None:
        row, key, form = op.address
        current = self._cells.get(row)
        if current is None or copied.get(row) is not current:
            copied[row] = self._cells[row] = dict(current or {})
        if op.after is None:
            copied[row].pop((key, form), None)
        else:
            copied[row][key, form] = op.after
        touched.cells.add((row, key, form))

    def _set_row(self, op: RowOp, touched: Touched) -> None:
        before, after = self.rows.get(op.id), op.after
        self._rows_seen = None
        for row in (before, after):
            if row is not None and row.parent is not None:
                touched.lists.add((row.parent, row.table))
        if after is None:
            self.rows.pop(op.id, None)
            self._cells.pop(op.id, None)
        else:
            self.rows[op.id] = after
            self._tables.add(after.table)
        if before is None or after is None or (before.parent, before.table) != (after.parent, after.table):
            touched.rows.update((op.id, row.table) for row in (before, after) if row is not None)
        if before is None:
            touched.added.add(op.id)
        self._place(op.id, before, after)

    def _place(self, row_id: str, before: Row | None, after: Row | None) -> None:
        """Take a row out of its old list and put it, still unsorted, into its new one."""
        if before is not None and before.parent is not None:
            at = (before.parent, before.table)
            self._children[at] = tuple(other for other in self._children.get(at, ()) if other != row_id)
        if after is not None and after.parent is not None:
            at = (after.parent, after.table)
            self._children[at] = (*self._children.get(at, ()), row_id)

    def _sort(self, parent: str, table: str) -> None:
        ids = self._children.get((parent, table), ())
        self._children[parent, table] = tuple(sorted(ids, key=lambda row: (self.rows[row].rank, row)))

    def _sort_all(self) -> None:
        lists: dict[tuple[str, str], list[str]] = {}
        for row in self.rows.values():
            if row.parent is not None:
                lists.setdefault((row.parent, row.table), []).append(row.id)
        for (parent, table), ids in lists.items():
            self._children[parent, table] = tuple(sorted(ids, key=lambda row: (self.rows[row].rank, row)))
