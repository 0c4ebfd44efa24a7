"""Names of sheets: what Excel allows, each once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from app.export.cleaning import clean

_LONGEST: Final = 31
_FORBIDDEN: Final = str.maketrans("[]:*?/\\\n\t", "［］：＊？／＼  ")


@dataclass(slots=True)
class Names:
    """Gives out the names of one book."""

    _taken: set[str] = field(default_factory=set)

    def of(self, wanted: str) -> str:
        """Return a name as near to the wanted one as a book with the names given out so far can have."""
        plain = clean(wanted).translate(_FORBIDDEN).strip().strip("'") or "表"
        name, count = cut(plain, _LONGEST), 1
        while name.casefold() in self._taken:
            count += 1
            mark = f"（{count}）"
            name = cut(plain, _LONGEST - len(mark)) + mark
        self._taken.add(name.casefold())
        return name


def units(text: str) -> int:
    """Return how long Excel thinks a text is: characters outside the basic plane count twice."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, most: int) -> str:
    """Return the beginning of a text that is not longer than Excel allows."""
    while units(text) > most:
        text = text[:-1]
    return text.rstrip("' ")
