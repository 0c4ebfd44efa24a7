"""Where names stand in a text, and names that are like some words: most of their pairs of characters stand in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from app.audit.figures.names import Name, Named, name_at, names_of
from app.audit.view import AuditView

_SHARE: Final = (2, 3)
"""So much of a name must stand in the words."""
_SHORTEST: Final = 3
_BLANK: Final = "\n"
"""Stands behind a name that has no values."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands in a text."""

    start: int
    end: int
    name: Name


@dataclass(frozen=True, slots=True)
class Index:
    """All names, without what they stand for: by their first two characters, the longest first, and by their pairs."""

    by_start: dict[str, list[str]]
    by_pair: dict[str, list[str]]
    pairs: dict[str, int]

    def find(self, view: AuditView, text: str) -> tuple[Place, ...]:
        """Return every name in a text, at each place the longest, in order; no two overlap."""
        found: list[Place] = []
        at = 0
        while at < len(text) - 1:
            names = self.by_start.get(text[at : at + 2])
            name = next((one for one in names if text.startswith(one, at)), "") if names else ""
            known = name_at(view, name) if name else None
            if known is not None:
                found.append(Place(at, at + len(name), known))
            at += len(name) or 1
        return tuple(found)

    def like(self, view: AuditView, words: str) -> list[Named]:
        """Return every value whose name is like some words, those with the longest likeness first."""
        counts = Counter(name for pair in _pairs(words) for name in self.by_pair.get(pair, ()))
        part, whole = _SHARE
        close = [name for name, count in counts.items() if count * whole >= self.pairs[name] * part]
        close.sort(key=lambda name: (-counts[name], name))
        known = (name_at(view, name) for name in close)
        return [one for name in known if name is not None for one in name.values]


def index_of(view: AuditView) -> Index:
    """Return the index of all names; it stays the same while only what they stand for changes."""
    return view.whole.once(_index)


def _words(view: AuditView) -> tuple[str, ...]:
    return tuple(text if name.values else text + _BLANK for text, name in names_of(view).items())


def _index(view: AuditView) -> Index:
    words = view.once(_words)
    index = Index({}, {}, {})
    for name in sorted((word.rstrip(_BLANK) for word in words), key=lambda name: (-len(name), name)):
        index.by_start.setdefault(name[:2], []).append(name)
    for name in words:
        if len(name) >= _SHORTEST and not name.endswith(_BLANK):
            pairs = _pairs(name)
            index.pairs[name] = len(pairs)
            for pair in pairs:
                index.by_pair.setdefault(pair, []).append(name)
    return index


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
