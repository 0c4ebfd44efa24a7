"""Which figures of the texts were checked, which differ, which could not be tied: the list that a report gives."""

from __future__ import annotations

from app.audit.figures.binding import binding_of
from app.audit.figures.reading import Figure, words_of
from app.audit.figures.tying import Tie, ties_of
from app.audit.report import CheckedFigure
from app.audit.view import AuditView
from app.audit.words import place_of


def checked_figures(view: AuditView) -> tuple[CheckedFigure, ...]:
    """Return every typed figure of the texts, in order; bare numbers (of list items, in brackets) only if tied."""
    return view.joined(_of_part)


def _of_part(view: AuditView) -> tuple[CheckedFigure, ...]:
    return tuple(_checked(view, tie) for tie in ties_of(view) if tie.named is not None or _is_figure(tie.figure))


def _is_figure(figure: Figure) -> bool:
    return bool(figure.quantity.measure or figure.quantity.scale)


def _checked(view: AuditView, tie: Tie) -> CheckedFigure:
    place = place_of(view.answers, tie.reading.prose.address, words_of(tie.reading, tie.figure))
    if tie.named is None:
        return CheckedFigure(place, tie.figure.text, start=tie.figure.start)
    return CheckedFigure(
        place,
        tie.figure.text,
        tie.named.label,
        tie.expected,
        agrees=tie.verdict == "same",
        start=tie.figure.start,
        address=tie.named.address,
        binding=binding_of(view, tie),
    )
