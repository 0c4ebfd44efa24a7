"""Rules about what indicator rows hold: ranges, sorts, units, blank cells, rows told twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from app.audit.indicator_rows import GOALS, PERCENT, Indicator, by_sheet, indicators_of
from app.audit.registry import Hit, audit_rule
from app.audit.rules.targets import COST_PARAMS, NAMED_PARAMS, Costs, Named
from app.audit.view import AuditView
from app.core.dates import PartialDate
from app.core.quantities import Quantity, bases, comparable, in_measure_of, print_quantity, same_measures
from app.core.records import Address
from app.core.scan import find_numbers
from app.core.signatures import ParamKind
from app.core.units import same_measure
from app.documents.rows import Paper, RowView

_WORDS: Final = ParamKind("words", ())
_HUNDRED: Final = Decimal(100)
_DIGIT: Final = re.compile(r"[0-9０-９]")


@dataclass(frozen=True, slots=True)
class Nothing:
    """No parameters."""


def _percent(found: Indicator) -> Decimal | None:
    """Return the actual in percent; a bare number beside a target in percent is one."""
    actual = found.actual
    if not isinstance(actual, Quantity):
        return None
    if actual.measure == PERCENT:
        return actual.value
    bare = not actual.unit and isinstance(found.target, Quantity) and found.target.measure == PERCENT
    return actual.value if bare else None


# ---- ranges ----


@audit_rule("share_over", params=NAMED_PARAMS, params_class=Named, label="到位率、及时率这类指标超过100%", parted=True)
def share_over(view: AuditView, params: Named) -> Iterator[Hit]:
    """Find shares of a whole above 100%."""
    for found in indicators_of(view):
        percent = _percent(found)
        if percent is not None and percent > _HUNDRED and params.holds(found):
            yield Hit(found.places("actual", "target"), found.printed("actual"), row=found.id)


@dataclass(frozen=True, slots=True)
class Limit:
    """A share of 100% above which a percentage is asked about, and names that have a rule of their own."""

    limit: Decimal
    not_names: tuple[str, ...]


@audit_rule(
    "percent_high",
    params={"limit": ParamKind("share", "150%"), "not_names": _WORDS},
    params_class=Limit,
    label="百分数特别大",
    parted=True,
)
def percent_high(view: AuditView, params: Limit) -> Iterator[Hit]:
    """Find percentages so high that a digit may be wrong, and nothing was written about it."""
    for found in indicators_of(view):
        percent = _percent(found)
        if percent is None or percent <= params.limit * _HUNDRED or found.reason() or _meant(found, params):
            continue
        yield Hit(found.places("actual", "target"), found.printed("actual"), row=found.id)


def _meant(found: Indicator, params: Limit) -> bool:
    return found.speaks_of(params.not_names) or found.under(params.not_names)


# ---- sorts and units ----


@audit_rule("actual_sort", params={}, params_class=Nothing, label="实际完成值与指标值不是一类", parted=True)
def actual_sort(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find a number answered by words, a date by words, words by a number."""
    for found in indicators_of(view):
        if found.named and found.printed("direction") != "定性" and _other_sort(found.target, found.actual):
            values = {"target": found.printed("target")}
            yield Hit(found.places("actual", "target"), found.printed("actual"), values=values, row=found.id)


def _other_sort(target: object, actual: object) -> bool:
    if isinstance(target, Quantity | PartialDate):
        return (isinstance(actual, str) and bool(actual.strip())) or (
            isinstance(actual, Quantity | PartialDate) and type(actual) is not type(target)
        )
    words = isinstance(target, str) and bool(target.strip()) and not _DIGIT.search(target)
    return words and isinstance(actual, Quantity)


@audit_rule("unit_clash", params={}, params_class=Nothing, label="完成值与指标值的计量单位不能换算", parted=True)
def unit_clash(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find actuals in a measure that cannot be compared with that of the target."""
    for found in indicators_of(view):
        if found.pair is not None and not comparable(*found.pair):
            values = {"target": found.printed("target")}
            yield Hit(found.places("actual", "target"), found.printed("actual"), values=values, row=found.id)


@audit_rule(
    "unit_differs", params={}, params_class=Nothing, label="完成值缺计量单位，或与指标值的单位大小不同", parted=True
)
def unit_differs(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find actuals without a measure, or in another scale than the target (3354人 beside 0.3万人)."""
    for found in indicators_of(view):
        if found.pair is None or not comparable(*found.pair) or found.printed("measure"):
            continue
        target, actual = found.pair
        lacks = bool(target.measure) and not actual.measure
        if lacks or (actual.measure and target.measure and actual.scale != target.scale):
            full = in_measure_of(actual, target)
            values = {"target": found.printed("target"), "wrong": "没有写计量单位" if lacks else "与指标值的单位不同"}
            expected = print_quantity(full) if full is not None else ""
            yield Hit(found.places("actual", "target"), found.printed("actual"), expected, values, found.id)


@dataclass(frozen=True, slots=True)
class Counted:
    """Words of names with the measures they ask for, the usual one first, as 人次=人次, 案件数=起/件."""

    counted: tuple[str, ...]

    def measures(self, name: str) -> list[str]:
        """Return the measures that a name allows; none where it asks for none."""
        pairs = (entry.partition("=") for entry in self.counted)
        return next((measures.split("/") for word, _, measures in pairs if word in name), [])


@audit_rule(
    "unit_of_name",
    params={"counted": _WORDS},
    params_class=Counted,
    label="指标名称与计量单位说的不是一回事",
    parted=True,
)
def unit_of_name(view: AuditView, params: Counted) -> Iterator[Hit]:
    """Find names that count one thing (人次) while target and actual count another (人)."""
    for found in indicators_of(view):
        wanted = params.measures(found.name)
        for key, value in (("target", found.target), ("actual", found.actual)):
            if not isinstance(value, Quantity) or not value.measure or not wanted:
                continue
            if not any(same_measure(value.measure, one) for one in wanted):
                yield Hit((found.at(key), found.at("level3")), found.printed(key), wanted[0], row=found.id)


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures that are often mixed up."""

    measures: tuple[str, ...]


@audit_rule(
    "unit_of_goal",
    params={"measures": _WORDS},
    params_class=Measures,
    label="年度目标与指标值的计量单位不同",
    parted=True,
)
def unit_of_goal(view: AuditView, params: Measures) -> Iterator[Hit]:
    """Find a figure that the goal counts in one measure (300人次) and the indicator in another (300次)."""
    for rows in by_sheet(view).values():
        goals = list(_goals(rows[0].sheet))
        for found in rows:
            if isinstance(found.target, Quantity) and found.target.measure in params.measures:
                yield from _in_goals(found, found.target, goals, params)


def _goals(sheet: RowView) -> Iterator[tuple[Address, Quantity]]:
    for row in (sheet, *sheet.rows(GOALS)):
        if row.field("goal.expected") is not None:
            for number in find_numbers(row.printed("goal.expected", "", Paper())):
                if number.quantity is not None:
                    yield Address(row.row, "goal.expected"), number.quantity


def _in_goals(
    found: Indicator, target: Quantity, goals: Sequence[tuple[Address, Quantity]], params: Measures
) -> Iterator[Hit]:
    same = [goal for _, goal in goals if goal.base == target.base]
    if any(same_measures((goal, target)) for goal in same):
        return
    for address, goal in goals:
        if goal.base == target.base and goal.measure in params.measures:
            values = {"goal": print_quantity(goal)}
            yield Hit((found.at("target"), address), found.printed("target"), "", values, found.id)
            return


# ---- blank levels ----


@audit_rule("level_blank", params={}, params_class=Nothing, label="一级指标、二级指标空着", parted=True)
def level_blank(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find blank levels, one block of rows at a time; also what a single form leaves blank."""
    for rows in by_sheet(view).values():
        for key in ("level1", "level2"):
            forms = ["", *_forms(view, rows, key)] if _used(rows, key) else []
            for form in forms:
                yield from _blank_blocks(view, rows, key, form)


def _used(rows: Sequence[Indicator], key: str) -> bool:
    return any(found.row.field(key) is not None and found.printed(key) for found in rows)


def _forms(view: AuditView, rows: Sequence[Indicator], key: str) -> list[str]:
    cells = view.answers.facts.cells
    return sorted({form for found in rows for stated, form in cells.get(found.id, {}) if stated == key and form})


def _blank_blocks(view: AuditView, rows: Sequence[Indicator], key: str, form: str) -> Iterator[Hit]:
    def block(found: Indicator) -> tuple[bool, str]:
        cell = view.answers.stated(found.id, key, form)
        blank = cell.state == "empty" if cell is not None else not form and found.named and not found.printed(key)
        return blank, found.printed(key)

    for (blank, fact), group in groupby(rows, key=block):
        if blank:
            places = tuple(Address(found.id, key, form) for found in group)
            values = {"label": view.label(places[0]), "rows": str(len(places))}
            yield Hit(places, "空白", fact, values, places[0].row)


@dataclass(frozen=True, slots=True)
class Belonging:
    """Words of level 2 with those of the level 1 they belong under: 数量=产出, 满意=满意 效益.

    Only the first is right where the evaluation has such a group; the others are where it has none.
    """

    belongs: tuple[str, ...]


@audit_rule(
    "level_elsewhere",
    params={"belongs": _WORDS},
    params_class=Belonging,
    label="二级指标不属于所在的一级指标",
)
def level_elsewhere(view: AuditView, params: Belonging) -> Iterator[Hit]:
    """Find rows whose level 2 belongs under another of the usual groups than the one they stand in."""
    belongs = {word: above.split() for word, _, above in (entry.partition("=") for entry in params.belongs)}
    words = {one for above in belongs.values() for one in above}
    groups = {word for word in words if any(word in found.level1 for found in indicators_of(view))}
    for found in indicators_of(view):
        above = next((belongs[word] for word in belongs if word in found.level2), [])
        right = above[:1] if groups.intersection(above[:1]) else above
        usual = any(word in found.level1 for word in groups)
        if right and usual and not any(word in found.level1 for word in right):
            values = {"level2": found.level2}
            yield Hit(found.places("level1", "level2"), found.level1, "、".join(right), values, found.id)


# ---- malformed numbers ----

_MANY_PERCENT: Final = re.compile(r"[%％]\s?[%％]")
_RUN_OF_DIGITS: Final = re.compile(r"[0-9０-９][0-9０-９,，.．]*[0-9０-９]")
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_DOTTED_DATE: Final = re.compile(r"\d{4}\.\d{1,2}(?:\.\d{1,2})?")
_FLAT: Final = str.maketrans("０１２３４５６７８９，．", "0123456789,.")


@audit_rule("malformed_number", params={}, params_class=Nothing, label="数写得不合规范", parted=True)
def malformed_number(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find numbers with two percent signs, or with points and commas where none can stand."""
    for found in indicators_of(view):
        for key in ("target", "actual"):
            text = found.printed(key)
            if text and len(text) <= _LONGEST and (wrong := _malformed(text)):
                yield Hit((found.at(key),), text, wrong if wrong != text else "", row=found.id)


_LONGEST: Final = 60


def _malformed(text: str) -> str:
    """Return what a malformed number should look like (the text itself where nobody can tell); empty when sound."""
    if _MANY_PERCENT.search(text):
        return re.sub(r"[%％](?:\s?[%％])+", "%", text)
    for match in _RUN_OF_DIGITS.finditer(text):
        digits = match[0].translate(_FLAT)
        if "，" not in match[0] and not _GROUPED.fullmatch(digits) and not _DOTTED_DATE.fullmatch(digits):
            return text
    return ""


# ---- the same row in several sheets ----


@audit_rule("copied_rows", params=COST_PARAMS, params_class=Costs, label="两个项目的几行指标一字不差")
def copied_rows(view: AuditView, params: Costs) -> Iterator[Hit]:
    """Find blocks of two or more rows in words that two projects share and the unit's own sheet has not.

    Rows with figures are judged elsewhere; rows that the unit's sheet has too, or all projects have, are common ones.
    """
    sheets = {sheet: rows for sheet, rows in by_sheet(view).items() if not rows[0].of_unit}
    common = {_content(found) for found in indicators_of(view) if found.of_unit}
    holders: dict[tuple[str, str, str], list[str]] = {}
    for sheet, rows in sheets.items():
        for content in dict.fromkeys(_content(found) for found in rows if _in_words(found, params)):
            holders.setdefault(content, []).append(sheet)
    shared = {
        content: tuple(where)
        for content, where in holders.items()
        if content not in common and len(where) > 1 and (len(where) < len(sheets) or len(sheets) <= _FEW)
    }
    blocks: dict[tuple[str, ...], list[Indicator]] = {}
    for rows in sheets.values():
        for where, group in groupby(rows, key=lambda found: shared.get(_content(found), ())):
            block = list(group)
            if where and len(block) > 1:
                blocks.setdefault(where, []).extend(block)
    for block in blocks.values():
        names = "、".join(dict.fromkeys(f"“{found.name}”" for found in block))
        places = tuple(found.at("level3") for found in block)
        yield Hit(places, block[0].name, values={"names": names}, row=block[0].id)


_FEW: Final = 2


def _content(found: Indicator) -> tuple[str, str, str]:
    return found.name, found.printed("target"), found.printed("actual")


def _in_words(found: Indicator, params: Costs) -> bool:
    return found.named and isinstance(found.target, str) and not found.fact and not params.holds(found)


@dataclass(frozen=True, slots=True)
class Apart:
    """Words of levels and names of indicators that each sheet may have its own figures for."""

    levels: tuple[str, ...]
    names: tuple[str, ...]


@audit_rule(
    "same_indicator", params={"levels": _WORDS, "names": _WORDS}, params_class=Apart, label="同一个指标两处不一致"
)
def same_indicator(view: AuditView, params: Apart) -> Iterator[Hit]:
    """Find an indicator of the unit that a project repeats with the same target and another actual, or the reverse."""
    units = {found.name: found for found in indicators_of(view) if found.of_unit and found.named}
    for found in indicators_of(view):
        mine = units.get(found.name)
        if mine is None or found.of_unit or found.under(params.levels) or found.speaks_of(params.names):
            continue
        key = _one_differs(mine, found)
        if key:
            places = (found.at(key), mine.at(key))
            yield Hit(places, found.printed(key), mine.printed(key), {"what": view.label(places[0])}, found.id)


def _one_differs(one: Indicator, other: Indicator) -> str:
    """Return the key whose figures differ while the other key's are the same; empty for none."""
    target, actual = _differs(one.target, other.target), _differs(one.actual, other.actual)
    if target is None or actual is None or target == actual:
        return ""
    return "target" if target else "actual"


def _differs(one: object, other: object) -> bool | None:
    """Say whether two quantities differ; None where they cannot be compared."""
    if not isinstance(one, Quantity) or not isinstance(other, Quantity):
        return None
    pair = bases(one, other)
    return None if pair is None else pair[0] != pair[1]
