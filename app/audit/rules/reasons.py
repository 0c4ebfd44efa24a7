"""Rules about reasons (偏差原因) and about figures far from target or last year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.audit.indicator_rows import PERCENT, Indicator, indicators_of, ratio
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.core.numbers import half_up, plain, shift
from app.core.quantities import Quantity, bases
from app.core.signatures import ParamKind

_WORDS: Final = ParamKind("words", ())
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Over:
    """Above which share of the target, up to which, and which rows are not meant: words of levels and of names."""

    above: Decimal
    upto: Decimal
    levels: tuple[str, ...]
    names: tuple[str, ...]


@audit_rule(
    "over_target",
    params={"above": ParamKind("share"), "upto": ParamKind("share", "1000000%"), "levels": _WORDS, "names": _WORDS},
    params_class=Over,
    label="完成值比指标值高出很多而没有写原因",
    parted=True,
)
def over_target(view: AuditView, params: Over) -> Iterator[Hit]:
    """Find actuals far above the target without a reason: the target was set too low, or the figure is wrong."""
    for found in indicators_of(view):
        reached = ratio(found)
        if reached is None or not params.above < reached <= params.upto or found.reason():
            continue
        if not _limits_spending(found, params) and not _no_share(found):
            values = {"rate": _percent(reached), "target": found.printed("target")}
            yield Hit(found.places("actual", "target", "reason"), found.printed("actual"), "", values, found.id)


def _limits_spending(found: Indicator, params: Over) -> bool:
    target = found.target
    down = isinstance(target, Quantity) and target.operator in {"≤", "<"}
    return down or found.printed("direction") == "反向" or found.under(params.levels) or found.speaks_of(params.names)


def _no_share(found: Indicator) -> bool:
    """Say whether the actual is above 100%: whether that can be is another rule's matter."""
    actual = found.actual
    return isinstance(actual, Quantity) and actual.measure == PERCENT and actual.value > _HUNDRED


def _percent(share: Decimal) -> str:
    return f"{plain(half_up(shift(share, 2), 1), strip=True)}%"


@dataclass(frozen=True, slots=True)
class Words:
    """Words to look for."""

    words: tuple[str, ...]


@audit_rule(
    "reason_without_measure",
    params={"words": _WORDS},
    params_class=Words,
    label="写了原因，没有写改进措施",
    parted=True,
)
def reason_without_measure(view: AuditView, params: Words) -> Iterator[Hit]:
    """Find reasons of lost points that say nothing about what will be done."""
    for found in indicators_of(view):
        reason = found.printed("reason")
        low = found.weight is not None and found.score is not None and found.score < found.weight
        if low and reason and not found.printed("improvement") and not any(word in reason for word in params.words):
            yield Hit(found.places("reason"), reason, row=found.id)


@dataclass(frozen=True, slots=True)
class Shortest:
    """How long a name must be to be looked for."""

    shortest: Decimal


@audit_rule(
    "reason_of_other",
    params={"shortest": ParamKind("number", "4")},
    params_class=Shortest,
    label="偏差原因说的是另一个指标",
)
def reason_of_other(view: AuditView, params: Shortest) -> Iterator[Hit]:
    """Find reasons that name another indicator and not their own."""
    names = dict.fromkeys(found.name for found in indicators_of(view) if len(found.name) >= params.shortest)
    for found in indicators_of(view):
        reason = found.printed("reason")
        if not reason or found.name in reason:
            continue
        other = next((name for name in names if name in reason and name not in found.name), "")
        if other and found.name not in other:
            yield Hit(found.places("reason"), reason, "", {"other": other}, found.id)


@audit_rule("reason_repeats", params={"words": _WORDS}, params_class=Words, label="偏差原因只是重复指标", parted=True)
def reason_repeats(view: AuditView, params: Words) -> Iterator[Hit]:
    """Find reasons that hold no more than the name, the target or the actual of the row."""
    for found in indicators_of(view):
        reason = _bare(found.printed("reason"))
        texts = (found.name, *(found.printed(key) for key in ("target", "actual")))
        parts = sorted((bare for text in (*texts, *params.words) if (bare := _bare(text))), key=len, reverse=True)
        if reason and len(reason) <= _LONGEST and not _without(reason, parts):
            yield Hit(found.places("reason"), found.printed("reason"), row=found.id)


_LONGEST: Final = 200


def _without(text: str, parts: list[str]) -> str:
    for part in parts:
        text = text.replace(part, "")
    return text


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum() or sign in "%％≥≤><.")


# ---- last year ----


@dataclass(frozen=True, slots=True)
class Change:
    """By how many times a figure may grow, or shrink to how much of last year's."""

    grows: Decimal
    shrinks: Decimal


@audit_rule(
    "far_from_last_year",
    params={"grows": ParamKind("share", "200%"), "shrinks": ParamKind("share", "50%")},
    params_class=Change,
    label="完成值与上年相差很大",
    parted=True,
)
def far_from_last_year(view: AuditView, params: Change) -> Iterator[Hit]:
    """Find actuals far from those of last year, with nothing written about it."""
    for found in indicators_of(view):
        share = _of_last_year(found, found.actual)
        if share is not None and not params.shrinks <= share <= params.grows and not found.reason():
            values = {"prior": found.printed("prior.actual")}
            yield Hit(found.places("actual", "prior.actual"), found.printed("actual"), "", values, found.id)


@dataclass(frozen=True, slots=True)
class Lowest:
    """The least share of last year's actual that a target should ask for."""

    least: Decimal


@audit_rule(
    "target_below_last_year",
    params={"least": ParamKind("share", "90%")},
    params_class=Lowest,
    label="指标值明显低于上年完成值",
    parted=True,
)
def target_below_last_year(view: AuditView, params: Lowest) -> Iterator[Hit]:
    """Find targets well below what was reached last year."""
    for found in indicators_of(view):
        target = found.target
        up = isinstance(target, Quantity) and target.operator in {"≥", ">", ""} and found.printed("direction") != "反向"
        share = _of_last_year(found, target)
        if up and share is not None and share < params.least:
            values = {"prior": found.printed("prior.actual")}
            yield Hit(found.places("target", "prior.actual"), found.printed("target"), "", values, found.id)


def _of_last_year(found: Indicator, value: object) -> Decimal | None:
    prior = found.row.get("prior.actual")
    if not isinstance(value, Quantity) or not isinstance(prior, Quantity):
        return None
    pair = bases(value, prior)
    return pair[0] / pair[1] if pair is not None and pair[1] > 0 else None
