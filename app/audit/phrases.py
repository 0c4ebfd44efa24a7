"""Words and places in free texts: lists of wrong words with what is right, snippets, one hit for each text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.audit.prose import Prose
from app.audit.registry import Hit

TURN: Final = "→"
"""Stands between a word and what belongs in its place, where packs list words."""

_MOST: Final = 8
"""Faults of one text that are quoted; a text full of them says no more with all of them."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a text: where it stands, as written, and what should stand there (empty where nobody knows)."""

    at: int
    quoted: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class WordList:
    """Words to look for, each with what is said of it, and longer words in which each of them is right."""

    pattern: re.Pattern[str]
    meaning: dict[str, str]
    within: dict[str, tuple[tuple[str, int], ...]]

    def find(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Yield (place, word, what the list says of it) of every word that is not part of a right one."""
        for match in self.pattern.finditer(text):
            word, at = match.group(), match.start()
            if not any(at >= before and text.startswith(right, at - before) for right, before in self.within[word]):
                yield at, word, self.meaning[word]


@lru_cache(maxsize=64)
def word_list(words: tuple[str, ...], right: tuple[str, ...] = ()) -> WordList:
    """Return a list of words as packs write it.

    Args:
        words: `wrong→right`, or a word alone.
        right: words in which a listed one is right: 计部门 in 审计部门.
    """
    pairs = (word.partition(TURN) for word in words)
    meaning = {word.strip(): said.strip() for word, _, said in pairs}
    longest_first = sorted(meaning, key=len, reverse=True)
    within = {word: tuple((one, one.index(word)) for one in right if word in one) for word in meaning}
    return WordList(re.compile("|".join(map(re.escape, longest_first)) or r"(?!)"), meaning, within)


def hit_of(prose: Prose, faults: Iterable[Fault]) -> Iterator[Hit]:
    """Yield one hit for a text with all its faults, in the order in which they stand; none where there is none."""
    found = {(fault.quoted, fault.expected): fault for fault in sorted(faults, key=lambda fault: fault.at)}
    if not found:
        return
    shown = list(found)[:_MOST]
    quoted = "、".join(quoted for quoted, _ in shown)
    expected = "、".join(dict.fromkeys(expected for _, expected in shown if expected))
    yield Hit((prose.address,), quoted, expected)


def around(text: str, start: int, end: int, wide: int = 4) -> str:
    """Return a stretch of a text with a few characters before and behind it, on one line; no number is cut."""
    first, last = max(0, start - wide), min(len(text), end + wide)
    while 0 < first < start and text[first] in _NUMBER and text[first - 1] in _NUMBER:
        first -= 1
    while end < last < len(text) and text[last - 1] in _NUMBER and text[last] in _NUMBER:
        last += 1
    return " ".join(text[first:last].split())


_NUMBER: Final = "0123456789.%"
