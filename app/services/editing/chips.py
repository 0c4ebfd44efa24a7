"""Bound figures in texts, as the window shows and changes them: what each prints, which forms it may take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.core.errors import UserError
from app.core.records import ROOT_ID
from app.documents.reports.spans import spans_of
from app.documents.rows import Paper
from app.packs.templates import Placeholder, parse_template
from app.services.session import Session

_FORMS: Final = {
    "money": ("0.00万元", "万元", "0元", "亿元", "0.00亿元", "约万元", "10余万元", "近10万元"),
    "quantity": ("", "约"),
    "rate": ("0.00%", "0.##%", "0%"),
    "count": ("", "0人", "万人", "约万人"),
    "points": ("", "0.0分", "0分"),
    "date": ("数字", "汉字"),
}
"""Forms that are offered for a kind; others may be typed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: words, or a bound figure with the binding it comes from and what it is called."""

    text: str
    binding: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that may be put into a text: what it is called, what it prints, its binding."""

    label: str
    printed: str
    binding: str


def pieces_of(session: Session, row: str, text: str, form: str = "") -> list[Piece]:
    """Return a stored text in stretches; a malformed one is one stretch, as typed.

    Args:
        session: the open evaluation.
        row: the row the text stands in.
        text: the stored text.
        form: id of the report it prints in.
    """
    answers = session.graph.snapshot()
    try:
        parts = parse_template(text).parts
    except UserError:
        return [Piece(text)]
    spans = spans_of(answers, row, text, Paper(form))
    return [
        Piece(span.text or "（未填）", str(part), _told(session, part, row))
        if isinstance(part, Placeholder)
        else Piece(part)
        for part, span in zip(parts, spans, strict=True)
    ]


def forms_of(session: Session, row: str, binding: str) -> list[tuple[str, str]]:
    """Return the forms a bound figure may take: what it would print, and the binding for it; each print once."""
    [part] = parse_template(binding).placeholders
    table = session.facts.rows[part.row or row].table if (part.row or row) in session.facts.rows else ""
    field = session.pack.fields.get(table, {}).get(part.key)
    if field is None:
        return []
    found: dict[str, str] = {}
    for form in ("", *_FORMS.get(field.kind, ())):
        other = str(Placeholder(part.row, part.key, form))
        shown = "".join(piece.text for piece in pieces_of(session, row, other))
        found.setdefault(shown, other)
    return list(found.items())


def figures(session: Session, words: str, most: int = 40) -> list[Figure]:
    """Return figures whose names hold all the words asked for; the unit's and its facts' first."""
    wanted = words.split()
    found = []
    for figure in _all_figures(session):
        if all(word in figure.label for word in wanted):
            found.append(figure)
            if len(found) >= most:
                break
    return found


def _all_figures(session: Session) -> Iterator[Figure]:
    rows = sorted(session.facts.rows.values(), key=lambda row: (row.id != ROOT_ID, row.table != "facts"))
    for row in rows:
        if row.table in {"reports", "sections", "explanations", "terms", "left"}:
            continue
        title = session.title(row.id)
        for key, field in session.pack.fields.get(row.table, {}).items():
            if field.kind not in {"longtext", "reference"} and (printed := session.graph.printed(row.id, key)):
                binding = str(Placeholder(row.id, key, field.form if field.kind == "money" else ""))
                yield Figure(f"{title}{field.label}", printed, binding)


def _told(session: Session, part: Placeholder, row: str) -> str:
    at = part.row or row
    if at not in session.facts.rows:
        return "所取的行已经删除"
    field = session.pack.fields.get(session.facts.rows[at].table, {}).get(part.key)
    return f"{session.title(at)}{field.label}" if field is not None else "所取的栏不存在"
