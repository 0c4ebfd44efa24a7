"""Intervals of printed decimals hold the exact value through sums, products and ratios."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.intervals import Interval, exactly, near, printed, total
from app.core.numbers import half_up

exact = st.decimals(-(10**9), 10**9, places=6)
places = st.integers(0, 4)


def inside(value: Fraction, interval: Interval) -> bool:
    return Fraction(interval.low) <= value <= Fraction(interval.high)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("461.9", "461.89", True),
        ("87.94", "87.9375951293759512937595129", True),
        ("90", "89.61", True),
        ("49", "48.91", True),
        ("1", "2", False),
        ("1.0", "1.1", False),
        ("33", "33", True),
        ("0", "0", True),
        ("461.89", "462.5", False),
        ("106.45", "106.46", False),
    ],
)
def test_near(a: str, b: str, *, expected: bool) -> None:
    assert near(Decimal(a), Decimal(b)) is expected
    assert near(Decimal(b), Decimal(a)) is expected


def test_printed_bounds() -> None:
    assert printed(Decimal("4.5")) == Interval(Decimal("4.45"), Decimal("4.55"))
    assert printed(Decimal(100)) == Interval(Decimal("99.5"), Decimal("100.5"))
    assert printed(Decimal("1E+2")) == Interval(Decimal("99.5"), Decimal("100.5"))


def test_touching_points() -> None:
    edge = Decimal("1.5")
    assert not printed(Decimal(1)).overlaps(printed(Decimal(2)))
    assert exactly(edge).overlaps(printed(Decimal(2)))
    assert exactly(edge).overlaps(exactly(edge))


def test_a_divisor_that_may_be_zero() -> None:
    assert printed(Decimal(5)).over(printed(Decimal("0.0"))) is None


def test_nothing_sums_to_zero() -> None:
    assert total([]) == exactly(Decimal(0))


@given(exact, places)
def test_the_exact_value_is_inside_its_print(value: Decimal, digits: int) -> None:
    assert value in printed(half_up(value, digits))
    assert near(half_up(value, digits), value)


@given(st.lists(exact, max_size=8), places)
def test_the_exact_sum_is_inside(values: list[Decimal], digits: int) -> None:
    assert sum(values, Decimal(0)) in total(printed(half_up(value, digits)) for value in values)


@given(exact, exact, places)
def test_difference_product_and_ratio_are_inside(a: Decimal, b: Decimal, digits: int) -> None:
    left, right = printed(half_up(a, digits)), printed(half_up(b, digits))
    assert inside(Fraction(a) - Fraction(b), left - right)
    assert inside(Fraction(a) * Fraction(b), left * right)
    ratio = left.over(right)
    assert (ratio is None) == (Decimal(0) in right)
    assert ratio is None or inside(Fraction(a) / Fraction(b), ratio)


@given(exact, exact, places, places)
def test_near_is_symmetric(a: Decimal, b: Decimal, m: int, n: int) -> None:
    assert near(half_up(a, m), half_up(b, n)) == near(half_up(b, n), half_up(a, m))
