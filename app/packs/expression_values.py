"""Arithmetic, comparison and text functions on the values of expressions; they never raise.

A blank operand gives blank; 无 counts as blank in arithmetic; a clash of kinds gives blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from app.core.dates import PartialDate, compare
from app.core.intervals import near as near_numbers
from app.core.numbers import divide
from app.core.printing import print_value
from app.core.quantities import Quantity, bases
from app.core.values import NotApplicable, Value

_CONTEXT: Final = Context(prec=200, rounding=ROUND_HALF_UP, traps=[])
"""Sums and products of typed numbers (60 digits at most) are exact; only products of many factors are cut off."""

_LARGEST: Final = 40
_SMALLEST: Final = -100
"""Results of 10^41 and more, or nearer to 0 than 10^-100, are no figures of an office: they become blank."""


def number(value: Value) -> Decimal | None:
    """Return the number in a value: a decimal, or the base value of a quantity; else None."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, Quantity):
        return value.base
    return None


def is_blank(value: Value) -> bool:
    """Say whether a value is blank (nobody has filled it in); 无 is not blank."""
    return value is None or value == ""


def is_missing(value: Value) -> bool:
    """Say whether a value is blank or 无: nothing that text can be taken from."""
    return is_blank(value) or isinstance(value, NotApplicable)


def _bounded(value: Decimal) -> Decimal | None:
    if value.is_zero():
        return Decimal(0) if int(value.as_tuple().exponent) < _SMALLEST else value
    return value if value.is_finite() and _SMALLEST <= value.adjusted() <= _LARGEST else None


ARITHMETIC: Final[dict[str, Callable[[Decimal, Decimal], Decimal | None]]] = {
    "+": _CONTEXT.add,
    "-": _CONTEXT.subtract,
    "*": _CONTEXT.multiply,
    "/": divide,
}
"""The operators of arithmetic."""


def arithmetic(operator: str, left: Value, right: Value) -> Decimal | None:
    """Return `left operator right`; blank when an operand is blank or no number, or the divisor is 0."""
    a, b = number(left), number(right)
    if a is None or b is None:
        return None
    result = ARITHMETIC[operator](a, b)
    return None if result is None else _bounded(result)


def operate(operator: str, left: Value, right: Value) -> Value:
    """Return the result of an operator of arithmetic or comparison."""
    return (arithmetic if operator in ARITHMETIC else comparison)(operator, left, right)


def negative(value: Value) -> Value:
    """Return the value with the other sign."""
    a = number(value)
    return None if a is None else a.copy_negate() if a else a


def absolute(value: Value) -> Value:
    """Return the value without its sign."""
    a = number(value)
    return None if a is None else a.copy_abs()


def equal(left: Value, right: Value) -> bool | None:
    """Compare two values for equality: numbers by value, quantities across scales, texts by their characters."""
    if left is None or right is None or isinstance(left, NotApplicable) or isinstance(right, NotApplicable):
        return None
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        pair = bases(left, right)
        return None if pair is None else pair[0] == pair[1]
    a, b = number(left), number(right)
    if a is not None and b is not None:
        return a == b
    if isinstance(left, PartialDate) and isinstance(right, PartialDate):
        return compare(left, right) == 0
    return left == right if type(left) is type(right) else None


_ORDERS: Final[dict[str, Callable[[int], bool]]] = {
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    ">": lambda sign: sign > 0,
    ">=": lambda sign: sign >= 0,
}


def comparison(operator: str, left: Value, right: Value) -> bool | None:
    """Return the truth of a comparison; blank when an operand is blank or the kinds clash."""
    if operator in {"==", "!="}:
        same = equal(left, right)
        return None if same is None else same == (operator == "==")
    sign = _order(left, right)
    return None if sign is None else _ORDERS[operator](sign)


def _order(left: Value, right: Value) -> int | None:
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        pair = bases(left, right)
        return None if pair is None else int(pair[0].compare(pair[1]))
    if isinstance(left, PartialDate) and isinstance(right, PartialDate):
        return compare(left, right)
    a, b = number(left), number(right)
    return None if a is None or b is None else int(a.compare(b))


def add_up(values: Iterable[Value]) -> Decimal | None:
    """Return the sum of what is not blank; blank only if all are."""
    total: Decimal | None = None
    for value in values:
        a = number(value)
        if a is not None:
            total = a if total is None else _CONTEXT.add(total, a)
    return None if total is None else _bounded(total)


def extreme(values: Iterable[Value], operator: str) -> Value:
    """Return the least (`<`) or greatest (`>`) of the numbers, quantities and dates among the values.

    Blank if there are none, or if two of them cannot be compared (人 and 元, a number and a date).
    """
    best: Value = None
    for value in values:
        if not isinstance(value, Decimal | Quantity | PartialDate):
            continue
        better = True if best is None else comparison(operator, value, best)
        if better is None:
            return None
        if better:
            best = value
    return best


def average(values: Iterable[Value]) -> Decimal | None:
    """Return the simple average of what is not blank."""
    numbers = [a for a in map(number, values) if a is not None]
    return arithmetic("/", add_up(numbers), Decimal(len(numbers))) if numbers else None


def near(left: Value, right: Value) -> bool | None:
    """Say whether two printed numbers can stand for the same: their rounding intervals overlap."""
    a, b = number(left), number(right)
    return None if a is None or b is None else near_numbers(a, b)


def text_of(value: Value) -> str:
    """Return a value as text, for join, len, contains and starts."""
    return print_value(value, "text")


def length(value: Value) -> Decimal | None:
    """Return the number of characters of a text; blank when there is none."""
    return None if is_missing(value) else Decimal(len(text_of(value)))


def joined(values: Iterable[Value], separator: str) -> str | None:
    """Return the texts that are there, with the separator between them; blank when there is none."""
    return separator.join(text_of(value) for value in values if not is_missing(value)) or None


def contains(text: Value, part: Value) -> bool | None:
    """Say whether a text holds another; blank when one is missing."""
    return None if is_missing(text) or is_missing(part) else text_of(part) in text_of(text)


def starts(text: Value, part: Value) -> bool | None:
    """Say whether a text begins with another; blank when one is missing."""
    return None if is_missing(text) or is_missing(part) else text_of(text).startswith(text_of(part))
