"""One report as a document: cover, summary, title, sections, attachments, closing lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from app.answers.graph import AnswerGraph
from app.core.dates import print_date
from app.core.numbers import num
from app.core.records import ROOT_ID
from app.documents.covers import cover_part
from app.documents.measures import text_width
from app.documents.options import Options
from app.documents.reports.closing import attachment_paragraphs, closing_paragraphs
from app.documents.reports.looks import BOXED, CHARACTERS, LINES, MARGINS_MM, OFFICIAL, Style
from app.documents.reports.numbers import NONE, numbered
from app.documents.reports.outline import SUMMARY, SUMMARY_WORD, Binder, known_facts, outline_of
from app.documents.reports.pieces import Piece, drafted_pieces, own_row, stored_pieces
from app.documents.reports.texts import Writer, ends_with
from app.documents.rows import Paper, RowView
from app.documents.texts import write_out
from app.documents.tree import Block, Document, Grid, GridCell, GridRow, Page, Paragraph, Part, Run
from app.packs.schema import Pack
from app.packs.schema_reports import Report

_TWO: Final = Decimal(2)
_RUN_IN: Final = "。：:"
"""A heading that ends so has its text on the same line."""

_BOX_MM: Final = Decimal(170)
_BOX_LEAST_MM: Final = Decimal(200)
_TITLE_BREAK: Final = "\n"
_TITLE_WIDTH: Final = 20
"""Characters of the title's size that stand on a line."""
_PAGE: Final = ("{{page}}", "{n}")

DrawForm = Callable[[str, str], Sequence[Block]]
"""Draws a form inside a section: id of the form, row."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What is asked of a drawing: `header` stands above the text of every page (送审稿); `draw_form` draws forms."""

    header: str = ""
    draw_form: DrawForm | None = None


def report_document(
    pack: Pack, graph: AnswerGraph, report_id: str, row: str = ROOT_ID, options: ReportOptions | None = None
) -> Document:
    """Return a report of the pack for a row, drawn from its sections or, where there are none, from the outline.

    Args:
        pack: the pack of the evaluation.
        graph: its answers.
        report_id: id of the report in the pack.
        row: the row it speaks of (the unit).
        options: what is asked of the drawing.
    """
    return _Drawing.of(pack, graph, report_id, row, options or ReportOptions()).document()


@dataclass(frozen=True, slots=True)
class _Drawing:
    pack: Pack
    graph: AnswerGraph
    id: str
    report: Report
    row: str
    own: str | None
    options: ReportOptions
    binder: Binder
    writer: Writer
    style: Style

    @classmethod
    def of(cls, pack: Pack, graph: AnswerGraph, report_id: str, row: str, options: ReportOptions) -> _Drawing:
        report, own = pack.reports[report_id], own_row(graph, report_id)
        dates = report.date or pack.print.date or "数字"
        binder = Binder(pack, graph, known_facts(pack, graph), own, dates)
        style = BOXED if report.form == "box" else OFFICIAL
        return cls(pack, graph, report_id, report, row, own, options, binder, Writer(pack, graph), style)

    def printed(self, template: str) -> str:
        """Return a template of the pack as it prints."""
        return self.writer.plain(self.binder.text(template, self.row))

    def document(self) -> Document:
        """Return the whole."""
        name = self.report.label or self.title.replace(_TITLE_BREAK, "")
        file_name = self.printed(self.report.file_name) or self.title or name
        copies = self.printed(self.report.copies or self.pack.print.copies)
        return Document(
            id=self.id,
            row=self.row,
            name=name,
            file_name=_safe(file_name),
            parts=(*self.cover(), self.body()),
            author=self.graph.printed(ROOT_ID, "unit.name"),
            copies=int(copies) if copies.isdecimal() and copies.isascii() else 1,
            signers=self.report.signers,
            seals=self.report.seals,
        )

    @property
    def title(self) -> str:
        """Return the title as typed, else the pack's; lines as written."""
        typed = self.own_text("title")
        if typed is not None:
            return typed
        lines = self.writer.lines(self.binder.text(self.report.title, self.row))
        return _TITLE_BREAK.join(part for line in lines for part in _broken(line))

    def own_text(self, key: str) -> str | None:
        """Return what the report's own row says for a key, None when nothing."""
        if self.own is None:
            return None
        stated = self.graph.stated(self.own, key, self.id)
        return stated.text if stated is not None else self.graph.printed(self.own, key) or None

    def cover(self) -> tuple[Part, ...]:
        """Return the cover, where the pack has one for this report."""
        if not self.report.cover:
            return ()
        answers = self.graph.snapshot()
        row, options = RowView(answers, self.row), Options(self.options.header)
        title = write_out(self.report.cover_title or self.report.title, row, Paper()).text
        return (cover_part(answers, self.report.cover, row, options, own=self.own, title=title),)

    # ---- the report itself ----

    def body(self) -> Part:
        """Return the part with the text."""
        blocks = self.blocks()
        if self.report.form == "box":
            return Part(self.boxed(blocks), self.page(), "report", first_number=1)
        return Part(tuple(blocks), self.page(), "report", first_number=1)

    def page(self) -> Page:
        """Return the paper: that of GB/T 9704 where the pack asks for nothing else."""
        furniture = self.report.furniture
        own = [margin for text in self.report.margins if (margin := num(text)) is not None]
        box = self.report.form == "box"
        usual = Page().margins_mm if box else MARGINS_MM
        return Page(
            paper=self.report.paper,
            margins_mm=(own[0], own[1], own[2], own[3]) if len(own) == 4 else usual,
            numbers=furniture.numbers.replace(*_PAGE),
            mirrored=furniture.duplex,
            header=self.options.header or self.printed(furniture.header),
            footer=self.printed(furniture.footer),
            characters=0 if box else CHARACTERS,
            lines=0 if box else LINES,
        )

    def pieces(self) -> tuple[Piece, ...]:
        """Return the sections: those of the evaluation, else the outline."""
        stored = stored_pieces(self.graph, self.report, self.id, self.own) if self.own is not None else ()
        return stored or drafted_pieces(outline_of(self.pack, self.graph, self.id, self.row))

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
        lines = [line for line in title.split(_TITLE_BREAK) if line.strip()]
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
        if not piece.heading or own == NONE:
            return ""
        return own or (self.report.numbering[level - 1] if level <= len(self.report.numbering) else "")

    def section(self, piece: Piece, number: str, level: int) -> list[Block]:
        """Return one section without those below it: its heading, or heading and text on one line, and its text."""
        look = self.style.heading(level)
        heading = self.writer.line(piece.heading, piece.row)
        text = self.prose(piece)
        new_page = piece.section is not None and piece.section.new_page
        if not heading and not number:
            return [replace(text[0], new_page=new_page), *text[1:]] if text else []
        runs = (Run(self.writer.plain(number, piece.row)), *heading) if number else heading
        if text and self.runs_in(piece, heading):
            first = replace(text[0], runs=(*(replace(run, look=look) for run in runs), *text[0].runs))
            return [replace(first, new_page=new_page), *text[1:], *self.form(piece)]
        headed = Paragraph(
            runs, look, first=_TWO, pitch=self.style.pitch, level=min(level, 9), keep_next=True, new_page=new_page,
            section=piece.row,
        )  # fmt: skip
        return [headed, *text, *self.form(piece)]

    def runs_in(self, piece: Piece, heading: Sequence[Run]) -> bool:
        """Say whether the text follows the heading on its line."""
        return (piece.section is not None and piece.section.run_in) or ends_with(heading, _RUN_IN)

    def prose(self, piece: Piece) -> list[Paragraph]:
        """Return the text of a section, one paragraph a line."""
        return [
            Paragraph(runs, self.style.text, "justify", first=_TWO, pitch=self.style.pitch, section=piece.row)
            for runs in self.writer.lines(piece.text, piece.row)
        ]

    def form(self, piece: Piece) -> list[Block]:
        """Return the form that is drawn in a section."""
        draw, section = self.options.draw_form, piece.section
        return list(draw(section.form, self.row)) if draw is not None and section is not None and section.form else []

    # ---- after the text ----

    def ended(self, text: list[Block]) -> list[Block]:
        """Return the text with attachments and closing lines, which never stand alone on a page."""
        after: list[Paragraph] = [
            *attachment_paragraphs([self.printed(one) for one in self.report.attachments], self.style),
            *closing_paragraphs(self.closing_lines(), self.style),
        ]
        last = text[-1] if text else None
        if after and isinstance(last, Paragraph):
            text[-1] = replace(last, keep_next=True)
        return [*text, *after]

    def closing_lines(self) -> list[str]:
        """Return the closing lines; a date not filled in is left to the pen.

        None when the report's own row says nothing for them.
        """
        bound = [self.binder.text(template, self.row) for template in self.report.closing]
        lines = ["".join(span.text for span in self.graph.spans(self.row, text)) for text in bound]
        if self.own is not None and not any(line.strip() for line in lines):
            return []
        pen = [print_date(None, "手填") if "closing.date" in text else "" for text in bound]
        return [line for line in (own if own.strip() else blank for own, blank in zip(lines, pen, strict=True)) if line]

    def boxed(self, blocks: list[Block]) -> tuple[Block, ...]:
        """Return the text in a box like a form's: the title above, everything else in one cell."""
        paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
        above = [block for block in paragraphs if block.look == self.style.title]
        inside = tuple(block for block in paragraphs if block.look != self.style.title)
        cell = GridCell(0, 0, paragraphs=inside, valign="top")
        return (*above, Grid((_BOX_MM,), (GridRow(_BOX_LEAST_MM),), (cell,)))


def _broken(line: Sequence[Run]) -> list[str]:
    """Return a title in one or two lines: a long one is broken after what is filled in (the unit's name)."""
    text = "".join(run.text for run in line)
    last = max((number for number, run in enumerate(line) if run.place is not None), default=-1)
    head, tail = ("".join(run.text for run in part) for part in (line[: last + 1], line[last + 1 :]))
    fits = head and tail and max(text_width(head), text_width(tail)) <= _TITLE_WIDTH
    return [head, tail] if fits and text_width(text) > _TITLE_WIDTH else [text]


def _safe(name: str) -> str:
    """Return a file name of characters that every system allows."""
    bare = "".join(name.split())
    return "".join("_" if character in '\\/:*?"<>|' or ord(character) < 32 else character for character in bare)[:80]
