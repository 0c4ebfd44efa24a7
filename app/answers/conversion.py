"""From the value of one field to the value of another: bindings, arguments of rules, results of formulas.

A value changes its kind by the way a person would take: written out exactly, with its unit, and read again by the
rules of the other kind. 532 万元 becomes the quantity 532万元, the rate 0.9689 becomes 96.89%.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app.answers.plan import Slot
from app.core.dates import PartialDate, print_date
from app.core.errors import UserError
from app.core.numbers import half_up, plain, shift
from app.core.quantities import Quantity, percent_of, print_quantity, rescale
from app.core.values import NotApplicable, Value, interpret

_TAKES_AS_IS = {"quantity": (Quantity, PartialDate), "date": (PartialDate,)}


def converted(value: Value, source: Slot, target: Slot, unit: str = "") -> Value:
    """Return a value of one slot as a value of another.

    Args:
        value: the value of `source`.
        source: where it comes from.
        target: where it is used.
        unit: the unit asked for (form 万人 of a binding); empty for the value's own.

    Raises:
        UserError: the value cannot stand in the target (words in a number, 人 in a cell of money).
    """
    if value is None or isinstance(value, NotApplicable):
        return value
    if isinstance(value, Quantity) and unit:
        value = rescale(value, unit) or value
    if target.is_text and isinstance(value, str):
        return value
    if isinstance(value, _TAKES_AS_IS.get(target.kind, ())):
        return value
    if isinstance(value, Decimal) and source.kind == target.kind and source.unit == target.unit:
        return value
    read = interpret(target.kind, exact_text(value, source), unit=target.unit)
    return _scaled(replace(read, text=""), unit) if isinstance(read, Quantity) else read


def as_quantity(value: Value, source: Slot | None) -> Value:
    """Return a value as an argument that takes a quantity: numbers get the unit of the slot they come from.

    What a formula gives for a quantity in percent is a ratio, as everywhere in formulas: 0.95 is 95%.
    """
    if not isinstance(value, Decimal) or source is None:
        return value
    if source.kind == "quantity" and source.unit == "%":
        return percent_of(value)
    read = interpret("quantity", exact_text(value, source))
    return replace(read, text="") if isinstance(read, Quantity) else read


def exact_text(value: Value, source: Slot) -> str:
    """Write a value of a slot out with all its digits and its unit."""
    if value is None or isinstance(value, NotApplicable):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Quantity):
        return print_quantity(value)
    if isinstance(value, PartialDate):
        return print_date(value)
    if isinstance(value, str):
        return value
    if source.kind == "rate":
        return f"{plain(shift(value, 2))}%"
    if source.kind == "year":
        return f"{plain(value)}年"
    return plain(value) + ("" if source.kind == "points" else source.unit)


def result(value: Value, slot: Slot) -> Value:
    """Return what a formula gave as a value of its slot, rounded once to the slot's places.

    Raises:
        UserError: the formula gave something that the kind cannot hold.
    """
    if isinstance(value, bool):
        value = "是" if value else "否"
    elif isinstance(value, Decimal) and slot.kind == "quantity":
        value = as_quantity(value, slot)
    elif isinstance(value, Decimal) and slot.is_text:
        value = plain(value)
    elif isinstance(value, Quantity | str) and not slot.is_text and slot.kind != "quantity":
        value = interpret(slot.kind, exact_text(value, slot), unit=slot.unit)
    return half_up(value, slot.places) if isinstance(value, Decimal) and slot.places is not None else value


def reason(error: UserError) -> str:
    """Return an error about a typed value as one sentence without its place."""
    return "。".join(part for part in (error.what, error.rule) if part)


def _scaled(quantity: Quantity, unit: str) -> Quantity:
    return rescale(quantity, unit) or quantity if unit else quantity
