"""Names that are like some words: most of their pairs of characters stand in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from app.audit.figures.names import Named, Names

_SHARE: Final = (2, 3)
"""So much of a name must stand in the words."""
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """Names by their pairs of characters."""

    names: Names
    by_pair: dict[str, list[str]]

    @classmethod
    def of(cls, names: Names) -> Likeness:
        """Return the likeness of some names."""
        by_pair: dict[str, list[str]] = {}
        for name in names:
            for pair in _pairs(name) if len(name) >= _SHORTEST and names[name].values else ():
                by_pair.setdefault(pair, []).append(name)
        return cls(names, by_pair)

    def like(self, words: str) -> list[Named]:
        """Return every value whose name is like some words, those with the longest likeness first."""
        counts = Counter(name for pair in _pairs(words) for name in self.by_pair.get(pair, ()))
        part, whole = _SHARE
        close = [name for name, count in counts.items() if count * whole >= len(_pairs(name)) * part]
        return [
            one for name in sorted(close, key=lambda name: (-counts[name], name)) for one in self.names[name].values
        ]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
