"""How near two names are: mistyped characters, shortened names, names that nearly stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_BLANKS: Final = re.compile(r"\s+")
_PLAIN: Final = re.compile(r"[^\w%]+")
_MOST_WINDOWS: Final = 60
"""Places of one text that are compared with one name; a text with more of them repeats itself."""

LONGEST: Final = 60
"""Longer names are compared for being equal only."""


def squeezed(text: str) -> str:
    """Return a text without blanks and line breaks."""
    return _BLANKS.sub("", text)


def bare(text: str) -> str:
    """Return a text without blanks and punctuation: only what it says."""
    return _PLAIN.sub("", text)


def edits(a: str, b: str, most: int) -> int:
    """Return how many characters must change to make one name the other; `most` + 1 for more than that.

    Two neighbours that changed places are one change.
    """
    if abs(len(a) - len(b)) > most or max(len(a), len(b)) > LONGEST:
        return 0 if a == b else most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        above, row = row, [i]
        for j, right in enumerate(b, 1):
            best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and right == a[i - 2]:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        if min(row) > most and min(above) >= most:
            return most + 1
        before = above
    return min(row[-1], most + 1)


def within(short: str, name: str) -> bool:
    """Say whether every character of a short name stands in a name, in order."""
    rest = iter(name)
    return all(char in rest for char in short)


def shortened(text: str, name: str) -> bool:
    """Say whether a name is a shorter way to write another: the same end, and in between characters left out.

    A region before it may be written on one side only (湖南省人社厅, 省人力资源和社会保障厅).
    """
    if not text or not name or text == name or text[-1] != name[-1]:
        return False
    short, full = sorted((text, name), key=len)
    cuts = [cut for cut in range(min(4, len(short))) if cut == 0 or short[cut] == full[0]]
    return any(len(short) - cut >= 3 and within(short[cut:], full) for cut in cuts)


def near_places(text: str, name: str, most: int) -> Iterator[str]:
    """Yield stretches of a text that are nearly a name and not the name itself, each once.

    Args:
        text: the text.
        name: the name; too short ones are never nearly written.
        most: characters that may differ.
    """
    seen: set[str] = set()
    for start in _candidates(text, name, most):
        found = _best(text, start, name, most)
        if found and found not in seen:
            seen.add(found)
            yield found


def _candidates(text: str, name: str, most: int) -> list[int]:
    """Return where a name may begin: one of its pieces must stand there unchanged; a change may touch two of them."""
    pieces = most + 2 if len(name) >= 2 * (most + 2) else most + 1
    size = len(name) // pieces
    if size < 2 or len(name) > LONGEST:
        return []
    starts: set[int] = set()
    for begin in {*range(0, pieces * size, size), len(name) - size}:
        piece = name[begin : begin + size]
        at = text.find(piece)
        while at >= 0 and len(starts) < _MOST_WINDOWS:
            starts.add(max(0, at - begin))
            at = text.find(piece, at + 1)
    return sorted(starts)


def _best(text: str, start: int, name: str, most: int) -> str:
    """Return the stretch around a place that is nearest to a name; empty when the name itself stands there."""
    best, found = most + 1, ""
    for begin in range(max(0, start - most), start + most + 1):
        for length in range(len(name) - most, len(name) + most + 1):
            stretch = text[begin : begin + length]
            count = edits(stretch, name, most)
            if count == 0:
                return ""
            if count < best and stretch[:1] == name[:1] and stretch[-1:] == name[-1:]:
                best, found = count, stretch
    return found
