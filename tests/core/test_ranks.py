"""Ranks: always room between two, order kept through any sequence of insertions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.ranks import after, between, is_rank, series

ranks = st.text(alphabet="0123456789abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8).filter(is_rank)


def test_series_rises_with_room() -> None:
    numbers = series(1500)
    assert numbers == sorted(set(numbers))
    assert all(is_rank(rank) and len(rank) <= 6 for rank in numbers)
    assert series(0) == []


def test_appending_stays_short() -> None:
    rank = None
    for _ in range(5000):
        following = after(rank)
        assert rank is None or rank < following
        rank = following
    assert rank is not None
    assert len(rank) <= 6


def test_the_very_end() -> None:
    assert after("zzzzzz") > "zzzzzz"
    assert after("zzzzzzz") > "zzzzzzz"


@pytest.mark.parametrize(
    ("a", "b"), [("b", "a"), ("a", "a"), ("a0", None), ("", "a"), (None, "0"), ("A", None), ("a", "甲")]
)
def test_nonsense_is_refused(a: str | None, b: str | None) -> None:
    with pytest.raises(ValueError, match="no rank between"):
        between(a, b)


@given(ranks, ranks)
def test_there_is_always_room(a: str, b: str) -> None:
    if a == b:
        return
    low, high = sorted((a, b))
    middle = between(low, high)
    assert low < middle < high
    assert is_rank(middle)


@given(ranks)
def test_ends_are_open(rank: str) -> None:
    assert between(None, rank) < rank < between(rank, None)
    assert is_rank(between(None, rank))
    assert after(rank) > rank


@given(st.lists(st.integers(0, 1000), max_size=60))
def test_any_sequence_of_insertions_keeps_the_order(places: list[int]) -> None:
    line: list[str] = []
    for wish in places:
        place = wish % (len(line) + 1)
        low = line[place - 1] if place else None
        high = line[place] if place < len(line) else None
        line.insert(place, between(low, high))
    assert line == sorted(set(line))
    assert all(is_rank(rank) for rank in line)


@pytest.mark.parametrize("at_front", [True, False])
def test_inserting_at_one_spot_for_long(*, at_front: bool) -> None:
    low, high = series(2)
    for _ in range(300):
        middle = between(low, high)
        assert low < middle < high
        low, high = (low, middle) if at_front else (middle, high)
    assert len(middle) < 120
