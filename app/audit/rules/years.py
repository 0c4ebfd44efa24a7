"""Years in titles, headings, texts and targets that are left over from another year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from app.audit.prose import Prose, prose_of
from app.audit.registry import Hit, audit_rule
from app.audit.rules.dates import year_of
from app.audit.view import AuditView
from app.core.dates import parse_date
from app.core.records import ROOT_ID, Address
from app.core.scan import normalise
from app.core.signatures import ParamKind
from app.core.values import Value
from app.documents.rows import Paper

_YEAR: Final = re.compile(r"(?<![\d.])((?:19|20)\d\d) ?(年度?)(?! ?\d{1,2} ?月)", re.ASCII)
_QUOTES: Final = re.compile(r"[《“\"〈][^《》“”\"〈〉]{0,200}[》”\"〉]|[〔\[(（【]\d{4}[〕\])）】]", re.ASCII)
_SENTENCE: Final = re.compile(r"[^。；;！\n]+")
_FIGURE: Final = re.compile(r"\d(?:\.\d+)? ?(?:[万亿]?元|%|人|个|户|次|件|起)", re.ASCII)
_NAMES: Final = ("unit.name", "unit.short_name")
_LIST_NUMBER: Final = re.compile(r"^[\s\d.、（）()一二三四五六七八九十:：]*")
_AHEAD: Final = 24
"""Characters after a year that tell what it is about."""

_AROUND: Final = 80
_CLOSE: Final = 3
_MOST: Final = 20
"""Years of one sentence that are looked at."""

_BUDGET: Final = re.compile(r"初(?:财政)?(?:批复|下达|核定|安排)的?[^,，。]{0,8}?预算[^,，。]{0,8}?\d")
"""The initial budget of a year with its amount, at the head of a sentence: that of the year under evaluation."""

_START: Final = 6
"""A year within the first characters of a sentence says what the sentence is about."""

_NEAR: Final = 3
"""Years further away are history."""


@dataclass(frozen=True, slots=True)
class Other:
    """Words that may speak of an earlier year, or of a later one; words that speak of the unit itself."""

    past: tuple[str, ...]
    plans: tuple[str, ...]
    own: tuple[str, ...]


_OTHER: Final = {name: ParamKind("words") for name in ("past", "plans", "own")}


@audit_rule("years_of_titles", params={}, params_class=tuple, label="标题里的年度不是评价年度", parted=True)
def years_of_titles(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield titles of covers and reports that name another year only."""
    year = year_of(view)
    for report in view.rows("reports") if year is not None else ():
        for key in ("cover.title", "title"):
            text = report.printed(key, "", Paper()) if report.field(key) is not None else ""
            years = [found[1] for found in _YEAR.finditer(normalise(text))]
            if years and str(year) not in years:
                yield Hit((Address(report.row, key), Address(ROOT_ID, "year")), f"{years[0]}年", f"{year}年")


@audit_rule("years_of_texts", params=_OTHER, params_class=Other, label="正文、标题里留着别的年度", parted=True)
def years_of_texts(view: AuditView, params: Other) -> Iterator[Hit]:
    """Yield headings and sentences that tell figures or work of the year under another year."""
    year = year_of(view)
    if year is None:
        return
    names = [view.root.printed(key, "", Paper()) for key in _NAMES if view.root.field(key) is not None]
    words = Other(params.past, params.plans, (*params.own, *filter(None, names)))
    for prose in prose_of(view):
        if prose.longtext or prose.address.key == "heading":
            for found in _stale(prose, year, words):
                yield Hit((prose.address, Address(ROOT_ID, "year")), found, found.replace(found[:4], str(year)))


def _stale(prose: Prose, year: int, words: Other) -> Iterator[str]:
    """Yield the stale years of one text, each once."""
    context = "".join((*prose.trail, prose.heading))
    if any(len(word) > 1 and word in context for word in (*words.past, *words.plans)):
        return
    seen: set[str] = set()
    for sentence in _SENTENCE.finditer(_QUOTES.sub(lambda found: "　" * len(found[0]), normalise(prose.text))):
        if str(year) in sentence[0]:
            continue
        for found in _stale_years(sentence[0], year, words, heading=prose.address.key == "heading"):
            if found not in seen:
                seen.add(found)
                yield found


def _stale_years(sentence: str, year: int, words: Other, *, heading: bool) -> Iterator[str]:
    """Yield the years of a sentence that stand where the year should stand."""
    for found in islice(_YEAR.finditer(sentence), _MOST):
        if not 0 < abs(int(found[1]) - year) <= _NEAR:
            continue
        before, after = sentence[max(0, found.start() - _AROUND) : found.start()], sentence[found.end() :][:_AROUND]
        other = words.past if int(found[1]) < year else words.plans
        if _BUDGET.match(after) and not any(word in before[-_START:] for word in words.past):
            yield found[1] + found[2]
            continue
        if any(_speaks(word, re.split("[，,、：:]", before)[-1], after) for word in other):
            continue
        if found[2] == "年度" or (found.start() < _AROUND and _about_year(before, after, words.own, heading=heading)):
            yield found[1] + found[2]


def _speaks(word: str, before: str, after: str) -> bool:
    """Say whether a word stands by a year: a single character close to it, a longer word anywhere in its clause."""
    return word in before or word in after[: _AHEAD if len(word) > 1 else _CLOSE]


def _about_year(before: str, after: str, own: tuple[str, ...], *, heading: bool) -> bool:
    """Say whether a sentence begins with a year and tells figures, or of the unit."""
    rest = _LIST_NUMBER.sub("", before)
    for name in own:
        rest = rest.replace(name, "")
    told = heading or bool(_FIGURE.search(after)) or any(word in before + after[:_AHEAD] for word in own)
    return told and len(rest) <= _START


@audit_rule("years_of_targets", params={}, params_class=tuple, label="指标的时限是以前的年度", parted=True)
def years_of_targets(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield targets and actuals that are dates of an earlier year."""
    year = year_of(view)
    for row in view.rows("indicators") if year is not None else ():
        for key in ("target", "actual"):
            found = parse_date(_typed(row.get(key), row.printed(key, "", Paper())))
            if found is not None and found.year is not None and year is not None and found.year < year:
                yield Hit((Address(row.row, key),), row.printed(key, "", Paper()), f"{year}年", row=row.row)


def _typed(value: Value, text: str) -> str:
    """Return the text of a cell that may be a date: 2024年, not the bare number 2024."""
    return re.sub(r"^[≤<＜=＝]", "", text) if value is not None and re.search(r"[年./-]", text) else ""


@audit_rule("notice_year", params={}, params_class=tuple, label="评价通知是以前年度的")
def notice_year(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield the number of a notice that was issued before the evaluated year."""
    year = year_of(view)
    text = view.root.printed("notice.number", "", Paper()) if view.root.field("notice.number") is not None else ""
    found = re.search(r"[〔\[(（【]((?:19|20)\d\d)[〕\])）】]", text, re.ASCII)
    if year is not None and found is not None and int(found[1]) < year:
        yield Hit((Address(ROOT_ID, "notice.number"), Address(ROOT_ID, "year")), text, f"{year}年以后")
