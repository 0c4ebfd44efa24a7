"""查找: every cell whose name, typed text or printed text holds the words asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.core.numbers import narrow
from app.core.records import Address
from app.services.session import Session

MOST: Final = 200
_HIDDEN: Final = frozenset({"explanations", "terms", "left"})
_AROUND: Final = 24


@dataclass(frozen=True, slots=True)
class Hit:
    """A cell that was found: where it is in words, and what stands there around the words."""

    address: Address
    label: str
    text: str


def search(session: Session, words: str, most: int = MOST) -> list[Hit]:
    """Return the cells whose label, typed or printed text holds all the words; what is written before what is named.

    Full-width letters and digits count like half-width ones. Computed figures are found by their labels and by what
    they print.
    """
    wanted = [narrow(word).casefold() for word in words.split()]
    if not wanted:
        return []
    found = list(_in_texts(session, wanted))
    seen = {hit.address for hit in found}
    for hit in _in_labels(session, wanted):
        if len(found) >= most:
            break
        if hit.address not in seen:
            found.append(hit)
    return found[:most]


def _in_texts(session: Session, wanted: list[str]) -> Iterator[Hit]:
    for row_id, cells in session.facts.cells.items():
        table = session.facts.rows[row_id].table
        if table in _HIDDEN:
            continue
        fields = session.pack.fields.get(table, {})
        for key, form in cells:
            if form or key not in fields:
                continue
            typed = cells[key, form].text
            shown = session.graph.printed(row_id, key) if "{{" in typed else typed
            if _holds(typed, wanted) or _holds(shown, wanted) or _holds(_printed(session, row_id, key, typed), wanted):
                address = Address(row_id, key)
                yield Hit(address, session.label(address), _around(shown, wanted[0]))


def _printed(session: Session, row: str, key: str, typed: str) -> str:
    """Return what a short text prints as (1,234.5 as 1234.50); long ones print as typed."""
    return session.graph.printed(row, key) if len(typed) < 40 else ""


def _in_labels(session: Session, wanted: list[str]) -> Iterator[Hit]:
    for row in session.facts.rows.values():
        if row.table in _HIDDEN:
            continue
        for key, field in session.pack.fields.get(row.table, {}).items():
            printed = None
            if _holds(field.label, wanted) or (
                session.graph.is_computed(row.id, key) and _holds(printed := session.graph.printed(row.id, key), wanted)
            ):
                address = Address(row.id, key)
                text = printed if printed is not None else session.graph.printed(row.id, key)
                yield Hit(address, session.label(address), _around(text, wanted[0]))


def _holds(text: str, wanted: list[str]) -> bool:
    plain = narrow(text).casefold()
    return bool(plain) and all(word in plain for word in wanted)


def _around(text: str, word: str) -> str:
    """Return the part of a text around a word, on one line."""
    line = " ".join(text.split())
    at = max(narrow(line).casefold().find(word), 0)
    start, end = max(at - _AROUND, 0), at + len(word) + _AROUND
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
