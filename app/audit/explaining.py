"""Explanations (审核说明) in the file: which hits they cover, and whether the figures are still those explained.

A row of table `explanations` names a rule, the places it covers (`about`) and, in the same order, digests of the
figures it was given for (`figures`). Places are named by ids of rows, so that moving a row does no harm.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.answers.answer_set import AnswerSet
from app.audit.report import Explained, Explanation, Found
from app.core.records import ROOT_ID, Address

TABLE: Final = "explanations"
RULE, ABOUT, FIGURES, TEXT, AGREED_BY, FALSE_ALARM = "rule", "about", "figures", "text", "agreed_by", "false_alarm"
YES: Final = "是"
_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class Given:
    """One explanation as it stands in the file. `covers`: (place, digest of its figures)."""

    row: str
    code: str
    covers: tuple[tuple[str, str], ...]
    explanation: Explanation
    false_alarm: bool


def place_id(address: Address) -> str:
    """Return how an explanation names a place."""
    return f"{address.row}/{address.key}" + (f"|{address.form}" if address.form else "")


def digest_of(figures: Iterable[str]) -> str:
    """Return the digest of the figures that a hit speaks of."""
    return hashlib.sha256("\x1f".join(figures).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def given_of(answers: AnswerSet) -> list[Given]:
    """Return every explanation of an evaluation, in order."""
    return [_given(answers, row) for row in answers.children(ROOT_ID, TABLE)]


def _given(answers: AnswerSet, row: str) -> Given:
    def text(key: str) -> str:
        cell = answers.cell(row, key)
        return cell.text if cell is not None else ""

    covers = tuple(zip(text(ABOUT).split(), text(FIGURES).split(), strict=False))
    return Given(row, text(RULE), covers, Explanation(text(TEXT), text(AGREED_BY)), text(FALSE_ALARM) == YES)


def explained(hits: Sequence[Found], given: Sequence[Given]) -> tuple[Found, ...]:
    """Return the hits of one rule with what was said about them; `given` are the explanations of that rule.

    The later of two explanations counts. One whose place still has a hit, but with other figures, is stale.
    """
    now = {(hit.id, hit.digest) for hit in hits}
    return tuple(_explained(hit, given, now) for hit in hits)


def _explained(hit: Found, given: Sequence[Given], now: set[tuple[str, str]]) -> Found:
    stale: Explanation | None = None
    for one in reversed(given):
        if (hit.id, hit.digest) in one.covers:
            state: Explained = "false_alarm" if one.false_alarm else "explained"
            return replace(hit, explained=state, explanation=one.explanation)
        if stale is None and any(place == hit.id and (place, digest) not in now for place, digest in one.covers):
            stale = one.explanation
    return replace(hit, explained="stale", explanation=stale) if stale is not None else hit
