"""The sections of a report as they are drawn: rows of the evaluation, or the outline where there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.records import ROOT_ID
from app.documents.reports.outline import SUMMARY, Draft
from app.packs.schema_reports import Section

REPORTS: Final = "reports"
SECTIONS: Final = "sections"

_STRUCK: Final = "删"
"""What `confirmed` says of a paragraph of last year that is to go."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One section to draw.

    Attributes:
        row: its row in the evaluation, empty when it is drawn from the outline.
        id: its id in the pack's outline, empty for a section of the unit's own.
        number: as typed; None when the program numbers it; empty: it has none.
        heading: a stored text, empty for none.
        text: a stored text, one paragraph a line.
        section: what the pack says of it, None for a section of the unit's own.
    """

    row: str
    id: str
    number: str | None
    heading: str
    text: str
    section: Section | None = None
    below: tuple[Piece, ...] = ()


def own_row(answers: AnswerSet, report_id: str) -> str | None:
    """Return the report's own row in the evaluation, None when there is none."""
    rows = answers.children(ROOT_ID, REPORTS)
    return next((row for row in rows if answers.printed(row, "report") == report_id), None)


def stored_pieces(answers: AnswerSet, report_id: str, own: str) -> tuple[Piece, ...]:
    """Return the sections that the evaluation holds for a report, in order."""
    report, reader = answers.pack.reports[report_id], _Reader(answers, report_id)
    outline = {**report.sections, SUMMARY: Section(sections=report.summary)}
    return reader.pieces(own, outline)


def drafted_pieces(drafts: Sequence[Draft]) -> tuple[Piece, ...]:
    """Return the sections of an outline that was not taken over yet."""
    return tuple(
        Piece("", draft.id, None, draft.heading, draft.text, draft.section, drafted_pieces(draft.below))
        for draft in drafts
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the rows of table `sections`; `form` is the report, for what only it prints (原表数)."""

    answers: AnswerSet
    form: str

    def pieces(self, parent: str, outline: Mapping[str, Section]) -> tuple[Piece, ...]:
        found = (self._piece(row, outline) for row in self.answers.children(parent, SECTIONS) if self._stays(row))
        return tuple(found)

    def _stays(self, row: str) -> bool:
        return self.answers.printed(row, "confirmed") != _STRUCK

    def _piece(self, row: str, outline: Mapping[str, Section]) -> Piece:
        name = self.answers.printed(row, "section")
        section = outline.get(name)
        below = self.pieces(row, section.sections if section is not None else {})
        number = self._text(row, "number")
        return Piece(row, name, number, self._text(row, "heading") or "", self._text(row, "text") or "", section, below)

    def _text(self, row: str, key: str) -> str | None:
        """Return what this report prints for a key of a section as a stored text; None when nothing was filled in."""
        cell = self.answers.stated(row, key, self.form) or self.answers.cell(row, key)
        if cell is None:
            return None
        return "" if cell.state == "empty" else cell.text
