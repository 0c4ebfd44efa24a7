"""Rules that hold indicators against the money and staff of the forms: rates of the same meaning, cost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.answers.sheets import Sheet
from app.audit.indicator_rows import PERCENT, Indicator, indicators_of, sheets_of
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.audit.words import printed_like
from app.core.intervals import Interval, exactly, printed
from app.core.numbers import EXACT, divide, half_up, num, plain, shift
from app.core.quantities import Quantity
from app.core.records import ROOT_ID, Address
from app.core.signatures import ParamKind
from app.core.units import MONEY, canonical, money_in
from app.documents.rows import RowView

_WORDS: Final = ParamKind("words", ())
_QUOTIENT: Final = re.compile(r"([a-z_.0-9]+) / ([a-z_.0-9]+)")
_MARKS: Final = str.maketrans("", "", "“”\"'‘’（）()《》「」的 　")
_KINDS: Final = ("wrong", "unsure", "rounding")
_EXECUTED: Final = "budget.executed.total"


@dataclass(frozen=True, slots=True)
class Rates:
    """Names of indicators with the key of the form's rate (政府采购执行率=procurement.rate), and what is looked for.

    wrong: the unit's own sheet is off. unsure: a project's sheet is. rounding: right by the printed digits only.
    """

    rates: tuple[str, ...]
    kind: str

    def key(self, name: str) -> str:
        """Return the key of the rate that an indicator is called after; empty for none."""
        bare = name.translate(_MARKS)
        pairs = (entry.partition("=") for entry in self.rates)
        return next((key for word, _, key in pairs if word == bare), "")


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate of the forms in percent: exact, what it may be as printed, and where it comes from."""

    exact: Decimal
    within: Interval
    sources: tuple[Address, ...]


@audit_rule(
    "rate_of_form",
    params={"rates": _WORDS, "kind": ParamKind("choice", "wrong", choices=_KINDS)},
    params_class=Rates,
    label="指标的完成值与表上算出的比率不符",
)
def rate_of_form(view: AuditView, params: Rates) -> Iterator[Hit]:
    """Find rates in indicator rows that the forms of the same evaluation contradict."""
    for found in indicators_of(view):
        key, actual = params.key(found.name), found.actual
        if not key or not isinstance(actual, Quantity) or actual.measure not in {PERCENT, ""}:
            continue
        rate = _rate(view, key)
        if rate is None or _as_printed(view, rate, actual) or _kind(found, actual, rate) != params.kind:
            continue
        expected = plain(half_up(rate.exact, 2)) + "%"
        places = (found.at("actual"), *rate.sources)
        yield Hit(places, found.printed("actual"), expected, _figures(view, rate), found.id)


def _figures(view: AuditView, rate: _Rate) -> dict[str, str]:
    said = [f"{view.label(at)}{view.printed(at)}" for at in rate.sources]
    return {"figures": "、".join(said)}


def _as_printed(view: AuditView, rate: _Rate, actual: Quantity) -> bool:
    """Say whether an actual is what the two figures give as the form prints them, in 万元 and rounded."""
    figures = [num(view.printed(at)) for at in rate.sources]
    if len(figures) != _PAIR or figures[0] is None or not figures[1]:
        return False
    share = divide(figures[0], figures[1])
    return (
        share is not None and half_up(shift(share, 2), max(-int(actual.value.as_tuple().exponent), 0)) == actual.value
    )


_PAIR: Final = 2


def _kind(found: Indicator, actual: Quantity, rate: _Rate) -> str:
    """Return what is wrong with an actual; empty when nothing is."""
    digits = max(-int(actual.value.as_tuple().exponent), 0)
    if half_up(rate.exact, digits) == actual.value:
        return ""
    unit = Decimal(1).scaleb(-digits)
    off = abs(EXACT.subtract(actual.value, rate.exact)) >= unit
    if not off or printed(actual.value).overlaps(rate.within):
        return "rounding" if found.of_unit else ""
    return "wrong" if found.of_unit else "unsure"


def _rate(view: AuditView, key: str) -> _Rate | None:
    field = view.root.field(key)
    exact = view.root.get(key)
    if field is None or not isinstance(exact, Decimal):
        return None
    whole = shift(exact, 2)
    match = _QUOTIENT.fullmatch(field.compute.strip()) if field.compute else None
    if match is None:
        return _Rate(whole, exactly(whole), (Address(ROOT_ID, key),))
    upper, lower = (_input(view, name) for name in match.groups())
    share = upper.over(lower) if upper is not None and lower is not None else None
    within = Interval(shift(share.low, 2), shift(share.high, 2)) if share is not None else exactly(whole)
    return _Rate(whole, within, tuple(Address(ROOT_ID, name) for name in match.groups()))


def _input(view: AuditView, key: str) -> Interval | None:
    """Return what an input may be: money to at least two decimals as forms print it, counts exactly."""
    value, field = view.root.get(key), view.root.field(key)
    if not isinstance(value, Decimal) or field is None:
        return None
    if field.kind != "money":
        return exactly(value)
    return printed(value if int(value.as_tuple().exponent) <= -_CENTS else value.quantize(Decimal("0.01")))


_CENTS: Final = 2


# ---- cost ----


@dataclass(frozen=True, slots=True)
class CostNames:
    """Words of the levels of cost, and words of names that speak of a part or of one piece."""

    levels: tuple[str, ...]
    not_names: tuple[str, ...]


@audit_rule(
    "cost_over_spending",
    params={"levels": _WORDS, "not_names": _WORDS},
    params_class=CostNames,
    label="成本指标的完成值大于全年执行数",
)
def cost_over_spending(view: AuditView, params: CostNames) -> Iterator[Hit]:
    """Find costs above all that the sheet has spent."""
    sheets = {sheet.row: sheet for sheet in sheets_of(view)}
    for found in indicators_of(view):
        if found.under(params.levels) and not found.speaks_of(params.not_names) and found.sheet.row in sheets:
            yield from _above(found, sheets[found.sheet.row], view.answers.pack.unit_of_money)


def _above(found: Indicator, sheet: Sheet, unit: str) -> Iterator[Hit]:
    actual, spent = found.actual, _spent(found.sheet)
    if not isinstance(actual, Quantity) or canonical(actual.measure) != MONEY or spent is None:
        return
    cost = money_in(actual.base, "元", unit)
    if cost > printed(spent).high:
        places = (found.at("actual"), Address(sheet.row, _EXECUTED))
        yield Hit(places, found.printed("actual"), printed_like(spent, None) + unit, row=found.id)


def _spent(sheet: RowView) -> Decimal | None:
    value = sheet.get(_EXECUTED) if sheet.field(_EXECUTED) is not None else None
    return value if isinstance(value, Decimal) and num(str(value)) is not None else None
