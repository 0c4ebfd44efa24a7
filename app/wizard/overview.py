"""The rows that have a page of their own, in one list: how far each page is."""

from __future__ import annotations

from app.answers.answer_set import AnswerSet
from app.core.records import Address
from app.wizard.items import addresses_of, items_of
from app.wizard.pages import pages_in
from app.wizard.steps import Step, steps_of


def pages_of(answers: AnswerSet, table: str) -> dict[str, Step]:
    """Return the step of each row of a table that has one."""
    pages = pages_in(answers.pack)
    return {step.row: step for step in steps_of(answers) if pages[step.page].each == table}


def first_of(answers: AnswerSet, step: Step, besides: frozenset[str] = frozenset()) -> Address | None:
    """Return the first cell of a step whose key is not among some; None where it has none."""
    found = addresses_of(answers, items_of(answers, step))
    return next((address for address in found if address.key not in besides), None)
