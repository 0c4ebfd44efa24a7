"""Caps on the total by the execution rate (DOMAIN §1.1, last note)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scoring.variants import bound

CAPS = [["50%", "59"], ["60%", "69"], ["70%", "79"], ["80%", "89"]]
PLATFORM = bound("capped_total", caps=CAPS, deviation="30%", minus="2")


@pytest.mark.parametrize(
    ("value", "rate", "expected"),
    [
        ("95", "1", "95"),
        ("95", "0.8", "95"),  # 80 % is not below 80 %
        ("95", "0.79", "89"),
        ("85", "0.79", "85"),  # below its cap already
        ("95", "0.7", "89"),  # deviates by exactly 30 %: 93 after 2 points, then the cap
        ("90", "0.7", "88"),
        ("95", "0.65", "79"),
        ("95", "0.55", "69"),
        ("95", "0.49", "59"),
        ("95", "1.3", "93"),
        ("1", "0.1", "0"),
    ],
)
def test_worked_by_hand(value: str, rate: str, expected: str) -> None:
    assert PLATFORM({"value": Decimal(value), "rate": Decimal(rate)}).value == Decimal(expected)


def test_the_trace_names_the_cap() -> None:
    steps = PLATFORM({"value": Decimal(95), "rate": Decimal("0.65")}).steps
    assert steps == (
        "各行得分之和95分，预算执行率65%",
        "执行率偏离100%达到30%，扣2分，得93分",
        "执行率低于70%，总分最高79分",
    )


def test_without_a_rate_there_is_no_total() -> None:
    assert "预算执行率没有填写" in PLATFORM({"value": Decimal(95), "rate": None}).problem


@given(st.decimals(0, 100, places=2), st.decimals(0, 2, places=3))
def test_a_cap_only_takes(value: Decimal, rate: Decimal) -> None:
    found = PLATFORM({"value": value, "rate": rate}).value
    assert isinstance(found, Decimal)
    assert 0 <= found <= value
