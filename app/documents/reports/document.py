"""One report as a document: cover, summary, title, sections, attachments, closing lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.dates import print_date
from app.core.records import ROOT_ID
from app.documents.covers import cover_part
from app.documents.forms import draw_form
from app.documents.forms.drawing import paper_of
from app.documents.names import file_name
from app.documents.options import Options
from app.documents.pages import page_of
from app.documents.reports.closing import attachment_paragraphs, closing_paragraphs
from app.documents.reports.looks import BOXED, CHARACTERS, LINES, MARGINS_MM, OFFICIAL, Style
from app.documents.reports.numbers import NONE, numbered
from app.documents.reports.outline import SUMMARY, SUMMARY_WORD, Binder, known_facts, outline_of
from app.documents.reports.pieces import Piece, drafted_pieces, own_row, stored_pieces
from app.documents.reports.texts import Writer
from app.documents.rows import RowView
from app.documents.tree import Block, Document, Grid, GridCell, GridRow, Page, Paragraph, Part, Run
from app.documents.widths import even_lines
from app.packs.schema_reports import Report

_TWO: Final = Decimal(2)
_RUN_IN: Final = ("。", "：", ":")
"""A heading that ends so has its text on the same line."""

_BOX_MM: Final = Decimal(170)
_BOX_LEAST_MM: Final = Decimal(200)
_BREAK: Final = "\n"
_TITLE_WIDTH: Final = Decimal(20)
"""Characters of the title's size that stand on a line."""

_PEN: Final = "手填"


def report_document(answers: AnswerSet, report_id: str, row: str, options: Options) -> Document:
    """Draw a report for a row, from its sections or, where the evaluation has none, from the outline.

    Args:
        answers: the answers; stated values of this report beat the facts.
        report_id: id of the report in the pack.
        row: the row it speaks of (the unit).
        options: draft mark, public version.
    """
    drawing = _Drawing.of(answers, report_id, row, options)
    report, title = drawing.report, drawing.title.replace(_BREAK, "")
    return Document(
        id=report_id,
        row=row,
        name=report.label or title,
        file_name=file_name(drawing.printed(report.file_name) or title or report.label),
        parts=(*drawing.cover(), drawing.body()),
        author=answers.printed(ROOT_ID, "unit.name"),
        signers=report.signers,
        seals=report.seals,
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    answers: AnswerSet
    id: str
    report: Report
    row: str
    own: str | None
    options: Options
    binder: Binder
    writer: Writer
    style: Style

    @classmethod
    def of(cls, answers: AnswerSet, report_id: str, row: str, options: Options) -> _Drawing:
        report, own = answers.pack.reports[report_id], own_row(answers, report_id)
        paper = paper_of(answers, report_id, options)
        binder = Binder(answers, known_facts(answers), own, paper.date or "数字")
        style = BOXED if report.form == "box" else OFFICIAL
        return cls(answers, report_id, report, row, own, options, binder, Writer(answers, paper), style)

    def printed(self, template: str) -> str:
        """Return a template of the pack as it prints."""
        return self.writer.plain(self.binder.text(template, self.row))

    @property
    def title(self) -> str:
        """Return the title as typed, else the pack's; lines as written."""
        typed = self.own_text("title")
        return typed if typed is not None else self.printed(self.report.title)

    def own_text(self, key: str) -> str | None:
        """Return what the report's own row says for a key, None when nothing."""
        if self.own is None:
            return None
        stated = self.answers.stated(self.own, key, self.id)
        return stated.text if stated is not None else self.answers.printed(self.own, key) or None

    def cover(self) -> tuple[Part, ...]:
        """Return the cover, where the pack has one for this report.

        What its own row does not say comes from the pack: the title, a date for the pen; without a row the unit, too.
        """
        if not self.report.cover:
            return ()
        given = {"cover.title": self.printed(self.report.cover_title), "cover.date": print_date(None, _PEN)}
        if self.own is None:
            given["cover.unit"] = self.answers.printed(ROOT_ID, "unit.name")
        view = RowView(self.answers, self.row)
        return (cover_part(self.answers, self.report.cover, view, self.options, own=self.own, given=given),)

    # ---- the report itself ----

    def body(self) -> Part:
        """Return the part with the text."""
        blocks = self.blocks()
        if self.report.form == "box":
            return Part(self.boxed(blocks), self.page(), "report", first_number=1)
        return Part(tuple(blocks), self.page(), "report", first_number=1)

    def page(self) -> Page:
        """Return the paper: that of GB/T 9704 where the pack asks for nothing else."""
        page = page_of(self.report, self.answers.pack, RowView(self.answers, self.row), self.options)
        if self.report.form == "box":
            return page
        margins = page.margins_mm if self.report.margins else MARGINS_MM
        return replace(page, margins_mm=margins, characters=CHARACTERS, lines=LINES)

    def pieces(self) -> tuple[Piece, ...]:
        """Return the sections: those of the evaluation, else the outline."""
        stored = stored_pieces(self.answers, self.id, self.own) if self.own is not None else ()
        return stored or drafted_pieces(outline_of(self.answers, self.id, self.row))

    def blocks(self) -> list[Block]:
        """Return title, sections and what follows them; the summary stands before, under a title of its own."""
        pieces = self.pieces()
        summaries = [piece for piece in pieces if piece.id == SUMMARY]
        found: list[Block] = []
        for summary in summaries:
            heading = self.writer.plain(summary.heading, summary.row) or self.title + SUMMARY_WORD
            found += [*self.headline(heading), *self.prose(summary), *self.sections(summary.below, 1)]
        title = self.headline(self.title) if self.report.titled else []
        text = [*title, *self.sections([piece for piece in pieces if piece.id != SUMMARY], 1)]
        if found and text and isinstance(text[0], Paragraph):
            text[0] = replace(text[0], new_page=True)
        return [*found, *self.ended(text)]

    def headline(self, title: str) -> list[Block]:
        """Return the title, one paragraph a line, with room below."""
        name = self.answers.printed(ROOT_ID, "unit.name")
        lines = [part for line in title.split(_BREAK) for part in even_lines(line.strip(), _TITLE_WIDTH, name) if part]
        last = len(lines) - 1
        return [
            Paragraph(
                (Run(line),), self.style.title, "center", pitch=self.style.title_pitch, keep_next=True,
                after=self.style.pitch if number == last else Decimal(0),
            )
            for number, line in enumerate(lines)
        ]  # fmt: skip

    def sections(self, pieces: Sequence[Piece], level: int) -> list[Block]:
        """Return sibling sections with everything below them, numbered as they come."""
        found: list[Block] = []
        place = 0
        for piece in pieces:
            style = self.number_style(piece, level)
            place += 1 if piece.number or (piece.number is None and style) else 0
            number = piece.number if piece.number is not None else numbered(style, place)
            found += [*self.section(piece, number, level), *self.sections(piece.below, level + 1)]
        return found

    def number_style(self, piece: Piece, level: int) -> str:
        """Return the style in which the program numbers a section, empty when it has no number."""
        own = piece.section.number if piece.section is not None else ""
        if own == NONE or not (piece.heading or own):
            return ""
        return own or (self.report.numbering[level - 1] if level <= len(self.report.numbering) else "")

    def section(self, piece: Piece, number: str, level: int) -> list[Block]:
        """Return one section without those below it: its heading, or heading and text on one line, and its text."""
        heading = self.writer.line(piece.heading, piece.row)
        new_page = piece.section is not None and piece.section.new_page
        runs = (*((Run(number),) if number else ()), *heading)
        text = self.prose(piece)
        found: list[Paragraph] = text
        if text and runs and (not heading or self.runs_in(piece, heading)):
            look = self.style.heading(level) if heading else None
            found = [replace(text[0], runs=(*(replace(run, look=look) for run in runs), *text[0].runs)), *text[1:]]
        elif runs:
            found = [self.heading(piece, runs, level), *text]
        if found and new_page:
            found[0] = replace(found[0], new_page=True)
        return [*found, *self.form(piece)]

    def heading(self, piece: Piece, runs: tuple[Run, ...], level: int) -> Paragraph:
        """Return a heading that stands on a line of its own, with the text below it."""
        look, pitch = self.style.heading(level), self.style.pitch
        return Paragraph(runs, look, first=_TWO, pitch=pitch, level=min(level, 9), keep_next=True, section=piece.row)

    def runs_in(self, piece: Piece, heading: Sequence[Run]) -> bool:
        """Say whether the text follows the heading on its line."""
        return (piece.section is not None and piece.section.run_in) or "".join(run.text for run in heading).endswith(
            _RUN_IN
        )

    def prose(self, piece: Piece) -> list[Paragraph]:
        """Return the text of a section, one paragraph a line."""
        return [
            Paragraph(runs, self.style.text, "justify", first=_TWO, pitch=self.style.pitch, section=piece.row)
            for runs in self.writer.lines(piece.text, piece.row)
        ]

    def form(self, piece: Piece) -> tuple[Block, ...]:
        """Return the form that is drawn in a section."""
        name = piece.section.form if piece.section is not None else ""
        return draw_form(self.answers, name, self.row, self.options).blocks if name else ()

    # ---- after the text ----

    def ended(self, text: list[Block]) -> list[Block]:
        """Return the text with attachments and closing lines, which never stand alone on a page."""
        after: list[Paragraph] = [
            *attachment_paragraphs(self.attachments(text), self.style),
            *closing_paragraphs(self.closing_lines(), self.style),
        ]
        last = text[-1] if text else None
        if after and isinstance(last, Paragraph):
            text[-1] = replace(last, keep_next=True)
        return [*text, *after]

    def attachments(self, text: Sequence[Block]) -> list[str]:
        """Return the names of the attachments; none when somebody listed them in the text."""
        names = [self.printed(one) for one in self.report.attachments]
        said = [block.text for block in text if isinstance(block, Paragraph)]
        return [] if any(line.endswith(name) for line in said for name in names) else names

    def closing_lines(self) -> list[str]:
        """Return the closing lines; a date not filled in is left to the pen.

        None when the report's own row says nothing for them.
        """
        bound = [self.binder.text(template, self.row) for template in self.report.closing]
        lines = ["".join(span.text for span in self.writer.spans(text, self.row)) for text in bound]
        if self.own is not None and not any(line.strip() for line in lines):
            return []
        pen = [print_date(None, _PEN) if "closing.date" in text else "" for text in bound]
        return [line for line in (own if own.strip() else blank for own, blank in zip(lines, pen, strict=True)) if line]

    def boxed(self, blocks: list[Block]) -> tuple[Block, ...]:
        """Return the text in a box like a form's: the title above, everything else in one cell."""
        paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
        above = [block for block in paragraphs if block.look == self.style.title]
        inside = tuple(block for block in paragraphs if block.look != self.style.title)
        cell = GridCell(0, 0, paragraphs=inside, valign="top")
        return (*above, Grid((_BOX_MM,), (GridRow(_BOX_LEAST_MM),), (cell,)))
