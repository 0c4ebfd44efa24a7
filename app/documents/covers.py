"""Covers: lines from top to bottom, dates in the style the pack or the notice wants, room for the seal."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.records import ROOT_ID
from app.documents.options import Options
from app.documents.rows import Paper, RowView
from app.documents.sizes import face, points
from app.documents.texts import write_out
from app.documents.tree import Look, Page, Paragraph, Part, Run
from app.packs.schema_forms import CoverLine

_MARGINS: Final = (Decimal(37), Decimal(26), Decimal(35), Decimal(28))
"""Of GB/T 9704: top, right, bottom, left."""

_USUAL: Final = Decimal(16)
_MM: Final = Decimal(72) / Decimal("25.4")
"""Points of a millimetre."""

REPORTS: Final = "reports"
BY_HAND: Final = "手填"

_FOR_THE_PEN: Final = "        年    月    日"
_NOTHING: Final = {"cover.date": "", "cover.project": "", "cover.number": ""}
"""What an evaluation without a report has nothing to write for."""


def cover_part(
    answers: AnswerSet, cover_id: str, row: RowView, options: Options, *, own: str | None = None, title: str = ""
) -> Part:
    """Draw a cover.

    Args:
        answers: the answers.
        cover_id: id of the cover in the pack.
        row: the row the document speaks of.
        options: a draft mark stands on the cover too.
        own: the report's own row with the typed title, unit and date; None for the first report of the evaluation.
        title: what stands for a title that is not typed.
    """
    cover = answers.pack.covers[cover_id]
    own = own if own is not None else next(iter(answers.children(ROOT_ID, REPORTS)), None)
    view = RowView(answers, own) if own is not None else row
    pack = answers.pack
    paper = Paper("", "", cover.date or pack.print.cover_date or pack.print.date)
    given = _given(view, row, title, by_hand=paper.date == BY_HAND)
    lines = (_line(line, view, paper, given) for line in cover.lines if view.holds(line.when))
    return Part(tuple(lines), Page(margins_mm=_MARGINS, header=options.draft), kind="cover")


def _given(view: RowView, row: RowView, title: str, *, by_hand: bool) -> dict[str, str]:
    """Return what a cover says where nothing is typed: the title, the unit, room for the pen."""
    given = {"cover.date": _FOR_THE_PEN} if by_hand else {}
    if view is row:
        return _NOTHING | {"cover.title": title, "cover.unit": row.printed("unit.name", "", Paper())} | given
    return given if view.printed("cover.title", "", Paper()) else {"cover.title": title} | given


def _line(line: CoverLine, view: RowView, paper: Paper, given: Mapping[str, str]) -> Paragraph:
    look = Look(face(line.font, "song"), points(line.size, _USUAL))
    text = write_out(line.t, view, paper, given)
    runs = tuple(Run(run.text, run.look, run.place, line.underline) for run in text.runs)
    space = Decimal(line.space) * _MM if line.space else Decimal(0)
    return Paragraph(runs, look, line.align or "left", before=space, keep_lines=True)
