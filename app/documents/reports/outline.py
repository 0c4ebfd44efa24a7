"""The outline of a report as the pack would write it for an evaluation: headings and drafts with concrete bindings.

`{{key}}` of a draft becomes `{{#row/key}}` of the nearest row that has the key: the row at hand, the rows above it.
Sections without a heading (the items of a list) are lines of the text above them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.dates import print_date
from app.core.records import ROOT_ID
from app.documents.reports.facts import FactName, find_fact
from app.documents.reports.numbers import NONE, numbered
from app.documents.rows import RowView
from app.packs.schema_reports import Report, Section
from app.packs.templates import Placeholder, parse_template

SUMMARY: Final = "summary"
"""Id of the section that holds the summary (摘要) of a report; the pack's outline of it lies under the same name."""

SUMMARY_WORD: Final = "摘要"

_INSTEAD: Final = {"cover.unit": "{{#unit/unit.name}}", "closing.unit": "{{#unit/unit.name}}"}
"""What stands for a key of a report's own row while there is no such row."""

_DATES: Final = frozenset({"cover.date", "closing.date"})

FactRow = Callable[[FactName], str | None]
"""Finds (or makes) the row of a business fact."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One section as the pack would write it: its id in the outline, heading and text as stored texts."""

    id: str
    section: Section
    heading: str
    text: str
    below: tuple[Draft, ...] = ()


@dataclass(frozen=True, slots=True)
class Binder:
    """Binds the templates of a pack to rows of an evaluation.

    `own` is the report's own row, None when there is none; `facts` finds rows of business facts.
    """

    answers: AnswerSet
    facts: FactRow
    own: str | None = None
    dates: str = ""

    def text(self, template: str, row: str, *, number: int = 0) -> str:
        """Return a template as a stored text: every placeholder names its row."""
        parts = parse_template(template).parts
        return "".join(part if isinstance(part, str) else self._bound(part, row, number) for part in parts)

    def _bound(self, placeholder: Placeholder, row: str, number: int) -> str:
        if placeholder.key == "no" and number:
            return str(number)
        fact = FactName.of(placeholder.key)
        if fact is not None:
            found = self.facts(fact)
            return str(replace(placeholder, row=found, key="value")) if found else str(placeholder)
        holder = self._holder(row, placeholder.key)
        if holder is None:
            return self._instead(placeholder)
        kind = self.answers.pack.fields[self.answers.facts.rows[holder].table][placeholder.key].kind
        form = placeholder.form or (self.dates if kind == "date" else "")
        return str(Placeholder(holder, placeholder.key, form))

    def _holder(self, row: str, key: str) -> str | None:
        """Return the nearest row that has a key: the report's own first where it speaks of the whole report."""
        rows, fields = self.answers.facts.rows, self.answers.pack.fields
        chain = [row]
        while (above := rows[chain[-1]].parent) is not None:
            chain.append(above)
        chain.insert(len(chain) - 1, self.own or "")
        return next((one for one in chain if one and key in fields.get(rows[one].table, {})), None)

    def _instead(self, placeholder: Placeholder) -> str:
        if placeholder.key in _DATES:
            return print_date(None, "手填")
        return _INSTEAD.get(placeholder.key, str(placeholder))


def known_facts(answers: AnswerSet) -> FactRow:
    """Return a finder of facts that makes none."""
    return lambda wanted: find_fact(answers, wanted)


@dataclass(frozen=True, slots=True)
class Outliner:
    """Writes the sections of a report for a row."""

    binder: Binder

    def report(self, report: Report, row: str) -> tuple[Draft, ...]:
        """Return the summary, if the report has one, and the sections."""
        sections = self.sections(report.sections, row)
        if not report.summary:
            return sections
        heading = self.binder.text(report.title, row).replace("\n", "") + SUMMARY_WORD
        return (Draft(SUMMARY, Section(), heading, "", self.sections(report.summary, row)), *sections)

    def sections(self, sections: Mapping[str, Section], row: str) -> tuple[Draft, ...]:
        """Return the drafts of sibling sections, each as often as it stands in the report."""
        return tuple(
            self._draft(name, section, at, number)
            for name, section in sections.items()
            for number, at in enumerate(self._rows(section, row), 1)
        )

    def _rows(self, section: Section, row: str) -> Sequence[str]:
        view = RowView(self.binder.answers, row)
        if not section.each:
            return [row] if view.holds(section.when) else []
        return [one.row for one in view.rows(section.each) if one.holds(section.when)]

    def _draft(self, name: str, section: Section, row: str, number: int) -> Draft:
        headed = {id_: below for id_, below in section.sections.items() if below.heading}
        heading = self.binder.text(section.heading, row, number=number)
        below = () if self._is_empty(section, row) else self.sections(headed, row)
        return Draft(name, section, heading, self._text(section, row, number), below)

    def _is_empty(self, section: Section, row: str) -> bool:
        return bool(section.empty_when) and RowView(self.binder.answers, row).holds(section.empty_when)

    def _text(self, section: Section, row: str, number: int) -> str:
        """Return the text of a section: the empty statement, or the draft and the lines of its lists."""
        bind = self.binder.text
        if self._is_empty(section, row):
            return bind(section.empty, row, number=number)
        lines = [bind(section.draft, row, number=number)] if section.draft else []
        for below in section.sections.values():
            if not below.heading:
                rows = enumerate(self._rows(below, row), 1)
                found = ((count, self._text(below, at, count)) for count, at in rows)
                lines += [numbered(below.number or NONE, count) + text for count, text in found if text]
        nothing = bind(section.empty, row, number=number) if section.empty and not section.empty_when else ""
        return "\n".join(lines) or nothing


def outline_of(answers: AnswerSet, report_id: str, row: str = ROOT_ID) -> tuple[Draft, ...]:
    """Return the outline of a report, drafted, without changing anything."""
    return Outliner(Binder(answers, known_facts(answers))).report(answers.pack.reports[report_id], row)
