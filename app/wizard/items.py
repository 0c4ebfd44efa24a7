"""What stands on a step: the items of its page, resolved for the row it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.answers.answer_set import AnswerSet
from app.core.records import ROOT_ID, Address
from app.documents.forms import draw_band
from app.documents.rows import RowView
from app.documents.tree import Grid
from app.packs.schema import Field
from app.packs.schema_pages import PageItem
from app.packs.templates import parse_template
from app.wizard.pages import pages_in
from app.wizard.steps import Step
from app.wizard.surveys import survey_cells


@dataclass(frozen=True, slots=True)
class FieldItem:
    """One field to fill in. `label` names it where the page does not give another title."""

    address: Address
    field: Field
    label: str


@dataclass(frozen=True, slots=True)
class TableItem:
    """Rows of a table under a row: their columns are `keys`."""

    parent: str
    table: str
    keys: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class BandItem:
    """A band of a form, as on the paper; `row` is the row the form is drawn for."""

    form: str
    band: str
    row: str
    title: str


@dataclass(frozen=True, slots=True)
class ReportItem:
    """A report: its outline and texts."""

    report: str
    title: str


@dataclass(frozen=True, slots=True)
class TextItem:
    """A line of explanation."""

    text: str


@dataclass(frozen=True, slots=True)
class PartItem:
    """A part that the program brings itself: terms, survey, audit, print, public."""

    part: str
    title: str


Item = FieldItem | TableItem | BandItem | ReportItem | TextItem | PartItem


def items_of(answers: AnswerSet, step: Step) -> tuple[Item, ...]:
    """Return what stands on a step, without what does not apply."""
    page = pages_in(answers.pack)[step.page]
    row = RowView(answers, step.row)
    return tuple(
        item for entry in page.items if row.holds(entry.when) and (item := _item(answers, row, entry)) is not None
    )


def _item(answers: AnswerSet, row: RowView, entry: PageItem) -> Item | None:
    if entry.key:
        return _field(row, entry)
    if entry.table:
        return TableItem(
            row.row, entry.table, _keys(answers, entry), entry.title or answers.pack.tables[entry.table].label
        )
    if entry.band:
        form, _, band = entry.band.rpartition(".")
        holds = row.holds(answers.pack.forms[form].bands[band].when)
        return BandItem(form, band, row.row, entry.title) if holds else None
    if entry.report:
        return ReportItem(entry.report, entry.title)
    return PartItem(entry.part, entry.title) if entry.part else TextItem(entry.text)


def _field(row: RowView, entry: PageItem) -> FieldItem | None:
    owner = row.owner(entry.key)
    found = owner.field(entry.key) if owner is not None else None
    if owner is None or found is None or not owner.holds(found.when):
        return None
    return FieldItem(Address(owner.row, entry.key), found, entry.title or found.label)


def _keys(answers: AnswerSet, entry: PageItem) -> tuple[str, ...]:
    known = answers.pack.fields.get(entry.table, {})
    return tuple(key for key in entry.keys or tuple(known) if key in known)


def band_grid(answers: AnswerSet, item: BandItem) -> Grid:
    """Return the band of a form as the paper has it: its rows and cells alone, rows counted from 0."""
    return draw_band(answers, item.form, item.row, item.band)


def addresses_of(answers: AnswerSet, items: Sequence[Item]) -> Iterator[Address]:
    """Yield every cell that stands on a page, also those that are computed."""
    for item in items:
        if isinstance(item, FieldItem):
            yield item.address
        elif isinstance(item, TableItem):
            rows = answers.children(item.parent, item.table)
            yield from (Address(row, key) for row in rows for key in item.keys)
        elif isinstance(item, BandItem):
            yield from _of_band(answers, item)
        elif isinstance(item, ReportItem):
            yield from _of_report(answers, item.report)
        elif isinstance(item, PartItem) and item.part == "survey":
            yield from survey_cells(answers)


def _of_band(answers: AnswerSet, item: BandItem) -> Iterator[Address]:
    for cell in band_grid(answers, item).cells:
        one = cell.place or cell.inside
        if one is not None:
            yield Address(one.row, one.key)
        else:
            places = (run.place for paragraph in cell.paragraphs for run in paragraph.runs)
            yield from (Address(place.row, place.key) for place in places if place is not None)
    yield from _joined(answers, item)


def _joined(answers: AnswerSet, item: BandItem) -> Iterator[Address]:
    """Yield what prints together in one cell of a line (原因 and 措施), also while it is blank and prints nothing."""
    body = answers.pack.forms[item.form].bands[item.band].body
    if body is None:
        return
    known = answers.pack.fields.get(body.each, {})
    joined = [cell.t for cell in body.cells if cell.t.count("{{") > 1]
    keys = [one.key for text in joined for one in parse_template(text).placeholders if one.key in known]
    yield from (Address(row, key) for row in answers.children(item.row, body.each) for key in keys)


def _of_report(answers: AnswerSet, report: str) -> Iterator[Address]:
    for row in answers.children(ROOT_ID, "reports"):
        if answers.printed(row, "report") == report:
            yield from _below(answers, row)


def _below(answers: AnswerSet, row: str) -> Iterator[Address]:
    table = answers.facts.rows[row].table
    yield from (Address(row, key) for key in answers.pack.fields.get(table, {}))
    for section in answers.children(row, "sections"):
        yield from _below(answers, section)
