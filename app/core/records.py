"""The two kinds of fact in an evaluation: rows and cells, and the address of a cell.

Everything a person can change is a cell of a row. These records are what the file stores and
what the answers read; they know no pack and no meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

ROOT_ID = "unit"
"""Id and table name of the root row."""

State = Literal["value", "na", "empty"]
Origin = Literal["typed", "overridden", "carried", "imported", "stated"]


CARRIED_MARK: Final = "上年带入"
"""Mark of a text that came from last year and was not touched yet."""


class Address(NamedTuple):
    """Address of a cell: row id, key, form. `form` is empty for the fact itself."""

    row: str
    key: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it stands in the file.

    Blank is the absence of a cell. `state` is `value` (text holds it), `na` (无: there is none; text holds
    the mark as typed: 无, —— …) or `empty` (only with origin `stated`: this form prints nothing where the
    fact has a value). `measure` is the unit the value was typed in (元, 万元), empty for the unit of the pack.
    `note` is the person's reason (of an override), `mark` a flag such as 待核实. `by` and `at` (ISO 8601)
    say who and when; they are no part of the content.
    """

    text: str = ""
    state: State = "value"
    measure: str = ""
    origin: Origin = "typed"
    note: str = ""
    mark: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: random stable id, table, parent row (None only for the root) and rank (sortable string)."""

    id: str
    table: str
    parent: str | None
    rank: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All rows and cells of an evaluation, and its meta entries that take part in undo (`pack`).

    `cells` is by row id, then by (key, form).
    """

    rows: Mapping[str, Row]
    cells: Mapping[str, Mapping[tuple[str, str], Cell]]
    meta: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def cell(self, address: Address) -> Cell | None:
        """Return the cell at the address, None when blank."""
        return self.cells.get(address.row, {}).get((address.key, address.form))


@dataclass(frozen=True, slots=True)
class RowOp:
    """Set a row to `after`, or remove it when `after` is None (its cells and children must be removed too)."""

    id: str
    after: Row | None


@dataclass(frozen=True, slots=True)
class CellOp:
    """Set a cell to `after`, or make it blank when `after` is None."""

    address: Address
    after: Cell | None


@dataclass(frozen=True, slots=True)
class MetaOp:
    """Set a meta entry that takes part in undo (`pack`: digest of the pack in use)."""

    name: str
    after: str | None


Op = RowOp | CellOp | MetaOp
