"""Names of figures as people call them, and figures found by their names: for texts that take figures in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.core.records import ROOT_ID, Facts
from app.packs.templates import Placeholder
from app.services.session import Session

_ASIDE: Final = frozenset(
    {"reports", "sections", "explanations", "terms", "left", "sources", "attachments", "comments"}
)
_NUMBERS: Final = frozenset({"money", "count", "number", "points"})
"""Kinds that print without their unit in a form's cell, where its head says it; a sentence needs it."""
_NO_FIGURES: Final = frozenset({"reference"})
_FACTS: Final = "facts"
_VALUE: Final = "value"
_FEWEST: Final = 3
"""Characters of a name that are typed before it is completed."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that may be put into a text: what it is called, what it prints, its binding, its own short name."""

    label: str
    printed: str
    binding: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """A figure whose name is being typed, and what of the name is still to be written."""

    figure: Figure
    rest: str


@dataclass(frozen=True, slots=True)
class _Name:
    row: str
    key: str
    label: str
    short: str
    form: str


class FigureNames:
    """The names of all figures of an evaluation; built anew when its rows or the titles of rows change."""

    def __init__(self, session: Session) -> None:
        """Begin with nothing known."""
        self._session = session
        self._facts: Facts | None = None
        self._names: list[_Name] = []

    def find(self, words: str, most: int = 60) -> list[Figure]:
        """Return figures whose names, or what they print, hold all the words; the unit's and its facts' first."""
        wanted, found = words.split(), []
        for name in self._known():
            figure = self._figure(name) if all(_may_hold(name, word) for word in wanted) else None
            if figure is not None and all(word in f"{figure.label} {figure.printed}" for word in wanted):
                found.append(figure)
                if len(found) >= most:
                    break
        return found

    def complete(self, typed: str, most: int = 5) -> list[Completion]:
        """Return figures whose own name begins with the end of what was typed; the longest stretch counts."""
        names = self._known()
        longest = max((len(name.short) for name in names), default=0)
        for length in range(min(longest, len(typed)), _FEWEST - 1, -1):
            tail = typed[-length:]
            found = [name for name in names if name.short.startswith(tail)]
            figures = [(name, figure) for name in found if (figure := self._figure(name)) is not None]
            if figures:
                return [Completion(figure, _rest(name.short, length)) for name, figure in figures[:most]]
        return []

    def _known(self) -> list[_Name]:
        if self._facts is not self._session.facts:
            self._facts = self._session.facts
            self._names = list(_names(self._session))
        return self._names

    def _figure(self, name: _Name) -> Figure | None:
        printed = self._session.graph.printed(name.row, name.key)
        if not printed or "\n" in printed:
            return None
        binding = str(Placeholder(name.row, name.key, name.form))
        return Figure(name.label, self._session.graph.printed(name.row, name.key, name.form), binding, name.short)


def place_name(session: Session, row: str, label: str) -> str:
    """Return what a cell is called in a sentence: the names of its rows and its own, without table numbers."""
    return " · ".join([*_titles(session, row), label])


def _titles(session: Session, row_id: str) -> list[str]:
    row = session.facts.rows[row_id]
    if row.parent is None:
        return []
    title = session.pack.tables[row.table].title
    name = session.graph.printed(row_id, title) if title else ""
    own = name or f"{session.pack.tables[row.table].label}第{session.tree.place(row_id)}行"
    return [*_titles(session, row.parent), own]


def _names(session: Session) -> Iterator[_Name]:
    rows = sorted(session.facts.rows.values(), key=lambda row: (row.id != ROOT_ID, row.table != _FACTS))
    for row in rows:
        if row.table in _ASIDE:
            continue
        titles = _titles(session, row.id)
        for key, field in session.pack.fields.get(row.table, {}).items():
            if field.kind in _NO_FIGURES:
                continue
            own = row.table == _FACTS and key == _VALUE
            label = titles[-1] if own and titles else " · ".join([*titles, field.label])
            short = label if own else field.label
            yield _Name(row.id, key, label, short, field.unit if field.kind in _NUMBERS else "")


def _rest(short: str, length: int) -> str:
    """Return what of a name is still to be written; what its brackets tell apart belongs in no sentence."""
    return short[length:].partition("（")[0]


def _may_hold(name: _Name, word: str) -> bool:
    """Say whether a word may be found: in the name, or, as a number, in what is printed."""
    return word in name.label or any(one.isdigit() for one in word)
