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
from app.services.editing.entry import MONEY, with_unit
from app.services.session import Session

UNITS: Final = ("万元", "元")
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
    return with_unit(field_of(session, address), text, unit)


def shown_in(session: Session, address: Address, unit: str) -> str:
    """Return what a cell says in a unit people chose, exactly, with separators; as it prints where it is no money."""
    told = typed_in(session, address, unit)
    number = num(told) if told else None
    return told if number is None or not in_other(session, address, unit) else _separated(told)


def typed_in(session: Session, address: Address, unit: str) -> str:
    """Return what a cell says in a unit people chose, as they would type it; as it prints where it is no money."""
    value = session.graph.value(address.row, address.key)
    if not in_other(session, address, unit) or not isinstance(value, Decimal):
        return session.graph.printed(address.row, address.key)
    return plain(money_in(value, field_of(session, address).unit, unit), strip=True)


def in_other(session: Session, address: Address, unit: str) -> bool:
    """Say whether a cell is money and a unit is another than its own."""
    field = field_of(session, address)
    return field.kind == MONEY and is_money_unit(unit) and unit != field.unit and is_money_unit(field.unit)


def _separated(figure: str) -> str:
    whole, point, rest = figure.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    head = len(digits) % 3
    parts = ([digits[:head]] if head else []) + [digits[at : at + 3] for at in range(head, len(digits), 3)]
    return f"{sign}{','.join(parts)}{point}{rest}"


def doubt(session: Session, address: Address, text: str) -> Doubt | None:
    """Return the question whether a figure was typed in 元; None where there is no reason to ask."""
    field, value = field_of(session, address), num(text)
    if field.kind != MONEY or field.unit == "元" or value is None or not is_money_unit(field.unit):
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
        if field.kind == MONEY and key != address.key and session.facts.cell(Address(address.row, key)) is not None:
            value = session.graph.value(address.row, key)
            if isinstance(value, Decimal) and value:
                found.append(abs(value))
    return found
