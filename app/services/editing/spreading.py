"""尚未分配的分值, and sharing it evenly among the rows that have none yet (均分剩余分值)."""

from __future__ import annotations

from decimal import Decimal

from app.answers.sheets import Sheet, SheetRow
from app.core.errors import UserError
from app.core.numbers import plain
from app.core.records import Address, Cell, CellOp
from app.services.session import Changes, Session

_WEIGHT = "weight"
_TENTH = Decimal("0.1")


def left_over(session: Session, row: str) -> Decimal | None:
    """Return the points of a scored sheet that no row has yet, below 0 when too many are given out.

    None where the sheet is not scored or its form says no total.
    """
    sheet = session.graph.sheet(row)
    total = (
        session.pack.weights[sheet.table].total if sheet is not None and sheet.table in session.pack.weights else None
    )
    if sheet is None or total is None:
        return None
    given = sum((one.weight or Decimal(0) for one in sheet.rows), sheet.budget_weight or Decimal(0))
    return total - given


def spread_left(session: Session, row: str) -> Changes:
    """Share what is left among the rows without points, as one step.

    Where the form fixes the points of a level 1, each level shares its own. Shares are whole numbers, the first rows
    take one more each; fewer points than rows are shared in tenths.

    Raises:
        UserError: no row is without points, or nothing is left for them.
    """
    sheet, left = session.graph.sheet(row), left_over(session, row)
    blank = [one for one in sheet.rows if one.weight is None] if sheet is not None else []
    if sheet is None or left is None or not blank:
        raise _nothing(session, row, "各行都已有分值" if blank == [] else "本表没有总分值", "请直接改各行的分值")
    shares = _shares_of(session, sheet, blank, left)
    ops = [
        CellOp(Address(one, _WEIGHT), Cell(plain(points, strip=True))) for one, points in shares.items() if points > 0
    ]
    if not ops:
        raise _nothing(session, row, "没有可以分配的分值", "请先改小已有的分值，合计应等于总分值")
    return session.apply("均分剩余分值", ops)


def even(total: Decimal, count: int) -> list[Decimal]:
    """Return `count` shares that add up to a total: whole numbers, what remains goes to the first ones.

    A total below `count`, or one that is not whole, is shared in tenths (what is below a tenth goes to the first).
    """
    step = Decimal(1) if total == total.to_integral_value() and total >= count else _TENTH
    whole = total // step
    each, more = divmod(whole, count)
    shares = [(each + (1 if place < more else 0)) * step for place in range(count)]
    shares[0] += total - whole * step
    return shares


def _shares_of(session: Session, sheet: Sheet, blank: list[SheetRow], left: Decimal) -> dict[str, Decimal]:
    fixed = session.pack.weights[sheet.table].level1
    shares: dict[str, Decimal] = {}
    free = []
    for name in dict.fromkeys(one.level1 for one in blank):
        own = [one for one in blank if one.level1 == name]
        if name not in fixed:
            free += own
            continue
        room = fixed[name] - sum((one.weight or Decimal(0) for one in sheet.rows if one.level1 == name), Decimal(0))
        shares |= _pairs(own, min(room, left))
    if free:
        shares |= _pairs(free, left - sum(shares.values(), Decimal(0)))
    return shares


def _pairs(rows: list[SheetRow], total: Decimal) -> dict[str, Decimal]:
    return {one.row: share for one, share in zip(rows, even(max(total, Decimal(0)), len(rows)), strict=True)}


def _nothing(session: Session, row: str, what: str, repair: str) -> UserError:
    rule = "均分只把尚未分配的分值分给还没有分值的行"
    return UserError("weights.spread", where=session.tree.path(row) or "单位", what=what, rule=rule, repair=repair)
