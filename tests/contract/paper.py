"""What the official tables print, and how a drawn or exported table is compared with it.

A table is rows of texts, `list[list[str]]`: the physical cells of each row from left to right; a row that continues a
cell merged downwards has an empty text there. Any source that gives such rows can be compared: the document tree, a
docx read back, a sheet.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FOLDER = HERE / "paper_cells"
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Table:
    """One official table: of which form, for which row (from 0), its cells (None is masked), the lines around it."""

    sample: str
    id: str
    form: str
    row: int
    rows: list[list[str | None]]
    above: list[str]
    below: list[str]

    @property
    def cells(self) -> int:
        """How many cells it has."""
        return sum(map(len, self.rows))


@dataclass(frozen=True)
class Difference:
    """One cell that is not as printed: its place (row and cell from 1), what is printed, what came out."""

    sample: str
    table: str
    row: int
    cell: int
    printed: str | None
    drawn: str | None

    @property
    def place(self) -> str:
        """Its name in the list of allowed differences."""
        return f"{self.sample} {self.table}R{self.row}C{self.cell}"


def bare(text: str) -> str:
    """Return a text without blanks of any width: they are layout."""
    return "".join(text.split())


def samples() -> list[str]:
    """Return the names of the samples with official tables."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def tables(sample: str) -> list[Table]:
    """Return the official tables of a sample."""
    raw: Any = json.loads((FOLDER / f"{sample}.json").read_text(encoding="utf-8"))
    return [Table(sample, **one) for one in raw["tables"]]


def allowed() -> dict[str, str]:
    """Return the differences that are known: place → reason."""
    found: dict[str, str] = json.loads((HERE / "allowed.json").read_text(encoding="utf-8"))
    return found


def compare(table: Table, drawn: Rows) -> list[Difference]:
    """Return every cell in which a table is not as printed: same row, same order, blanks left aside."""
    found = []
    for number in range(max(len(table.rows), len(drawn))):
        printed = table.rows[number] if number < len(table.rows) else []
        own = [bare(text) for text in drawn[number]] if number < len(drawn) else []
        for at in range(max(len(printed), len(own))):
            left, right = _cell(printed, at), _cell(own, at)
            if not _same(left, right, masked=at < len(printed) and printed[at] is None):
                found.append(Difference(table.sample, table.id, number + 1, at + 1, left, right))
    return found


def _same(left: str | None, right: str | None, *, masked: bool) -> bool:
    return bool(right) if masked else left == right


def _cell(row: Sequence[str | None], at: int) -> str | None:
    return row[at] if at < len(row) else None
