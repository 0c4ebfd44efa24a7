"""The package: every document of an evaluation, named as bureaus expect, in the order in which it is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from app.answers.answer_set import AnswerSet
from app.core.numbers import num
from app.core.records import ROOT_ID
from app.documents.covers import cover_part
from app.documents.forms import draw_form
from app.documents.forms.drawing import paper_of
from app.documents.names import MAX_FILE, MAX_SHEET, each_once, file_name, sheet_name
from app.documents.options import Options
from app.documents.rows import Paper, RowView
from app.documents.texts import write_out
from app.documents.tree import Document, Package, Part
from app.packs.schema_forms import Document as Drawing
from app.packs.schema_forms import Form

DrawReport = Callable[[str, str], Document]
"""Draws a report: its id, the row it speaks of."""


def package_of(
    answers: AnswerSet, options: Options, draw_report: DrawReport, wanted: frozenset[str] = frozenset()
) -> Package:
    """Return the documents of an evaluation.

    Args:
        answers: the answers.
        options: draft mark, public version.
        draw_report: draws one report.
        wanted: ids of forms and reports; empty for all.

    Raises:
        PackError: the pack draws something that cannot be drawn.
    """
    found = list(_documents(answers, options, draw_report, wanted))
    files = each_once((document.file_name for document in found), MAX_FILE)
    sheets = each_once((document.sheet_name for document in found), MAX_SHEET)
    named = [replace(d, file_name=f, sheet_name=s) for d, f, s in zip(found, files, sheets, strict=True)]
    title = file_name(_title(answers))
    return Package(title, answers.printed(ROOT_ID, "unit.name"), tuple(named))


def document_ids(answers: AnswerSet) -> tuple[str, ...]:
    """Return the ids of forms and reports in the order of the package."""
    pack = answers.pack
    known = {**pack.forms, **pack.reports}
    ordered = [name for name in pack.print.order if name in known]
    return (*ordered, *(name for name in known if name not in ordered))


def _documents(
    answers: AnswerSet, options: Options, draw_report: DrawReport, wanted: frozenset[str]
) -> Iterator[Document]:
    public = frozenset(answers.pack.print.public.documents) if options.public else frozenset()
    for name in document_ids(answers):
        if (wanted and name not in wanted) or (public and name not in public):
            continue
        drawing = answers.pack.forms.get(name) or answers.pack.reports[name]
        rows = [row for row in _rows(answers, drawing.of) if row.holds(drawing.when)]
        for number, row in enumerate(rows, 1):
            yield _Named(answers, name, drawing, row, number if drawing.of != ROOT_ID else 0, options).draw(draw_report)


def _rows(answers: AnswerSet, table: str) -> list[RowView]:
    """Return the rows in force of a table wherever they hang, in their order."""
    if table == ROOT_ID:
        return [RowView(answers, ROOT_ID)]
    above = [parent for parent in answers.pack.tables[table].parents if parent != table]
    return [row for parent in above for view in _rows(answers, parent) for row in view.rows(table)]


def _title(answers: AnswerSet) -> str:
    template = answers.pack.print.file_name or "{{unit.name}}{{year}}年度绩效自评材料"
    return write_out(template, RowView(answers, ROOT_ID), Paper()).text


@dataclass(frozen=True, slots=True)
class _Named:
    """One document with its names: `number` counts the sheets of a form that is drawn for several rows."""

    answers: AnswerSet
    id: str
    drawing: Drawing
    row: RowView
    number: int
    options: Options

    def draw(self, draw_report: DrawReport) -> Document:
        """Draw it."""
        if isinstance(self.drawing, Form):
            parts = (*self._cover(), draw_form(self.answers, self.id, self.row.row, self.options))
        else:
            parts = draw_report(self.id, self.row.row).parts
        return Document(
            id=self.id,
            row=self.row.row,
            name=self._name(self.drawing.label or self._title),
            file_name=file_name(self._write(self.drawing.file_name) or self._name(self._title)),
            parts=parts,
            sheet_name=sheet_name(self._sheet()),
            author=self.answers.printed(ROOT_ID, "unit.name"),
            copies=self._copies(),
            signers=self.drawing.signers,
            seals=self.drawing.seals,
        )

    def _cover(self) -> tuple[Part, ...]:
        if not self.drawing.cover:
            return ()
        return (cover_part(self.answers, self.drawing.cover, self.row, self.options),)

    @property
    def _title(self) -> str:
        return self._write(self.drawing.title).replace("\n", "")

    @property
    def _number(self) -> str:
        return self._write(self.drawing.number)

    def _name(self, words: str) -> str:
        """Join number, words and, for a form of many rows, whose sheet it is."""
        whose = f"（{self._whose()}）" if self.number else ""
        return f"{self._number} {words}".strip() + whose

    def _sheet(self) -> str:
        if self.number:
            return f"{self._number or self.drawing.label}-{self.number} {self._whose()}"
        return self._number or self.drawing.label or self._title

    def _whose(self) -> str:
        title = self.answers.pack.tables[self.row.table].title
        return (self.row.printed(title, "", Paper()) if title else "") or str(self.number)

    def _write(self, template: str) -> str:
        return write_out(template, self.row, paper_of(self.answers, self.id, self.options)).text

    def _copies(self) -> int:
        written = num(self._write(self.drawing.copies or self.answers.pack.print.copies)) or num(self._notice())
        return min(max(int(written), 1), 99) if written is not None else 1

    def _notice(self) -> str:
        return self.answers.printed(ROOT_ID, "notice.copies")
