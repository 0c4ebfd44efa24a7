"""Spending against the budget: over it, without it, far below or above it, exactly as much as it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.audit.budget_doubt import doubtful_basic
from app.audit.budget_lines import amount, base_moment, forms_printing, label, meet, shown
from app.audit.indicator_rows import indicators_of
from app.audit.prose import sections_of
from app.audit.registry import Hit, audit_rule
from app.audit.spread import Reading, stated_cells, stated_value
from app.audit.view import AuditView
from app.audit.words import form_name, label_of, printed_like
from app.core.numbers import divide
from app.core.records import Address
from app.core.signatures import Amount, ParamKind
from app.documents.rows import RowView

_FULL, _INITIAL, _EXECUTED = "full_year", "initial", "executed"


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a budget.

    Attributes:
        lines: keys with `*` for the moment, of the unit; `projects.…` of every project.
        rate: the control rate that says which budget the pack compares with.
    """

    lines: tuple[str, ...]
    rate: tuple[str, ...]

    def pairs(self, view: AuditView) -> Iterator[tuple[RowView, str, str]]:
        """Yield row, key of the budget, key of the spending for every line."""
        base = base_moment(view, self.rate[0])
        for line in self.lines:
            table, dot, key = line.partition(".")
            rows = view.rows(table) if dot and table in view.answers.pack.tables else (view.root,)
            name = key if dot and table in view.answers.pack.tables else line
            for row in rows:
                if row.field(name.replace("*", base)) is not None:
                    yield row, name.replace("*", base), name.replace("*", _EXECUTED)


_LINES = {"lines": ParamKind("words"), "rate": ParamKind("words", default=("operating.control_rate",))}


@audit_rule("over_budget", params=_LINES, params_class=Lines, label="支出超过预算")
def over_budget(view: AuditView, params: Lines) -> Iterator[Hit]:
    """Yield every line whose spending is above its budget."""
    reading = Reading(view)
    for row, budget, spent in params.pairs(view):
        limit, made = amount(row, budget), amount(row, spent)
        sides = reading.at(row, budget), reading.at(row, spent)
        if (
            limit
            and made is not None
            and made > limit
            and None not in sides
            and not meet(*[one for one in sides if one])
        ):
            yield _against(view, row, budget, spent)


def _blanks(view: AuditView) -> tuple[Address, ...]:
    """Return the cells in which a form states nothing or 0."""
    return tuple(one for one in stated_cells(view) if not stated_value(view, one))


@audit_rule("no_budget", params=_LINES, params_class=Lines, label="没有预算而有支出")
def no_budget(view: AuditView, params: Lines) -> Iterator[Hit]:
    """Yield every line with spending whose budget is blank or 0, in the facts or in one form."""
    blank = {(one.row, one.key): one for one in view.joined(_blanks)}
    for row, budget, spent in params.pairs(view):
        made, added = amount(row, spent), amount(row, "budget.added")
        if not made or made <= 0 or (row.table != view.root.table and added):
            continue
        stated = blank.get((row.row, budget))
        if stated is not None or (not amount(row, budget) and forms_printing(view, budget)):
            yield _against(view, row, budget, spent, stated.form if stated is not None else "")


def _against(view: AuditView, row: RowView, budget: str, spent: str, form: str = "") -> Hit:
    made, limit = amount(row, spent), amount(row, budget)
    share = divide(made, limit) if made is not None and limit else None
    values = {
        "where": label_of(view.answers, Address(row.row, spent)),
        "budget": label(row, budget),
        "limit": shown(row, budget) if not form else "",
        "share": printed_like(share, None, "0.##%") if share is not None and not form else "",
        "form": form_name(view.answers.pack, form),
    }
    places = (Address(row.row, spent), Address(row.row, budget, form))
    return Hit(places, shown(row, spent), "" if form else shown(row, budget), values, row.row)


@dataclass(frozen=True, slots=True)
class Execution:
    """Limits of the execution rate, and where a reason for going beyond them may stand.

    Attributes:
        low: the least rate.
        high: the greatest.
        reasons: keys.
        because: words of a sentence of a report that gives a reason.
        speaks_of: words one of which such a sentence has, too.
        not_of: words of sentences that give the reason of something else.
    """

    low: Amount
    high: Amount
    reasons: tuple[str, ...]
    because: tuple[str, ...] = ()
    speaks_of: tuple[str, ...] = ()
    not_of: tuple[str, ...] = ()

    def explains(self, text: str) -> bool:
        """Say whether a paragraph gives the reason of a difference to the budget."""
        return any(
            any(word in one for word in self.because)
            and any(word in one for word in self.speaks_of)
            and not any(word in one for word in self.not_of)
            for one in text.split("。")
        )


@audit_rule(
    "execution",
    params={
        "low": ParamKind("amount", default="80%"),
        "high": ParamKind("amount", default="110%"),
        "reasons": ParamKind("words", default=("budget.rate_reason",)),
        "because": ParamKind("words", default=()),
        "speaks_of": ParamKind("words", default=()),
        "not_of": ParamKind("words", default=()),
    },
    params_class=Execution,
    label="执行率过低或过高，没有写原因",
)
def execution(view: AuditView, params: Execution) -> Iterator[Hit]:
    """Yield every part of the budget whose execution is out of the limits without a reason."""
    if not _explained(view.root, params):
        for part in ("total", "basic") if any(view.rows("projects")) else ("total", "basic", "project"):
            yield from _executed_at(view, view.root, part, params)
    for row in view.rows("projects"):
        if not _explained(row, params):
            yield from _executed_at(view, row, "total", params)


def _explained(row: RowView, params: Execution) -> bool:
    return any(shown(row, key).strip() for key in params.reasons if row.field(key) is not None)


def _executed_at(view: AuditView, row: RowView, part: str, params: Execution) -> Iterator[Hit]:
    own = base_moment(view, "budget.rate" if part == "total" else f"budget.rate.{part}")
    order = (_INITIAL, _FULL) if own == _INITIAL and row.field("budget.rate") is not None else (_FULL, _INITIAL)
    base = next((one for one in order if amount(row, f"budget.{one}.{part}")), "")
    made = amount(row, f"budget.{_EXECUTED}.{part}")
    whole = amount(row, f"budget.{base}.{part}") if base else None
    rate = divide(made, whole) if made and whole else None
    if rate is None or params.low.value <= rate <= params.high.value or _told(view, row, part, params):
        return
    keys = [f"budget.{_EXECUTED}.{part}", f"budget.{base}.{part}"]
    for below in ("current", "carried_over", "other") if row.table != view.root.table else ():
        keys += _far_below(row, below, base, params)
    values = {
        "where": label_of(view.answers, Address(row.row, keys[0])),
        "base": label(row, keys[1]),
        "whole": shown(row, keys[1]),
        "rate": printed_like(rate, None, "0.##%"),
        "limits": f"{printed_like(params.low.value, None, '0%')}到{printed_like(params.high.value, None, '0%')}",
    }
    yield Hit(tuple(Address(row.row, key) for key in keys), shown(row, keys[0]), "", values, row.row)


_NAMES: Final = {"total": "", "basic": "基本支出", "project": "项目支出"}
_RATES: Final = ("执行率", "完成率")


def _told(view: AuditView, row: RowView, part: str, params: Execution) -> bool:
    """Say whether the reason stands in the row of an indicator or in a report, or the budget itself is in doubt."""
    if row.row == view.root.row and any(True for _ in doubtful_basic(view)):
        return True
    return any(
        _is_rate(one.name, part) and one.reason() for one in indicators_of(view) if one.sheet.row == row.row
    ) or (
        row.row == view.root.row and any(params.explains(one) for one in _paragraphs(view, f"budget.executed.{part}"))
    )


def _is_rate(name: str, part: str) -> bool:
    """Say whether an indicator is the execution rate of a part of the budget."""
    others = (word for one, word in _NAMES.items() if word and one != part)
    own = _NAMES[part]
    return "预算" in name and name.endswith(_RATES) and own in name and not any(word in name for word in others)


def _paragraphs(view: AuditView, key: str) -> Iterator[str]:
    """Yield the paragraphs of reports that hold a figure of the unit."""
    figure = shown(view.root, key)
    for one in sections_of(view):
        for paragraph in one.text.text.split("\n") if one.text is not None and figure else ():
            if figure in paragraph:
                yield paragraph


def _far_below(row: RowView, part: str, base: str, params: Execution) -> list[str]:
    keys = [f"budget.{_EXECUTED}.{part}", f"budget.{base}.{part}"]
    made, whole = (amount(row, key) for key in keys)
    rate = divide(made, whole) if made is not None and whole else None
    return keys if rate is not None and not params.low.value <= rate <= params.high.value else []


@dataclass(frozen=True, slots=True)
class Exact:
    """How many equal pairs of budget and spending make a pattern."""

    pairs: Decimal


@audit_rule(
    "executed_exactly",
    params={"pairs": ParamKind("number", default="3")},
    params_class=Exact,
    label="全年预算数与全年执行数处处分毫不差",
)
def executed_exactly(view: AuditView, params: Exact) -> Iterator[Hit]:
    """Yield one hit where the adjusted budget equals the spending everywhere although the budget was adjusted."""
    root, total = view.root, f"budget.{_FULL}.total"
    pairs = [(root, part) for part in ("total", "basic", "project") if _both(root, part)]
    pairs += [(row, "total") for row in view.rows("projects") if _both(row, "total")]
    initial, full = amount(root, f"budget.{_INITIAL}.total"), amount(root, total)
    if len(pairs) < params.pairs or not initial or full is None or not _both(root, "total"):
        return
    reading = Reading(view)
    if initial == full or not all(_equal(reading, row, part) for row, part in pairs):
        return
    change = divide(full - initial, initial)
    values = {
        "initial": shown(root, f"budget.{_INITIAL}.total"),
        "pairs": str(len(pairs)),
        "change": printed_like(change, None, "0.##%") if change is not None else "",
    }
    places = [Address(root.row, total), Address(root.row, f"budget.{_EXECUTED}.total")]
    places += [Address(row.row, f"budget.{_FULL}.{part}") for row, part in pairs[1:]]
    yield Hit(tuple(places), shown(root, total), "", values, root.row)


def _both(row: RowView, part: str) -> bool:
    return all(amount(row, f"budget.{moment}.{part}") is not None for moment in (_FULL, _EXECUTED))


def _equal(reading: Reading, row: RowView, part: str) -> bool:
    full, made = (shown(row, f"budget.{moment}.{part}") for moment in (_FULL, _EXECUTED))
    sides = [reading.at(row, f"budget.{moment}.{part}") for moment in (_FULL, _EXECUTED)]
    return full == made or (sides[0] == sides[1] and sides[0] is not None)
