"""What operators and functions give on the values of expressions; they never raise.

A blank operand gives blank, 无 counts as blank in arithmetic and comparison, a clash of kinds gives blank. Two
quantities meet as `quantities` has it: across scales, a missing measure taken from the other side, 人 never with
人次. A percentage is a ratio wherever it comes from: 95% of a target, the literal 95% and the rate 0.95 are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Final

from app.core.dates import PartialDate, compare
from app.core.intervals import Interval, exactly, printed
from app.core.numbers import EXACT, divide, half_up, shift
from app.core.printing import print_value
from app.core.quantities import Quantity, comparable, complete
from app.core.units import SCALES
from app.core.values import NotApplicable, Value

MAX_EXPONENT: Final = 40
"""Results of 10^41 and more are no figures of an office: they become blank."""

MAX_PLACES: Final = 120
"""Places behind the point that are kept, as many as the product of two typed numbers can have."""

_PARTS_OF_ONE: Final = {"%": -2, "‰": -3}
"""Measures that are ratios, with the power of ten that makes one of them."""


def number(value: Value) -> Decimal | None:
    """Return the number in a value: a decimal, or the base value of a quantity (95% is 0.95); else None."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, Quantity):
        tens = _PARTS_OF_ONE.get(value.measure)
        return value.base if tens is None else shift(value.base, tens)
    return None


def is_blank(value: Value) -> bool:
    """Say whether a value is blank (nobody has filled it in); 无 is not blank."""
    return value is None or value == ""


def is_missing(value: Value) -> bool:
    """Say whether a value is blank or 无."""
    return is_blank(value) or isinstance(value, NotApplicable)


def _completed(left: Value, right: Value) -> tuple[Value, Value] | None:
    """Return two quantities with the measure that one of them lacks; None when they count different things."""
    if not (isinstance(left, Quantity) and isinstance(right, Quantity)):
        return left, right
    return (complete(left, right), complete(right, left)) if comparable(left, right) else None


def _numbers(left: Value, right: Value) -> tuple[Decimal, Decimal] | None:
    """Return the numbers of two values that can be added and compared."""
    pair = _completed(left, right)
    if pair is None:
        return None
    a, b = number(pair[0]), number(pair[1])
    return None if a is None or b is None else (a, b)


# ---- arithmetic ----


def _bounded(value: Decimal) -> Decimal | None:
    """Keep a result to the size of figures, so that no chain of products makes numbers of any length."""
    if value.adjusted() > MAX_EXPONENT:
        return None
    kept = half_up(value, MAX_PLACES) if int(value.as_tuple().exponent) < -MAX_PLACES else value
    return kept or kept.copy_abs()


def add(left: Value, right: Value) -> Value:
    """Return the sum, exact for anything that can be typed."""
    pair = _numbers(left, right)
    return None if pair is None else _bounded(EXACT.add(*pair))


def subtract(left: Value, right: Value) -> Value:
    """Return the difference, exact for anything that can be typed."""
    pair = _numbers(left, right)
    return None if pair is None else _bounded(EXACT.subtract(*pair))


def multiply(left: Value, right: Value) -> Value:
    """Return the product, exact for anything that can be typed."""
    a, b = number(left), number(right)
    return None if a is None or b is None else _bounded(EXACT.multiply(a, b))


def quotient(left: Value, right: Value) -> Value:
    """Return the quotient to 28 digits, blank when the divisor is 0; 元 by 人 is allowed."""
    pair = _numbers(left, right)
    a, b = pair if pair is not None else (number(left), number(right))
    found = None if a is None or b is None else divide(a, b)
    return None if found is None else _bounded(found)


ARITHMETIC: Final[dict[str, Callable[[Value, Value], Value]]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": quotient,
}


def negative(value: Value) -> Value:
    """Return the number with the other sign, all digits kept."""
    a = number(value)
    return None if a is None else a.copy_negate() if a else a


def absolute(value: Value) -> Value:
    """Return the number without its sign, all digits kept."""
    a = number(value)
    return None if a is None else a.copy_abs()


# ---- comparison and logic ----


def equal(left: Value, right: Value) -> bool | None:
    """Say whether two values are equal: numbers by value, texts by their characters; None when that is open."""
    if is_missing(left) or is_missing(right):
        return None
    if isinstance(left, PartialDate) and isinstance(right, PartialDate):
        sign = 0 if left == right else compare(left, right)
        return None if sign is None else sign == 0
    pair = _numbers(left, right)
    if pair is not None:
        return pair[0] == pair[1]
    if isinstance(left, str | bool) and type(left) is type(right):
        return left == right
    return None


def unequal(left: Value, right: Value) -> bool | None:
    """Say whether two values differ; None when that is open."""
    found = equal(left, right)
    return None if found is None else not found


def order(left: Value, right: Value) -> int | None:
    """Return -1, 0, 1 for numbers and dates; None for texts, for what is missing and for what cannot be compared."""
    if isinstance(left, PartialDate) and isinstance(right, PartialDate):
        return compare(left, right)
    pair = _numbers(left, right)
    return None if pair is None else int(pair[0].compare(pair[1]))


def _ordered(holds: Callable[[int], bool]) -> Callable[[Value, Value], bool | None]:
    def compared(left: Value, right: Value) -> bool | None:
        sign = order(left, right)
        return None if sign is None else holds(sign)

    return compared


COMPARISONS: Final[dict[str, Callable[[Value, Value], bool | None]]] = {
    "==": equal,
    "!=": unequal,
    "<": _ordered(lambda sign: sign < 0),
    "<=": _ordered(lambda sign: sign <= 0),
    ">": _ordered(lambda sign: sign > 0),
    ">=": _ordered(lambda sign: sign >= 0),
}


def both(left: Value, right: Value) -> bool | None:
    """Three-valued and: false when one is false, else blank when one is neither true nor false."""
    if left is False or right is False:
        return False
    return True if left is True and right is True else None


def either(left: Value, right: Value) -> bool | None:
    """Three-valued or: true when one is true, else blank when one is neither true nor false."""
    if left is True or right is True:
        return True
    return False if left is False and right is False else None


def negation(value: Value) -> bool | None:
    """Three-valued not."""
    return not value if isinstance(value, bool) else None


def near(left: Value, right: Value) -> bool | None:
    """Say whether two printed numbers can stand for the same: the intervals of their printed digits overlap."""
    pair = _completed(left, right)
    if pair is None:
        return None
    a, b = _interval(pair[0]), _interval(pair[1])
    return None if a is None or b is None else a.overlaps(b)


def _interval(value: Value) -> Interval | None:
    """Return what a number may be; the last digit that was written counts: 36.6万 is a thousand wide."""
    if isinstance(value, Quantity):
        tens = SCALES[value.scale] + _PARTS_OF_ONE.get(value.measure, 0)
        return printed(value.value) * exactly(Decimal(1).scaleb(tens))
    return printed(value) if isinstance(value, Decimal) else None


# ---- many values ----


def add_up(found: Iterable[Value]) -> Value:
    """Return the sum of what is not missing; blank if all is, and when words or different measures stand between."""
    total: Decimal | None = None
    measured: Quantity | None = None
    for value in found:
        if is_missing(value):
            continue
        a = number(value)
        if a is None:
            return None
        if isinstance(value, Quantity) and value.measure:
            if measured is not None and not comparable(measured, value):
                return None
            measured = value
        total = a if total is None else EXACT.add(total, a)
    return None if total is None else _bounded(total)


def extreme(found: Iterable[Value], sign: int) -> Value:
    """Return the least (`sign` -1) or greatest (1) of numbers or dates; blank when two cannot be compared."""
    best: Value = None
    for value in found:
        if best is None:
            best = value
        compared = order(value, best)
        if compared is None and value != best:
            return None
        if compared == sign:
            best = value
    return None if isinstance(best, str | bool) else best


def extreme_of(found: Iterable[Value], sign: int) -> Value:
    """Return the extreme of a column: rows without a value do not count."""
    return extreme([value for value in found if not is_missing(value)], sign)


def least(*operands: Value) -> Value:
    """Return the least of some operands; blank when one is missing, as `min(1, rate)` would else be 1."""
    return None if any(map(is_missing, operands)) else extreme(operands, -1)


def greatest(*operands: Value) -> Value:
    """Return the greatest of some operands; blank when one is missing."""
    return None if any(map(is_missing, operands)) else extreme(operands, 1)


def average(found: Sequence[Value]) -> Value:
    """Return the simple average of what is not missing, to 28 digits."""
    return quotient(add_up(found), Decimal(sum(not is_missing(value) for value in found)))


# ---- texts ----


def text_of(value: Value) -> str:
    """Return a value as text, for join, len, contains and starts."""
    return print_value(value, "text")


def contains(text: Value, part: Value) -> bool | None:
    """Say whether a text holds another; blank when one is missing."""
    return None if is_missing(text) or is_missing(part) else text_of(part) in text_of(text)


def starts(text: Value, part: Value) -> bool | None:
    """Say whether a text begins with another; blank when one is missing."""
    return None if is_missing(text) or is_missing(part) else text_of(text).startswith(text_of(part))


def length(text: Value) -> Value:
    """Return the number of characters; blank when there is no text."""
    return None if is_missing(text) else Decimal(len(text_of(text)))


def joined(found: Iterable[Value], separator: str) -> Value:
    """Return the texts of what is not missing with something between them; blank if all is."""
    return separator.join(text_of(value) for value in found if not is_missing(value)) or None
