"""Figures that stand twice: actuals beside business figures, goals beside targets, what is almost another figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.audit.figures.comparing import agrees, as_interval
from app.audit.figures.names import Named, field_value, names_of, owner_of
from app.audit.figures.phrases import PLANS, other_figure, years_in
from app.audit.figures.reading import Figure, Reading, readings_of, words_of
from app.audit.figures.tying import ties_of
from app.audit.indicator_rows import Indicator, by_sheet, indicators_of
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.core.numbers import plain
from app.core.quantities import Quantity, bases
from app.core.records import ROOT_ID, Address
from app.core.signatures import ParamKind
from app.core.units import canonical, same_measure
from app.documents.rows import Paper

_WORDS: Final = ParamKind("words", ())
_MARKS: Final = str.maketrans("", "", "“”\"'‘’（）()《》「」的 　")
_GOAL: Final = "goal.expected"
_DONE: Final = "goal.actual"
_SHORTEST: Final = 4
_TARGET: Final = re.compile(r"(?:指标|目标)值?(?:是|为)?$")
_TURNED: Final = {"≥": "≤<", ">": "≤<", "≤": "≥>", "<": "≥>"}
_REACH: Final = 300
"""So many characters before a figure tell what it is; a sentence without end is not read again for each figure."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No parameters."""


@audit_rule("actual_of_fact", params={}, params_class=Nothing, label="完成值与同名的业务数据不一致")
def actual_of_fact(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find actuals typed by hand that are not the business figure of the same name."""
    facts = {named.label.translate(_MARKS): named for named in _facts(view)}
    for found in indicators_of(view):
        fact = facts.get(found.name.translate(_MARKS)) or _of_end(found, facts)
        if fact is None or found.fact or not isinstance(found.actual, Quantity):
            continue
        if bases(found.actual, fact.value) is not None and not agrees(found.actual, as_interval(fact.value)):
            yield Hit((found.at("actual"), fact.address), found.printed("actual"), fact.printed, row=found.id)


def _of_end(found: Indicator, facts: Mapping[str, Named]) -> Named | None:
    """Return the figure whose name an indicator's ends with, when its actual is almost that figure."""
    name = found.name.translate(_MARKS)
    ends = (fact for label, fact in facts.items() if len(label) >= _SHORTEST and name.endswith(label))
    return next((fact for fact in ends if isinstance(found.actual, Quantity) and near(found.actual, fact.value)), None)


def _facts(view: AuditView) -> Iterator[Named]:
    if "facts" in view.answers.pack.fields:
        for row in view.rows("facts"):
            value, name = row.get("value"), row.printed("name", "", Paper())
            if isinstance(value, Quantity) and name:
                yield Named(Address(row.row, "value"), value, row.printed("value", "", Paper()), name)


# ---- goals and targets ----


@audit_rule("goal_target", params={}, params_class=Nothing, label="年度目标里的数与指标值不一致")
def goal_target(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find figures of a goal that no target of its sheet has, beside a target that is almost the same."""
    targets = {of: [one for one in rows if isinstance(one.target, Quantity)] for of, rows in by_sheet(view).items()}
    for reading in readings_of(view):
        if reading.prose.address.key == _GOAL:
            yield from _in_goal(reading, targets.get(owner_of(view, reading.owner), ()))


def _in_goal(reading: Reading, targets: Sequence[Indicator]) -> Iterator[Hit]:
    for figure in reading.figures:
        turned = next((one for one in targets if figure.typed and _is_turned(reading, figure, one)), None)
        if turned is not None:
            values = {"words": words_of(reading, figure), "name": turned.name}
            places = (reading.prose.address, turned.at("target"))
            yield Hit(places, figure.text, turned.printed("target"), values, turned.id)
    left = [one for one in targets if not any(_alike(figure.quantity, one.target) for figure in reading.figures)]
    for figure in reading.figures:
        if figure.typed and not any(_alike(figure.quantity, one.target) for one in targets):
            words = reading.between(figure.clause, figure.start)
            one = next((one for one in left if _meant(figure, one, words)), None)
            if one is not None:
                values = {"words": words_of(reading, figure), "name": one.name}
                places = (reading.prose.address, one.at("target"))
                yield Hit(places, figure.text, one.printed("target"), values, one.id)


def _is_turned(reading: Reading, figure: Figure, one: Indicator) -> bool:
    """Say whether a goal says at least of an indicator where its target says at most, or the other way round."""
    target, other = one.target, _TURNED.get(figure.quantity.operator, "")
    if not isinstance(target, Quantity) or not target.operator or target.operator not in other:
        return False
    return _alike(figure.quantity, target) and _called(one.name, _before(reading, figure))


@audit_rule("target_in_text", params={}, params_class=Nothing, label="报告里说的指标值与指标表不一致")
def target_in_text(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find figures that a report calls the target of an indicator named before, and that are not its target."""
    rows = [one for one in indicators_of(view) if len(one.name) >= _SHORTEST and isinstance(one.target, Quantity)]
    for reading in readings_of(view):
        for figure in reading.figures if reading.prose.longtext else ():
            view.step()
            if figure.typed and _TARGET.search(_before(reading, figure)):
                said = reading.said(figure, figure.start)
                named = max((one.name for one in rows if one.name in said), key=said.rfind, default="")
                same = [one for one in rows if one.name == named and _of_sort(figure.quantity, one)]
                if same and not any(_alike(figure.quantity, one.target) for one in same):
                    values = {"words": words_of(reading, figure), "name": named}
                    places = (reading.prose.address, *(one.at("target") for one in same))
                    yield Hit(places, figure.text, same[0].printed("target"), values)


def _meant(figure: Figure, one: Indicator, words: str) -> bool:
    """Say whether a figure of a goal speaks of an indicator: by its name, or because it is almost its target."""
    same = isinstance(one.target, Quantity) and _same_sort(figure.quantity, one.target)
    return same and (_called(one.name, words) or near(figure.quantity, one.target))


def _alike(figure: Quantity, target: object) -> bool:
    return isinstance(target, Quantity) and _same_sort(figure, target) and figure.base == target.base


def _same_sort(one: Quantity, other: Quantity) -> bool:
    return bool(one.measure) and same_measure(canonical(one.measure), canonical(other.measure))


def _of_sort(figure: Quantity, one: Indicator) -> bool:
    return isinstance(one.target, Quantity) and _same_sort(figure, one.target)


def _called(name: str, words: str) -> bool:
    """Say whether words end in the name of an indicator, with or without the last word that only says number."""
    bare = words.rstrip(" 达到为是不少于超过完成")
    return bare.endswith((name, name.removesuffix("人数"), name.removesuffix("数"))) and len(name) > len("人数") + 1


# ---- almost another figure ----


@dataclass(frozen=True, slots=True)
class Telling:
    """How many digits a figure must have; `crowded`: of measures that many figures share, with `more` digits."""

    digits: Decimal
    crowded: tuple[str, ...]
    more: Decimal


@audit_rule(
    "figure_near",
    params={"digits": ParamKind("number", "2"), "crowded": _WORDS, "more": ParamKind("number", "4")},
    params_class=Telling,
    label="文字里的数与材料里的另一个数只差一位",
)
def figure_near(view: AuditView, params: Telling) -> Iterator[Hit]:
    """Find typed figures that were tied to nothing and differ from one of the evaluation by a digit or the scale."""
    known = [*_values(view)]
    for tie in ties_of(view):
        view.step()
        reading, figure = tie.reading, tie.figure
        if tie.named is not None or not _tells(reading, figure, params):
            continue
        same = [one for one in known if _same_sort(figure.quantity, one.value)]
        if any(agrees(figure.quantity, as_interval(one.value)) for one in same) or _elsewhere(view, reading, figure):
            continue
        found = next((one for one in same if near(figure.quantity, one.value)), None)
        if found is not None:
            values = {"words": words_of(reading, figure), "name": found.label}
            yield Hit((reading.prose.address, found.address), figure.text, found.printed, values)


def _before(reading: Reading, figure: Figure) -> str:
    """Return the words of its clause before a figure."""
    return reading.between(max(figure.clause, figure.start - _REACH), figure.start)


def _tells(reading: Reading, figure: Figure, params: Telling) -> bool:
    """Say whether a figure is one of the year's results and has digits enough to be told from others."""
    prose = reading.prose
    start = figure.clause if prose.address.key == _DONE else figure.sentence
    words = reading.between(max(start, figure.start - _REACH), figure.start)
    least = params.more if figure.measure in params.crowded else params.digits
    plans = prose.address.key == _GOAL or PLANS.search(prose.heading) is not None
    return not plans and len(_digits(figure.quantity)) >= least and not other_figure(words) and not years_in(words)[1:]


def _elsewhere(view: AuditView, reading: Reading, figure: Figure) -> bool:
    """Say whether another text has the same figure: then it is meant."""
    return bool(view.once(_texts_of).get(figure.quantity, frozenset()) - {reading.prose.address})


def _texts_of(view: AuditView) -> dict[Quantity, set[Address]]:
    """Return in which texts each figure stands as somebody typed it."""
    found: dict[Quantity, set[Address]] = {}
    for reading in readings_of(view):
        for figure in reading.figures:
            if not figure.typed:
                continue
            found.setdefault(figure.quantity, set()).add(reading.prose.address)
    return found


def _values(view: AuditView) -> tuple[Named, ...]:
    return view.once(_all_values)


def _all_values(view: AuditView) -> tuple[Named, ...]:
    """Return every figure that has a name, and the points of every sheet."""
    named = {one.address: one for name in names_of(view).values() for one in name.values}
    facts = view.rows("facts") if "facts" in view.answers.pack.fields else ()
    for sheet in (view.root, *view.root.rows("projects"), *facts):
        for key, field in view.answers.pack.fields.get(sheet.table, {}).items():
            found = field_value(sheet, key, field) if field.kind in {"points", "count"} else None
            if found is not None:
                named.setdefault(found.address, found)
    return tuple(sorted(named.values(), key=lambda one: (one.address.row != ROOT_ID, one.target)))


def near(one: Quantity, other: object) -> bool:
    """Say whether two figures of a measure are one but for a digit, or have the same digits in another scale."""
    if not isinstance(other, Quantity):
        return False
    a, b = _digits(one), _digits(other)
    if a == b:
        return len(a) > 1 and one.scale != other.scale
    if len(a) != len(b) or one.base.adjusted() != other.base.adjusted() or one.scale != other.scale:
        return False
    return sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _digits(quantity: Quantity) -> str:
    return plain(abs(quantity.value)).replace(".", "").lstrip("0")[:60]
