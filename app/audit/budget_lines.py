"""Lists of keys as a rule names them: sums written as formulas, moments of a budget, forms that print a key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.audit.view import AuditView
from app.core.intervals import Interval
from app.core.units import is_money_unit, money_in
from app.documents.rows import Paper, RowView

MOMENT: Final = "*"
"""Stands in a key for each moment: prior_final, initial, full_year, executed."""
_AXIS: Final = "when"


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum: a key and its parts.

    Attributes:
        whole: the key of the total.
        parts: the keys of its parts.
        may_lack: parts that count as nothing where they are blank.
        all: the parts are all there are (=); else a list of some of them (>=, 其中).
    """

    whole: str
    parts: tuple[str, ...]
    may_lack: frozenset[str]
    all: bool


def sums_of(view: AuditView, written: Sequence[str]) -> Iterator[Sum]:
    """Yield the sums that texts like `a.*.total = a.*.one + a.*.other?` stand for, one for each moment."""
    for text in written:
        for one in _each_moment(view, text):
            whole, sign, parts = one.partition(">=") if ">=" in one else one.partition("=")
            names = [part.strip() for part in parts.split("+")]
            lacking = frozenset(name[:-1] for name in names if name.endswith("?"))
            yield Sum(whole.strip(), tuple(name.rstrip("?") for name in names), lacking, sign == "=")


def _each_moment(view: AuditView, text: str) -> Sequence[str]:
    if MOMENT not in text:
        return (text,)
    return tuple(text.replace(MOMENT, moment) for moment in view.answers.pack.axes[_AXIS])


def base_moment(view: AuditView, rate: str) -> str:
    """Return the moment of the budget that a control rate of the pack divides by: initial or full_year."""
    field = view.root.field(rate)
    return "full_year" if field is not None and ".full_year" in field.compute.rpartition("/")[2] else "initial"


def amount(row: RowView, key: str) -> Decimal | None:
    """Return a figure of a row, None where it is blank, 无, or no figure."""
    value = row.get(key)
    return value if isinstance(value, Decimal) else None


def shown(row: RowView, key: str) -> str:
    """Return what the paper prints of a key."""
    return row.printed(key, "", Paper())


def label(row: RowView, key: str) -> str:
    """Return the label of a key in a row."""
    field = row.field(key)
    return field.label if field is not None else key


def in_wan(view: AuditView, value: Decimal) -> Decimal:
    """Return an amount of the pack in 万元."""
    unit = view.answers.pack.unit_of_money
    return money_in(value, unit, "万元") if is_money_unit(unit) else value


def meet(one: Interval, other: Interval) -> bool:
    """Say whether two intervals have a value in common, if only where they touch."""
    return max(one.low, other.low) <= min(one.high, other.high)


def forms_printing(view: AuditView, key: str) -> tuple[str, ...]:
    """Return the forms whose cells print a key."""
    return tuple(name for name, text in view.once(_form_texts) if f"{{{{{key}}}}}" in text or f"{{{{{key}|" in text)


def _form_texts(view: AuditView) -> tuple[tuple[str, str], ...]:
    return tuple((name, form.model_dump_json()) for name, form in view.answers.pack.forms.items())
