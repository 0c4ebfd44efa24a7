"""Rules about what a report says where: sections of the form, announced parts, content that fits the heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.audit.phrases import TURN, Fault, hit_of
from app.audit.prose import ReportSection, sections_of
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.core.records import Address
from app.core.signatures import ParamKind
from app.documents.rows import Paper
from app.packs.schema_reports import Section

PAPER: Final = Paper()
SUMMARY: Final = "summary"


@dataclass(frozen=True, slots=True)
class Nothing:
    """A rule without parameters."""


@dataclass(frozen=True, slots=True)
class Words:
    """A word of headings, an arrow, the words that belong to it (with blanks between)."""

    words: tuple[str, ...]


_WORDS: Final = {"words": ParamKind("words")}


def _said(words: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    for line in words:
        head, _, rest = line.partition(TURN)
        yield head, rest.split()


def _core(heading: str) -> str:
    """Return the characters of a heading that count: without figures, placeholders, marks and 的."""
    return re.sub(r"{{[^{}]*}}|[^一-鿿]|的", "", heading)


def _below(view: AuditView) -> dict[str, list[ReportSection]]:
    """Return the sections under each section or report, by row."""
    found: dict[str, list[ReportSection]] = {}
    for section in sections_of(view):
        found.setdefault(section.above, []).append(section)
    return found


def _tree(view: AuditView, section: ReportSection) -> Iterator[ReportSection]:
    """Yield a section and everything below it."""
    yield section
    for child in view.once(_below).get(section.row, ()):
        yield from _tree(view, child)


def _heading(section: ReportSection) -> str:
    return section.heading.text if section.heading is not None else ""


def _text(section: ReportSection) -> str:
    return section.text.text if section.text is not None else ""


def _reports(view: AuditView) -> Iterator[tuple[str, str, list[ReportSection]]]:
    """Yield row, id and sections of every report that has sections of its own."""
    for row in view.rows("reports"):
        found = view.once(_below).get(row.row, [])
        if found:
            yield row.row, row.printed("report", "", PAPER), found


# ---- sections of the form ----


@dataclass(frozen=True, slots=True)
class Which:
    """Which sections: those that the form requires, or the others of its first level."""

    which: str


@audit_rule(
    "sections_missing",
    params={"which": ParamKind("choice", "必写", choices=("必写", "其他"))},
    params_class=Which,
    label="表样的章节没有写",
    parted=True,
)
def sections_missing(view: AuditView, params: Which) -> Iterator[Hit]:
    """Find sections of the form that a report has not got."""
    for row, name, sections in _reports(view):
        report = view.answers.pack.reports.get(name)
        if report is None:
            continue
        there = [one for section in sections for one in _tree(view, section)]
        cores = {_core(_heading(one)) for one in there}
        names = {one.heading.section for one in there if one.heading is not None}
        wanted = _required(report.sections) if params.which == "必写" else _others(report.sections)
        missing = [one for key, one in wanted if key not in names and not _has(cores, _core(one.heading))]
        if missing:
            yield Hit((Address(row, "report"),), name, "、".join(one.heading for one in missing))


def _required(sections: dict[str, Section]) -> Iterator[tuple[str, Section]]:
    for key, section in sections.items():
        if section.required and section.heading:
            yield key, section
        yield from _required(section.sections)


def _others(sections: dict[str, Section]) -> Iterator[tuple[str, Section]]:
    return ((key, one) for key, one in sections.items() if one.heading and not one.required and not one.when)


def _has(cores: set[str], wanted: str) -> bool:
    """Say whether a heading is there, perhaps shorter or longer than the form has it."""
    return any(wanted in core or (len(core) >= _ENOUGH and core in wanted) for core in cores)


_ENOUGH: Final = 4


@audit_rule("section_empty", params={}, params_class=Nothing, label="章节只有标题，没有内容", parted=True)
def section_empty(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find sections with nothing in them, the outermost only."""
    empty = {one.row for one in sections_of(view) if not any(_text(each).strip() for each in _tree(view, one))}
    for section in sections_of(view):
        if section.row in empty and section.above not in empty and section.heading is not None:
            below = sum(1 for _ in _tree(view, section)) - 1
            what = f"下面只列了{below}个标题，没有文字" if below else "只有标题，下面没有内容"
            places = (Address(section.row, "text"), section.heading.address)
            yield Hit(places, _heading(section), values={"what": what})


@audit_rule("section_short", params={}, params_class=Nothing, label="章节没有写够字数", parted=True)
def section_short(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find sections shorter than the form asks for."""
    for _, name, sections in _reports(view):
        report = view.answers.pack.reports.get(name)
        asked = dict(_lengths(report.sections)) if report is not None else {}
        for one in (each for section in sections for each in _tree(view, section)):
            least = asked.get(_core(_heading(one)), 0)
            length = sum(len(_text(each)) for each in _tree(view, one))
            if 0 < length < least:
                yield Hit((Address(one.row, "text"),), f"{length}字", f"{least}字")


def _lengths(sections: dict[str, Section]) -> Iterator[tuple[str, int]]:
    for section in sections.values():
        yield _core(section.heading), int(section.min_length)
        yield from _lengths(section.sections)


# ---- headings and what stands under them ----


@audit_rule("heading_parts", params=_WORDS, params_class=Words, label="标题里说的几个方面没有都写", parted=True)
def heading_parts(view: AuditView, params: Words) -> Iterator[Hit]:
    """Find headings that announce several things of which one is not spoken of below."""
    for section in sections_of(view):
        split = re.split(r"[、，,；;]", _heading(section))
        parts = [part for part in split if any(True for _ in _answers(params.words, part))]
        body = "".join(_text(one) + (_heading(one) if one is not section else "") for one in _tree(view, section))
        if len(parts) < _SEVERAL or not body.strip() or section.heading is None:
            continue
        silent = [part for part in parts if not any(word in body for word in _answers(params.words, part))]
        yield from hit_of(section.heading, (Fault(place, part) for place, part in enumerate(silent)))


_SEVERAL: Final = 2


def _answers(words: tuple[str, ...], part: str) -> Iterator[str]:
    """Yield the words that show that a part of a heading was spoken of."""
    for head, answers in _said(words):
        if head in part:
            yield from answers


@audit_rule("section_content", params=_WORDS, params_class=Words, label="内容与标题不合", parted=True)
def section_content(view: AuditView, params: Words) -> Iterator[Hit]:
    """Find sections whose first sentence speaks of something that belongs elsewhere: the total under 基本支出."""
    for section in sections_of(view):
        first = re.split(r"[。；\n]", _text(section), maxsplit=1)[0]
        for word, foreign in _said(params.words):
            found = next((one for one in foreign if one in first), "")
            if found and word in _heading(section) and section.text is not None:
                quoted = first if len(first) <= 40 else first[:40] + "…"
                yield Hit((section.text.address,), quoted, _heading(section))
                break


@audit_rule("summary_body", params={}, params_class=Nothing, label="摘要与正文的标题不一致", parted=True)
def summary_body(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find headings of the summary that the body has not got under the same number."""
    below = view.once(_below)
    for _, _, sections in _reports(view):
        body = [one for one in sections if not _is_summary(one)]
        cores = {_core(_heading(one)) for section in body for one in _tree(view, section)}
        for summary in (one for one in sections if _is_summary(one)):
            for child in below.get(summary.row, ()):
                if child.heading is not None and _core(_heading(child)) not in cores:
                    yield Hit((child.heading.address,), _heading(child), _same_number(body, child.number))


def _is_summary(section: ReportSection) -> bool:
    return section.heading is not None and section.heading.section == SUMMARY


def _same_number(body: list[ReportSection], number: str | None) -> str:
    return next((_heading(one) for one in body if number and one.number == number), "")
