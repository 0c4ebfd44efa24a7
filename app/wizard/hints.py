"""What the fields of a step ask for, in words: for the help of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.answers.answer_set import AnswerSet
from app.wizard.items import Item, TableItem, addresses_of


def hints_of(answers: AnswerSet, items: Sequence[Item]) -> list[tuple[str, str]]:
    """Return label and hint of every field of a step that has a hint, each once, in the order of the page."""
    found: dict[tuple[str, str], None] = {}
    for table, key in _fields(answers, items):
        field = answers.pack.fields.get(table, {}).get(key)
        if field is not None and field.hint:
            found[(field.label or key, field.hint)] = None
    return list(found)


def _fields(answers: AnswerSet, items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    for item in items:
        if isinstance(item, TableItem):
            yield from ((item.table, key) for key in item.keys)
        else:
            for address in addresses_of(answers, [item]):
                yield answers.facts.rows[address.row].table, address.key
