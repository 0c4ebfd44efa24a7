"""Printing of values in the forms that packs name; never depends on the system's locale.

A form is a number pattern (`0`, `0.00`, `0.##`, `#,##0.00`), a percent sign or a unit after it, or a unit
alone: `0.##%`, `0.00万元`, `万元`, `万人`. Dates have the styles of `dates.STYLES`. Rounding is half-up, once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from app.core.dates import STYLES, PartialDate, print_date
from app.core.numbers import half_up, plain, shift, trimmed
from app.core.quantities import Quantity, print_quantity, rescale
from app.core.units import SCALES, same_measure, split_unit
from app.core.values import DEFAULT_MONEY_UNIT, NotApplicable, Value

_FORM = re.compile(r"(?P<comma>#,##)?(?P<whole>0)?(?:\.(?P<fixed>0*)(?P<loose>#*))?(?P<unit>[^0#.,]*)")
_DEFAULT_RATE: Final = "0.##%"


@dataclass(frozen=True, slots=True)
class Form:
    """A print form taken apart: decimals that always show, decimals that may, separators, unit after it."""

    patterned: bool
    fixed: int = 0
    loose: int = 0
    comma: bool = False
    unit: str = ""

    def number(self, value: Decimal) -> str:
        """Print the number part."""
        if not self.patterned:
            return plain(value)
        text = plain(half_up(value, self.fixed + self.loose))
        if self.loose:
            head, _, tail = text.partition(".")
            tail = tail[: self.fixed] + tail[self.fixed :].rstrip("0")
            text = f"{head}.{tail}" if tail else head
        return _separated(text) if self.comma else text


@lru_cache(maxsize=512)
def parse_form(form: str) -> Form | None:
    """Take a print form apart; None when it is none (the pack check asks this)."""
    match = _FORM.fullmatch(form)
    if match is None or (match["comma"] and not match["whole"]) or (match["fixed"] is not None and not match["whole"]):
        return None
    unit = match["unit"]
    if unit and split_unit(unit) is None:
        return None
    return Form(
        patterned=match["whole"] is not None,
        fixed=len(match["fixed"] or ""),
        loose=len(match["loose"] or ""),
        comma=match["comma"] is not None,
        unit=unit,
    )


def is_form(form: str, kind: str) -> bool:
    """Say whether a print form can be used for a kind."""
    if kind == "date":
        return form in STYLES
    return form == "" or parse_form(form) is not None


def print_value(value: Value, kind: str, form: str = "", *, unit: str = "") -> str:
    """Print a value in a form.

    Args:
        value: the value; blank prints nothing, 无 prints 无 (how a form shows it is the form's choice).
        kind: the kind of the field.
        form: the print form; empty for the usual one: numbers with their digits, points without zeros at
            the end, rates as `0.##%`, quantities as typed. A form that does not fit the value is left aside.
        unit: the unit the value is in; empty for 万元 (money) or the bare measure of the form (人 for 万人).

    Returns:
        The text. A rate in a form without percent sign prints the percent number (column “控制率（%）”).
    """
    if value is None:
        return "" if kind != "date" else print_date(None, form)
    if isinstance(value, NotApplicable):
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return value
    if isinstance(value, PartialDate):
        return print_date(value, form)
    if isinstance(value, Quantity):
        return _quantity(value, parse_form(form))
    return _number(value, kind, form, unit)


def _number(value: Decimal, kind: str, form: str, unit: str) -> str:
    if kind == "points" and not form:
        return plain(value, strip=True)
    chosen = parse_form(form or (_DEFAULT_RATE if kind == "rate" else ""))
    if chosen is None:
        return plain(value)
    if chosen.unit == "%" or kind == "rate":
        return chosen.number(shift(value, 2)) + chosen.unit
    usual = DEFAULT_MONEY_UNIT if kind == "money" else ""
    return chosen.number(_converted(value, unit or usual, chosen.unit)) + chosen.unit


def _converted(value: Decimal, from_unit: str, to_unit: str) -> Decimal:
    """Move the point between scales of one measure (人 → 万人); a value without unit counts in the bare measure."""
    wanted, given = split_unit(to_unit), split_unit(from_unit)
    if not to_unit or wanted is None or given is None or (from_unit and not same_measure(given[1], wanted[1])):
        return value
    tens = SCALES[given[0]] - SCALES[wanted[0]]
    return trimmed(shift(value, tens)) if tens else value


def _quantity(quantity: Quantity, form: Form | None) -> str:
    if form is None or not (form.patterned or form.unit):
        return print_quantity(quantity)
    moved = rescale(quantity, form.unit) if form.unit else quantity
    if moved is None:
        return print_quantity(quantity)
    return f"{moved.operator}{form.number(moved.value)}{moved.unit}"


def _separated(text: str) -> str:
    head, point, tail = text.partition(".")
    sign, digits = ("-", head[1:]) if head.startswith("-") else ("", head)
    return sign + re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", digits) + point + tail
