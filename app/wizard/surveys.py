"""Surveys of satisfaction among the business facts: which rows they are, which keys are filled in (PRACTICE A17)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.records import ROOT_ID, Address

FACTS: Final = "facts"
SATISFACTION: Final = "satisfaction"
"""Indicator of the library that a survey gives."""
WHOLE: Final = "survey.valid"
FORMULA: Final = "survey.formula"
COUNTS: Final = ("survey.issued", "survey.returned", WHOLE)
OPINIONS: Final = tuple(f"survey.answers.{one}" for one in ("very", "satisfied", "fair", "unsatisfied"))
ABOUT: Final = ("survey.object", "survey.method", "survey.from", "survey.until")
_KEYS: Final = ("name", *ABOUT, *COUNTS, *OPINIONS, FORMULA, "value")


def surveys(answers: AnswerSet) -> tuple[str, ...]:
    """Return the rows of business facts that are surveys or rates of satisfaction."""
    return tuple(row for row in answers.children(ROOT_ID, FACTS) if _is_survey(answers, row))


def survey_cells(answers: AnswerSet) -> Iterator[Address]:
    """Yield every cell of every survey."""
    known = answers.pack.fields.get(FACTS, {})
    for row in surveys(answers):
        yield from (Address(row, key) for key in _KEYS if key in known)


def _is_survey(answers: AnswerSet, row: str) -> bool:
    if answers.printed(row, "library_id") == SATISFACTION or "满意" in answers.printed(row, "name"):
        return True
    return any(key.startswith("survey.") and cell.text for (key, _), cell in answers.facts.cells.get(row, {}).items())
