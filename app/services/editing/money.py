"""Money as people type it: the unit of the page they work on, and the question whether 元 were meant (PRACTICE B2).

The unit of the paper never changes: a figure typed in another unit is kept with that unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.core.numbers import num, plain
from app.core.records import Address
from app.core.units import is_money_unit, money_in
from app.services.editing.cells import field_of
from app.services.session import Session

UNITS: Final = ("万元", "元")
_MONEY: Final = "money"
_TOO_LARGE: Final = 1000
"""A figure this many times the others of its row was probably typed in 元."""
_ALONE: Final = Decimal(100_000)
"""Without others to compare, 10亿元 of an office's own money is as unlikely."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure that looks like 元: as typed, and the text that means 元."""

    typed: str
    converted: str
    shown: str
    unit: str


def in_unit(session: Session, address: Address, text: str, unit: str) -> str:
    """Return a typed text with the unit of the page, where it is money and says no unit itself."""
    field = field_of(session, address)
    if field.kind != _MONEY or not is_money_unit(unit) or unit == field.unit or num(text) is None:
        return text
    return f"{text.strip()}{unit}"


def doubt(session: Session, address: Address, text: str) -> Doubt | None:
    """Return the question whether a figure was typed in 元; None where there is no reason to ask."""
    field, value = field_of(session, address), num(text)
    if field.kind != _MONEY or field.unit == "元" or value is None or not is_money_unit(field.unit):
        return None
    others = _others(session, address)
    if abs(value) < (max(others) * _TOO_LARGE if others else _ALONE):
        return None
    shown = f"{plain(money_in(value, '元', field.unit), strip=True)}{field.unit}"
    return Doubt(text.strip(), f"{text.strip()}元", shown, field.unit)


def _others(session: Session, address: Address) -> list[Decimal]:
    """Return the other amounts of the same row that are not 0."""
    row = session.facts.rows[address.row]
    found = []
    for key, field in session.pack.fields.get(row.table, {}).items():
        if field.kind == _MONEY and key != address.key and session.facts.cell(Address(address.row, key)) is not None:
            value = session.graph.value(address.row, key)
            if isinstance(value, Decimal) and value:
                found.append(abs(value))
    return found
