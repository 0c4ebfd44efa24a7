"""公开前检查: what the public version leaves out or masks, and what a person must still read (PRACTICE A5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.answers.answer_set import AnswerSet
from app.audit.report import Report
from app.core.records import ROOT_ID, Address
from app.documents.lists.table import Listing, column
from app.documents.options import Options
from app.documents.package import document_ids
from app.documents.public import Masked
from app.documents.tree import Document, Grid, Paragraph, Run
from app.services.output.drawing import draw_package

PRIVACY: Final = "privacy"
"""Rules of this name look for persons in what would be published."""

_TABLES: Final = frozenset({"unit", "projects", "goals", "indicators", "sections"})
_AROUND: Final = 14
_READ: Final = (
    ("排名", re.compile(r"排名|名次|位次|列全[省市县区国]第|倒数第|第[一二三四五六七八九十0-9]{1,3}名")),
    ("个案", re.compile(r"冒领|骗取|骗保|套取|案件|个案|立案|查处|死亡后")),
    ("投诉和信访", re.compile(r"投诉|信访|举报|上访|工单")),
    ("未公开的事项", re.compile(r"内部(?:文件|资料|通报)|不予公开|尚未公开|秘密|涉密")),
)

_SHEET: Final = Listing(
    "public_check",
    "公开前检查表",
    (column("项目", "34"), column("位置", "62", "left"), column("内容", "78", "left")),
    notes=(
        "排名、个案、投诉等内容已逐条通读：□是　□否",
        "不涉及国家秘密、工作秘密和个人隐私：□是　□否",
        "同意公开：□是　□否",
    ),
)


@dataclass(frozen=True, slots=True)
class ToRead:
    """A place that a person must read before it is published: why, where, the words around it."""

    sort: str
    label: str
    words: str
    address: Address


@dataclass(frozen=True, slots=True)
class PublicCheck:
    """What the public version is.

    Attributes:
        documents: names of the documents in it.
        without: names of the documents that are left out.
        removed: what is taken out of the documents, in words.
        masked: numbers, names and projects that print masked.
        to_read: places a person must read.
    """

    documents: tuple[str, ...]
    without: tuple[str, ...]
    removed: tuple[str, ...]
    masked: tuple[Masked, ...]
    to_read: tuple[ToRead, ...]


def check_public(answers: AnswerSet, report: Report | None = None) -> PublicCheck:
    """Return what the public version leaves out; any thread may do it.

    Raises:
        PackError: the pack draws something that cannot be drawn.
    """
    drawn = draw_package(answers, Options(public=True))
    wanted = frozenset(answers.pack.print.public.documents)
    pack = {**answers.pack.forms, **answers.pack.reports}
    names = [name for name in document_ids(answers) if wanted and name not in wanted]
    without = tuple(pack[name].label or pack[name].title for name in names)
    found = (*_findings(report), *_words(answers)) if report is not None else tuple(_words(answers))
    shown = tuple(one.name for one in drawn.package.documents)
    return PublicCheck(shown, without, tuple(_removed(answers)), drawn.masked, tuple(found))


def _removed(answers: AnswerSet) -> Iterator[str]:
    yield "签字、盖章的栏和落款处的签名"
    for name in answers.pack.print.public.leave_out:
        table, _, key = name.partition(".")
        field = answers.pack.fields.get(table, {}).get(key)
        if field is not None:
            label = answers.pack.tables[table].label
            yield field.label if table == ROOT_ID else f"{label}的{field.label}"


def _findings(report: Report) -> Iterator[ToRead]:
    for entry in report.entries:
        if entry.code.partition(".")[0] == PRIVACY:
            for hit in entry.hits:
                for place in hit.places[:1]:
                    yield ToRead("个人信息", place.label, hit.quoted or hit.message, place.address)


def _words(answers: AnswerSet) -> Iterator[ToRead]:
    """Yield the words in texts that call for a second look, each place and sort once."""
    for row in answers.facts.rows.values():
        if row.table in _TABLES and answers.in_force(row.id):
            for key, field in answers.pack.fields.get(row.table, {}).items():
                if field.kind in {"text", "longtext"} and not field.compute:
                    yield from _in_text(answers, Address(row.id, key), field.label)


def _in_text(answers: AnswerSet, address: Address, label: str) -> Iterator[ToRead]:
    text = answers.printed(address.row, address.key)
    table = answers.facts.rows[address.row].table
    title = answers.printed(address.row, answers.pack.tables[table].title) if table != ROOT_ID else ""
    for sort, pattern in _READ:
        found = pattern.search(text)
        if found is not None:
            start, end = max(found.start() - _AROUND, 0), found.end() + _AROUND
            around = f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
            yield ToRead(sort, f"{title}“{label}”" if title else f"“{label}”", around.replace("\n", " "), address)


def check_sheet(answers: AnswerSet, check: PublicCheck, reader: str = "", date: str = "") -> Document:
    """Return the sheet that whoever examines the public version signs (保密审查)."""
    rows = [["不公开的文件", name, ""] for name in check.without]
    rows += [["去掉", "", what] for what in check.removed]
    rows += [["遮盖", one.document, f"{one.sort}：{one.printed}"] for one in check.masked]
    rows += [[f"通读（{one.sort}）", one.label, one.words] for one in check.to_read]
    made = _SHEET.document(answers.printed(ROOT_ID, "unit.name"), rows)
    return _signed(made, f"保密审查人：{reader or '　　　　　　　　'}　　　　日期：{date or '　　　　年　　月　　日'}")


def _signed(document: Document, line: str) -> Document:
    part = document.parts[0]
    *before, last = part.blocks
    if isinstance(last, Grid):
        look = last.tail[0].look
        last = replace(last, tail=(*last.tail, Paragraph((Run(line),), look)))
    return replace(document, parts=(replace(part, blocks=(*before, last)),))
