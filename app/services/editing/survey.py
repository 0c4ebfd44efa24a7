"""满意度计算表: surveys of the unit, what they come to, the figure they give (PRACTICE A17).

A survey is a row of business facts; its result is the value of that row, to which indicators and texts are bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.answers.answer_set import AnswerSet
from app.core.ids import new_row_id
from app.core.numbers import divide, half_up, num, plain
from app.core.ranks import between
from app.core.records import ROOT_ID, Address, Cell, CellOp, Op, Row, RowOp
from app.services.editing.cells import edit_of
from app.services.session import Changes, Session
from app.wizard.surveys import ABOUT, COUNTS, FACTS, FORMULA, OPINIONS, SATISFACTION, WHOLE, surveys

__all__ = [
    "ABOUT", "COUNTS", "FACTS", "FORMULA", "OPINIONS", "WHOLE", "WITHOUT_SHEETS", "Reckoned", "add_survey", "differs",
    "fill_survey", "reckon", "surveys", "take_result",
]  # fmt: skip

WEIGHTED: Final = "各档加权平均"
WITHOUT_SHEETS: Final = ("好差评", "电话回访")
"""Methods whose figure comes from another system; nothing is counted here."""

Read = Callable[[str], str]
"""Gives what stands in a key of a survey."""

_WEIGHTS: Final = (Decimal(100), Decimal(80), Decimal(60), Decimal(0))
_PLACES: Final = 2


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a survey comes to: the rate as text (96.5%), empty when it cannot be told; how; what does not fit."""

    rate: str
    how: str
    problems: tuple[str, ...] = ()


def add_survey(session: Session) -> tuple[str, Changes]:
    """Add a survey; return its row."""
    last = session.tree.children.get((ROOT_ID, FACTS), ())
    row = Row(new_row_id(), FACTS, ROOT_ID, between(session.facts.rows[last[-1]].rank if last else None, None))
    cells = {"name": "服务对象满意度", "library_id": SATISFACTION}
    known = session.pack.fields.get(FACTS, {})
    ops: list[Op] = [RowOp(row.id, row)]
    ops += [CellOp(Address(row.id, key), Cell(text)) for key, text in cells.items() if key in known]
    return row.id, session.apply("增加满意度调查", ops)


def reckon(answers: AnswerSet, row: str) -> Reckoned:
    """Reckon a survey from its counts."""
    return _reckon(lambda key: answers.printed(row, key))


def _reckon(read: Read) -> Reckoned:
    counts = [num(read(key)) for key in OPINIONS]
    valid = num(read(WHOLE))
    problems = tuple(_problems(read, counts))
    if not valid or any(count is None for count in counts[:2]):
        return Reckoned("", "填了有效份数和各档份数，就能算出满意度。", problems)
    known = [count or Decimal(0) for count in counts]
    if read(FORMULA) == WEIGHTED:
        total = sum((count * weight for count, weight in zip(known, _WEIGHTS, strict=True)), Decimal(0))
        return Reckoned(_rate(total, valid), "（很满意×100＋满意×80＋基本满意×60）÷有效份数", problems)
    how = f"（很满意{plain(known[0])}＋满意{plain(known[1])}）÷有效{plain(valid)}"
    return Reckoned(_rate((known[0] + known[1]) * 100, valid), how, problems)


def _problems(read: Read, counts: Sequence[Decimal | None]) -> list[str]:
    issued, returned, valid = (num(read(key)) for key in COUNTS)
    found = []
    if issued is not None and returned is not None and returned > issued:
        found.append("回收份数多于发放份数")
    if returned is not None and valid is not None and valid > returned:
        found.append("有效份数多于回收份数")
    known = [count for count in counts if count is not None]
    if valid is not None and len(known) == len(counts) and sum(known, Decimal(0)) != valid:
        found.append(f"各档份数加起来是{plain(sum(known, Decimal(0)))}份，有效份数是{plain(valid)}份")
    return found


def _rate(part: Decimal, whole: Decimal) -> str:
    found = divide(part, whole)
    return f"{plain(half_up(found, _PLACES), strip=True)}%" if found is not None else ""


def fill_survey(session: Session, address: Address, text: str) -> Changes:
    """Fill in a cell of a survey; its result follows in the same step, unless somebody typed another figure for it.

    Raises:
        UserError: as `set_value`.
    """
    answers, row = session.graph.snapshot(), address.row
    op = edit_of(session, address, text)
    now = _reckon(lambda key: _after(op) if key == address.key else answers.printed(row, key)).rate
    held = answers.printed(row, "value")
    ops: list[Op] = [op]
    if now and now != held and (not held or _same(held, reckon(answers, row).rate)):
        ops.append(edit_of(session, Address(row, "value"), now))
    return session.apply(f"填写{session.label(address)}", ops, merge=True)


def _after(op: CellOp) -> str:
    return op.after.text if op.after is not None else ""


def _same(one: str, other: str) -> bool:
    return bool(other) and num(one) == num(other)


def differs(answers: AnswerSet, row: str) -> bool:
    """Say whether the figure that stands is another than the survey comes to."""
    rate, held = reckon(answers, row).rate, answers.printed(row, "value")
    return bool(rate) and not _same(held, rate)


def take_result(session: Session, row: str) -> Changes:
    """Put what the survey comes to into the value of its fact.

    Raises:
        UserError: as `set_value`.
    """
    rate = reckon(session.graph.snapshot(), row).rate
    return session.apply("填入满意度计算结果", [edit_of(session, Address(row, "value"), rate)] if rate else [])
