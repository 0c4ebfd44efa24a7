"""Indicator rows as the audit looks at them: values beside what is printed, and the sheet they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from app.answers.bindings import bound_to
from app.answers.sheets import Sheet, SheetRow
from app.audit.view import REST, AuditView
from app.core.absence import is_absent, is_blank
from app.core.quantities import Quantity, bases
from app.core.records import ROOT_ID, Address
from app.core.values import Value
from app.documents.rows import Paper, RowView

INDICATORS: Final = "indicators"
GOALS: Final = "goals"
PERCENT: Final = "%"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator row in force.

    Attributes:
        row: the row.
        sheet: the row of the sheet it stands in (the unit or a project).
        level1: as printed, like `level2` and `name` (level 3).
        target: the target; None when blank.
        actual: what was reached, bindings followed.
        scored: the row as its scored sheet has it; None where the sheet carries no scores.
        fact: the row that the actual takes its value from; empty when typed.
    """

    row: RowView = field(compare=False)
    sheet: RowView = field(compare=False)
    level1: str
    level2: str
    name: str
    target: Value
    actual: Value
    scored: SheetRow | None
    fact: str

    @property
    def id(self) -> str:
        """Return the id of the row."""
        return self.row.row

    @property
    def named(self) -> bool:
        """Say whether there is such an indicator: the name is not blank and not 无."""
        return not is_blank(self.name) and not is_absent(self.name)

    @property
    def of_unit(self) -> bool:
        """Say whether it stands in the sheet of the unit."""
        return self.sheet.row == ROOT_ID

    @property
    def pair(self) -> tuple[Quantity, Quantity] | None:
        """Return target and actual when both are quantities."""
        if isinstance(self.target, Quantity) and isinstance(self.actual, Quantity):
            return self.target, self.actual
        return None

    @property
    def weight(self) -> Decimal | None:
        """Return the weight."""
        return self.scored.weight if self.scored is not None else None

    @property
    def score(self) -> Decimal | None:
        """Return the score."""
        return self.scored.score if self.scored is not None else None

    @property
    def full(self) -> bool:
        """Say whether it has full marks."""
        return self.weight is not None and self.weight > 0 and self.score == self.weight

    def at(self, key: str) -> Address:
        """Return the address of one of its cells."""
        return Address(self.row.row, key)

    def printed(self, key: str) -> str:
        """Return what stands in one of its cells; empty where the pack has no such key."""
        return self.row.printed(key, "", Paper()) if self.row.field(key) is not None else ""

    def places(self, *keys: str) -> tuple[Address, ...]:
        """Return the addresses of those of its cells that the pack has."""
        return tuple(self.at(key) for key in keys if self.row.field(key) is not None)

    def speaks_of(self, words: Iterable[str]) -> bool:
        """Say whether its name holds one of the words."""
        return any(word in self.name for word in words)

    def under(self, words: Iterable[str]) -> bool:
        """Say whether level 1 or level 2 holds one of the words."""
        return any(word in self.level1 or word in self.level2 for word in words)

    def reason(self) -> str:
        """Return what was written as reason: the cell, or the note of a score set by hand."""
        note = self.scored.note if self.scored is not None else ""
        return self.printed("reason") or note


def indicators_of(view: AuditView) -> tuple[Indicator, ...]:
    """Return every indicator row in force, in the order of the sheets."""
    return view.joined(_indicators)


def by_sheet(view: AuditView) -> dict[str, list[Indicator]]:
    """Return the indicator rows by the row of their sheet."""
    found: dict[str, list[Indicator]] = {}
    for indicator in indicators_of(view):
        found.setdefault(indicator.sheet.row, []).append(indicator)
    return found


def sheets_of(view: AuditView) -> tuple[Sheet, ...]:
    """Return the scored sheets of the rows of a view."""
    return view.once(_sheets) if view.scope else view.answers.sheets


def _sheets(view: AuditView) -> tuple[Sheet, ...]:
    if view.scope != REST:
        return view.whole.once(_sheets_by_row).get(view.scope, ())
    parts = frozenset(view.scopes())
    return tuple(sheet for sheet in view.answers.sheets if sheet.row not in parts)


def _sheets_by_row(view: AuditView) -> dict[str, tuple[Sheet, ...]]:
    found: dict[str, tuple[Sheet, ...]] = {}
    for sheet in view.answers.sheets:
        found[sheet.row] = (*found.get(sheet.row, ()), sheet)
    return found


def sheet_name(view: AuditView, row: str) -> str:
    """Return the name of a sheet as printed."""
    found = view.row(row)
    table = view.answers.pack.tables.get(found.table)
    return found.printed(table.title, "", Paper()) if table is not None and table.title else ""


def ratio(indicator: Indicator) -> Decimal | None:
    """Return actual ÷ target in one measure; None where that says nothing."""
    pair = indicator.pair
    found = bases(pair[1], pair[0]) if pair is not None else None
    return found[0] / found[1] if found is not None and found[1] > 0 else None


def _indicators(view: AuditView) -> tuple[Indicator, ...]:
    scored = {row.row: row for sheet in sheets_of(view) for row in sheet.rows}
    return tuple(_indicator(view, row, scored.get(row.row)) for row in view.rows(INDICATORS))


def _indicator(view: AuditView, row: RowView, scored: SheetRow | None) -> Indicator:
    def words(key: str) -> str:
        return row.printed(key, "", Paper()).strip() if row.field(key) is not None else ""

    return Indicator(
        row=row,
        sheet=_sheet(row),
        level1=words("level1"),
        level2=words("level2"),
        name=words("level3"),
        target=row.get("target"),
        actual=row.get("actual"),
        scored=scored,
        fact=next(_facts(view, row.row), ""),
    )


def _sheet(row: RowView) -> RowView:
    above = row.up()
    while above is not None and above.table == GOALS:
        above = above.up()
    return above if above is not None else row


def _facts(view: AuditView, row: str) -> Iterator[str]:
    cell = view.answers.cell(row, "actual")
    for bound, _ in bound_to(cell.text) if cell is not None else ():
        if bound is not None and bound in view.answers.facts.rows:
            yield bound
