"""Amounts of a rule's parameters: points as written, or a share of the weight; limits and what holds at them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from app.core.numbers import EXACT, plain
from app.core.signatures import Amount, Limit
from app.scoring.words import percent, points

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)


def points_of(amount: Amount, weight: Decimal) -> Decimal:
    """Return the points that an amount is for a row of a weight: 2 is 2 points, 10% a tenth of the weight."""
    return EXACT.multiply(weight, amount.value) if amount.share else amount.value


def within(value: Decimal, weight: Decimal) -> Decimal:
    """Keep a score between 0 and the weight."""
    return min(max(value, ZERO), weight)


def amount_words(amount: Amount) -> str:
    """Print an amount: 2分, 分值的10%."""
    return f"分值的{percent(amount.value)}" if amount.share else points(amount.value)


def limit_words(amount: Amount) -> str:
    """Print a limit: 80%, 3."""
    return percent(amount.value) if amount.share else plain(amount.value, strip=True)


def highest_reached(limits: Sequence[Limit], value: Decimal) -> Limit | None:
    """Return the highest limit that a value reaches; the limit itself counts as reached."""
    return _last(limit for limit in limits if value >= limit.at.value)


def highest_passed(limits: Sequence[Limit], value: Decimal) -> Limit | None:
    """Return the highest limit that a value passes; the limit itself is not passed."""
    return _last(limit for limit in limits if value > limit.at.value)


def lowest_kept(limits: Sequence[Limit], value: Decimal) -> Limit | None:
    """Return the lowest limit that a value keeps to; the limit itself is kept to."""
    return next((limit for limit in limits if value <= limit.at.value), None)


def _last(limits: Iterable[Limit]) -> Limit | None:
    found = None
    for limit in limits:
        found = limit
    return found
