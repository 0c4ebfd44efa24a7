"""Covers: lines from top to bottom, dates in the style the pack or the notice wants, room for the seal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.numbers import half_up
from app.core.records import ROOT_ID
from app.documents.measures import text_width
from app.documents.options import Options
from app.documents.rows import Paper, RowView
from app.documents.sizes import face, points
from app.documents.texts import write_out
from app.documents.tree import Look, Page, Paragraph, Part, Run
from app.packs.schema_forms import CoverLine

_MARGINS: Final = (Decimal(37), Decimal(26), Decimal(35), Decimal(28))
"""Of GB/T 9704: top, right, bottom, left."""

_USUAL: Final = Decimal(16)
_LINE: Final = Decimal("1.45")
"""Height of a line in sizes of its type, for the tallest font a PC may take."""

_MM: Final = Decimal(72) / Decimal("25.4")
"""Points of a millimetre."""

_WIDTH: Final = (Decimal(210) - _MARGINS[1] - _MARGINS[3]) * _MM
_HEIGHT: Final = (Decimal(297) - _MARGINS[0] - _MARGINS[2]) * _MM - 20
REPORTS: Final = "reports"


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
    lines = [_line(line, view, blank, paper) for line in cover.lines if view.holds(line.when)]
    return Part(tuple(_on_one_page(lines)), Page(margins_mm=_MARGINS, header=options.draft), kind="cover")


def _on_one_page(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """Set titles as large as their lines fit, and take from the room between the lines what does not fit the page."""
    found = [_narrowed(line) for line in lines]
    text = sum((_text_height(line) for line in found), Decimal(0))
    space = sum((line.before for line in found), Decimal(0))
    left = max(_HEIGHT - text, Decimal(0))
    if space <= left:
        return found
    return [replace(line, before=half_up(line.before * left / space, 1)) for line in found]


def _narrowed(line: Paragraph) -> Paragraph:
    """Make a centred line smaller until it stands on one line, not below the size of the text."""
    if line.align != "center":
        return line
    longest = max((text_width(part) for part in line.text.split("\n")), default=Decimal(0))
    size = line.look.size
    while size > _USUAL and longest * size > _WIDTH:
        size -= 1
    return replace(line, look=replace(line.look, size=size))


def _text_height(line: Paragraph) -> Decimal:
    lines = sum(-(-text_width(part) * line.look.size // _WIDTH) or 1 for part in line.text.split("\n"))
    return lines * line.look.size * _LINE


def _line(line: CoverLine, view: RowView, given: Mapping[str, str], paper: Paper) -> Paragraph:
    look = Look(face(line.font, "song"), points(line.size, _USUAL))
    text = write_out(line.t, view, paper, given)
    runs = tuple(Run(run.text, run.look, run.place, line.underline) for run in text.runs)
    space = Decimal(line.space) * _MM if line.space else Decimal(0)
    return Paragraph(runs, look, line.align or "left", before=space, keep_lines=True)


_BLANK: Final = {"cover.title": "", "cover.unit": "", "cover.date": "", "cover.project": "", "cover.number": ""}
"""An evaluation without a report has nothing to write on a cover."""
