"""How a target or an actual that somebody typed was understood, in words: ≥95% is 不低于95%."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from app.core.dates import parse_date
from app.core.numbers import plain
from app.core.quantities import Quantity, bases, complete, in_measure_of, parse_quantity

_SIGNS: Final = {"≥": "不低于", "≤": "不超过", ">": "高于", "<": "低于", "=": "等于"}
_DIRECTIONS: Final = {"正向": "不低于", "反向": "不超过", "等于": "等于"}


def target_words(text: str, direction: str = "") -> str:
    """Return how a target was understood; empty for a blank one.

    Args:
        text: the target as typed.
        direction: 指标方向 of the row, which counts where the target has no sign.
    """
    quantity = parse_quantity(text)
    if quantity is not None and direction != "定性":
        sign = _SIGNS.get(quantity.operator, "") or _DIRECTIONS.get(direction, "")
        return f"{sign}{_figure(quantity)}" if sign else f"{_figure(quantity)}（没有写“≥”或“≤”）"
    last = _last_day(text)
    if last is not None:
        return f"不晚于{last.year}年{last.month}月{last.day}日"
    return "文字指标" if text.strip() else ""


def actual_words(text: str, target: str = "") -> str:
    """Return how an actual was understood beside its target; empty for a blank one."""
    quantity, other = parse_quantity(text), parse_quantity(target)
    if quantity is None:
        return text.strip()
    full = complete(quantity, other) if other is not None else quantity
    same = in_measure_of(quantity, other) if other is not None else None
    if same is None or same.unit == full.unit:
        return _figure(full)
    return f"{_figure(full)}，合{_figure(same)}"


def reached(text: str, target: str) -> Decimal | None:
    """Return the share of a target that an actual comes to; None where it cannot be told."""
    quantity, other = parse_quantity(text), parse_quantity(target)
    pair = bases(quantity, other) if quantity is not None and other is not None else None
    return pair[0] / pair[1] if pair is not None and pair[1] else None


def _figure(quantity: Quantity) -> str:
    about = f"（{quantity.hedge}）" if quantity.hedge else ""
    return f"{plain(quantity.value)}{quantity.unit}{about}"


def _last_day(text: str) -> date | None:
    found = parse_date(text)
    return found.last() if found is not None else None
