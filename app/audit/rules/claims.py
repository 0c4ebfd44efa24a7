"""Rules about statements that exclude each other: all done beside a missed target, the unit's status said two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.audit.phrases import TURN, word_list
from app.audit.prose import Prose, long_texts
from app.audit.registry import Hit, audit_rule
from app.audit.view import AuditView
from app.core.quantities import Quantity, bases, complete
from app.core.records import ROOT_ID, Address
from app.core.signatures import ParamKind
from app.documents.rows import Paper, RowView

PAPER: Final = Paper()


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a statement, and longer words that state something else."""

    words: tuple[str, ...]
    right: tuple[str, ...] = ()


_WORDS: Final = {"words": ParamKind("words"), "right": ParamKind("words", ())}


@audit_rule("all_done_missed", params=_WORDS, params_class=Words, label="写全部完成，指标却没有完成")
def all_done_missed(view: AuditView, params: Words) -> Iterator[Hit]:
    """Find texts that say that everything is done beside indicators that missed their target."""
    missed = [row for row in view.rows("indicators") if _missed(row)]
    for prose, said in _claims(view, params):
        rows = [row for row in missed if _speaks_of(prose, row)]
        if rows:
            actuals = tuple(Address(row.row, "actual") for row in rows)
            shown = "、".join(
                f"{row.printed('level3', '', PAPER)}{row.printed('actual', '', PAPER)}" for row in rows[:3]
            )
            yield Hit((prose.address, *actuals), said, shown)


def _claims(view: AuditView, params: Words) -> Iterator[tuple[Prose, str]]:
    """Yield each text that claims that everything is done, with its words; goals that were set claim nothing."""
    listed = word_list(params.words, params.right)
    for prose in long_texts(view):
        found = next(listed.find(prose.text), None) if prose.address.key != "goal.expected" else None
        if found is not None:
            yield prose, found[1]


def _speaks_of(prose: Prose, indicator: RowView) -> bool:
    """Say whether a text speaks of an indicator: a goal of those of its own row, a report of all."""
    owner = indicator.up()
    return bool(prose.report) or (owner is not None and prose.address.row == owner.row)


def _missed(row: RowView) -> bool:
    """Say whether an indicator certainly missed its target: an operator, comparable figures, the wrong side."""
    target, actual = row.get("target"), row.get("actual")
    if not isinstance(target, Quantity) or not isinstance(actual, Quantity) or actual.hedge or target.hedge:
        return False
    pair = bases(complete(actual, target), target)
    if pair is None:
        return False
    done, wanted = pair
    return done < wanted if target.operator in {"≥", ">"} else target.operator in {"≤", "<"} and done > wanted


_RATE: Final = re.compile(
    r"(?:完成率?|完成比例|达标率)(?:了|为|达到?|是|只有|仅)?(?P<rate>[0-9]{1,2}(?:\.[0-9]{1,4})?)[%％]"
)


@audit_rule("all_done_rates", params=_WORDS, params_class=Words, label="写全部完成，文字里却有没完成的比率")
def all_done_rates(view: AuditView, params: Words) -> Iterator[Hit]:
    """Find reports that say that everything is done and also give a completion rate below 100%."""
    low = [(prose, found) for prose in long_texts(view) if prose.report for found in _low_rates(prose.text)]
    for prose, said in _claims(view, params):
        others = [(other, rate) for other, rate in low if prose.report == other.report]
        if others:
            places = dict.fromkeys(other.address for other, _ in others if other.address != prose.address)
            yield Hit((prose.address, *places), said, "、".join(dict.fromkeys(rate for _, rate in others[:5])))


def _low_rates(text: str) -> Iterator[str]:
    return (match.group() for match in _RATE.finditer(text) if Decimal(match["rate"]) < 100)


@audit_rule("status_twice", params=_WORDS, params_class=Words, label="单位性质两个说法", parted=True)
def status_twice(view: AuditView, params: Words) -> Iterator[Hit]:
    """Find texts that contradict the unit's status: 参公 beside 参公改革还在进行."""
    status = view.root.printed("unit.nature", "", PAPER)
    contrary = tuple(other for one in params.words for said, _, other in [one.partition(TURN)] if said in status)
    if not contrary or not status:
        return
    listed = word_list(contrary, params.right)
    for prose in long_texts(view):
        found = next(listed.find(prose.text), None)
        if found is not None:
            yield Hit((prose.address, Address(ROOT_ID, "unit.nature")), found[1], status)
