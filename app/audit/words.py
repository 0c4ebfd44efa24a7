"""Words for findings: names of places, printed values, why a rule could not look."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from app.answers.answer_set import AnswerSet
from app.answers.labels import LONGEST_TITLE
from app.core.findings import FindingPlace
from app.core.numbers import plain
from app.core.printing import print_value
from app.core.records import Address
from app.core.values import Value
from app.documents.rows import Paper, RowView
from app.packs.expression_tree import UP, Name, Reference
from app.packs.expressions import Expression
from app.packs.schema import Field, Pack

LONGEST_QUOTE: Final = 120
"""Longer texts are cut off where a place is quoted."""

_FIGURES: Final = frozenset({"money", "rate", "count", "number", "points", "quantity", "year"})


def place_of(answers: AnswerSet, address: Address, text: str) -> FindingPlace:
    """Return a place in words, with what stands there cut to a length that can be read."""
    quoted = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"
    return FindingPlace(address, label_of(answers, address), quoted)


def label_of(answers: AnswerSet, address: Address) -> str:
    """Return the words for a place: 附件2 绩效指标第3行（参保人数）“实际完成值”."""
    row = answers.facts.rows[address.row]
    field = answers.pack.fields.get(row.table, {}).get(address.key)
    column = f"“{field.label if field is not None else address.key}”" if address.key else ""
    form = form_name(answers.pack, address.form)
    return f"{form} {row_words(answers, address.row)}{column}".strip()


def form_name(pack: Pack, form: str) -> str:
    """Return what people call a form or report: its short name, its number, else its title; empty for no form."""
    found = pack.forms.get(form) or pack.reports.get(form)
    if found is None:
        return form
    return found.label or found.number or found.title or form


def row_words(answers: AnswerSet, row_id: str) -> str:
    """Return the words for a row and the rows it hangs under: 项目支出第2行（…）绩效指标第3行; empty for the root."""
    row = answers.facts.rows[row_id]
    if row.parent is None:
        return ""
    table = answers.pack.tables.get(row.table)
    own = f"{table.label if table is not None else row.table}{_number(answers, row_id)}"
    title = answers.printed(row_id, table.title) if table is not None and table.title else ""
    short = title if len(title) <= LONGEST_TITLE else title[:LONGEST_TITLE] + "…"
    return f"{row_words(answers, row.parent)}{own}" + (f"（{short}）" if short else "")


def _number(answers: AnswerSet, row_id: str) -> str:
    row = answers.facts.rows[row_id]
    siblings = answers.children(row.parent or "", row.table)
    return f"第{siblings.index(row_id) + 1}行" if row_id in siblings else ""


def reference_words(pack: Pack, table: str, reference: Reference) -> str:
    """Return the words for a name in a formula: 全年执行数, 项目支出的资金总额."""
    for step in reference.path:
        above = pack.tables[table].parents if table in pack.tables else ()
        table = step if step != UP else (above[0] if above else "")
    field = pack.fields.get(table, {}).get(reference.key)
    label = field.label if field is not None else reference.key
    words = pack.tables[table].label if table in pack.tables else table
    if not reference.is_column:
        return label
    return f"{words}的{label}" if label else words


def shown(expression: Expression, row: RowView, like: Field | None) -> str:
    """Return the printed value of an expression for a row.

    An expression that is one key prints as that key does; any other figure like the field it is compared with.

    Args:
        expression: the expression.
        row: the row.
        like: the field of the guilty place.
    """
    tree = expression.tree
    if isinstance(tree, Name) and not tree.reference.path and row.field(tree.reference.key) is not None:
        return row.printed(tree.reference.key, "", Paper())
    return printed_like(expression.evaluate(row), like)


def printed_like(value: Value, like: Field | None, form: str = "") -> str:
    """Return a value as a field would print it; `form` beats the form of the field."""
    if isinstance(value, Decimal) and form:
        return print_value(value, "rate" if form.endswith("%") else "number", form)
    if isinstance(value, Decimal) and like is not None and like.kind in _FIGURES - {"quantity"}:
        return print_value(value, like.kind, like.form, unit=like.unit)
    return plain(value, strip=True) if isinstance(value, Decimal) else print_value(value, "text")
