"""How far the day is by which an evaluation must be handed in."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.core.dates import parse_date
from app.core.records import ROOT_ID
from app.services.session import Session

_DEADLINE: Final = "notice.deadline"
_YEAR: Final = "year"


def days_left(session: Session, today: date) -> int | None:
    """Return the days until the deadline of the notice, below zero when it is over; None when none is filled in.

    A deadline without its year is meant in the year after the one evaluated.
    """
    if _DEADLINE not in session.pack.fields.get(session.facts.rows[ROOT_ID].table, {}):
        return None
    found = parse_date(session.graph.printed(ROOT_ID, _DEADLINE))
    if found is None:
        return None
    evaluated = session.graph.printed(ROOT_ID, _YEAR)
    year = found.year or (int(evaluated) + 1 if evaluated.isdigit() else today.year)
    last = found.in_year(year).last()
    return (last - today).days if last is not None else None
