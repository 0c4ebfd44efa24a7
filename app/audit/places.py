"""Places in words, as people speak of them: 附件3“认证工作经费”绩效指标第7行（群众满意度）“实际完成值”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.answers.answer_set import AnswerSet
from app.answers.labels import LONGEST_TITLE
from app.core.findings import FindingPlace
from app.core.records import ROOT_ID, Address, Row
from app.documents.membership import membership_of
from app.documents.reports.numbers import numbered
from app.packs.schema import Pack
from app.packs.schema_reports import Report

LONGEST_QUOTE: Final = 120
"""Longer texts are cut off where a place is quoted."""

_BEFORE: Final = 40
"""Characters before the part of a long text that is meant."""

_REPORTS: Final = "reports"
_SECTIONS: Final = "sections"


def place_of(answers: AnswerSet, address: Address, text: str, around: str = "") -> FindingPlace:
    """Return a place in words, with what stands there; of a long text what stands around a part of it."""
    return FindingPlace(address, label_of(answers, address), _cut(text, around))


def _cut(text: str, around: str) -> str:
    if len(text) <= LONGEST_QUOTE:
        return text
    found = max(text.find(around), 0) if around else 0
    start = max(0, min(found - _BEFORE, len(text) - LONGEST_QUOTE)) if found > _BEFORE else 0
    end = start + LONGEST_QUOTE
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def label_of(answers: AnswerSet, address: Address) -> str:
    """Return the words for a place: its form or report, the rows it lies in, the label of its column."""
    row = answers.facts.rows[address.row]
    above = [row, *_above(answers, row)]
    report = next((one for one in above if one.table == _REPORTS), None)
    if report is not None:
        return _in_report(answers, report, above[: above.index(report)], address)
    name, of = _document(answers, address, row)
    own = next((one for one in above if one.table == of and one.parent is not None), None)
    if own is None:
        rows = row_words(answers, row.id)
        return f"{name}{' ' if name and rows else ''}{rows}{_column(answers, address, name if not rows else '')}"
    title = f"{name}“{_title(answers, own) or _number(answers, own.id)}”"
    rows = _words(answers, above[: above.index(own)])
    return f"{title}{rows}{_column(answers, address, title if not rows else '')}"


def form_name(pack: Pack, form: str) -> str:
    """Return what people call a form or report: its short name, its number, else its title; empty for no form."""
    found = pack.forms.get(form) or pack.reports.get(form)
    if found is None:
        return form
    return found.label or found.number or found.title or form


def row_words(answers: AnswerSet, row_id: str) -> str:
    """Return the words for a row and the rows it hangs under: 项目支出第2行（…）绩效指标第3行; empty for the root."""
    row = answers.facts.rows[row_id]
    return _words(answers, [one for one in (row, *_above(answers, row)) if one.parent is not None])


def _above(answers: AnswerSet, row: Row) -> Iterator[Row]:
    while row.parent is not None:
        row = answers.facts.rows[row.parent]
        yield row


def _column(answers: AnswerSet, address: Address, before: str) -> str:
    """Return the label of a place's column; directly behind a name 的 stands between."""
    if not address.key:
        return ""
    field = answers.pack.fields.get(answers.facts.rows[address.row].table, {}).get(address.key)
    label = f"“{field.label if field is not None else address.key}”"
    return f"的{label}" if before else label


# ---- rows ----


def _words(answers: AnswerSet, rows: list[Row]) -> str:
    """Return the words for rows that hang under each other, the innermost first."""
    return "".join(_own_words(answers, row) for row in reversed(rows))


def _own_words(answers: AnswerSet, row: Row) -> str:
    table, title = answers.pack.tables.get(row.table), _title(answers, row)
    label = table.label if table is not None else row.table
    return f"{label}{_number(answers, row.id)}" + (f"（{title}）" if title else "")


def _title(answers: AnswerSet, row: Row) -> str:
    table = answers.pack.tables.get(row.table)
    title = answers.printed(row.id, table.title) if table is not None and table.title else ""
    return title if len(title) <= LONGEST_TITLE else title[:LONGEST_TITLE] + "…"


def _number(answers: AnswerSet, row_id: str) -> str:
    row = answers.facts.rows[row_id]
    siblings = answers.children(row.parent or "", row.table)
    return f"第{siblings.index(row_id) + 1}行" if row_id in siblings else ""


# ---- forms ----


def _document(answers: AnswerSet, address: Address, row: Row) -> tuple[str, str]:
    """Return the form or report in which a place stands, and of which table it is one for each row.

    What no form prints is on a page of the wizard, whose title says where.
    """
    document = address.form or membership_of(answers.pack).form_of(answers, address)
    form, report = answers.pack.forms.get(document), answers.pack.reports.get(document)
    if form is not None:
        return form.number or form_name(answers.pack, document), form.of
    if report is not None:
        return _report_name(answers.pack, document), ROOT_ID
    return (document or _page(answers, address) if row.parent is None else document), ROOT_ID


def _page(answers: AnswerSet, address: Address) -> str:
    pages = membership_of(answers.pack).pages_of(answers, address)
    return next((answers.pack.pages[page.page].title for page in pages), "")


# ---- reports ----


def _report_name(pack: Pack, report: str) -> str:
    return f"报告“{form_name(pack, report)}”"


def _in_report(answers: AnswerSet, report: Row, sections: list[Row], address: Address) -> str:
    """Return the words for a place in a report: 报告“整体支出绩效自评报告”一、（二）“人员情况”."""
    name = answers.printed(report.id, "report")
    found = _report_name(answers.pack, name)
    trail = [row for row in reversed(sections) if row.table == _SECTIONS]
    schema = answers.pack.reports.get(name)
    numbers = "".join(_section_number(answers, (name, schema), row, level) for level, row in enumerate(trail))
    headings = [text for row in trail if (text := _typed(answers, row, "heading", name))]
    heading = f"“{headings[-1][:LONGEST_TITLE]}”" if headings else ""
    column = "" if trail and address.key in {"", "text"} else _column(answers, address, "的")
    return f"{found}{numbers}{heading}{column}"


def _section_number(answers: AnswerSet, report: tuple[str, Report | None], row: Row, level: int) -> str:
    """Return the number of a section as typed, else as the program counts it in the style of its level."""
    name, schema = report
    typed = _typed(answers, row, "number", name)
    if typed is not None:
        return typed
    styles = schema.numbering if schema is not None else ()
    if level >= len(styles) or not _typed(answers, row, "heading", name):
        return ""
    siblings = answers.children(row.parent or "", _SECTIONS)
    before = siblings[: siblings.index(row.id) + 1] if row.id in siblings else ()
    counted = sum(bool(_typed(answers, answers.facts.rows[one], "heading", name)) for one in before)
    return numbered(styles[level], counted)


def _typed(answers: AnswerSet, row: Row, key: str, report: str) -> str | None:
    """Return what a report prints for a key of a section; None when nothing was filled in."""
    stated = answers.stated(row.id, key, report)
    if stated is not None:
        return stated.text
    return answers.printed(row.id, key) if answers.cell(row.id, key) is not None else None
