"""A text taken apart into its own words and the figures it takes from elsewhere, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.answers.bindings import source_of
from app.core.errors import UserError
from app.packs.templates import Placeholder, parse_template

if TYPE_CHECKING:
    from app.answers.evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text. `row` and `key` say where a bound figure comes from; empty for the text's own words.

    A figure that is blank, or whose place is gone, has no text; of one whose row is gone only the key is known.
    """

    text: str
    row: str = ""
    key: str = ""

    @property
    def bound(self) -> bool:
        """Say whether it is taken from elsewhere."""
        return bool(self.key)


def spans_of(evaluation: Evaluation, row: str, text: str) -> tuple[Span, ...]:
    """Return the stretches of a text that stands in a row; a malformed text is one stretch, as typed."""
    try:
        parts = parse_template(text).parts
    except UserError:
        return (Span(text),)
    return tuple(_span(evaluation, row, part) if isinstance(part, Placeholder) else Span(part) for part in parts)


def _span(evaluation: Evaluation, row: str, placeholder: Placeholder) -> Span:
    try:
        at, key = source_of(evaluation, row, placeholder)
    except UserError:
        return Span("", "", placeholder.key)
    return Span(evaluation.printed(at, key, placeholder.form), at, key)
