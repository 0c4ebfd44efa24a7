"""Stored texts as runs: own words and bound figures, each figure with the place it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.records import ROOT_ID
from app.documents.reports.spans import Span, spans_of
from app.documents.rows import Paper
from app.documents.tree import Place, Run

GAP: Final = "    "
"""What stands, underlined, for a figure that is not filled in: room for the pen, and nobody overlooks it."""

_BLANKS: Final = " \t\u3000\u2002\u00a0"
_ENDS: Final = ("。", "；", "！", "？", "\n")
_MARKS: Final = ("。", "；", "，")


@dataclass(frozen=True, slots=True)
class Writer:
    """Turns stored texts of rows into runs, as one paper prints them."""

    answers: AnswerSet
    paper: Paper

    def spans(self, text: str, row: str = "") -> tuple[Span, ...]:
        """Return a text that stands in a row (the unit's if none is given) taken apart."""
        return spans_of(self.answers, row or ROOT_ID, text, self.paper)

    def lines(self, text: str, row: str = "") -> list[tuple[Run, ...]]:
        """Return a text as lines of runs, without blanks around them.

        Lines in which nothing stands are left out, and so are those with a figure that this version leaves out.
        """
        return [runs for line in _lines(self.spans(text, row)) if (runs := _line(line))]

    def line(self, text: str, row: str = "") -> tuple[Run, ...]:
        """Return a text as one line of runs (a heading)."""
        return tuple(run for line in self.lines(text, row) for run in line)

    def plain(self, text: str, row: str = "") -> str:
        """Return a text as it prints, lines kept."""
        return "\n".join("".join(run.text for run in line) for line in self.lines(text, row))


def _lines(spans: Sequence[Span]) -> list[list[Span]]:
    """Return spans line by line; a text of several lines that is taken from elsewhere is cut, too."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        for number, text in enumerate(span.text.split("\n")):
            if number:
                lines.append([])
            if text or span.bound:
                lines[-1].append(replace(span, text=text))
    return lines


def _line(spans: Sequence[Span]) -> tuple[Run, ...]:
    """Return one line as runs; nothing when only gaps and marks would stand in it."""
    if any(span.left_out for span in spans):
        return ()
    runs = []
    for at, span in enumerate(spans):
        before, after = (spans[at - 1] if at else None), (spans[at + 1] if at + 1 < len(spans) else None)
        runs += _run(span, before, after)
    return _trimmed(runs) if any(_speaks(run) for run in runs) else ()


def _run(span: Span, before: Span | None, after: Span | None) -> list[Run]:
    """Return a span as a run; a figure that is not filled in is a gap, a sentence that is not there nothing."""
    if not span.bound:
        return [Run(span.text)] if span.text else []
    place = Place(span.row, span.key) if span.row else None
    if not span.text:
        alone = span.words and _ends(before) and (after is None or after.bound)
        return [] if alone else [Run(GAP, place=place, underline=True)]
    text = span.text.replace("。；", "；") if span.words else span.text
    if span.words and after is not None and not after.bound and after.text.startswith(_MARKS):
        text = text.rstrip("".join((*_MARKS, *_BLANKS, ";"))) or text  # one mark is enough
    return [Run(text, place=place)]


def _ends(before: Span | None) -> bool:
    """Say whether a sentence of its own may begin after a span."""
    return before is None or before.text.endswith(_ENDS) or (before.bound and before.words)


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    first = runs[0]
    runs[0] = first if first.underline else replace(first, text=first.text.lstrip(_BLANKS))
    last = runs[-1]
    runs[-1] = last if last.underline else replace(last, text=last.text.rstrip(_BLANKS))
    return tuple(run for run in runs if run.text)


def _speaks(run: Run) -> bool:
    return not run.underline and any(character.isalnum() for character in run.text)
