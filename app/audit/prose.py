"""Every free text of an evaluation as its papers print it: sections of reports, goals, texts in forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from app.audit.view import REST, AuditView, parted_tables
from app.core.records import ROOT_ID, Address
from app.documents.reports.spans import Span, spans_of
from app.documents.rows import Paper, RowView

REPORTS: Final = "reports"
SECTIONS: Final = "sections"
DOCUMENTS: Final = "documents"
_KINDS: Final = frozenset({"text", "longtext"})
_WORDED: Final = frozenset({"quantity", "date"})
_NOT_PRINTED: Final = frozenset({"explanations", "comments", "evidence", "documents", "left", "terms"})
"""Tables whose texts are about the package, not in it."""


@dataclass(frozen=True, slots=True)
class Prose:
    """One text that somebody wrote.

    Attributes:
        address: the cell that holds it.
        text: as printed, its bindings written out.
        spans: its stretches; a bound one is a figure taken from elsewhere and therefore never differs.
        report: id of the report it stands in; empty for texts of forms.
        number: the section's number as typed; None where the program numbers it.
        heading: the section's heading as printed; empty for texts of forms.
        trail: headings of the sections above, the outermost first.
        section: id of the section in the pack's outline; empty where it has none.
        longtext: it may hold paragraphs (no name or title).
    """

    address: Address
    text: str
    spans: tuple[Span, ...] = field(repr=False)
    report: str = ""
    number: str | None = None
    heading: str = ""
    trail: tuple[str, ...] = ()
    section: str = ""
    longtext: bool = True

    @property
    def bare(self) -> str:
        """Return the text with a blank of the same length for every bound figure: only what was typed by hand."""
        return "".join(" " * len(span.text) if span.bound else span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One section of a report: its heading and its text, either of which may be blank.

    Attributes:
        row: the row of table `sections`.
        level: 1 for a section of the report itself.
        above: the row of the section it lies in; the report's own row at level 1.
    """

    row: str
    level: int
    above: str
    report: str
    number: str | None
    heading: Prose | None
    text: Prose | None


def sections_of(view: AuditView) -> tuple[ReportSection, ...]:
    """Return every section of every report, in order, parents before children."""
    return view.joined(_all_sections)


def prose_of(view: AuditView) -> tuple[Prose, ...]:
    """Return every text of the evaluation: texts and headings of reports in order, then texts of the forms."""
    return view.once(_all_prose)


def written_of(view: AuditView) -> tuple[Prose, ...]:
    """Return whatever a person wrote in words: every text, and targets, actuals and dates as typed."""
    return view.once(_all_written)


def long_texts(view: AuditView) -> tuple[Prose, ...]:
    """Return the texts that hold sentences: of reports and of forms, without names, titles and headings."""
    return view.once(_long)


def _long(view: AuditView) -> tuple[Prose, ...]:
    return tuple(one for one in prose_of(view) if one.longtext)


def _all_written(view: AuditView) -> tuple[Prose, ...]:
    worded = (one for one in _of_forms(view, _WORDED) if one.text.strip())
    return (*prose_of(view), *_of_documents(view), *worded)


def _of_documents(view: AuditView) -> Iterator[Prose]:
    """Yield the names of documents: reports print them where they quote them."""
    for row in view.root.rows(DOCUMENTS) if DOCUMENTS in view.answers.pack.tables else ():
        name = _written(view, row, "name", "") if row.field("name") is not None else None
        if name is not None and name.text:
            yield replace(name, longtext=False)


def _all_sections(view: AuditView) -> tuple[ReportSection, ...]:
    return tuple(
        section
        for report in view.rows(REPORTS)
        for section in _sections(view, report, report.printed("report", "", Paper()), (), 1)
    )


def _sections(
    view: AuditView, above: RowView, report: str, trail: tuple[str, ...], level: int
) -> Iterator[ReportSection]:
    for row in above.rows(SECTIONS):
        heading, number = _written(view, row, "heading", report), _written(view, row, "number", report)
        titled = _Titled(report, number.text if number else None, heading.text if heading else "", trail)
        texts = (_said(titled, _written(view, row, key, report), row) for key in ("heading", "text"))
        yield ReportSection(row.row, level, above.row, report, titled.number, *texts)
        yield from _sections(view, row, report, (*trail, titled.heading), level + 1)


@dataclass(frozen=True, slots=True)
class _Titled:
    """What a section is called, for its heading and its text alike."""

    report: str
    number: str | None
    heading: str
    trail: tuple[str, ...]


def _said(titled: _Titled, found: Prose | None, row: RowView) -> Prose | None:
    if found is None:
        return None
    return replace(
        found,
        report=titled.report,
        number=titled.number,
        heading=titled.heading,
        trail=titled.trail,
        section=row.printed("section", "", Paper()),
        longtext=found.address.key == "text",
    )


def _written(view: AuditView, row: RowView, key: str, form: str) -> Prose | None:
    """Return what stands in a cell of a row; None where nothing was filled in."""
    stated = view.answers.stated(row.row, key, form)
    cell = stated or view.answers.cell(row.row, key)
    if cell is None:
        return None
    spans = spans_of(view.answers, row.row, "" if cell.state == "empty" else cell.text, Paper(form))
    return Prose(Address(row.row, key, form if stated else ""), "".join(span.text for span in spans), spans)


def _all_prose(view: AuditView) -> tuple[Prose, ...]:
    return (*_of_reports(view), *_of_forms(view, _KINDS))


def _of_reports(view: AuditView) -> Iterator[Prose]:
    for section in sections_of(view):
        yield from (one for one in (section.heading, section.text) if one is not None and one.text)


def _of_forms(view: AuditView, kinds: frozenset[str]) -> tuple[Prose, ...]:
    """Return the typed texts of the rows of a view, and what single forms print in their place."""
    if view.scope == REST:
        return view.whole.once(_FormTexts(ROOT_ID, kinds, parted_tables(view)))
    return view.whole.once(_FormTexts(view.scope or ROOT_ID, kinds))


@dataclass(frozen=True, slots=True)
class _FormTexts:
    """The texts of forms of a row and the rows below it: each row's are kept, so that an edit reads few rows again."""

    row: str
    kinds: frozenset[str]
    leave_out: frozenset[str] = frozenset()

    def __call__(self, view: AuditView) -> tuple[Prose, ...]:
        row = view.row(self.row)
        if row.table in _NOT_PRINTED or row.table == SECTIONS:
            return ()
        below = (
            view.once(_FormTexts(child.row, self.kinds))
            for table in row.tables()
            for child in (row.rows(table) if table not in self.leave_out else ())
        )
        return (*self._own(view, row), *(one for texts in below for one in texts))

    def _own(self, view: AuditView, row: RowView) -> Iterator[Prose]:
        for (key, form), cell in sorted(view.answers.facts.cells.get(row.row, {}).items()):
            found = row.field(key)
            if found is not None and found.kind in self.kinds and cell.state != "empty" and cell.text:
                spans = spans_of(view.answers, row.row, cell.text, Paper(form))
                text = "".join(span.text for span in spans)
                yield Prose(Address(row.row, key, form), text, spans, longtext=found.kind == "longtext")
