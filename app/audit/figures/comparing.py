"""Whether a figure as people write it can stand for a value."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final

from app.core.intervals import Interval, exactly, printed
from app.core.numbers import plain, shift
from app.core.quantities import HEDGES_INSIDE, Quantity
from app.core.units import SCALES, canonical, same_measure

_HEDGES: Final = {"左右": "约", "约": "约", "近": "近", **dict.fromkeys(HEDGES_INSIDE, "余"), "超": "余"}
_LOOSE: Final = {"约": (20, 20), "近": (10, 0), "余": (0, 10)}
"""Per hedge: by what part (one n-th) the value may be below or above; 0 not at all."""
_TYPO: Final = 3
"""So many digits must agree before one that differs counts as a slip."""


def fits(figure: Quantity, value: Quantity) -> bool:
    """Say whether a figure is of the sort of a value: money with money, persons with persons, percent with percent."""
    if not value.measure:
        return figure.measure in {"", "个"}
    if not figure.measure:
        return bool(figure.scale) and value.measure in {"元", "人", "人次"}
    persons = {canonical(value.measure), canonical(figure.measure)} <= {"人", "个"}
    return same_measure(figure.measure, value.measure) or persons


@lru_cache(maxsize=4096)
def as_interval(quantity: Quantity, *, exact: bool = False) -> Interval:
    """Return what a quantity may be, in its base unit; half a unit of its last digit to both sides."""
    around = exactly(quantity.value) if exact else printed(quantity.value)
    tens = SCALES[quantity.scale]
    return Interval(shift(around.low, tens), shift(around.high, tens))


def agrees(figure: Quantity, value: Interval) -> bool:
    """Say whether a typed figure can stand for a value; 约, 近, 余, 多 widen what it may be."""
    hedge = next((key for word, key in _HEDGES.items() if word in figure.hedge), "")
    told = as_interval(figure)
    if figure.operator in {"≥", ">"} and not hedge:
        return value.high >= figure.base
    if figure.operator in {"≤", "<"} and not hedge:
        return value.low <= figure.base
    if not hedge:
        return told.overlaps(value) or _cut_off(figure, value)
    below, above = _LOOSE[hedge]
    room = abs(figure.base)
    low = told.low - (room / below if below else 0)
    return Interval(low, told.high + (room / above if above else 0)).overlaps(value)


def _cut_off(figure: Quantity, value: Interval) -> bool:
    """Say whether a figure is a value with its last decimals left off instead of rounded (112.738 as 112.73)."""
    exponent = int(figure.value.as_tuple().exponent)
    if exponent >= 0 or figure.value.is_signed():
        return False
    step = shift(Decimal(1), exponent + SCALES[figure.scale])
    return figure.base <= value.low and value.high < figure.base + step


def slip(figure: Quantity, value: Quantity) -> bool:
    """Say whether two figures look like one with a slip of the pen.

    One digit differs, two changed places, one is missing or doubled, or the point or the scale is another.
    """
    a, b = _digits(figure.value), _digits(value.value)
    if max(len(a), len(b)) < _TYPO or a == "0" or b == "0":
        return False
    if a == b:
        return True
    if len(a) == len(b) and figure.base.adjusted() == value.base.adjusted():
        return _one_differs(a, b)
    short, long = sorted((a, b), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def digits_of(quantity: Quantity) -> int:
    """Return how many digits a figure has, without zeros at both ends."""
    return len(_digits(quantity.value))


def _digits(value: Decimal) -> str:
    return plain(abs(value), strip=True).replace(".", "").strip("0")[:60] or "0"


def _one_differs(a: str, b: str) -> bool:
    differing = [at for at, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(differing) == 1:
        return True
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    first, second = differing
    return a[first] == b[second] and a[second] == b[first]
