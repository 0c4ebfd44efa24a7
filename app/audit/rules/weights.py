"""Rules about weights: totals, labels of level 1, the form's own weights, weights of rows and how many rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.answers.sheets import BUDGET_WEIGHT, TOTAL_WEIGHT, Sheet
from app.audit.indicator_rows import Indicator, by_sheet, sheet_name, sheets_of
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.core.numbers import EXACT, num, plain
from app.core.records import Address
from app.packs.schema_rules import Weights

LEVEL1: Final = "level1"
LABEL: Final = "level1.weight"
_ZERO: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Nothing:
    """No parameters."""


def _weighted(view: AuditView) -> Iterator[tuple[Sheet, Weights, list[Indicator]]]:
    """Yield the scored sheets with the weights of the form and the rows."""
    rows = by_sheet(view)
    for sheet in sheets_of(view):
        weights = view.answers.pack.weights.get(sheet.table)
        if weights is not None and sheet.row in rows:
            yield sheet, weights, rows[sheet.row]


def _sum(rows: Sequence[Indicator]) -> Decimal | None:
    """Return the sum of the weights of rows; None where one is missing."""
    total = _ZERO
    for found in rows:
        if found.weight is None:
            return None
        total = EXACT.add(total, found.weight)
    return total


@audit_rule("weight_total", params={}, params_class=Nothing, label="分值合计不是表样的总分值", parted=True)
def weight_total(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find sheets whose weights do not add up to what the form asks for."""
    for sheet, weights, rows in _weighted(view):
        wanted, total = weights.total, _sum(rows)
        if wanted is None or total is None:
            continue
        whole = EXACT.add(total, sheet.budget_weight or _ZERO)
        if whole != wanted:
            key = TOTAL_WEIGHT if view.row(sheet.row).field(TOTAL_WEIGHT) is not None else BUDGET_WEIGHT
            places = (Address(sheet.row, key), *(found.at("weight") for found in rows))
            values = {
                "budget": plain(sheet.budget_weight or _ZERO, strip=True),
                "rows": plain(total, strip=True),
                "sheet": sheet_name(view, sheet.row),
            }
            yield Hit(places, plain(whole, strip=True), plain(wanted, strip=True), values, sheet.row)


@audit_rule("weight_fixed", params={}, params_class=Nothing, label="一级指标的分值与表样规定的不同", parted=True)
def weight_fixed(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find level 1 groups that have not the weight of a form that lets nobody move points."""
    for sheet, weights, rows in _weighted(view):
        if not weights.fixed:
            continue
        for level1, wanted in weights.level1.items():
            group = [found for found in rows if found.level1 == level1]
            total = _sum(group)
            if group and total is not None and total != wanted:
                places = tuple(found.at("weight") for found in group)
                values = {"level1": level1, "sheet": sheet_name(view, sheet.row)}
                yield Hit(places, plain(total, strip=True), plain(wanted, strip=True), values, group[0].id)


@audit_rule("weight_label", params={}, params_class=Nothing, label="一级指标处印的分值与各行合计不符", parted=True)
def weight_label(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find labels of level 1 whose weight is not that of its rows, and the rows that stand under them wrongly."""
    for rows in by_sheet(view).values():
        for found in rows:
            for form in _forms(view, found.id):
                yield from _label(view, found, rows, form)


def _forms(view: AuditView, row: str) -> list[str]:
    """Return the forms that print another weight of level 1 than the program; empty for one that was typed over."""
    held = {form: cell for (key, form), cell in view.answers.facts.cells.get(row, {}).items() if key == LABEL}
    return sorted(form for form, cell in held.items() if cell.state == "value" and (form or cell.text))


def _label(view: AuditView, first: Indicator, rows: Sequence[Indicator], form: str) -> Iterator[Hit]:
    label = Address(first.id, LABEL, form)
    text = view.printed(label)
    printed, group = num(text.removesuffix("分")), [found for found in rows if found.level1 == first.level1]
    total = _sum(group)
    if printed is None or total is None or printed == total:
        return
    strangers = [found for found in rows if _moved(view, found, first.level1, form)]
    others = "、".join(dict.fromkeys(f"“{found.level1}”" for found in strangers))
    values = {
        "level1": first.level1,
        "others": f"，{others}的{len(strangers)}行也归在它下面" if strangers else "",
        "sheet": sheet_name(view, first.sheet.row),
    }
    places = (label, *(Address(found.id, LEVEL1, form) for found in strangers))
    yield Hit(places, text, plain(total, strip=True), values, first.id)


def _moved(view: AuditView, found: Indicator, level1: str, form: str) -> bool:
    """Say whether a form prints a row under a level 1 that is not its own."""
    cell = view.answers.stated(found.id, LEVEL1, form)
    return cell is not None and cell.text == level1 and found.level1 != level1


@audit_rule("weight_rows", params={}, params_class=Nothing, label="一行的分值、指标的行数超出表样的限度", parted=True)
def weight_rows(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find rows with too little or too much weight, and sheets with too few or too many rows."""
    for sheet, weights, rows in _weighted(view):
        low, high = weights.row_min, weights.row_max
        for found in rows:
            limit = _beyond(found.weight, low, high)
            if limit:
                values = {"what": f"“{found.name}”的分值"}
                yield Hit(found.places("weight"), found.printed("weight"), limit, values, found.id)
        limit = _beyond(Decimal(len(rows)), _whole(weights.min_rows), _whole(weights.max_rows))
        if limit:
            places = tuple(found.at("level3") for found in rows)
            values = {"what": f"{sheet_name(view, sheet.row)}的指标行数"}
            yield Hit(places, str(len(rows)), limit, values, rows[0].id)


def _whole(number: int | None) -> Decimal | None:
    return Decimal(number) if number is not None else None


def _beyond(value: Decimal | None, low: Decimal | None, high: Decimal | None) -> str:
    """Return the limit that a value breaks, in words; empty when it keeps them."""
    if value is None:
        return ""
    if low is not None and value < low:
        return f"不少于{plain(low, strip=True)}"
    return f"不多于{plain(high, strip=True)}" if high is not None and value > high else ""


@audit_rule("weight_blank", params={}, params_class=Nothing, label="指标没有分值", parted=True)
def weight_blank(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find rows of scored sheets without a weight."""
    for rows in by_sheet(view).values():
        for found in rows:
            if found.scored is not None and found.named and found.weight is None and found.places("weight"):
                yield Hit(found.places("weight"), row=found.id)
