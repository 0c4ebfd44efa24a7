"""Words for places in lists: 参保登记工作经费·新增参保人数·实际完成值."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from app.answers.answer_set import AnswerSet
from app.documents.tree import Place

LONGEST: Final = 24
"""Titles that are sentences are cut off after so many characters."""


def row_label(answers: AnswerSet, row: str) -> str:
    """Return what a row is called, with the rows it hangs under; empty for the unit itself."""
    return "·".join(reversed(list(_titles(answers, row))))


def place_label(answers: AnswerSet, place: Place) -> str:
    """Return what a place is called: its row and the label of its key."""
    table = answers.facts.rows[place.row].table
    field = answers.pack.fields.get(table, {}).get(place.key)
    label = (field.label if field is not None else "") or place.key
    return "·".join(part for part in (row_label(answers, place.row), label) if part)


def _titles(answers: AnswerSet, row: str) -> Iterator[str]:
    found = answers.facts.rows[row]
    while found.parent is not None:
        yield _title(answers, found.id, found.table, found.parent)
        found = answers.facts.rows[found.parent]


def _title(answers: AnswerSet, row: str, name: str, parent: str) -> str:
    table = answers.pack.tables.get(name)
    title = answers.printed(row, table.title) if table is not None and table.title else ""
    if title:
        return title if len(title) <= LONGEST else title[:LONGEST] + "…"
    siblings = answers.children(parent, name)
    place = siblings.index(row) + 1 if row in siblings else len(siblings) + 1
    return f"{table.label if table is not None else name}第{place}行"
