"""Arithmetic, comparison and text functions on the values of expressions; they never raise.

A blank operand gives blank; 无 counts as blank in arithmetic; a clash of kinds gives blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Context, Decimal
from typing import Final

from app.core.dates import PartialDate, compare
from app.core.intervals import near as near_numbers
from app.core.numbers import divide
from app.core.printing import print_value
from app.core.quantities import Quantity, bases
from app.core.values import NotApplicable, Value

_CONTEXT: Final = Context(prec=60, traps=[])
_MAX_EXPONENT: Final = 40
"""Results beyond 10^40 or below 10^-100 are no figures of an office: they become blank."""


def number(value: Value) -> Decimal | None:
    """Return the number in a value: a decimal, or the base value of a quantity; else None."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, Quantity):
        return value.base
    return None


def is_blank(value: Value) -> bool:
    """Say whether a value is blank (nobody has filled it in); 无 is not blank."""
    return value is None or (isinstance(value, str) and value == "")


def _bounded(value: Decimal) -> Decimal | None:
    if not value.is_finite() or value.adjusted() > _MAX_EXPONENT or len(value.as_tuple().digits) > _CONTEXT.prec:
        return None
    return value


def arithmetic(operator: str, left: Value, right: Value) -> Value:
    """Return `left operator right`; blank when an operand is blank or no number, or the divisor is 0."""
    a, b = number(left), number(right)
    if a is None or b is None:
        return None
    if operator == "+":
        return _bounded(_CONTEXT.add(a, b))
    if operator == "-":
        return _bounded(_CONTEXT.subtract(a, b))
    if operator == "*":
        return _bounded(_CONTEXT.multiply(a, b))
    quotient = divide(a, b)
    return None if quotient is None else _bounded(quotient)


def negative(value: Value) -> Value:
    """Return the value with the other sign."""
    a = number(value)
    return None if a is None else -a


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


def add_up(values: Iterable[Value]) -> Value:
    """Return the sum of what is not blank; blank only if all are."""
    total: Value = None
    for value in values:
        a = number(value)
        if a is not None:
            total = a if total is None else arithmetic("+", total, a)
    return total


def extreme(values: Iterable[Value], operator: str) -> Value:
    """Return the least (`<`) or greatest (`>`) of what is not blank; blank if all are."""
    best: Value = None
    for value in values:
        if (
            value is not None
            and not isinstance(value, NotApplicable)
            and (best is None or comparison(operator, value, best))
        ):
            best = value
    return best


def average(values: Iterable[Value]) -> Value:
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


def contains(text: Value, part: Value) -> bool | None:
    """Say whether a text holds another; blank when one is blank."""
    return None if is_blank(text) or is_blank(part) else text_of(part) in text_of(text)


def starts(text: Value, part: Value) -> bool | None:
    """Say whether a text begins with another; blank when one is blank."""
    return None if is_blank(text) or is_blank(part) else text_of(text).startswith(text_of(part))


def absolute(value: Value) -> Value:
    """Return the value without its sign."""
    a = number(value)
    return None if a is None else abs(a)
