"""Ranks: sortable strings that give a row its place among its siblings.

A move touches one record: the row gets a rank between its new neighbours. Ranks are base 36 fractions
(digits 0-9a-z after an unseen point), compare as plain strings, and never end in 0, so that there is
always room before them.
"""

from __future__ import annotations

import re

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
_RANK = re.compile(r"[0-9a-z]*[1-9a-z]")
_WIDTH = 6
_STEP = _BASE**2
"""Appended rows lie this many places apart on a grid of six digits: 1.6 million rows before ranks grow."""


def is_rank(text: str) -> bool:
    """Say whether a text is a well-formed rank."""
    return _RANK.fullmatch(text) is not None


def between(a: str | None, b: str | None) -> str:
    """Return a rank after `a` and before `b`; None is the open end of the list.

    Raises:
        ValueError: a rank is malformed, or `a` does not lie before `b` (two rows share a rank: renumber them).
    """
    if not all(rank is None or is_rank(rank) for rank in (a, b)) or (a is not None and b is not None and a >= b):
        message = f"no rank between {a!r} and {b!r}"
        raise ValueError(message)
    return after(a) if b is None else _midpoint(a or "", b)


def after(a: str | None) -> str:
    """Return a rank after `a`, for a row at the end of the list; the first rank when `a` is None."""
    head = (a or "").ljust(_WIDTH, "0")[:_WIDTH]
    following = int(head, _BASE) // _STEP * _STEP + _STEP
    if following < _BASE**_WIDTH:
        return _written(following)
    return _midpoint(a or "", None)


def series(n: int) -> list[str]:
    """Return n ranks in rising order, with room between them."""
    ranks: list[str] = []
    for _ in range(n):
        ranks.append(after(ranks[-1] if ranks else None))
    return ranks


def _written(number: int) -> str:
    digits = ""
    for _ in range(_WIDTH):
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits.rstrip("0")


def _midpoint(low: str, high: str | None) -> str:
    """Return the shortest string between two; `low` empty is 0, `high` None is 1."""
    prefix = ""
    place = 0
    while True:
        first = _digit(low, place)
        last = _BASE if high is None else _digit(high, place)
        if last - first > 1:
            return prefix + _DIGITS[(first + last) // 2]
        if last - first == 1:
            if high is not None and place + 1 < len(high):
                return prefix + _DIGITS[last]
            high = None
        prefix += _DIGITS[first]
        place += 1


def _digit(rank: str, place: int) -> int:
    return int(rank[place], _BASE) if place < len(rank) else 0
