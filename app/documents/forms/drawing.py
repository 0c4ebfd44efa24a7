"""A form of a pack drawn for one row: bands on one grid, title and number above, notes and signatures below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from app.answers.answer_set import AnswerSet
from app.documents.forms.bands import BandDrawer
from app.documents.forms.boxes import Block, not_rectangular, number_of, paragraphs, valign
from app.documents.forms.fine import boundaries, spans, widths
from app.documents.grids import holes
from app.documents.options import Options
from app.documents.pages import page_of
from app.documents.rows import Paper, RowView
from app.documents.sizes import face, points
from app.documents.texts import write_out
from app.documents.tree import Align, Grid, GridCell, GridRow, Look, Paragraph, Part
from app.documents.tree import Block as Piece
from app.packs.schema_forms import Band, Form

USUAL_HEIGHT: Final = Decimal(8)
USUAL_SIZE: Final = Decimal("10.5")
_NUMBER: Final = Look("hei", Decimal(14))
_TITLE: Final = Look("title", Decimal(18))
_BELOW: Final = Decimal("10.5")
_GAP: Final = "\u3000" * 3
"""Room after an entry of a signature line; what is written by hand goes there."""


def draw_form(answers: AnswerSet, form_id: str, row: str, options: Options) -> Part:
    """Draw a form for a row.

    Args:
        answers: the answers; stated values of this form beat the facts.
        form_id: id of the form in the pack.
        row: the row it is drawn for, of the form's table.
        options: draft mark, public version.

    Raises:
        PackError: the drawing is not rectangular or names a key that does not exist; `packs check` finds both.
    """
    form = answers.pack.forms[form_id]
    drawer = _FormDrawer(answers, form_id, form, RowView(answers, row), options)
    return Part(
        blocks=tuple(drawer.blocks()),
        page=page_of(form, answers.pack, drawer.row, options, drawer.width),
        kind="form",
        first_number=1,
        fit=form.fit,
        least_size=points(form.min_size, Decimal(9)),
    )


def draw_band(answers: AnswerSet, form_id: str, row: str, band: str) -> Grid:
    """Draw one band of a form alone, rows counted from 0, with the columns it has in the whole form.

    Raises:
        PackError: it names a key that does not exist; `packs check` finds that.
    """
    form = answers.pack.forms[form_id]
    return _FormDrawer(answers, form_id, form, RowView(answers, row), Options()).band_alone(band)


def paper_of(answers: AnswerSet, document_id: str, options: Options) -> Paper:
    """Return how a form or a report prints values."""
    pack = answers.pack
    document = pack.forms.get(document_id) or pack.reports[document_id]
    out = frozenset(pack.print.public.leave_out) if options.public else frozenset()
    return Paper(document_id, document.absent, document.date or pack.print.date, document.money or "", out)


@dataclass(frozen=True, slots=True)
class _FormDrawer:
    answers: AnswerSet
    form_id: str
    form: Form
    row: RowView
    options: Options

    @property
    def paper(self) -> Paper:
        return paper_of(self.answers, self.form_id, self.options)

    @property
    def width(self) -> Decimal:
        """Width of the grid in mm."""
        return max((sum(self._columns(band), Decimal(0)) for band in self.form.bands.values()), default=Decimal(0))

    def blocks(self) -> Iterator[Piece]:
        """Return what stands on the page: number, title, unit line, grid."""
        if self.form.titled:
            yield from self._above()
        if self.form.unit_line:
            yield self._line(self.form.unit_line, Look("song", _BELOW), align="right")
        yield from self.grids()

    def grids(self) -> Iterator[Grid]:
        """Draw the bands: those that follow each other with borders, or without, are one table."""
        bands = {name: band for name, band in self.form.bands.items() if self.row.holds(band.when)}
        edges = boundaries([self._columns(band) for band in bands.values()])
        tables = [dict(table) for _, table in groupby(bands.items(), key=lambda named: named[1].box)] or [{}]
        for number, table in enumerate(tables, 1):
            yield self._grid(table, edges, self._tail() if number == len(tables) else ())

    def band_alone(self, name: str) -> Grid:
        """Draw one band on the columns of the whole form."""
        held = [band for band in self.form.bands.values() if self.row.holds(band.when)]
        edges = boundaries([self._columns(band) for band in held])
        band = self.form.bands[name]
        block = self._block(band)
        cells = self._cells(block, spans(edges, self._columns(band)), 0)
        return Grid(widths(edges), tuple(_rows(band, block, name)), tuple(cells), band.box)

    def _grid(self, bands: Mapping[str, Band], edges: Sequence[Decimal], tail: tuple[Paragraph, ...]) -> Grid:
        rows: list[GridRow] = []
        cells: list[GridCell] = []
        for name, band in bands.items():
            block = self._block(band)
            cells += self._cells(block, spans(edges, self._columns(band)), len(rows))
            rows += _rows(band, block, name)
        grid = Grid(widths(edges), tuple(rows), tuple(cells), all(band.box for band in bands.values()), tail)
        if holes(grid):
            raise not_rectangular(f"“{self.form.label or self.form_id}”有格子没有占满或重叠")
        return grid

    def _columns(self, band: Band) -> list[Decimal]:
        return [Decimal(width) for width in band.columns or self.form.columns]

    def _block(self, band: Band) -> Block:
        least = Decimal(self.form.row_height) if self.form.row_height else USUAL_HEIGHT
        return BandDrawer(band, len(self._columns(band)), self.row, self.paper, least).draw()

    def _cells(self, block: Block, at: Sequence[int], start: int) -> Iterator[GridCell]:
        usual = Look(face(self.form.font, "song"), points(self.form.size, USUAL_SIZE))
        for box in block.boxes:
            number, number_format = number_of(box.text)
            left, right = at[box.column], at[box.column + box.width]
            yield GridCell(
                row=start + box.row,
                column=left,
                height=box.height,
                width=right - left,
                paragraphs=paragraphs(box.text, box.drawn, usual),
                valign=valign(box.drawn),
                turned=box.drawn.turned,
                place=box.text.place,
                number=number,
                number_format=number_format,
                label=box.text.label,
                inside=box.text.inside,
            )

    # ---- around the grid ----

    def _above(self) -> Iterator[Paragraph]:
        if self.form.number:
            yield self._line(self.form.number, _NUMBER, align="left")
        if self.form.title:
            text = write_out(self.form.title, self.row, self.paper)
            yield Paragraph(text.runs, _TITLE, "center", before=Decimal(6), after=Decimal(8), keep_next=True, level=1)

    def _tail(self) -> tuple[Paragraph, ...]:
        look = Look("song", _BELOW)
        notes = [self._line(note, look, before=Decimal(4)) for note in self.form.notes]
        if self.options.public:
            return tuple(notes)
        signed = [self._line(self._signature(line), look, before=Decimal(6)) for line in self.form.signatures]
        return tuple(notes + signed)

    def _signature(self, line: Sequence[str]) -> str:
        return _GAP.join(line) if len(line) > 1 else "".join(line)

    def _line(self, template: str, look: Look, *, align: Align = "left", before: Decimal = Decimal(0)) -> Paragraph:
        text = write_out(template, self.row, self.paper)
        return Paragraph(text.runs, look, align, before=before, keep_next=True)


def _rows(band: Band, block: Block, name: str) -> Iterator[GridRow]:
    last = len(block.least) - 1
    for number, least in enumerate(block.least):
        yield GridRow(
            least_mm=least,
            header=band.repeat and number in block.heads,
            keep_next=(band.keep and number < last) or (band.repeat and number in block.heads),
            new_page=band.new_page and number == 0,
            band=name,
        )
