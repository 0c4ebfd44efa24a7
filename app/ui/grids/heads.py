"""Columns by name: a range that brings its head row (copied from Word, or a whole sheet) finds its columns itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.ui.grids.model import CellModel, bare
from app.ui.grids.ranges import Range

_LOOKED_AT: Final = 3
"""Rows at the beginning of a range among which the head is looked for."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A head row: which one it is, the keys it names, the column of the range of each, the names nobody knows."""

    row: int
    keys: tuple[str, ...]
    columns: tuple[int, ...]
    unknown: tuple[str, ...]

    def texts(self, cells: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
        """Return the cells of a row that have a key, in the order of the keys."""
        by_column = dict(cells)
        return [(column, by_column.get(column, "")) for column in self.columns]


def columns_by_name(model: CellModel, held: Range) -> Mapped | None:
    """Return the head row of a range; None where it brings none."""
    names = model.column_names()
    for row in range(min(_LOOKED_AT, len(held.rows) - 1)) if len(names) > 1 else ():
        cells = [(column, bare(text)) for column, text in held.cells(row) if text.strip()]
        found = {}
        for column, name in cells:
            key = next((key for key, known in names.items() if name in known and key not in found), "")
            if key:
                found[key] = column
        if len(found) > 1 and len(found) * 2 >= len(cells):
            return Mapped(row, tuple(found), tuple(found.values()), _unknown(model, held, row, set(found.values())))
    return None


def _unknown(model: CellModel, held: Range, head: int, known: set[int]) -> tuple[str, ...]:
    """Return the names of columns that hold something and have no key; words that the form prints itself are none."""
    printed = model.printed_words()
    names = []
    for column, name in held.cells(head):
        below = [row[column] for row in held.rows[head + 1 :] if column < len(row) and row[column].strip()]
        if column not in known and name.strip() and below and bare(name) not in printed:
            names.append(name.replace("\n", ""))
    return tuple(names)
