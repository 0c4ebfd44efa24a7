"""Values as the paper prints them: what was typed as typed, what was computed in its kind and form."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from app.answers.bindings import is_template, source_of
from app.answers.plan import Slot
from app.core.absence import outer_trim
from app.core.numbers import trimmed
from app.core.printing import over, print_value
from app.core.records import Cell
from app.core.values import NotApplicable, Value
from app.packs.templates import Placeholder, parse_template

if TYPE_CHECKING:
    from app.answers.evaluation import Evaluation


def printed(evaluation: Evaluation, row: str, key: str, form: str = "") -> str:
    """Return what the paper prints for a value; `form` beats the field's own.

    Typed text is printed as typed, unless it was typed in another unit than the paper's. A binding prints what
    its source prints. What could not be computed, and keys that are not in force, print nothing. 无 prints as
    typed; how a form shows an absent item is the form's choice.
    """
    suffix = ""
    while True:
        value, slot = evaluation.value(row, key), evaluation.slot((row, key))
        cell = evaluation.acting_cell(row, slot) if slot is not None else evaluation.store.cell(row, key)
        if slot is None:
            return _without_slot(value, cell, form)
        if value is None:
            return _as_typed(cell) if evaluation.key_in_force(row, slot) else ""
        single = _single(cell)
        if single is None:
            return _own_text(slot, cell, value, form) + suffix
        source = source_of(evaluation, row, single)
        suffix = suffix or _unit_of_binding(evaluation, slot, source, single.form or form)
        (row, key), form = source, single.form or form


def _single(cell: Cell | None) -> Placeholder | None:
    """Return the placeholder of a cell that is exactly one."""
    if cell is None or cell.state != "value" or not is_template(cell.text):
        return None
    return parse_template(cell.text).single


def _unit_of_binding(evaluation: Evaluation, slot: Slot, source: tuple[str, str], form: str) -> str:
    """Return the unit to print after a bare number that a quantity takes from a field with a unit."""
    origin = evaluation.slot(source)
    if slot.kind != "quantity" or form or origin is None or origin.kind not in {"money", "count", "number"}:
        return ""
    return origin.unit


def _without_slot(value: Value, cell: Cell | None, form: str) -> str:
    """Print a view of a quantity, or the text of a key that the pack does not know."""
    if cell is not None:
        return cell.text
    return print_value(value, "text" if isinstance(value, str) else "number", form)


def _as_typed(cell: Cell | None) -> str:
    """Print text that could not be read; a binding without a value prints nothing."""
    return "" if cell is None or cell.state != "value" or is_template(cell.text) else outer_trim(cell.text)


def _own_text(slot: Slot, cell: Cell | None, value: Value, form: str) -> str:
    typed = cell.text if cell is not None and not is_template(cell.text) else ""
    if isinstance(value, NotApplicable):
        return typed or "无"
    if typed and not form and cell is not None and cell.measure in {"", slot.unit}:
        return typed if slot.kind == "longtext" else outer_trim(typed)
    if typed and isinstance(value, Decimal):
        value = trimmed(value)  # typed in another unit: the zeros are the conversion's
    return print_value(value, slot.kind, over(form, slot.form), unit=slot.unit)
