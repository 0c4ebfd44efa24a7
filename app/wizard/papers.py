"""The papers of the package as people look for them (按表填写): every form, once for each row, and every report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.answers.answer_set import AnswerSet
from app.core.records import ROOT_ID, Address
from app.documents.forms import draw_form
from app.documents.options import Options
from app.documents.package import document_ids
from app.documents.rows import Paper, RowView
from app.documents.texts import write_out
from app.documents.tree import Block, Grid
from app.packs.schema_forms import Form
from app.packs.templates import parse_template
from app.wizard.items import BandItem, FieldItem, Item, ReportItem


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper: the form or report it is, the row it is drawn for, its name."""

    id: str
    row: str
    name: str
    report: bool = False


def sheets_of(answers: AnswerSet) -> tuple[Sheet, ...]:
    """Return the papers in the order of the package."""
    return tuple(sheet for name in document_ids(answers) for sheet in _of(answers, name))


def _of(answers: AnswerSet, name: str) -> Iterator[Sheet]:
    pack = answers.pack
    drawing = pack.forms.get(name) or pack.reports[name]
    number = getattr(drawing, "number", "")
    for row in _rows(answers, drawing.of):
        if row.holds(drawing.when):
            title = drawing.label or write_out(drawing.title, row, Paper()).text.replace("\n", "") or name
            told = title if title.startswith(number) else f"{number} {title}"
            about = answers.printed(row.row, pack.tables[drawing.of].title) if drawing.of != ROOT_ID else ""
            yield Sheet(name, row.row, f"{told}（{about}）" if about else told, name in pack.reports)


def _rows(answers: AnswerSet, table: str) -> list[RowView]:
    if table == ROOT_ID:
        return [RowView(answers, ROOT_ID)]
    above = [parent for parent in answers.pack.tables[table].parents if parent != table]
    return [row for parent in above for view in _rows(answers, parent) for row in view.rows(table)]


def blocks_of(answers: AnswerSet, sheet: Sheet) -> tuple[Block, ...]:
    """Return what stands on a form as on the paper: titles, unit line, tables."""
    return draw_form(answers, sheet.id, sheet.row, Options()).blocks


def grid_of(answers: AnswerSet, sheet: Sheet, number: int) -> Grid:
    """Return one table of a form; an empty one when the form has fewer now."""
    grids = [block for block in blocks_of(answers, sheet) if isinstance(block, Grid)]
    return grids[number] if number < len(grids) else Grid((), (), ())


def places_of(answers: AnswerSet, sheet: Sheet) -> tuple[Address, ...]:
    """Return the cells of a form that are cells of its tables, each once."""
    grids = [block for block in blocks_of(answers, sheet) if isinstance(block, Grid)]
    found = (cell.place or cell.inside for grid in grids for cell in grid.cells)
    return tuple(dict.fromkeys(Address(place.row, place.key) for place in found if place is not None))


def besides_of(answers: AnswerSet, sheet: Sheet) -> tuple[FieldItem, ...]:
    """Return the fields that print inside sentences and lines of a form, where no cell of a table shows them alone."""
    own = {address[:2] for address in places_of(answers, sheet)}
    row = RowView(answers, sheet.row)
    found: dict[Address, FieldItem] = {}
    for template in _templates(answers.pack.forms[sheet.id], row):
        for placeholder in parse_template(template).placeholders:
            item = _item(row, placeholder.key) if placeholder.row is None else None
            if item is not None and item.address[:2] not in own:
                found.setdefault(item.address, item)
    return tuple(found.values())


def items_on(answers: AnswerSet, sheet: Sheet) -> tuple[Item, ...]:
    """Return what is filled in on a paper: the bands of a form and what prints inside its lines, or a report."""
    if sheet.report:
        return (ReportItem(sheet.id, sheet.name),)
    row, bands = RowView(answers, sheet.row), answers.pack.forms[sheet.id].bands
    drawn = (BandItem(sheet.id, name, sheet.row, "") for name, band in bands.items() if row.holds(band.when))
    return (*drawn, *besides_of(answers, sheet))


def _templates(form: Form, row: RowView) -> Iterator[str]:
    yield from (part for line in form.signatures for part in line)
    for band in form.bands.values():
        if row.holds(band.when):
            yield from (cell.t for cells in (*band.rows, *band.foot) for cell in cells)


def _item(row: RowView, key: str) -> FieldItem | None:
    owner = row.owner(key)
    field = owner.field(key) if owner is not None else None
    if owner is None or field is None or field.by == "hand":
        return None
    return FieldItem(Address(owner.row, key), field, field.label)
