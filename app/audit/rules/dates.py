"""Dates of papers: after the year's end, existing, alike on cover and closing; months and their quarters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from app.audit.prose import prose_of
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.core.dates import PartialDate, compare, parse_date
from app.core.records import ROOT_ID, Address
from app.core.scan import normalise
from app.core.signatures import ParamKind
from app.documents.covers import BY_HAND
from app.documents.rows import Paper, RowView

COVER: Final = "cover.date"
CLOSING: Final = "closing.date"
_WRITTEN: Final = re.compile(r"(?<!\d)(\d{4}) ?年 ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?日)?", re.ASCII)
_QUARTER: Final = re.compile(r"([一二三四1234])季度", re.ASCII)
_MONTHS: Final = re.compile(r"(?<![\d.])(\d{1,2})月(?!\d{1,2}[日号])", re.ASCII)
_QUARTERS: Final = {word: number for number, pair in enumerate(("一1", "二2", "三3", "四4")) for word in pair}


@dataclass(frozen=True, slots=True)
class Dated:
    """Keys that hold the date of a paper."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Later:
    """Keys that hold the date of a paper, and how many years after the evaluation year it may be."""

    keys: tuple[str, ...]
    years: Decimal


_KEYS: Final = {"keys": ParamKind("words")}


def year_of(view: AuditView) -> int | None:
    """Return the evaluation year; None where it is blank."""
    value = view.root.get("year")
    return int(value) if isinstance(value, Decimal) else None


def _dates(view: AuditView, keys: tuple[str, ...]) -> Iterator[tuple[Address, PartialDate]]:
    """Yield the cells of some keys that hold a date."""
    for row, cells in view.cells():
        for key, form in cells:
            if key in keys:
                found = parse_date(view.printed(Address(row, key, form)))
                if found is not None:
                    yield Address(row, key, form), found


@audit_rule("dated_early", params=_KEYS, params_class=Dated, label="报告、表的日期早于年度结束", parted=True)
def dated_early(view: AuditView, params: Dated) -> Iterator[Hit]:
    """Yield papers that are dated before the evaluated year was over."""
    year = year_of(view)
    if year is None:
        return
    for address, found in _dates(view, params.keys):
        last = found.last()
        if last is not None and last < date(year, 12, 31):
            yield Hit((address, Address(ROOT_ID, "year")), view.printed(address), f"{year}年12月31日以后")


@audit_rule(
    "dated_late",
    params={**_KEYS, "years": ParamKind("number")},
    params_class=Later,
    label="报告、表的日期晚得不合常理",
    parted=True,
)
def dated_late(view: AuditView, params: Later) -> Iterator[Hit]:
    """Yield papers that are dated years after the evaluated year."""
    year = year_of(view)
    for address, found in _dates(view, params.keys) if year is not None else ():
        if found.year is not None and year is not None and found.year > year + int(params.years):
            yield Hit((address, Address(ROOT_ID, "year")), view.printed(address), f"{year + 1}年")


@audit_rule("dates_exist", params={}, params_class=tuple, label="没有的日期", parted=True)
def dates_exist(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield days in texts that no calendar has; a cell for a date takes no such day."""
    for prose in prose_of(view):
        matches = _WRITTEN.finditer(normalise(prose.text))
        wrong = (found for found in matches if parse_date(found[0]) is None and 1900 <= int(found[1]) <= 2100)
        for text in dict.fromkeys(prose.text[found.start() : found.end()] for found in wrong):
            yield Hit((prose.address,), text)


@audit_rule("dates_agree", params={}, params_class=tuple, label="封面日期与落款日期不同", parted=True)
def dates_agree(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield reports whose cover and closing are dated differently."""
    for report in view.rows("reports"):
        cover, closing = (parse_date(_text(report, key)) for key in (COVER, CLOSING))
        if cover is not None and closing is not None and compare(cover, closing) in {-1, 1}:
            places = Address(report.row, COVER), Address(report.row, CLOSING)
            yield Hit(places, _text(report, COVER), _text(report, CLOSING))


@audit_rule("undated", params={}, params_class=tuple, label="报告没有日期", parted=True)
def undated(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield reports without a date on cover and closing, and covers with an empty line for it."""
    pack = view.answers.pack
    for report in view.rows("reports"):
        meaning = pack.reports.get(_text(report, "report"))
        cover = pack.covers.get(meaning.cover) if meaning is not None else None
        style = (cover.date if cover is not None else "") or pack.print.cover_date
        line = cover is not None and any("{{cover.date" in line.t for line in cover.lines)
        blank = not _text(report, COVER)
        if blank and style != BY_HAND and (line or not _text(report, CLOSING)):
            yield Hit((Address(report.row, COVER), *([] if line else [Address(report.row, CLOSING)])))


def _text(row: RowView, key: str) -> str:
    return row.printed(key, "", Paper()) if row.field(key) is not None and row.get(key) is not None else ""


@audit_rule("quarters", params={}, params_class=tuple, label="月份不在所写的季度里", parted=True)
def quarters(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield months that are told as parts of a quarter they do not lie in."""
    for prose in prose_of(view):
        if "季度" in prose.text:
            clauses = dict.fromkeys(re.split(r"[，,。；;！\n]", normalise(prose.text)))
            for clause in clauses:
                yield from _outside(prose.address, clause)


def _outside(address: Address, clause: str) -> Iterator[Hit]:
    """Yield the months after a quarter in one clause that lie outside of it."""
    named = list(_QUARTER.finditer(clause))
    if len(named) != 1 or clause[: named[0].start()].endswith(("-", "至", "到", "、")):
        return
    quarter = _QUARTERS[named[0][1]]
    months = [int(found[1]) for found in _MONTHS.finditer(clause, named[0].end())]
    wrong = [month for month in months if 1 <= month <= 12 and (month - 1) // 3 != quarter]
    if wrong:
        expected = "、".join(f"{quarter * 3 + number}月" for number in (1, 2, 3))
        yield Hit((address,), f"{named[0][0]}{wrong[0]}月", expected)


# ---- business figures ----


@audit_rule("as_of", params={}, params_class=tuple, label="业务数据截止日期不在评价年度", parted=True)
def as_of(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield business figures as of another year."""
    year = year_of(view)
    for address, found in _dates(view, ("as_of",)) if year is not None else ():
        if found.year is not None and found.year != year:
            yield Hit((address, Address(ROOT_ID, "year")), view.printed(address), f"{year}年", row=address.row)


@audit_rule("cut_off", params={}, params_class=tuple, label="业务数据没有到年底", parted=True)
def cut_off(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield business figures that stop before the year's end."""
    year = year_of(view)
    for address, found in _dates(view, ("as_of",)) if year is not None else ():
        last = found.last()
        if year is not None and last is not None and found.year == year and last < date(year, 12, 31):
            yield Hit((address,), view.printed(address), f"{year}年12月31日", row=address.row)
