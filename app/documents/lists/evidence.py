"""佐证材料目录: the register of evidence as it is handed in (PRACTICE A17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.numbers import num
from app.core.records import ROOT_ID
from app.documents.lists.labels import row_label
from app.documents.lists.tables import Column, Entry, Line, list_document, list_grid, words
from app.documents.tree import Document

TITLE: Final = "佐证材料目录"
TABLE: Final = "evidence"

_COLUMNS: Final = (
    Column("序号", Decimal(14)),
    Column("材料名称", Decimal(56), "left"),
    Column("对应指标", Decimal(50), "left"),
    Column("存放处", Decimal(34), "left"),
    Column("页数", Decimal(16)),
)
_PARTS: Final = re.compile(r"[、,，;；\s]+")


def evidence_list(answers: AnswerSet) -> Document:
    """Return the register of evidence; below it stands what the notice wants handed in with each document."""
    rows = answers.children(ROOT_ID, TABLE)
    lines: list[Line] = [_line(answers, number, row) for number, row in enumerate(rows, 1)]
    lines.append(_total(answers, rows))
    return list_document(answers, TABLE, TITLE, list_grid(_COLUMNS, lines, tuple(_wanted(answers))))


def _line(answers: AnswerSet, number: int, row: str) -> list[Entry]:
    return [
        words(answers.printed(row, "number") or str(number)),
        words(answers.printed(row, "name")),
        words(_about(answers, row)),
        words(answers.printed(row, "evidence_place")),
        Entry(answers.printed(row, "pages")),
    ]


def _about(answers: AnswerSet, row: str) -> str:
    """Return what a piece of evidence speaks of; ids of rows are named, other words stay as they are."""
    text = answers.printed(row, "about")
    parts = _PARTS.split(text)
    if not any(part in answers.facts.rows for part in parts):
        return text
    return "、".join(row_label(answers, part) if part in answers.facts.rows else part for part in parts if part)


def _total(answers: AnswerSet, rows: tuple[str, ...]) -> list[Entry]:
    counted = [num(answers.printed(row, "pages")) for row in rows]
    known = [pages for pages in counted if pages is not None]
    whole = str(sum(known)) if known and len(known) == len(counted) else ""
    return [words("合计"), words(f"{len(rows)}件"), words(""), words(""), Entry(whole)]


def _wanted(answers: AnswerSet) -> Iterator[str]:
    pack = answers.pack
    for document in [*pack.forms.values(), *pack.reports.values()]:
        if document.evidence:
            name = f"{document.number} {document.label or document.title}".strip()
            yield f"{name}要求随附：{'、'.join(document.evidence)}"
