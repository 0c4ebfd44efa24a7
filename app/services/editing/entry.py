"""The unit in which people type money: written behind a bare figure, so that the cell says itself what it means."""

from __future__ import annotations

from typing import Final

from app.core.numbers import num
from app.core.units import is_money_unit
from app.packs.schema import Field

MONEY: Final = "money"


def with_unit(field: Field, text: str, unit: str) -> str:
    """Return a typed text with the unit it was typed in, where it is money and says no unit itself."""
    if field.kind != MONEY or not is_money_unit(unit) or unit == field.unit or num(text) is None:
        return text
    return f"{text.strip()}{unit}"
