"""Rules about scores: above the rule, without a reason, totals, grades, full marks everywhere, steps and rounding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from app.answers.sheets import BUDGET_SCORE, BUDGET_WEIGHT, RATE, TOTAL_SCORE, TOTAL_WEIGHT, Sheet
from app.audit.indicator_rows import Indicator, by_sheet, indicators_of, sheet_name, sheets_of
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.audit.words import printed_like
from app.core.numbers import EXACT, half_up, num, plain
from app.core.records import Address
from app.core.signatures import ParamKind
from app.core.values import NotApplicable
from app.packs.schema_rules import Grades, Scoring

_WORDS: Final = ParamKind("words", ())
_ZERO: Final = Decimal(0)
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Nothing:
    """No parameters."""


# ---- a score against the rule ----


@dataclass(frozen=True, slots=True)
class Against:
    """Whether a rule speaks of scores above the computed one with a note (`noted`), without, or only by rounding."""

    case: str
    digits: Decimal


@dataclass(frozen=True, slots=True)
class _Scored:
    """A score set by hand beside what the rule gives."""

    places: tuple[Address, ...]
    name: str
    score: Decimal
    computed: Decimal
    noted: bool


_CASES: Final = ("plain", "noted", "rounding")


@audit_rule(
    "score_above",
    params={"case": ParamKind("choice", "plain", choices=_CASES), "digits": ParamKind("number", "1")},
    params_class=Against,
    label="得分高于按规则算出的得分",
    parted=True,
)
def score_above(view: AuditView, params: Against) -> Iterator[Hit]:
    """Find scores above the computed ones; `rounding`: only because the computed one was rounded up."""
    for scored in _all_scored(view):
        if scored.score > scored.computed and _case(scored, int(params.digits)) == params.case:
            texts = plain(scored.score, strip=True), plain(half_up(scored.computed, 4), strip=True)
            yield Hit(scored.places, *texts, {"name": scored.name}, scored.places[0].row)


def _case(scored: _Scored, digits: int) -> str:
    if half_up(scored.computed, digits) >= scored.score:
        return "rounding"
    return "noted" if scored.noted else "plain"


def _all_scored(view: AuditView) -> Iterator[_Scored]:
    for sheet in sheets_of(view):
        yield from _budget(view, sheet)
    for found in indicators_of(view):
        row = found.scored
        if row is not None and row.overridden and row.score is not None and row.computed is not None:
            places = found.places("score", "actual", "target")
            yield _Scored(places, found.name, row.score, row.computed, bool(found.reason()))


def _budget(view: AuditView, sheet: Sheet) -> Iterator[_Scored]:
    if sheet.budget_overridden and sheet.budget_score is not None and sheet.budget_computed is not None:
        place = Address(sheet.row, BUDGET_SCORE)
        row = view.row(sheet.row)
        noted = bool(sheet.budget_note) or (
            row.field("budget.rate_reason") is not None and row.get("budget.rate_reason") is not None
        )
        rate = (Address(sheet.row, RATE),) if row.field(RATE) is not None else ()
        yield _Scored((place, *rate), view.label(place), sheet.budget_score, sheet.budget_computed, noted)


@audit_rule("score_lower", params={}, params_class=Nothing, label="扣了分没有写原因", parted=True)
def score_lower(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find rows below full marks without a reason; lower than the rule gives is right when a reason is there."""
    for found in indicators_of(view):
        low = found.weight is not None and found.score is not None and _ZERO <= found.score < found.weight
        if low and found.row.field("reason") is not None and not found.reason():
            values = {"name": found.name, "weight": plain(found.weight or _ZERO, strip=True)}
            yield Hit(found.places("reason", "score", "actual", "target"), found.printed("score"), "", values, found.id)
    for sheet in sheets_of(view):
        for scored in _budget(view, sheet):
            if scored.score < scored.computed and not scored.noted:
                values = {"name": scored.name, "weight": plain(sheet.budget_weight or _ZERO, strip=True)}
                yield Hit(scored.places, plain(scored.score, strip=True), "", values, sheet.row)


@audit_rule("budget_points_lost", params={}, params_class=Nothing, label="执行率扣了分没有写原因", parted=True)
def budget_points_lost(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find sheets that lose points for the execution rate by the rule, with no reason given for the rate."""
    for sheet in sheets_of(view):
        row, score, weight = view.row(sheet.row), sheet.budget_score, sheet.budget_weight
        if sheet.budget_overridden or score is None or weight is None or score >= weight:
            continue
        if row.field("budget.rate_reason") is not None and row.get("budget.rate_reason") is None:
            places = tuple(Address(sheet.row, key) for key in ("budget.rate_reason", RATE, BUDGET_SCORE))
            texts = plain(score, strip=True), plain(weight, strip=True)
            yield Hit(tuple(one for one in places if row.field(one.key) is not None), *texts, row=sheet.row)


@audit_rule("score_without_actual", params={}, params_class=Nothing, label="没有完成值却有得分", parted=True)
def score_without_actual(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find scores of rows whose actual is blank."""
    for found in indicators_of(view):
        if (found.score or _ZERO) > 0 and found.actual is None and not found.printed("actual"):
            yield Hit(found.places("actual", "score"), found.printed("score"), row=found.id)


@audit_rule("absent_full", params={}, params_class=Nothing, label="完成值是“无”却得满分", parted=True)
def absent_full(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find rows that do not apply and have full marks, with nothing written about it."""
    for found in indicators_of(view):
        if found.full and isinstance(found.actual, NotApplicable) and not found.reason():
            yield Hit(found.places("actual", "target", "score"), found.printed("actual"), row=found.id)


@dataclass(frozen=True, slots=True)
class Words:
    """Words to look for."""

    words: tuple[str, ...]


@audit_rule("nearly_full", params={"words": _WORDS}, params_class=Words, label="定性指标“基本达成”得满分", parted=True)
def nearly_full(view: AuditView, params: Words) -> Iterator[Hit]:
    """Find targets in words that were reached in the main and have full marks."""
    for found in indicators_of(view):
        words = isinstance(found.target, str) and isinstance(found.actual, str)
        if words and found.full and any(word in str(found.actual) for word in params.words) and not found.reason():
            yield Hit(found.places("actual", "score"), found.printed("actual"), row=found.id)


# ---- totals and grades ----


@audit_rule("stated_points", params={}, params_class=Nothing, label="表上的总分、分值与合计不符", parted=True)
def stated_points(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find totals that are not the sum of their parts: what a form prints, and totals set by hand."""
    for sheet in sheets_of(view):
        for key, parts in ((TOTAL_SCORE, _sum(sheet, "score")), (TOTAL_WEIGHT, _sum(sheet, "weight"))):
            row = view.row(sheet.row)
            if parts is None or row.field(key) is None:
                continue
            for address in _printed_places(view, sheet.row, key):
                text = view.printed(address)
                value = num(text.removesuffix("分"))
                if value is not None and value != parts:
                    yield Hit((address,), text, plain(parts, strip=True), _said(view, sheet, key), sheet.row)


def _printed_places(view: AuditView, row: str, key: str) -> Iterator[Address]:
    """Yield where a figure stands that the program did not work out: set by hand, and on single forms."""
    for (held, form), cell in sorted(view.answers.facts.cells.get(row, {}).items()):
        if held == key and (form or cell.origin == "overridden") and cell.state == "value":
            yield Address(row, key, form)


def _sum(sheet: Sheet, what: str) -> Decimal | None:
    """Return the sum of the scores or weights of a sheet; None where one is missing."""
    own = sheet.budget_score if what == "score" else sheet.budget_weight
    parts = [own, *(row.score if what == "score" else row.weight for row in sheet.rows)]
    if any(part is None for part in parts):
        return None
    total = _ZERO
    for part in parts:
        total = EXACT.add(total, part or _ZERO)
    return total


def _said(view: AuditView, sheet: Sheet, key: str) -> Mapping[str, str]:
    own = sheet.budget_score if key == TOTAL_SCORE else sheet.budget_weight
    return {
        "label": view.label(Address(sheet.row, key)),
        "budget": plain(own or _ZERO, strip=True),
        "sheet": sheet_name(view, sheet.row),
    }


@audit_rule("grade_of_score", params={}, params_class=Nothing, label="等级与总分不符", parted=True)
def grade_of_score(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find grades that the total beside them does not earn."""
    for grades in view.answers.pack.grades.values():
        for table in grades.for_:
            for row in view.rows(table):
                if row.field(grades.into) is None or row.field(grades.of) is None:
                    continue
                for grade in _grade_places(view, row.row, grades):
                    score = Address(row.row, grades.of, grade.form)
                    yield from _wrong_grade(view, grade, score, grades)


def _grade_places(view: AuditView, row: str, grades: Grades) -> Iterator[Address]:
    """Yield where a grade is to be looked at: one that was typed, or one beside a total of a single form."""
    cells = view.answers.facts.cells.get(row, {})
    forms = {form for key, form in cells if key in {grades.into, grades.of}}
    yield from (Address(row, grades.into, form) for form in sorted(forms) if view.answers.in_force(row))


def _wrong_grade(view: AuditView, grade: Address, score: Address, grades: Grades) -> Iterator[Hit]:
    text, points = view.printed(grade), num(view.printed(score).removesuffix("分"))
    names = [band.name for band in grades.bands]
    if points is None or text not in names:
        return
    expected = next((band.name for band in grades.bands if points >= band.from_), names[-1])
    if expected != text:
        yield Hit((grade, score), text, expected, {"score": plain(points, strip=True)}, grade.row)


# ---- full marks, equal figures ----


@audit_rule("all_full", params={}, params_class=Nothing, label="所有表都是满分")
def all_full(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find evaluations in which nothing lost a point and no evidence is listed."""
    sheets = [sheet for sheet in sheets_of(view) if sheet.rows]
    scores = [row.score for sheet in sheets for row in sheet.rows]
    full = all(row.score == row.weight for sheet in sheets for row in sheet.rows)
    totals = all(sheet.total_score is not None and sheet.total_score == sheet.total_weight for sheet in sheets)
    if scores and full and totals and not next(view.rows("evidence"), None):
        places = tuple(Address(sheet.row, TOTAL_SCORE) for sheet in sheets)
        yield Hit(places, view.printed(places[0]), values={"sheets": str(len(sheets))})


@dataclass(frozen=True, slots=True)
class Least:
    """From how many rows on."""

    rows: Decimal


@audit_rule(
    "all_equal",
    params={"rows": ParamKind("number", "4")},
    params_class=Least,
    label="每个指标的完成值都与指标值相同",
    parted=True,
)
def all_equal(view: AuditView, params: Least) -> Iterator[Hit]:
    """Find sheets in which every indicator came out exactly as planned."""
    for rows in by_sheet(view).values():
        both = [found for found in rows if found.target is not None and found.actual is not None]
        if len(both) >= params.rows and len(both) == len(rows) and all(map(_equal, both)):
            places = tuple(found.at("actual") for found in both)
            yield Hit(places, rows[0].printed("actual"), values={"rows": str(len(both))}, row=rows[0].id)


def _equal(found: Indicator) -> bool:
    pair = found.pair
    if pair is not None:
        return (pair[0].base, pair[0].measure) == (pair[1].base, pair[1].measure)
    return found.printed("target") == found.printed("actual")


# ---- steps of the execution rate ----


@audit_rule("rate_at_step", params={}, params_class=Nothing, label="执行率四舍五入后跨过计分的一档", parted=True)
def rate_at_step(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find rates whose printed and exact figures lie on two sides of a step of the rule that scores them."""
    rules = [rule for rule in view.answers.pack.scoring.values() if rule.into == BUDGET_SCORE]
    for sheet in sheets_of(view):
        place = Address(sheet.row, RATE)
        if sheet.rate is None or view.row(sheet.row).field(RATE) is None:
            continue
        shown = num(view.printed(place).rstrip("%％"))
        if shown is None or shown == sheet.rate:
            continue
        limits = (limit for rule in rules if sheet.table in rule.for_ for limit in _limits(rule))
        low, high = sorted((shown, sheet.rate))
        at = next((limit for limit in limits if low < limit <= high), None)
        if at is not None:
            exact = printed_like(half_up(sheet.rate, 4), None) + "%"
            score = Address(sheet.row, BUDGET_SCORE)
            values = {"limit": f"{plain(at, strip=True)}%", "weight": view.printed(Address(sheet.row, BUDGET_WEIGHT))}
            yield Hit((place, score), view.printed(place), exact, values, sheet.row)


def _limits(rule: Scoring) -> Iterator[Decimal]:
    """Yield the rates in percent at which the points of a rule change."""
    step = _points(rule.with_.get("step"))
    if step is not None and step >= 1:
        at = _points(rule.with_.get("full")) or _HUNDRED
        while at > 0:
            yield at
            at = EXACT.subtract(at, step)
    for name in ("limits", "bands"):
        raw = rule.with_.get(name)
        for entry in raw if isinstance(raw, list) else ():
            at_limit = _points(entry[0]) if isinstance(entry, list) and entry else None
            if at_limit is not None:
                yield at_limit


def _points(raw: Any) -> Decimal | None:
    """Read a percentage of a pack: 5% is 5."""
    return num(raw.rstrip("%％")) if isinstance(raw, str) else None
