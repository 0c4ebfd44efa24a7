"""Numbers: the only way from text to a number, half-up rounding, printing without exponent.

Every value of the product is a `Decimal`. Nothing here knows units; see `units` and `quantities`.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

from app.core.absence import trim

MAX_LENGTH = 60
"""Longest text that is read as a number; longer text is words."""

EXACT = Context(prec=200, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])
"""Context in which sums and products of typed numbers stay exact (two numbers of 60 digits have 120)."""

_QUOTIENT = Context(prec=28, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])

_NARROW = str.maketrans("０１２３４５６７８９．，＋－−﹣％﹪", "0123456789.,+---%%")

_GROUPED = r"\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+"
NUMBER = rf"(?:(?:{_GROUPED})(?:\.\d+)?|\.\d+)"
"""Pattern of an unsigned number after `narrow`; thousands separators only where they belong."""

_NUM = re.compile(rf"(?P<sign>[+-]?) ?(?P<number>{NUMBER}) ?(?P<percent>%?)", re.ASCII)


def narrow(text: str) -> str:
    """Return the text with full-width digits, signs and percent in their ASCII form; the length stays."""
    return text.translate(_NARROW)


def num(text: str) -> Decimal | None:
    """Return the number that a text is, None when it is blank or anything else.

    Accepts full-width digits, a sign, thousands separators (comma or blank) that are well placed, and one
    percent sign: `5%` is 0.05. Digits are kept: `19.20` stays 19.20. Refuses exponents, NaN, `12,34`, `5.`,
    `100%%` and text over `MAX_LENGTH`. Trailing measures are read by `quantities`.
    """
    if len(text) > MAX_LENGTH:
        return None
    match = _NUM.fullmatch(trim(narrow(text)))
    if match is None:
        return None
    value = unsigned(match["number"])
    if match["sign"] == "-":
        value = value.copy_negate()
    if match["percent"]:
        value = value.scaleb(-2, EXACT)
    return _no_negative_zero(value)


def unsigned(digits: str) -> Decimal:
    """Return the number that a text matched by `NUMBER` holds."""
    return Decimal(digits.replace(",", "").replace(" ", ""))


def half_up(value: Decimal, places: int) -> Decimal:
    """Round to `places` decimals, a half away from zero (四舍五入); rounding a value twice is the caller's bug.

    A number too long for the context (nobody can type one) is returned as it is.
    """
    if value.adjusted() + places >= EXACT.prec - 1:
        return value
    return _no_negative_zero(value.quantize(Decimal(1).scaleb(-places), context=EXACT))


def divide(a: Decimal, b: Decimal) -> Decimal | None:
    """Return a ÷ b to 28 digits, None when b is zero."""
    return None if b.is_zero() else _no_negative_zero(_QUOTIENT.divide(a, b))


def shift(value: Decimal, tens: int) -> Decimal:
    """Return value × 10^tens exactly, as a number that prints without exponent (5.32, 6 → 5320000)."""
    moved = value.scaleb(tens, EXACT)
    return half_up(moved, 0) if int(moved.as_tuple().exponent) > 0 else moved


def trimmed(value: Decimal) -> Decimal:
    """Return the same number without zeros after the point: 45.0000 → 45."""
    return Decimal(plain(value, strip=True))


def plain(value: Decimal, *, strip: bool = False) -> str:
    """Print a number with all its digits and without exponent; `strip` drops zeros after the point."""
    text = format(_no_negative_zero(value), "f")
    return text.rstrip("0").rstrip(".") if strip and "." in text else text


def _no_negative_zero(value: Decimal) -> Decimal:
    return value.copy_abs() if value.is_zero() else value
