"""Rules about targets: direction, sign, and whether they can be measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from app.audit.indicator_rows import INDICATORS, PERCENT, Indicator, indicators_of
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.core.numbers import plain, trimmed
from app.core.quantities import Quantity, bases, parse_quantity
from app.core.records import Address
from app.core.signatures import ParamKind

_HUNDRED: Final = Decimal(100)
_WORDS: Final = ParamKind("words", ())
_AT_LEAST: Final = frozenset({"≥", ">"})
_AT_MOST: Final = frozenset({"≤", "<"})
_TURNED: Final = {"≥": "≤", ">": "<", "≤": "≥", "<": ">"}
_LIST: Final = re.compile(r"[\u4e00-\u9fff]{1,4}(?:、[\u4e00-\u9fff]{1,4}){1,8}")


def _targets(view: AuditView) -> Iterator[tuple[Indicator, Quantity]]:
    """Yield the rows whose target is a quantity."""
    for found in indicators_of(view):
        if found.named and isinstance(found.target, Quantity):
            yield found, found.target


@dataclass(frozen=True, slots=True)
class Costs:
    """Which rows limit spending: words of levels 1 and 2, words of names, and names that are not meant."""

    levels: tuple[str, ...]
    names: tuple[str, ...]
    not_names: tuple[str, ...]

    def holds(self, found: Indicator) -> bool:
        """Say whether less is better in a row."""
        if found.speaks_of(self.not_names):
            return False
        return found.under(self.levels) or found.speaks_of(self.names)


COST_PARAMS: Final = {"levels": _WORDS, "names": _WORDS, "not_names": _WORDS}


@audit_rule(
    "cost_direction",
    params=COST_PARAMS,
    params_class=Costs,
    label="成本指标、控制率的指标值写成了“不少于”",
    parted=True,
)
def cost_direction(view: AuditView, params: Costs) -> Iterator[Hit]:
    """Find limits of spending that are written as something to reach."""
    for found, target in _targets(view):
        if target.operator in _AT_LEAST and params.holds(found):
            yield _turned(found, target)


def _turned(found: Indicator, target: Quantity) -> Hit:
    """Return the hit for a target whose sign points the wrong way, with the sign it should have."""
    written = found.printed("target")
    due = written.replace(target.operator, _TURNED[target.operator], 1)
    if due == written:
        due = f"{_TURNED[target.operator]}{plain(target.value, strip=True)}{target.scale}{target.measure}"
    return Hit(found.places("target", "actual"), written, due, row=found.id)


@dataclass(frozen=True, slots=True)
class Named:
    """Words of names, and words that make an exception."""

    names: tuple[str, ...]
    not_names: tuple[str, ...]

    def holds(self, found: Indicator) -> bool:
        """Say whether a name holds one of the words and none of the exceptions."""
        return found.speaks_of(self.names) and not found.speaks_of(self.not_names)


NAMED_PARAMS: Final = {"names": _WORDS, "not_names": _WORDS}


@audit_rule(
    "share_direction",
    params=NAMED_PARAMS,
    params_class=Named,
    label="满意度、到位率这类指标的指标值写成了“不超过”",
    parted=True,
)
def share_direction(view: AuditView, params: Named) -> Iterator[Hit]:
    """Find shares that should be high and are written as a limit from above."""
    for found, target in _targets(view):
        if target.operator in _AT_MOST and params.holds(found):
            yield _turned(found, target)


@audit_rule(
    "target_sign",
    params={"names": _WORDS},
    params_class=lambda names: Named(names, ()),
    label="指标值没有写方向",
    parted=True,
)
def target_sign(view: AuditView, params: Named) -> Iterator[Hit]:
    """Find targets without a sign whose meaning is not plain: 100% as such is, unless less is better."""
    for found, target in _targets(view):
        if target.operator or found.printed("direction") or target.measure in {"年", "月"}:
            continue
        if _unclear(found, target, params):
            yield Hit(found.places("target", "actual"), found.printed("target"), row=found.id)


def _unclear(found: Indicator, target: Quantity, params: Named) -> bool:
    if target.measure != PERCENT or target.value != _HUNDRED:
        return True
    return found.speaks_of(params.names) and isinstance(found.actual, Quantity) and found.actual.value != target.value


@dataclass(frozen=True, slots=True)
class CountLevels:
    """Words of level 2 under which amounts are counted, and ends of names that are ratios all the same."""

    levels: tuple[str, ...]
    not_names: tuple[str, ...]


@audit_rule(
    "count_in_percent",
    params={"levels": _WORDS, "not_names": _WORDS},
    params_class=CountLevels,
    label="数量指标的指标值是百分数",
    parted=True,
)
def count_in_percent(view: AuditView, params: CountLevels) -> Iterator[Hit]:
    """Find amounts that are asked for in percent."""
    for found, target in _targets(view):
        if target.measure == PERCENT and found.under(params.levels) and not found.speaks_of(params.not_names):
            yield Hit(found.places("target", "level3"), found.printed("target"), row=found.id)


@dataclass(frozen=True, slots=True)
class Words:
    """Words to look for."""

    words: tuple[str, ...]


@audit_rule("name_is_question", params={"words": _WORDS}, params_class=Words, label="指标名称是问句", parted=True)
def name_is_question(view: AuditView, params: Words) -> Iterator[Hit]:
    """Find names that ask something."""
    for found in indicators_of(view):
        if found.named and found.speaks_of(params.words):
            yield Hit(found.places("level3", "target"), found.name, row=found.id)


@audit_rule(
    "name_is_list", params={"words": _WORDS}, params_class=Words, label="指标名称只是几样东西的名称", parted=True
)
def name_is_list(view: AuditView, params: Words) -> Iterator[Hit]:
    """Find names that only list things (甲、乙、丙) and do not say what of them is measured."""
    for found in indicators_of(view):
        if _LIST.fullmatch(found.name[:60]) and not found.speaks_of(params.words):
            yield Hit(found.places("level3"), found.name, row=found.id)


@dataclass(frozen=True, slots=True)
class Vague:
    """Verbs that say no more than that something gets better, and words that may stand before them."""

    verbs: tuple[str, ...]
    before: tuple[str, ...]


@lru_cache(maxsize=8)
def _vague(params: Vague) -> re.Pattern[str]:
    def any_of(words: tuple[str, ...]) -> str:
        return "(?:" + "|".join(re.escape(word) for word in words) + ")"

    return re.compile(f"{any_of(params.before)}?{any_of(params.verbs)}")


@audit_rule(
    "vague_target",
    params={"verbs": _WORDS, "before": _WORDS},
    params_class=Vague,
    label="指标值只写“加强、提升”，不能衡量",
    parted=True,
)
def vague_target(view: AuditView, params: Vague) -> Iterator[Hit]:
    """Find targets that nobody can measure."""
    for found in indicators_of(view):
        if found.named and isinstance(found.target, str) and _vague(params).fullmatch(found.target.strip()[:30]):
            yield Hit(found.places("target"), found.target.strip(), row=found.id)


@dataclass(frozen=True, slots=True)
class Digits:
    """From how many digits on a figure is no round one."""

    digits: Decimal


@audit_rule(
    "same_target",
    params={"digits": ParamKind("number", "3")},
    params_class=Digits,
    label="两个不同的指标用同一个指标值",
)
def same_target(view: AuditView, params: Digits) -> Iterator[Hit]:
    """Find one uncommon figure (36.6万人) as the target of indicators with other names and other actuals."""
    groups: dict[tuple[Decimal, str], list[Indicator]] = {}
    for found, target in _targets(view):
        if target.measure != PERCENT and len(trimmed(target.value).as_tuple().digits) >= params.digits:
            groups.setdefault((target.base, target.measure), []).append(found)
    for group in groups.values():
        first = _one_each(group)
        if len({found.printed("actual") for found in first}) > 1:
            names = "、".join(f"“{found.name}”" for found in first)
            places = tuple(place for found in reversed(first) for place in found.places("target", "actual"))
            yield Hit(places, first[0].printed("target"), values={"names": names}, row=first[-1].id)


def _one_each(group: list[Indicator]) -> list[Indicator]:
    """Return the first row of every name."""
    return list({found.name: found for found in reversed(group)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class Nothing:
    """No parameters."""


@audit_rule("approved_target", params={}, params_class=Nothing, label="指标值与批复值不一致")
def approved_target(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find targets that are not what was approved."""
    for found in indicators_of(view):
        approved = found.printed("target.approved")
        if approved and not _same(approved, found.printed("target")):
            yield Hit(
                found.places("target", "target.approved"), found.printed("target") or "空白", approved, row=found.id
            )


def _same(one: str, other: str) -> bool:
    if "".join(one.split()) == "".join(other.split()):
        return True
    a, b = parse_quantity(one), parse_quantity(other)
    pair = bases(a, b) if a is not None and b is not None and a.operator == b.operator else None
    return pair is not None and pair[0] == pair[1]


@audit_rule("approved_left_out", params={}, params_class=Nothing, label="批复的指标没有列入自评")
def approved_left_out(view: AuditView, _params: Nothing) -> Iterator[Hit]:
    """Find approved indicators that were taken out without a reason."""
    answers = view.answers
    for row in answers.facts.rows.values():
        if row.table != INDICATORS or answers.in_force(row.id) or not answers.in_force(row.parent or ""):
            continue
        texts = {key: cell.text for (key, form), cell in answers.facts.cells.get(row.id, {}).items() if not form}
        approved = "批复" in texts.get("target.source", "") or bool(texts.get("target.approved"))
        if texts.get("left_out") == "是" and approved and not texts.get("left_out.reason"):
            name = texts.get("level3", "")
            yield Hit((Address(row.id, "left_out"), Address(row.id, "left_out.reason")), name, row=row.id)
