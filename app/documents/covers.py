"""Covers: lines from top to bottom, dates in the style the pack or the notice wants, room for the seal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.dates import print_date
from app.core.records import ROOT_ID
from app.documents.options import Options
from app.documents.rows import Paper, RowView
from app.documents.sizes import face, points
from app.documents.texts import write_out
from app.documents.tree import Look, Page, Paragraph, Part, Run
from app.documents.widths import even_lines, width
from app.packs.schema_forms import CoverLine

_MARGINS: Final = (Decimal(37), Decimal(26), Decimal(35), Decimal(28))
"""Of GB/T 9704: top, right, bottom, left."""

_USUAL: Final = Decimal(16)
_MM: Final = Decimal(72) / Decimal("25.4")
"""Points of a millimetre."""

_ACROSS: Final = 150 * _MM
"""A little less than the 156 mm between the margins: digits are wider in bold faces."""

_DOWN: Final = 225 * _MM
_LEAST_TITLE: Final = Decimal(20)
_BROKEN: Final = Decimal(22)
"""Size of a title that is broken into lines."""

_LEADING: Final = Decimal("1.5")
"""Height of a line over its size, of the fonts that need most."""

REPORTS: Final = "reports"
BY_HAND: Final = "手填"


def cover_part(
    answers: AnswerSet,
    cover_id: str,
    row: RowView,
    options: Options,
    *,
    own: str | None = None,
    given: Mapping[str, str] | None = None,
) -> Part:
    """Draw a cover.

    Args:
        answers: the answers.
        cover_id: id of the cover in the pack.
        row: the row the document speaks of.
        options: a draft mark stands on the cover too.
        own: the report's own row with the typed title, unit and date; None for the first report of the evaluation.
        given: what stands for keys that the own row leaves blank; then no other report's row is looked at.
    """
    cover = answers.pack.covers[cover_id]
    if own is None and given is None:
        own = next(iter(answers.children(ROOT_ID, REPORTS)), None)
    view = RowView(answers, own) if own is not None else row
    pack = answers.pack
    paper = Paper("", "", cover.date or pack.print.cover_date or pack.print.date)
    texts = {**(_BLANK if own is None else {}), **(given or {})}
    blank = {key: text for key, text in texts.items() if own is None or not answers.printed(own, key)}
    if paper.date == BY_HAND:  # also where a date was typed: the notice wants it written by hand
        blank |= {"cover.date": print_date(None, BY_HAND)}
    name = answers.printed(ROOT_ID, "unit.name")
    lines = [_fitting(_line(line, view, blank, paper), name) for line in cover.lines if view.holds(line.when)]
    return Part(_on_one_page(lines), Page(margins_mm=_MARGINS, header=options.draft), kind="cover")


def _line(line: CoverLine, view: RowView, given: Mapping[str, str], paper: Paper) -> Paragraph:
    look = Look(face(line.font, "song"), points(line.size, _USUAL))
    text = write_out(line.t, view, paper, given)
    runs = tuple(Run(run.text, run.look, run.place, line.underline) for run in text.runs)
    space = Decimal(line.space) * _MM if line.space else Decimal(0)
    return Paragraph(runs, look, line.align or "left", before=space, keep_lines=True)


def _fitting(paragraph: Paragraph, name: str) -> Paragraph:
    """Return a line of the cover whole: somewhat smaller where that is enough, else broken into even lines."""
    look = paragraph.look
    lines = paragraph.text.split("\n")
    widest = max(width(line) for line in lines)
    if look.size <= _LEAST_TITLE or widest * look.size <= _ACROSS:
        return paragraph
    size = (_ACROSS / widest * 2).to_integral_value(ROUND_FLOOR) / 2
    if size >= _LEAST_TITLE:
        return replace(paragraph, look=replace(look, size=size))
    smaller = replace(paragraph, look=replace(look, size=min(look.size, _BROKEN)))
    if len(paragraph.runs) != 1:
        return smaller
    text = "\n".join(part for line in lines for part in even_lines(line, _ACROSS / smaller.look.size, name))
    return replace(smaller, runs=(replace(paragraph.runs[0], text=text),))


def _on_one_page(lines: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the lines with smaller spaces between them where they would not stand on one page."""
    high = sum((_height(line) for line in lines), Decimal(0))
    spaces = sum((line.before for line in lines), Decimal(0))
    if not spaces or high + spaces <= _DOWN:
        return tuple(lines)
    share = max(_DOWN - high, Decimal(0)) / spaces
    return tuple(replace(line, before=(line.before * share).quantize(Decimal("0.1"), ROUND_FLOOR)) for line in lines)


def _height(line: Paragraph) -> Decimal:
    """Return about how high a line of a cover is, in points."""
    across = (
        (width(text) * line.look.size / _ACROSS).to_integral_value(ROUND_CEILING) for text in line.text.split("\n")
    )
    return sum((max(count, Decimal(1)) for count in across), Decimal(0)) * line.look.size * _LEADING


_BLANK: Final = {"cover.title": "", "cover.unit": "", "cover.date": "", "cover.project": "", "cover.number": ""}
"""An evaluation without a report has nothing to write on a cover."""
