"""Stored texts as runs: own words and bound figures, each figure with the place it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.answers.graph import AnswerGraph
from app.answers.spans import Span
from app.core.records import ROOT_ID
from app.documents.tree import Look, Place, Run
from app.packs.schema import Pack

GAP: Final = "    "
"""What stands, underlined, for a figure that is not filled in: room for the pen, and nobody overlooks it."""

_BLANKS: Final = " \t\u3000\u2002\u00a0"
_WORDS: Final = frozenset({"text", "longtext"})
_ENDS: Final = ("。", "；", "！", "？", "\n")
_MARKS: Final = ("。", "；", "，")


@dataclass(frozen=True, slots=True)
class Writer:
    """Turns stored texts of rows into runs."""

    pack: Pack
    graph: AnswerGraph

    def lines(self, text: str, row: str = "") -> list[tuple[Run, ...]]:
        """Return a text as lines of runs, without blanks around them; lines in which nothing stands are left out."""
        lines: list[list[Run]] = [[]]
        spans = self.graph.spans(row or ROOT_ID, text)
        for at, span in enumerate(spans):
            before, after = (spans[at - 1] if at else None), (spans[at + 1] if at + 1 < len(spans) else None)
            for number, run in enumerate(self._runs(span, before, after)):
                if number:
                    lines.append([])
                lines[-1].append(run)
        return [line for line in (_trimmed(line) for line in lines) if line]

    def line(self, text: str, row: str = "", look: Look | None = None) -> tuple[Run, ...]:
        """Return a text as one line of runs (a heading)."""
        runs = [run for line in self.lines(text, row) for run in line]
        return tuple(replace(run, look=look) for run in runs) if look is not None else tuple(runs)

    def plain(self, text: str, row: str = "") -> str:
        """Return a text as it prints, lines kept."""
        return "\n".join("".join(run.text for run in line) for line in self.lines(text, row))

    def _runs(self, span: Span, before: Span | None, after: Span | None) -> list[Run]:
        """Return a span as runs, one a line; a figure that is not filled in is a gap, a missing sentence nothing."""
        if not span.bound:
            return [Run(text) for text in span.text.split("\n")]
        place, words = (Place(span.row, span.key) if span.row else None), self._is_words(span)
        if not span.text:
            alone = words and self._ends(before) and (after is None or after.bound or after.text.startswith("\n"))
            return [] if alone else [Run(GAP, place=place, underline=True)]
        text = span.text
        if words and after is not None and not after.bound and after.text.startswith(_MARKS):
            text = text.rstrip("".join((*_MARKS, *_BLANKS, ";"))) or text  # one mark is enough
        return [Run(line, place=place) for line in text.split("\n")]

    def _ends(self, before: Span | None) -> bool:
        """Say whether a sentence of its own may begin after a span."""
        if before is None or before.text.endswith(_ENDS):
            return True
        return before.bound and self._is_words(before)

    def _is_words(self, span: Span) -> bool:
        """Say whether what is taken from elsewhere are words, not a figure."""
        row = self.graph.facts.rows.get(span.row)
        field = self.pack.fields.get(row.table, {}).get(span.key) if row is not None else None
        return field is not None and field.kind in _WORDS


def _trimmed(line: Sequence[Run]) -> tuple[Run, ...]:
    """Return a line without blanks at its ends; nothing when only gaps and marks stand in it."""
    if not any(_speaks(run) for run in line):
        return ()
    kept = [run for run in line if run.text]
    kept[0] = kept[0] if kept[0].underline else replace(kept[0], text=kept[0].text.lstrip(_BLANKS))
    kept[-1] = kept[-1] if kept[-1].underline else replace(kept[-1], text=kept[-1].text.rstrip(_BLANKS))
    return tuple(run for run in kept if run.text)


def _speaks(run: Run) -> bool:
    return not run.underline and any(character.isalnum() for character in run.text)


def ends_with(runs: Iterable[Run], marks: str) -> bool:
    """Say whether the text of runs ends with one of some marks."""
    return "".join(run.text for run in runs).endswith(tuple(marks))
