"""佐证材料目录: the register of evidence (PRACTICE A17)."""

from __future__ import annotations

from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.records import ROOT_ID
from app.documents.lists.table import Listing, column
from app.documents.tree import Document

EVIDENCE: Final = "evidence"
_KEYS: Final = ("name", "about", "evidence_place", "pages")

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
    rows = [
        [str(no), answers.printed(row, "number"), *(answers.printed(row, key) for key in _KEYS)]
        for no, row in enumerate(answers.children(ROOT_ID, EVIDENCE), 1)
    ]
    return _LISTING.document(answers.printed(ROOT_ID, "unit.name"), rows)
