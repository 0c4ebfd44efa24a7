"""Intervals of printed decimals: what an exact figure may be when only its printed digits are known.

`4.5` stands for anything that half-up rounding prints as 4.5: 4.45 to 4.55. Bounds count as inside, sums and
products of intervals round outwards, so that the exact value is never lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from app.core.numbers import EXACT

_DOWN = Context(prec=60, rounding=ROUND_FLOOR)
_UP = Context(prec=60, rounding=ROUND_CEILING)


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both inside."""

    low: Decimal
    high: Decimal

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def __add__(self, other: Interval) -> Interval:
        return Interval(_DOWN.add(self.low, other.low), _UP.add(self.high, other.high))

    def __sub__(self, other: Interval) -> Interval:
        return Interval(_DOWN.subtract(self.low, other.high), _UP.subtract(self.high, other.low))

    def __mul__(self, other: Interval) -> Interval:
        pairs = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(_DOWN.multiply(a, b) for a, b in pairs), max(_UP.multiply(a, b) for a, b in pairs))

    def over(self, other: Interval) -> Interval | None:
        """Return the interval of the ratio; None when the divisor may be zero."""
        if Decimal(0) in other:
            return None
        pairs = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(_DOWN.divide(a, b) for a, b in pairs), max(_UP.divide(a, b) for a, b in pairs))

    def overlaps(self, other: Interval) -> bool:
        """Say whether some value lies in both; two intervals that only touch do not overlap.

        Where rounded 1 and rounded 2 touch, 1.5, only one of them can have been printed.
        """
        low, high = max(self.low, other.low), min(self.high, other.high)
        return low < high or (low == high and (self.low == self.high or other.low == other.high))


def printed(value: Decimal) -> Interval:
    """Return what a printed number may stand for: half a unit of its last digit to both sides."""
    half = Decimal(5).scaleb(min(int(value.as_tuple().exponent), 0) - 1)
    return Interval(EXACT.subtract(value, half), EXACT.add(value, half))


def exactly(value: Decimal) -> Interval:
    """Return the interval that holds one value only."""
    return Interval(value, value)


def total(parts: Iterable[Interval]) -> Interval:
    """Return the interval of a sum; nothing sums to exactly 0."""
    whole = exactly(Decimal(0))
    for part in parts:
        whole = whole + part
    return whole


def near(a: Decimal, b: Decimal) -> bool:
    """Say whether two printed numbers can stand for the same value: 461.9 and 461.89 can, 1 and 2 cannot."""
    return a == b or printed(a).overlaps(printed(b))
