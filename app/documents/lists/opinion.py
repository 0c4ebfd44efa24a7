"""审核意见: what the audit found, as a document that can be handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.documents.lists.table import Listing, column
from app.documents.tree import Document

_MOST: Final = 400
"""Characters of one cell; the program shows the rest."""

_LISTING: Final = Listing(
    "opinion",
    "审核意见",
    (
        column("序号", "10"),
        column("类别", "16"),
        column("位置", "59", "left"),
        column("问题", "74", "left"),
        column("现填", "24", "left"),
        column("应为", "24", "left"),
        column("修改建议", "36", "left"),
        column("说明", "30", "left"),
    ),
    landscape=True,
    small=True,
)


@dataclass(frozen=True, slots=True)
class Opinion:
    """One line: 错误, 须说明 or 提示; where; what is wrong; both sides; what to do; what the unit said to it."""

    sort: str
    places: tuple[str, ...]
    problem: str
    quoted: str = ""
    expected: str = ""
    advice: str = ""
    explanation: str = ""


def audit_opinion(author: str, opinions: Sequence[Opinion], notes: Sequence[str]) -> Document:
    """Return the 审核意见: one line for each finding, the verdict and what was not audited below."""
    rows = [
        [
            str(no),
            one.sort,
            _short("；".join(one.places)),
            _short(one.problem),
            _short(one.quoted),
            _short(one.expected),
            one.advice,
            _short(one.explanation),
        ]
        for no, one in enumerate(opinions, 1)
    ]
    return replace(_LISTING, notes=tuple(notes)).document(author, rows)


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
