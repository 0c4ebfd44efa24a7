"""Bindings (取数): cells whose text takes the value of another cell, `{{#rowid/key|form}}`.

A text that is exactly one placeholder passes the typed value on, in another unit where the form names one. Any
other text is written out with the printed values and then read as if it had been typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from app.answers.conversion import converted
from app.answers.network import Node
from app.answers.nodes import EXISTS
from app.answers.plan import Slot
from app.core.errors import UserError
from app.core.units import split_unit
from app.core.values import Value, interpret
from app.packs.templates import Placeholder, Template, parse_template

if TYPE_CHECKING:
    from app.answers.evaluation import Evaluation


def is_template(text: str) -> bool:
    """Say whether a cell's text takes values from elsewhere."""
    return "{{" in text


def bound_value(evaluation: Evaluation, node: Node, slot: Slot, text: str) -> Value:
    """Return the value of a cell that is bound; problems are left with the evaluation.

    Raises:
        UserError: the text is malformed, or what it gives cannot stand in this cell.
    """
    template = parse_template(text)
    if not template.placeholders:
        return interpret(slot.kind, text, unit=slot.unit)
    if template.single is not None:
        return _passed_on(evaluation, node, slot, template.single)
    return interpret(slot.kind, rendered(evaluation, node[0], template), unit=slot.unit)


def rendered(evaluation: Evaluation, row: str, template: Template) -> str:
    """Return a text with every placeholder printed; those without a row speak of `row` or the rows above it.

    Raises:
        UserError: a placeholder names a row or a key that does not exist.
    """
    return template.render(
        lambda placeholder: evaluation.printed(*source_of(evaluation, row, placeholder), placeholder.form)
    )


def source_of(evaluation: Evaluation, row: str, placeholder: Placeholder) -> Node:
    """Return the node a placeholder takes its value from.

    Raises:
        UserError: there is no such row, or its table has no such key.
    """
    found = placeholder.row if placeholder.row is not None else _nearest(evaluation, row, placeholder.key)
    table = cast("str | None", evaluation.network.get((found, EXISTS)))
    if table is None:
        raise _broken(placeholder, "取数的那一行已经不在了", "请重新选择取数的位置，或直接填写")
    if evaluation.plan.slot(table, placeholder.key) is None:
        raise _broken(placeholder, f"取数的那一行没有“{placeholder.key}”这一栏", "请重新选择取数的位置")
    return found, placeholder.key


def bound_to(text: str) -> list[tuple[str | None, str]]:
    """Return (row, key) of every placeholder of a text, malformed ones left aside; row None is the row itself."""
    return [(placeholder.row, placeholder.key) for placeholder in _placeholders(text)]


def _placeholders(text: str) -> tuple[Placeholder, ...]:
    try:
        return parse_template(text).placeholders
    except UserError:
        return ()


def _passed_on(evaluation: Evaluation, node: Node, slot: Slot, placeholder: Placeholder) -> Value:
    source = source_of(evaluation, node[0], placeholder)
    origin = evaluation.slot(source)
    value = cast("Value", evaluation.network.get(source))
    if value is None or origin is None:
        label = origin.label if origin else placeholder.key
        evaluation.problems[node] = f"取自“{label}”，那里没有数"
        return None
    unit = placeholder.form if split_unit(placeholder.form) else ""
    return converted(value, origin, slot, unit)


def _nearest(evaluation: Evaluation, row: str, key: str) -> str:
    """Return the row itself or the nearest row above it whose table has the key."""
    current: str | None = row
    while current is not None:
        found = evaluation.store.rows.get(current)
        if found is None or evaluation.plan.slot(found.table, key) is not None:
            return current
        current = found.parent
    return row


def _broken(placeholder: Placeholder, what: str, repair: str) -> UserError:
    return UserError("binding.broken", where=str(placeholder), what=what, repair=repair)
