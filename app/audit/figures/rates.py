"""What follows from two values: a share of the budget, a change to another year, as intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from app.audit.figures.comparing import as_interval
from app.audit.figures.names import Name, Named, field_value, names_of
from app.audit.figures.phrases import EITHER, LESS, unexplained
from app.audit.view import AuditView
from app.core.intervals import Interval, exactly
from app.core.numbers import half_up, num, plain, shift
from app.core.quantities import Quantity, complete
from app.core.records import ROOT_ID, Address
from app.core.units import SCALES

_HUNDRED: Final = exactly(Decimal(100))
_MOST: Final = 10
"""Decimals that a recomputed figure is printed with at most."""
_BUDGET: Final = "budget."
_EXECUTION: Final = "执行率"
_BASES: Final = ("full_year", "initial")


@dataclass(frozen=True, slots=True)
class Rated:
    """A value that a figure may stand for.

    Attributes:
        named: the cell it stands in or follows from.
        interval: what it may be, in its base unit.
        value: the value itself; None where the cell holds it.
        direction: the words say more or less as it is.
        bases: the same rate of other bases: the cell of the base, what it is then.
        further: cells it follows from besides.
    """

    named: Named
    interval: Interval
    value: Quantity | None = None
    direction: bool = True
    bases: tuple[tuple[tuple[Named, ...], Interval], ...] = ()
    sign: str = ""

    @property
    def quantity(self) -> Quantity:
        """Return the value as a quantity."""
        return self.value if self.value is not None else self.named.value

    def printed(self, like: Quantity) -> str:
        """Return the value as it would be printed where a figure stands: in its unit, with its decimals."""
        if self.value is None and not like.measure:
            return self.named.printed
        return self.sign + printed_like(self.quantity, like)


def printed_like(value: Quantity, like: Quantity) -> str:
    """Print a value in the unit of a figure, with as many decimals or as many more as it needs."""
    unit = complete(like, value)
    moved = shift(value.base, -SCALES[unit.scale])
    places = max(0, -int(like.value.as_tuple().exponent))
    if moved != half_up(moved, places):
        own = max(0, -int(value.value.as_tuple().exponent) - SCALES[value.scale] + SCALES[unit.scale])
        places = min(max(places, min(own, _MOST) if value.measure != "%" else 2), _MOST)
    text = plain(half_up(moved, places))
    return f"{text}{unit.scale}{unit.measure}"


def _stated(view: AuditView, named: Named) -> Iterator[tuple[Named, Interval]]:
    """Yield what single forms print in place of a value."""
    for (key, form), cell in view.answers.facts.cells.get(named.address.row, {}).items():
        value = num(cell.text) if form and key == named.address.key and cell.state != "empty" else None
        if value is not None:
            like = Quantity("", value, named.value.scale, named.value.measure)
            label = Named(Address(named.address.row, key, form), like, cell.text, named.label, named.when)
            yield label, as_interval(like)


def budget_share(view: AuditView, family: Sequence[Named], subject: Named, of: str) -> Rated | None:
    """Return how much of its budget was spent of something; None where no budget is known."""
    executed = _at(family, subject, "executed")
    wanted = ("initial",) if of == "年初" else _BASES
    base = next((one for when in wanted if (one := _at(family, subject, when)) is not None), None)
    if executed is None or base is None or executed.address == base.address:
        return None
    share = _percent(as_interval(executed.value), as_interval(base.value))
    if share is None:
        return None
    return Rated(
        _rate_cell(view, executed) or executed,
        share,
        _exact_percent(executed.value.base, base.value.base),
        bases=tuple(_other_bases(view, family, executed, base)),
    )


@dataclass(frozen=True, slots=True)
class _BudgetOf:
    """The named lines of the budget of a row."""

    row: str

    def __call__(self, view: AuditView) -> tuple[Named, ...]:
        return view.once(_budgets).get(self.row, ())


def _budgets(view: AuditView) -> dict[str, tuple[Named, ...]]:
    found: dict[str, dict[Address, Named]] = {}
    for name in names_of(view).values():
        for one in name.values:
            if one.address.key.startswith(_BUDGET):
                found.setdefault(one.address.row, {}).setdefault(one.address, one)
    return {row: tuple(held.values()) for row, held in found.items()}


def budget_share_of(view: AuditView, named: Named) -> Rated:
    """Return a rate field with the other bases people take it of."""
    item = named.address.key.rpartition("rate")[2].lstrip(".") or "total"
    family = view.whole.once(_BudgetOf(named.address.row))
    key = f"budget.executed.{item}"
    executed = next((one for one in family if one.address.key == key), None)
    plain = Rated(named, as_interval(named.value))
    if executed is None:
        return plain
    own = [one for one in family if one.address.key.endswith(f".{item}")]
    share = budget_share(view, own, executed, "")
    return replace(plain, bases=share.bases) if share is not None else plain


def rate_of_project(view: AuditView, project: Name, words: str) -> Rated | None:
    """Return the execution rate of a project where the words before a figure say no more than that."""
    found = next((one for one in project.values if one.address.key == "budget.rate"), None)
    said = words.endswith(_EXECUTION) and not unexplained(words.removesuffix(_EXECUTION))
    return budget_share_of(view, found) if found is not None and said else None


def rated_of(values: Sequence[Named]) -> list[Rated]:
    """Return values with what they may be."""
    return [Rated(one, as_interval(one.value, exact=one.exact)) for one in values]


def _other_bases(
    view: AuditView, family: Sequence[Named], executed: Named, base: Named
) -> Iterator[tuple[tuple[Named, ...], Interval]]:
    for when in _BASES:
        column = _at(family, executed, when)
        if column is None:
            continue
        others = [(column, as_interval(column.value))] if column.address != base.address else []
        for one, interval in (*others, *_stated(view, column)):
            share = _percent(as_interval(executed.value), interval)
            if share is not None:
                yield (one,), share


def _rate_cell(view: AuditView, executed: Named) -> Named | None:
    """Return the cell that holds the execution rate of a column, where the pack has one."""
    head, _, item = executed.address.key.partition(".executed.")
    row = view.row(executed.address.row)
    key = f"{head}.rate" if item == "total" else f"{head}.rate.{item}"
    field = row.field(key)
    return field_value(row, key, field, executed.owner) if field is not None and field.kind == "rate" else None


def change(view: AuditView, family: Sequence[Named], subject: Named, sign: str, of: str) -> Rated | None:
    """Return by how much something changed against another column, said as `sign` says; None where that is blank."""
    base = _prior(view, family, subject) if "预算" not in of else _budget(view, family, subject)
    if base is None:
        return None
    now, then = as_interval(subject.value), as_interval(base.value)
    moved = now - then
    more = subject.value.base - base.value.base
    words = "减少" if more < 0 else "增加"
    return Rated(
        subject,
        _positive(moved),
        Quantity("", shift(abs(more), -SCALES[subject.value.scale]), subject.value.scale, subject.value.measure),
        direction=sign == EITHER or (sign in LESS) == (more < 0) or more == 0,
        sign="" if sign == EITHER or (sign in LESS) == (more < 0) else words,
    )


def change_rate(view: AuditView, family: Sequence[Named], subject: Named, sign: str) -> Rated | None:
    """Return by how many percent something changed against the year before."""
    base = _prior(view, family, subject)
    if base is None:
        return None
    now, then = as_interval(subject.value), as_interval(base.value)
    rate = _percent(now - then, then)
    if rate is None or base.value.base == 0:
        return None
    more = subject.value.base - base.value.base
    words = "下降" if more < 0 else "增长"
    return Rated(
        subject,
        _positive(rate),
        _exact_percent(abs(more), base.value.base),
        direction=(sign in LESS) == (more < 0) or more == 0,
        sign="" if (sign in LESS) == (more < 0) else words,
    )


def _at(family: Sequence[Named], subject: Named, when: str) -> Named | None:
    stem = subject.address.key.replace(f".{subject.when}", ".*")
    row = subject.address.row
    return next(
        (
            one
            for one in family
            if one.when == when and one.address.row == row and one.address.key.replace(f".{when}", ".*") == stem
        ),
        None,
    )


def _prior(view: AuditView, family: Sequence[Named], subject: Named) -> Named | None:
    if subject.when:
        return _at(family, subject, "prior_final")
    return _beside(view, subject, "prior")


def _beside(view: AuditView, subject: Named, when: str) -> Named | None:
    """Return the same sum of another time where the pack names it so: income.total, income.prior.total."""
    head, _, tail = subject.address.key.rpartition(".")
    key = f"{head}.{when}.{tail}"
    field = view.root.field(key) if subject.address.row == ROOT_ID else None
    return field_value(view.root, key, field) if field is not None else None


def _budget(view: AuditView, family: Sequence[Named], subject: Named) -> Named | None:
    columns = (_at(family, subject, when) for when in ("initial", "full_year"))
    return next((one for one in columns if one is not None), None) or _beside(view, subject, "initial")


def _percent(part: Interval, whole: Interval) -> Interval | None:
    share = part.over(whole)
    return share * _HUNDRED if share is not None else None


def _exact_percent(part: Decimal, whole: Decimal) -> Quantity | None:
    return Quantity("", half_up(part * 100 / whole, _MOST), "", "%") if whole else None


def _positive(interval: Interval) -> Interval:
    if interval.low >= 0:
        return interval
    if interval.high <= 0:
        return Interval(-interval.high, -interval.low)
    return Interval(Decimal(0), max(-interval.low, interval.high))
