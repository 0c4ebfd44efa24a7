"""The steps of an evaluation: the pages of its pack, in order, one for each row where a page is made for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.answers.answer_set import AnswerSet
from app.core.records import ROOT_ID
from app.documents.rows import Paper, RowView
from app.documents.texts import write_out
from app.packs.schema_pages import Page
from app.wizard.pages import pages_in


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        id: stable name: the page's id, with the row's where the page is made for each (`project/0a1b`).
        page: id of the page in the pack.
        row: the row it speaks of; the unit's where it is made once.
        title: what it is called.
        attachment: the 附件 it fills, in words; empty for none.
        hint: the line below the title.
        above: title of the page group, for pages made for each row; empty for others.
    """

    id: str
    page: str
    row: str
    title: str
    attachment: str = ""
    hint: str = ""
    above: str = ""


def steps_of(answers: AnswerSet) -> tuple[Step, ...]:
    """Return the steps that apply, in order."""
    return tuple(step for name, page in pages_in(answers.pack).items() for step in _steps(answers, name, page))


def step_of_row(steps: tuple[Step, ...], answers: AnswerSet, row: str) -> Step | None:
    """Return the step that is made for a row or for the nearest row above it; None where none is."""
    by_row = {step.row: step for step in steps if step.row != ROOT_ID}
    at: str | None = row
    while at is not None and at not in by_row:
        known = answers.facts.rows.get(at)
        at = known.parent if known is not None else None
    return by_row[at] if at is not None else None


def _steps(answers: AnswerSet, name: str, page: Page) -> Iterator[Step]:
    root = RowView(answers, ROOT_ID)
    if not page.each:
        if root.holds(page.when):
            yield Step(name, name, ROOT_ID, _title(page, root), attachment_of(answers, page), page.hint)
        return
    label = answers.pack.tables[page.each].label
    for number, row in enumerate(root.rows(page.each), 1):
        if row.holds(page.when):
            title = _title(page, row) or f"{label}{number}"
            yield Step(f"{name}/{row.row}", name, row.row, title, attachment_of(answers, page), page.hint, label)


def _title(page: Page, row: RowView) -> str:
    return write_out(page.title, row, Paper()).text.strip()


def attachment_of(answers: AnswerSet, page: Page) -> str:
    """Return the 附件 a page fills, as the paper is called in short; empty for none or a report without a number."""
    form = answers.pack.forms.get(page.attachment)
    return form.number if form is not None else ""
