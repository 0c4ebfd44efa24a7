"""Totals that stand where a part should: a total as basic spending, parts of the schemes above their total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.audit.budget_doubt import doubtful_basic
from app.audit.budget_lines import amount, label, shown
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.audit.words import label_of, printed_like
from app.core.intervals import Interval, printed
from app.core.numbers import plain, shift
from app.core.quantities import Quantity
from app.core.records import ROOT_ID, Address
from app.core.signatures import ParamKind
from app.core.units import SCALES
from app.documents.rows import Paper, RowView

_FACTS: Final = "facts"


@audit_rule("basic_is_total", params={}, params_class=tuple, label="基本支出预算填成了合计")
def basic_is_total(view: AuditView, _params: object) -> Iterator[Hit]:
    """Yield budgets for basic spending that are as much as the whole, beside money for projects."""
    root = view.root
    for doubt in doubtful_basic(view):
        both = (amount(root, doubt.basic) or Decimal(0)) + (amount(root, doubt.project) or Decimal(0))
        values = {
            "where": label_of(view.answers, Address(ROOT_ID, doubt.basic)),
            "other": label(root, doubt.total),
            "project": shown(root, doubt.project),
            "total": printed_like(both, None),
        }
        places = tuple(Address(ROOT_ID, key) for key in (doubt.basic, doubt.project, doubt.total))
        yield Hit(places, shown(root, doubt.basic), printed_like(doubt.due, None), values, root.row)


@dataclass(frozen=True, slots=True)
class Schemes:
    """Business figures that the schemes add up to.

    Attributes:
        facts: ids of the library.
        whole: the scheme that stands for all.
        apart: a word of the schemes whose people are nowhere counted twice.
    """

    facts: tuple[str, ...]
    whole: str
    apart: str


@audit_rule(
    "schemes_above_total",
    params={"facts": ParamKind("words"), "whole": ParamKind("name"), "apart": ParamKind("name")},
    params_class=Schemes,
    label="各险种相加比合计多",
)
def schemes_above_total(view: AuditView, params: Schemes) -> Iterator[Hit]:
    """Yield business figures whose schemes are together more than the figure given for all of them."""
    for kind in params.facts:
        rows = [row for row in view.rows(_FACTS) if row.printed("library_id", "", Paper()) == kind]
        whole = [row for row in rows if row.printed("scheme", "", Paper()) == params.whole]
        parts = [row for row in rows if params.apart in row.printed("scheme", "", Paper())]
        if len(whole) == 1 and len(parts) >= _SEVERAL and _each_once(parts):
            yield from _above(whole[0], parts)


_SEVERAL: Final = 2


def _each_once(rows: Sequence[RowView]) -> bool:
    return len({row.printed("scheme", "", Paper()) for row in rows}) == len(rows)


def _above(whole: RowView, parts: Sequence[RowView]) -> Iterator[Hit]:
    figures = [row.get("value") for row in (whole, *parts)]
    given = [one for one in figures if isinstance(one, Quantity) and not one.hedge]
    if len(given) != len(figures) or len({one.measure for one in given}) > 1:
        return
    most, least = _within(given[0]).high, sum((_within(one).low for one in given[1:]), Decimal(0))
    if least <= most:
        return
    total = shift(sum((one.base for one in given[1:]), Decimal(0)), -SCALES[given[0].scale])
    listed = "、".join(row.printed("value", "", Paper()) for row in parts)
    places = tuple(Address(row.row, "value") for row in (whole, *parts))
    expected = f"{plain(total, strip=True)}{given[0].scale}{given[0].measure}"
    yield Hit(places, whole.printed("value", "", Paper()), expected, {"listed": listed}, whole.row)


def _within(quantity: Quantity) -> Interval:
    found, places = printed(quantity.value), SCALES[quantity.scale]
    return Interval(shift(found.low, places), shift(found.high, places))
