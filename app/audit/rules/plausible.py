"""Money that is possible but not likely: great changes, spending per head, amounts ten thousand times the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.audit.budget_lines import amount, in_wan, label, shown
from app.audit.prose import prose_of
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.audit.words import label_of, printed_like
from app.core.numbers import divide
from app.core.records import ROOT_ID, Address
from app.core.signatures import Amount, ParamKind
from app.documents.rows import RowView

_PRIOR, _EXECUTED = "prior_final", "executed"
_TOTAL: Final = "budget.*.total"
_MOMENTS: Final = ("prior_final", "initial", "full_year", "executed")


@dataclass(frozen=True, slots=True)
class Change:
    """Which lines are looked at, and how far they may move against last year.

    Attributes:
        lines: keys with `*` for the moment, of the unit.
        projects: the like, of every project.
        up: the most they may rise.
        down: the most they may fall.
        least: amounts (万元) below which both years are too small to speak of.
        without: what is taken off a total of the budget first, with `*`: subsidies to the funds.
    """

    lines: tuple[str, ...]
    projects: tuple[str, ...]
    up: Amount
    down: Amount
    least: Decimal
    without: tuple[str, ...]


@audit_rule(
    "changed_much",
    params={
        "lines": ParamKind("words"),
        "projects": ParamKind("words", default=()),
        "up": ParamKind("amount", default="50%"),
        "down": ParamKind("amount", default="40%"),
        "least": ParamKind("number", default="1"),
        "without": ParamKind("words", default=()),
    },
    params_class=Change,
    label="比上年增减很多",
)
def changed_much(view: AuditView, params: Change) -> Iterator[Hit]:
    """Yield every line that rose or fell far more than usual against last year."""
    for row, line in _lines(view, params.lines, params.projects):
        before, now = (line.replace("*", moment) for moment in (_PRIOR, _EXECUTED))
        was, made = (_net(row, key, line, params, moment) for key, moment in ((before, _PRIOR), (now, _EXECUTED)))
        change = divide(made - was, was) if made is not None and was is not None and was > 0 else None
        if change is None or made is None or was is None or max(in_wan(view, made), in_wan(view, was)) < params.least:
            continue
        if change > params.up.value or change < -params.down.value:
            values = {
                "where": label_of(view.answers, Address(row.row, now)),
                "change": ("增加" if change > 0 else "减少") + printed_like(abs(change), None, "0%"),
            }
            places = (Address(row.row, now), Address(row.row, before))
            yield Hit(places, shown(row, now), shown(row, before), values, row.row)


def _lines(view: AuditView, own: Sequence[str], of_projects: Sequence[str]) -> Iterator[tuple[RowView, str]]:
    several = any(view.rows("projects"))
    yield from ((view.root, line) for line in own if not (several and line.endswith(".project")))
    yield from ((row, line) for row in view.rows("projects") for line in of_projects)


def _net(row: RowView, key: str, line: str, params: Change, moment: str) -> Decimal | None:
    """Return a figure, a total of the budget without subsidies to the funds."""
    found = amount(row, key)
    if found is None or line != _TOTAL or row.up() is not None:
        return found
    return found - sum((amount(row, name.replace("*", moment)) or Decimal(0) for name in params.without), Decimal(0))


@dataclass(frozen=True, slots=True)
class PerHead:
    """The most a unit spends per person (万元), and what does not count as its own spending."""

    limit: Decimal
    without: tuple[str, ...]


@audit_rule(
    "per_head",
    params={"limit": ParamKind("number", default="60"), "without": ParamKind("words", default=())},
    params_class=PerHead,
    label="人均支出过高，可能含对基金的补助",
)
def per_head(view: AuditView, params: PerHead) -> Iterator[Hit]:
    """Yield one hit where the spending per person, less subsidies to the funds, is above what an office spends."""
    root, key, heads = view.root, "budget.executed.total", "staff.actual"
    made, staff = amount(root, key), amount(root, heads)
    if made is None or not staff or staff < 0:
        return
    taken_off = [name for name in params.without if amount(root, name) is not None]
    own = made - sum((amount(root, name) or Decimal(0) for name in taken_off), Decimal(0))
    each = divide(in_wan(view, own), staff)
    if each is not None and each > params.limit:
        values = {
            "each": printed_like(each, None, "0.##"),
            "staff": shown(root, heads),
            "limit": printed_like(params.limit, None),
        }
        keys = (key, heads, "budget.executed.basic", "budget.executed.project", *taken_off)
        places = tuple(Address(root.row, name) for name in keys if amount(root, name) is not None)
        yield Hit(places, shown(root, key), "", values, root.row)


@dataclass(frozen=True, slots=True)
class Times:
    """How many times the others an amount is that was typed in another unit, from and to; the least it is (万元)."""

    low: Decimal
    high: Decimal
    least: Decimal


@audit_rule(
    "typed_in_yuan",
    params={
        "low": ParamKind("number", default="3000"),
        "high": ParamKind("number", default="30000"),
        "least": ParamKind("number", default="500"),
    },
    params_class=Times,
    label="金额是同一行其他数的一万倍上下",
    parted=True,
)
def typed_in_yuan(view: AuditView, params: Times) -> Iterator[Hit]:
    """Yield every amount that is about ten thousand times the other amounts of its line."""
    for row in (*view.rows(ROOT_ID), *view.rows("projects")):
        for line in _money_lines(row):
            yield from _times(view, row, line, params)


def _money_lines(row: RowView) -> list[str]:
    """Return the typed lines of a row that have a figure for each moment, as keys with `*`."""
    lines: dict[str, None] = {}
    for key in row.keys_of(row.table):
        field, parts = row.field(key), key.split(".")
        moment = next((part for part in parts if part in _MOMENTS), "")
        if field is not None and field.kind == "money" and not field.compute and moment:
            lines[".".join("*" if part == moment else part for part in parts)] = None
    return list(lines)


def _times(view: AuditView, row: RowView, line: str, params: Times) -> Iterator[Hit]:
    found = {moment: made for moment in _MOMENTS if (made := amount(row, line.replace("*", moment))) and made > 0}
    if len(found) < 2:
        return
    usual = min(found.values())
    for moment, made in found.items():
        times = divide(made, usual)
        if times is None or not params.low <= times <= params.high or in_wan(view, made) < params.least:
            continue
        key = line.replace("*", moment)
        other = next(line.replace("*", name) for name, one in found.items() if one == usual)
        values = {
            "where": label_of(view.answers, Address(row.row, key)),
            "other": label(row, other),
            "usual": shown(row, other),
            "times": printed_like(times, None, "0"),
        }
        yield Hit((Address(row.row, key), Address(row.row, other)), shown(row, key), "", values, row.row)


@dataclass(frozen=True, slots=True)
class OwnFund:
    """Words of the headings of a section about the funds, and the keys of what the unit pays for its own staff."""

    headings: tuple[str, ...]
    keys: tuple[str, ...]


@audit_rule(
    "own_in_fund",
    params={"headings": ParamKind("words"), "keys": ParamKind("words")},
    params_class=OwnFund,
    label="基金预算一节写的是单位自己缴的社会保险费",
)
def own_in_fund(view: AuditView, params: OwnFund) -> Iterator[Hit]:
    """Yield every section about fund budgets that tells what the unit pays for its own staff."""
    root = view.root
    figures = {key: shown(root, key) for key in params.keys if amount(root, key)}
    for one in prose_of(view):
        headings = (one.heading, *one.trail)
        if one.address.key != "text" or not any(word in heading for word in params.headings for heading in headings):
            continue
        there = [key for key, text in figures.items() if text and text in one.text]
        if there:
            places = (one.address, *(Address(root.row, key) for key in there))
            values = {
                "heading": one.heading,
                "parts": "、".join(f"{label(root, key)}{figures[key]}" for key in there),
            }
            yield Hit(places, "、".join(figures[key] for key in there), "", values, root.row)
