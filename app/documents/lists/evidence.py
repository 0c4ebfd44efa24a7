"""佐证材料目录: the register of evidence (PRACTICE A17)."""

from __future__ import annotations

import re
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.records import ROOT_ID
from app.documents.lists.table import Listing, column
from app.documents.tree import Document

EVIDENCE: Final = "evidence"
_PARTS: Final = re.compile(r"[、，,；;\s]+")

_LISTING: Final = Listing(
    "evidence",
    "佐证材料目录",
    (
        column("序号", "12"),
        column("编号", "20"),
        column("材料名称", "62", "left"),
        column("对应的指标或位置", "40", "left"),
        column("存放处", "24", "left"),
        column("页数", "12"),
    ),
    notes=("只附汇总页，不附参保人名单、身份证号、银行账号。",),
)


def evidence_list(answers: AnswerSet) -> Document:
    """Return the register of evidence; one without entries says 无."""
    rows = [_line(answers, no, row) for no, row in enumerate(answers.children(ROOT_ID, EVIDENCE), 1)]
    return _LISTING.document(answers.printed(ROOT_ID, "unit.name"), rows)


def _line(answers: AnswerSet, number: int, row: str) -> list[str]:
    before = (answers.printed(row, key) for key in ("number", "name"))
    after = (answers.printed(row, key) for key in ("evidence_place", "pages"))
    return [str(number), *before, about_words(answers, row), *after]


def about_words(answers: AnswerSet, row: str) -> str:
    """Return what a piece of evidence speaks of: rows by their titles, other words as they are written."""
    text = answers.printed(row, "about")
    parts = [part for part in _PARTS.split(text) if part]
    if not any(part in answers.facts.rows for part in parts):
        return text
    return "、".join(_titled(answers, part) if part in answers.facts.rows else part for part in parts)


def _titled(answers: AnswerSet, row: str) -> str:
    """Return the titles of a row and of the rows it hangs under: 参保登记工作经费·新增参保人数."""
    titles: list[str] = []
    found = answers.facts.rows[row]
    while found.parent is not None:
        table = answers.pack.tables.get(found.table)
        title = answers.printed(found.id, table.title) if table is not None and table.title else ""
        titles.insert(0, title or (table.label if table is not None else found.table))
        found = answers.facts.rows[found.parent]
    return "·".join(titles) or answers.printed(ROOT_ID, "unit.name")
