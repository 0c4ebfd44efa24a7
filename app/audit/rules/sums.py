"""Totals and their parts: sums that do not add up, totals typed over, lists of 其中 that say almost nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.audit.budget_lines import Sum, amount, label, meet, shown, sums_of
from app.audit.registry import Hit, audit_rule
from app.audit.spread import Reading, formula_of, spread
from app.audit.view import AuditView
from app.audit.words import label_of, printed_like
from app.core.intervals import Interval, exactly, total
from app.core.numbers import divide, half_up, trimmed
from app.core.records import Address
from app.core.signatures import Amount, ParamKind
from app.documents.rows import RowView

_TYPED_OVER: Final = frozenset({"money", "rate", "count", "number", "points"})


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums as texts: `a.*.total = a.*.one + a.*.other?`, `a >= b + c`."""

    sums: tuple[str, ...]


@audit_rule("sums", params={"sums": ParamKind("words")}, params_class=Sums, label="合计与分项不符", parted=True)
def not_adding_up(view: AuditView, params: Sums) -> Iterator[Hit]:
    """Yield every total that its parts do not add up to, or that the parts listed of it exceed."""
    for one in sums_of(view, params.sums):
        for row in _rows_with(view, one.whole):
            hit = view.whole.once(_SumAt(row.row, one))
            if hit is not None:
                yield hit


def _rows_with(view: AuditView, key: str) -> Iterator[RowView]:
    for table, fields in view.answers.pack.fields.items():
        if key in fields:
            yield from view.rows(table)


@dataclass(frozen=True, slots=True)
class _SumAt:
    """A sum at a row: kept for each, so that an edit adds up few of them again."""

    row: str
    sum: Sum

    def __call__(self, view: AuditView) -> Hit | None:
        return _sum_hit(view, view.row(self.row), self.sum)


def _sum_hit(view: AuditView, row: RowView, one: Sum) -> Hit | None:
    reading = Reading(view)
    whole, parts = reading.at(row, one.whole), _parts(reading, row, one)
    given = [key for key in one.parts if amount(row, key) is not None]
    if (
        whole is None
        or not given
        or parts is None
        or meet(whole, parts[0])
        or (not parts[1] and parts[0].high < whole.low)
    ):
        return None
    gathered = sum((amount(row, key) or Decimal(0) for key in given), Decimal(0))
    expected = printed_like(gathered, row.field(one.whole))
    values = {
        "where": label_of(view.answers, Address(row.row, one.whole)),
        "parts": "、".join(label(row, key) for key in given),
        "gap": printed_like(trimmed(abs(gathered - (amount(row, one.whole) or Decimal(0)))), None),
    }
    blank = [key for key in one.parts if key not in given and row.field(key) is not None and row.get(key) is None]
    places = tuple(Address(row.row, key) for key in (one.whole, *given, *blank))
    return Hit(places, shown(row, one.whole), expected, values, row.row)


def _parts(reading: Reading, row: RowView, one: Sum) -> tuple[Interval, bool] | None:
    """Return what the parts add up to, and whether they are all there are; None where one of them is not known."""
    known: list[Interval] = []
    complete = one.all
    for key in one.parts:
        part = reading.at(row, key)
        if part is not None:
            known.append(part)
        elif key not in one.may_lack:
            complete = False
    return (total(known), complete) if known else None


@dataclass(frozen=True, slots=True)
class Listed:
    """Sums as texts, and the least share of the total that the parts listed of it should make."""

    sums: tuple[str, ...]
    least: Amount


@audit_rule(
    "sums_listed",
    params={"sums": ParamKind("words"), "least": ParamKind("amount", default="20%")},
    params_class=Listed,
    label="“其中”各行只占合计的很小一部分",
    parted=True,
)
def hardly_listed(view: AuditView, params: Listed) -> Iterator[Hit]:
    """Yield every total of which the parts that are listed make only a small share."""
    for one in sums_of(view, params.sums):
        for row in _rows_with(view, one.whole):
            whole = amount(row, one.whole)
            given = {key: found for key in one.parts if (found := amount(row, key)) is not None}
            share = divide(sum(given.values(), Decimal(0)), whole) if whole and given else None
            if share is not None and share < params.least.value:
                yield _listed_hit(view, row, one.whole, given, share)


def _listed_hit(view: AuditView, row: RowView, whole: str, given: dict[str, Decimal], share: Decimal) -> Hit:
    listed = printed_like(sum(given.values(), Decimal(0)), row.field(whole))
    values = {
        "where": label_of(view.answers, Address(row.row, whole)),
        "listed": listed,
        "share": printed_like(share, None, "0.#%"),
    }
    places = tuple(Address(row.row, key) for key in (whole, *given))
    return Hit(places, shown(row, whole), "", values, row.row)


@dataclass(frozen=True, slots=True)
class TypedOver:
    """Keys that other rules look at."""

    leave: tuple[str, ...]


@audit_rule(
    "typed_over",
    params={"leave": ParamKind("words", default=())},
    params_class=TypedOver,
    label="手工改定的数与算出的数不同",
    parted=True,
)
def typed_over(view: AuditView, params: TypedOver) -> Iterator[Hit]:
    """Yield every total or rate that was typed although the pack works it out, and that differs from that."""
    for row_id, cells in view.cells():
        row = view.row(row_id)
        for (key, form), cell in sorted(cells.items()):
            found = row.field(key)
            if (
                not form
                and key not in params.leave
                and cell.origin == "overridden"
                and found is not None
                and found.compute
                and found.kind in _TYPED_OVER
            ):
                yield from _typed_over_at(view, row, key)


def _typed_over_at(view: AuditView, row: RowView, key: str) -> Iterator[Hit]:
    field, value = row.field(key), amount(row, key)
    made = Reading(view).at(row, key, computed=True) or _of_quantities(view, row, key)
    if field is None or value is None or made is None:
        return
    here = spread(value, field.kind) or exactly(value)
    if not meet(here, made):
        middle = (made.low + made.high) / 2
        form = "" if field.kind != "rate" else field.form or "0.##%"
        expected = printed_like(half_up(middle, 2) if field.kind == "money" else middle, field, form)
        values = {"where": label_of(view.answers, Address(row.row, key))}
        yield Hit((Address(row.row, key),), shown(row, key), expected, values, row.row)


def _of_quantities(view: AuditView, row: RowView, key: str) -> Interval | None:
    """Return what a formula gives of which the operands carry their own measures: actual / target."""
    formula = formula_of(view, row, key, typed_over=True)
    made = formula.evaluate(row) if formula is not None else None
    return exactly(made) if isinstance(made, Decimal) else None
