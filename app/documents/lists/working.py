"""工作底稿: every printed figure once, with where it stands and where it comes from (PRACTICE A6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.documents.lists.table import Listing, column
from app.documents.tree import Document

_MOST: Final = 300
"""Characters of a rule or of places; the file has the rest."""

_LISTING: Final = Listing(
    "working",
    "绩效自评工作底稿",
    (
        column("序号", "10"),
        column("数据", "38", "left"),
        column("数值", "20"),
        column("单位", "12"),
        column("印在哪里", "46", "left"),
        column("数据来源", "26", "left"),
        column("提供", "20", "left"),
        column("截止日期", "18"),
        column("佐证", "17", "left"),
        column("依据", "66", "left"),
    ),
    landscape=True,
    small=True,
    notes=("同一个数只列一次；“印在哪里”列出它出现的每一处。空着的来源请补在业务数据或数据来源里。",),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the package.

    Attributes:
        label: what it is.
        value: as printed.
        places: where it is printed.
        basis: 数据来源.
        giver: office and person.
        as_of: date of the figure.
        evidence: where the evidence lies.
        rule: how it was computed, or that it was typed.
        unit: of the value; empty where the value names it.
    """

    label: str
    value: str
    places: tuple[str, ...]
    basis: str = ""
    giver: str = ""
    as_of: str = ""
    evidence: str = ""
    rule: str = ""
    unit: str = ""


def working_paper(author: str, figures: Sequence[Figure]) -> Document:
    """Return the working paper of the figures, in the order in which they are first printed."""
    rows = [
        [
            str(no),
            one.label,
            one.value,
            one.unit,
            _short("；".join(one.places)),
            one.basis,
            one.giver,
            one.as_of,
            one.evidence,
            _short(one.rule),
        ]
        for no, one in enumerate(figures, 1)
    ]
    return _LISTING.document(author, rows)


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
