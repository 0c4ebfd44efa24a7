"""The outline of a report as people see it: numbers, headings, how long, what still waits to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.records import Address
from app.documents.reports.numbers import NONE, numbered
from app.documents.reports.outline import SUMMARY
from app.documents.reports.pieces import SECTIONS, own_row
from app.packs.schema_reports import Report, Section
from app.wizard.items import FieldItem

_STRUCK: Final = "删"
_FIRST: Final = 16
_CLOSING: Final = ("closing.unit", "closing.date")
_TITLE: Final = "title"


@dataclass(frozen=True, slots=True)
class Heading:
    """One section.

    Attributes:
        row: its row.
        above: row of the section above, empty at the top.
        number: as it prints.
        words: heading as it prints; the first words of the text where it has none.
        characters: of its text as it prints, blanks left out.
        mark: 草稿 or 上年带入 while nobody has read it.
        struck: it was confirmed as 删 and does not print.
    """

    row: str
    above: str
    number: str
    words: str
    characters: int
    mark: str = ""
    struck: bool = False


def about_items(answers: AnswerSet, report_id: str) -> tuple[FieldItem, ...]:
    """Return what the cover and the closing lines of a report ask for; nothing before it was drafted."""
    report, own = answers.pack.reports.get(report_id), own_row(answers, report_id)
    if report is None or own is None:
        return ()
    known = answers.pack.fields.get("reports", {})
    closing = [key for key in _CLOSING if any(key in line for line in report.closing)]
    covers = answers.pack.covers
    texts = [line.t for one in _covers_of(answers, report_id) if one in covers for line in covers[one].lines]
    cover = [key for key in known if any(f"{{{{{key}}}}}" in text for text in texts)]
    keys = [key for key in (*cover, _TITLE, *closing) if key in known]
    return tuple(FieldItem(Address(own, key), known[key], known[key].label) for key in keys)


def _covers_of(answers: AnswerSet, report_id: str) -> Iterator[str]:
    """Yield the covers that print what a report's row says: its own; of the first report those of forms too."""
    reports = answers.pack.reports
    yield reports[report_id].cover
    if report_id == next(iter(reports)):
        yield from (form.cover for form in answers.pack.forms.values())


def least_of(answers: AnswerSet, report_id: str) -> dict[str, int]:
    """Return how many characters the pack asks of sections, with what lies below them: by row."""
    return {row: int(section.min_length) for row, section in _asked(answers, report_id) if section.min_length}


def hints_of(answers: AnswerSet, report_id: str) -> dict[str, str]:
    """Return what the pack says should be written in sections: by row."""
    return {row: section.hint for row, section in _asked(answers, report_id) if section.hint}


def _asked(answers: AnswerSet, report_id: str) -> Iterator[tuple[str, Section]]:
    """Yield the rows of sections that the pack knows, by id or by heading, with what it says of them."""
    report, own = answers.pack.reports.get(report_id), own_row(answers, report_id)
    if report is not None and own is not None:
        yield from _known(answers, own, {**report.sections, SUMMARY: Section(sections=report.summary)})


def _known(answers: AnswerSet, parent: str, outline: Mapping[str, Section]) -> Iterator[tuple[str, Section]]:
    for row in answers.children(parent, SECTIONS):
        section = outline.get(answers.printed(row, "section")) or _headed(answers, row, outline)
        if section is not None:
            yield row, section
            yield from _known(answers, row, section.sections)


def _headed(answers: AnswerSet, row: str, outline: Mapping[str, Section]) -> Section | None:
    heading = answers.printed(row, "heading")
    return next((one for one in outline.values() if heading and one.heading == heading), None)


def outline_of(answers: AnswerSet, report_id: str) -> tuple[Heading, ...]:
    """Return the sections of a report from the top, each before those below it; none before it was drafted."""
    report, own = answers.pack.reports.get(report_id), own_row(answers, report_id)
    if report is None or own is None:
        return ()
    return tuple(_sections(answers, report, own, {**report.sections, SUMMARY: Section(sections=report.summary)}, 1))


def _sections(
    answers: AnswerSet, report: Report, parent: str, outline: Mapping[str, Section], level: int
) -> Iterator[Heading]:
    place = 0
    for row in answers.children(parent, SECTIONS):
        section = outline.get(answers.printed(row, "section"))
        struck = answers.printed(row, "confirmed") == _STRUCK
        typed, heading = answers.cell(row, "number"), answers.printed(row, "heading")
        style = "" if struck else _style(report, section, heading, level)
        place += 1 if style or (typed is not None and typed.text and not struck) else 0
        number = typed.text if typed is not None else numbered(style, place)
        yield _heading(answers, row, parent if level > 1 else "", number, struck=struck)
        yield from _sections(answers, report, row, section.sections if section is not None else {}, level + 1)


def _heading(answers: AnswerSet, row: str, above: str, number: str, *, struck: bool) -> Heading:
    text, cell = answers.printed(row, "text"), answers.cell(row, "text")
    mark = cell.mark if cell is not None and not answers.printed(row, "confirmed") else ""
    words = answers.printed(row, "heading") or text.strip().replace("\n", " ")[:_FIRST]
    return Heading(row, above, number, words, sum(not one.isspace() for one in text), mark, struck)


def _style(report: Report, section: Section | None, heading: str, level: int) -> str:
    own = section.number if section is not None else ""
    if own == NONE or not (heading or own):
        return ""
    return own or (report.numbering[level - 1] if level <= len(report.numbering) else "")
