"""Words for findings: names of places (of `places`), printed values, why a rule could not look."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from app.audit.places import LONGEST_QUOTE, form_name, label_of, place_of, row_words
from app.core.numbers import plain
from app.core.printing import print_value
from app.core.values import Value
from app.documents.rows import Paper, RowView
from app.packs.expression_tree import UP, Name, Reference
from app.packs.expressions import Expression
from app.packs.schema import Field, Pack

__all__ = [
    "LONGEST_QUOTE",
    "form_name",
    "label_of",
    "place_of",
    "printed_like",
    "reference_words",
    "row_words",
    "shown",
]

_FIGURES: Final = frozenset({"money", "rate", "count", "number", "points", "quantity", "year"})


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
