"""The figures of every free text, each with the clause, sentence and line it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from app.audit.prose import Prose, long_texts
from app.audit.view import AuditView
from app.core.quantities import Quantity
from app.core.scan import Found, find_numbers, normalise
from app.core.units import canonical

LONGEST: Final = 200_000
"""What is read of one text; no report is longer."""
_MOST: Final = 10_000
"""Numbers of one text that are read; what holds more is no prose."""
_AROUND: Final = 30
_FEW: Final = 4
_REMEMBERED: Final = 160
"""How far back a sentence is read; none of a person's is much longer."""
_CLAUSE: Final = re.compile(r"[，,。；;！!？?\n：:、（(）)]")
_SENTENCE: Final = re.compile(r"[。；;！!？?\n]")
_LINE: Final = re.compile(r"\n")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text.

    Attributes:
        start: index of its first character in the printed text.
        end: index after its last one.
        text: as printed.
        quantity: what it says.
        typed: it was typed by hand; else it is taken from a cell.
        clause: where the clause before it begins.
        sentence: where its sentence begins.
        line: where its line begins.
    """

    start: int
    end: int
    text: str
    quantity: Quantity
    typed: bool
    clause: int
    sentence: int
    line: int

    @property
    def measure(self) -> str:
        """Return its measure in the usual spelling."""
        return canonical(self.quantity.measure)


@dataclass(frozen=True, slots=True)
class Reading:
    """One text with its figures and everything else that is a number, in order."""

    prose: Prose = field(repr=False)
    flat: str = field(repr=False)
    figures: tuple[Figure, ...]
    others: tuple[Found, ...]

    def said(self, figure: Figure, until: int) -> str:
        """Return what its sentence says before a place, as far back as people still remember it."""
        return self.flat[max(figure.sentence, until - _REMEMBERED) : until]

    @property
    def owner(self) -> str:
        """Return the row the text stands in."""
        return self.prose.address.row

    def between(self, start: int, end: int) -> str:
        """Return the text between two places, in one spelling of digits and signs."""
        return self.flat[start:end]


def readings_of(view: AuditView) -> tuple[Reading, ...]:
    """Return every free text with its figures, read once in an audit."""
    return view.joined(_all)


def _all(view: AuditView) -> tuple[Reading, ...]:
    return tuple(_read(view, prose) for prose in long_texts(view) if any(sign.isdigit() for sign in prose.text))


def _read(view: AuditView, prose: Prose) -> Reading:
    view.step()
    return read(prose)


def read(prose: Prose) -> Reading:
    """Return a text with its figures."""
    text = prose.text[:LONGEST]
    flat = normalise(text).replace("“", '"').replace("”", '"')
    found = find_numbers(text)
    typed = _Typed.of(prose)
    clauses, sentences, lines = (_starts(cut, text) for cut in (_CLAUSE, _SENTENCE, _LINE))

    def before(starts: list[int], place: int) -> int:
        return starts[bisect_right(starts, place) - 1]

    figures = tuple(
        Figure(
            one.start,
            one.end,
            one.text,
            one.quantity,
            typed.all_of(one.start, one.end),
            before(clauses, one.start),
            before(sentences, one.start),
            before(lines, one.start),
        )
        for one in found[:_MOST]
        if one.kind == "quantity" and one.quantity is not None
    )
    return Reading(prose, flat, figures, tuple(one for one in found if one.kind != "quantity"))


def _starts(cut: re.Pattern[str], text: str) -> list[int]:
    return [0, *(match.end() for match in cut.finditer(text))]


@dataclass(frozen=True, slots=True)
class _Typed:
    """The stretches of a text that were typed."""

    ends: list[int]
    bound: list[bool]

    @classmethod
    def of(cls, prose: Prose) -> _Typed:
        return cls(list(accumulate(len(span.text) for span in prose.spans)), [span.bound for span in prose.spans])

    def all_of(self, start: int, end: int) -> bool:
        """Say whether no character from start to end is taken from elsewhere."""
        first, last = bisect_right(self.ends, start), bisect_right(self.ends, end - 1)
        return not any(self.bound[first : last + 1])


def words_of(reading: Reading, figure: Figure) -> str:
    """Return a figure with the words of its clause before it, cut to a length that can be read."""
    text = reading.prose.text
    start = figure.clause if figure.start - figure.clause >= _FEW else figure.sentence
    return text[max(start, figure.start - _AROUND) : figure.end].strip(" 　（(，,、")
