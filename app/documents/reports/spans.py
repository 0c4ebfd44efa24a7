"""A stored text taken apart into its own words and the figures it takes from elsewhere, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from app.answers.answer_set import AnswerSet
from app.core.errors import UserError
from app.core.records import Cell
from app.documents.rows import Paper, RowView
from app.packs.templates import Placeholder, parse_template


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text.

    Attributes:
        text: what prints; of a figure that is blank, or whose place is gone, nothing.
        row: the row a figure comes from; empty for the text's own words and where that row is gone.
        key: the key of a figure; empty for the text's own words.
        words: the figure is a text, not a number or a date.
        left_out: this version does not print it.
    """

    text: str
    row: str = ""
    key: str = ""
    words: bool = False
    left_out: bool = False

    @property
    def bound(self) -> bool:
        """Say whether it is taken from elsewhere."""
        return bool(self.key)


_WORDS = frozenset({"text", "longtext"})


def spans_of(answers: AnswerSet, row: str, text: str, paper: Paper) -> tuple[Span, ...]:
    """Return the stretches of a text that stands in a row; a malformed text is one stretch, as typed."""
    try:
        parts = parse_template(text).parts
    except UserError:
        return (Span(text),)
    return tuple(_span(answers, row, part, paper) if isinstance(part, Placeholder) else Span(part) for part in parts)


def _span(answers: AnswerSet, row: str, part: Placeholder, paper: Paper) -> Span:
    at = part.row if part.row is not None else row
    owner = RowView(answers, at).owner(part.key) if at in answers.facts.rows else None
    field = owner.field(part.key) if owner is not None else None
    if owner is None or field is None or (part.row is not None and owner.row != part.row):
        return Span("", "", part.key)
    place, words = owner.row, field.kind in _WORDS
    if f"{owner.table}.{part.key}" in paper.leave_out:
        return Span("", place, part.key, words, left_out=True)
    stated = answers.stated(place, part.key, paper.form)
    shown = _stated(stated) if stated is not None else answers.printed(place, part.key, part.form)
    return Span(shown, place, part.key, words)


def _stated(cell: Cell) -> str:
    return "" if cell.state == "empty" else cell.text
