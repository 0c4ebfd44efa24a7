"""Which page of the wizard shows a cell: by the keys, bands, tables and reports that the pack's pages hold."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.answers.answer_set import AnswerSet
from app.core.records import ROOT_ID, Address, Row
from app.documents.rows import RowView
from app.packs.names import VIEWS
from app.packs.schema import Pack
from app.packs.schema_forms import Band
from app.packs.schema_pages import Page, PageItem
from app.packs.templates import parse_template

_REPORTS: Final = "reports"
_REPORT: Final = "report"


_KEPT: Final = 8
_kept: OrderedDict[int, tuple[Pack, Membership]] = OrderedDict()


def membership_of(pack: Pack) -> Membership:
    """Return the pages of a pack; read when they are asked for first."""
    found = _kept.get(id(pack))
    if found is None or found[0] is not pack:
        found = _kept[id(pack)] = (pack, Membership(pack))
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return found[1]


class PageAt(NamedTuple):
    """One page as the wizard shows it: its id in the pack, and the row it is for (the unit's where it is one only)."""

    page: str
    row: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """What one item of a page shows.

    Attributes:
        page: id of the page.
        table: of the rows whose cells it shows.
        above: table of the row these hang under; empty for the page's own row.
        key: empty for all of a row.
        form: the form whose band it is.
        when: its condition.
    """

    page: str
    table: str
    above: str
    key: str
    form: str
    when: str


class Membership:
    """The pages of a pack, ready to be asked where a cell is."""

    def __init__(self, pack: Pack) -> None:
        """Read what the pages show."""
        self._pack = pack
        self._cells: dict[tuple[str, str], list[_Shown]] = {}
        self._rows: dict[str, list[_Shown]] = {}
        self._reports: dict[str, list[tuple[str, str]]] = {}
        for page_id, page in pack.pages.items():
            self._take(page_id, page)

    def pages(self, answers: AnswerSet) -> tuple[PageAt, ...]:
        """Return every page the wizard shows, in the order of the pack; one for each row where it says so."""
        return tuple(at for page_id, page in self._pack.pages.items() for at in self._instances(answers, page_id, page))

    def pages_of(self, answers: AnswerSet, address: Address) -> tuple[PageAt, ...]:
        """Return the pages that show a cell, in the order of the pack.

        What one form or report prints (an address with a form) is where that form's bands or that report are. A cell
        that no page shows is where its row is, else where the row above it is; of the unit's row, nowhere.
        """
        row = answers.facts.rows.get(address.row)
        if row is None:
            return ()
        exact = self._cells.get((row.table, self._base(row.table, address.key)), [])
        of_form = [one for one in exact if one.form == address.form] if address.form else []
        return (
            self._at(answers, row, of_form)
            or self._of_report(answers, address.form)
            or self._at(answers, row, exact)
            or self._around(answers, row)
        )

    def form_of(self, answers: AnswerSet, address: Address) -> str:
        """Return the form that draws a cell or its row on a page, that of the row's own page first; empty for none."""
        row = answers.facts.rows[address.row]
        exact = self._cells.get((row.table, self._base(row.table, address.key)), [])
        for shown in (exact, self._rows.get(row.table, [])):
            drawn = sorted((one for one in shown if one.form), key=lambda one: one.above != "")
            found = next((one.form for one in drawn if self._at(answers, row, [one])), "")
            if found:
                return found
        return ""

    # ---- what the pages show ----

    def _take(self, page_id: str, page: Page) -> None:
        own = page.each or ROOT_ID
        if page.each:
            self._rows.setdefault(own, []).append(_Shown(page_id, own, "", "", "", ""))
        for item in page.items:
            if item.report:
                self._reports.setdefault(item.report, []).append((page_id, item.when))
            for shown in self._of_item(page_id, own, item):
                self._cells.setdefault((shown.table, shown.key), []).append(shown)
            form = item.band.partition(".")[0]
            for table in filter(None, (item.table, self._body(item))):
                self._rows.setdefault(table, []).append(_Shown(page_id, table, own, "", form, item.when))

    def _of_item(self, page_id: str, own: str, item: PageItem) -> Iterator[_Shown]:
        if item.key:
            yield _Shown(page_id, own, "", item.key, "", item.when)
        yield from (_Shown(page_id, item.table, own, key, "", item.when) for key in item.keys)
        if item.band:
            form = item.band.partition(".")[0]
            for table, key in _keys_of(self._pack, self._band(item), own):
                yield _Shown(page_id, table, "" if table == own else own, key, form, item.when)

    def _band(self, item: PageItem) -> Band:
        form, _, band = item.band.partition(".")
        return self._pack.forms[form].bands[band]

    def _body(self, item: PageItem) -> str:
        body = self._band(item).body if item.band else None
        return body.each if body is not None else ""

    def _base(self, table: str, key: str) -> str:
        """Return the key of a cell; a part of a quantity (`target.operator`) stands in the quantity's cell."""
        base, _, view = key.rpartition(".")
        return base if view in VIEWS and key not in self._pack.fields.get(table, {}) else key

    # ---- where a row is ----

    def _instances(self, answers: AnswerSet, page_id: str, page: Page) -> Iterator[PageAt]:
        rows = answers.children(ROOT_ID, page.each) if page.each else (ROOT_ID,)
        yield from (PageAt(page_id, row) for row in rows if self._shows(answers, row, page.when))

    def _at(self, answers: AnswerSet, row: Row, shown: Iterable[_Shown]) -> tuple[PageAt, ...]:
        """Return the pages of a row among those that show such rows."""
        found: dict[PageAt, None] = {}
        for one in shown:
            home = row if not one.above else answers.facts.rows.get(row.parent or "")
            page = self._pack.pages[one.page]
            if home is None or home.table != (page.each or ROOT_ID):
                continue
            if all(self._shows(answers, home.id, when) for when in (page.when, one.when)):
                found[PageAt(one.page, home.id)] = None
        return tuple(found)

    def _around(self, answers: AnswerSet, row: Row) -> tuple[PageAt, ...]:
        """Return the pages that show a row as a whole or, if there are none, one of the rows above it."""
        at: Row | None = row
        while at is not None:
            found = self._at(answers, at, self._rows.get(at.table, []))
            if not found and at.table == _REPORTS:
                found = self._of_report(answers, answers.printed(at.id, _REPORT))
            if found:
                return found
            at = answers.facts.rows.get(at.parent or "")
        return ()

    def _of_report(self, answers: AnswerSet, report: str) -> tuple[PageAt, ...]:
        pages = self._reports.get(report, [])
        whole = ((page_id, self._pack.pages[page_id].when, when) for page_id, when in pages)
        return tuple(
            PageAt(page_id, ROOT_ID)
            for page_id, *conditions in whole
            if all(self._shows(answers, ROOT_ID, when) for when in conditions)
        )

    @staticmethod
    def _shows(answers: AnswerSet, row: str, when: str) -> bool:
        return RowView(answers, row).holds(when)


def _keys_of(pack: Pack, band: Band, own: str) -> Iterator[tuple[str, str]]:
    """Yield (table, key) of what a band prints of its own row and of the rows of its body."""
    lines = (*band.rows, *band.foot)
    yield from _owned(pack, own, (cell.t for line in lines for cell in line))
    body = band.body
    if body is not None:
        texts = [cell.t for line in (*body.rows, body.cells) for cell in line]
        texts += [text for group in body.groups for text in (group.t or "{{" + group.by + "}}", *group.labels.values())]
        yield from _owned(pack, body.each, texts)


def _owned(pack: Pack, table: str, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    fields = pack.fields.get(table, {})
    keys = (placeholder.key for text in texts for placeholder in parse_template(text).placeholders)
    yield from ((table, key) for key in dict.fromkeys(keys) if key in fields)
