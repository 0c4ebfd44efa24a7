"""Scored sheets: one per row that carries a total score, with its execution row and its indicator rows.

A sheet is a node of the graph like any value, so an edit builds again only the sheets it touches. The keys are the
dictionary's; what stands behind them is the pack's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from app.answers import nodes
from app.answers.reasons import problem
from app.core.numbers import num, shift

if TYPE_CHECKING:
    from app.answers.evaluation import Evaluation

RATE: Final = "budget.rate"
BUDGET_SCORE: Final = "budget.score"
BUDGET_WEIGHT: Final = "budget.weight"
TOTAL_SCORE: Final = "total.score"
TOTAL_WEIGHT: Final = "total.weight"
GRADE: Final = "total.grade"
INDICATORS: Final = "indicators"
GOALS: Final = "goals"
SCORE: Final = "score"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One indicator row: texts as printed, points exact; `computed` is the rule's score, None when 无法计算."""

    row: str
    level1: str
    level2: str
    level3: str
    target: str
    actual: str
    weight: Decimal | None
    score: Decimal | None
    computed: Decimal | None
    overridden: bool
    reason: str
    note: str
    problem: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One scored sheet.

    Attributes:
        row: the row that carries the total.
        table: its table.
        name: its title as printed.
        rate: the exact execution rate in percent; None where there is none.
        budget_score: points of the execution row, `budget_weight` their weight, `budget_note` the note of an override.
        rows: the indicators in force, in order; those of goals after those of the sheet itself.
        total_score: the total, computed or typed.
        stated: what the paper prints as total where that is another; None where it is the same.
        grade: the grade, None where the pack has none.
        problem: why there is no total score; empty when there is one.
    """

    row: str
    table: str
    name: str
    rate: Decimal | None
    budget_score: Decimal | None
    budget_weight: Decimal | None
    budget_computed: Decimal | None
    budget_overridden: bool
    budget_note: str
    rows: tuple[SheetRow, ...]
    total_score: Decimal | None
    total_weight: Decimal | None
    stated: str | None
    grade: str | None
    problem: str


def build_sheet(evaluation: Evaluation, row: str) -> Sheet | None:
    """Return the sheet of a row; None when it is not in force or not scored."""
    if not is_scored(evaluation, row):
        return None
    table = evaluation.store.rows[row].table
    title = evaluation.plan.tables[table].title
    rate, total = _points(evaluation, row, RATE), _points(evaluation, row, TOTAL_SCORE)
    overridden, note = _override(evaluation, row, BUDGET_SCORE)
    return Sheet(
        row=row,
        table=table,
        name=evaluation.printed(row, title) if title else "",
        rate=shift(rate, 2) if rate is not None else None,
        budget_score=_points(evaluation, row, BUDGET_SCORE),
        budget_weight=_points(evaluation, row, BUDGET_WEIGHT),
        budget_computed=_decimal(evaluation.computed(row, BUDGET_SCORE)),
        budget_overridden=overridden,
        budget_note=note,
        rows=tuple(_rows(evaluation, row)),
        total_score=total,
        total_weight=_points(evaluation, row, TOTAL_WEIGHT),
        stated=_stated_total(evaluation, row, total),
        grade=evaluation.printed(row, GRADE) or None,
        problem=problem(evaluation, (row, TOTAL_SCORE)),
    )


def is_scored(evaluation: Evaluation, row: str) -> bool:
    """Say whether a row has a sheet: it is in force, and its total is scored by the pack's conditions."""
    slot = evaluation.slot((row, TOTAL_SCORE))
    if slot is None or not evaluation.in_force(row) or not evaluation.key_in_force(row, slot):
        return False
    return not slot.scorings or evaluation.scoring(row, slot) is not None


def _indicators(evaluation: Evaluation, row: str) -> Iterator[str]:
    env = evaluation.env(row)
    yield from (child.row for child in env.rows(INDICATORS))
    for goal in env.rows(GOALS):
        yield from (child.row for child in goal.rows(INDICATORS))


def _rows(evaluation: Evaluation, row: str) -> Iterator[SheetRow]:
    for indicator in _indicators(evaluation, row):
        found = evaluation.network.get((indicator, nodes.SHEET_ROW))
        if isinstance(found, SheetRow):
            yield found


def build_sheet_row(evaluation: Evaluation, row: str) -> SheetRow:
    """Return an indicator row as its sheet shows it."""
    overridden, note = _override(evaluation, row, SCORE)
    return SheetRow(
        row=row,
        level1=evaluation.printed(row, "level1"),
        level2=evaluation.printed(row, "level2"),
        level3=evaluation.printed(row, "level3"),
        target=evaluation.printed(row, "target") or _in_cells(evaluation, row, "target"),
        actual=evaluation.printed(row, "actual") or _in_cells(evaluation, row, "actual"),
        weight=_points(evaluation, row, "weight"),
        score=_points(evaluation, row, SCORE),
        computed=_decimal(evaluation.computed(row, SCORE)),
        overridden=overridden,
        reason=evaluation.printed(row, "reason"),
        note=note,
        problem=problem(evaluation, (row, SCORE)),
    )


def _in_cells(evaluation: Evaluation, row: str, key: str) -> str:
    """Join a target that stands in cells of its own: sign, number, unit; a qualitative one is its words."""
    number = evaluation.printed(row, f"{key}.number")
    if not number or key != "target" or num(number) is None:
        return number
    return evaluation.printed(row, "target.operator") + number + evaluation.printed(row, "target.measure")


def _override(evaluation: Evaluation, row: str, key: str) -> tuple[bool, str]:
    """Return whether a computed key was set by hand, and the note."""
    slot = evaluation.slot((row, key))
    evaluation.value(row, key)  # a change of the note counts as a change of this value
    cell = evaluation.acting_cell(row, slot) if slot is not None and slot.is_computed else None
    return cell is not None, cell.note if cell is not None else ""


def _stated_total(evaluation: Evaluation, row: str, total: Decimal | None) -> str | None:
    """Return the total that a form prints where it is not the computed one."""
    evaluation.network.get((row, nodes.STATED))
    for (key, form), cell in sorted(evaluation.store.cells(row).items()):
        if key == TOTAL_SCORE and form and (total is None or num(cell.text) != total):
            return cell.text
    return None


def _points(evaluation: Evaluation, row: str, key: str) -> Decimal | None:
    return _decimal(evaluation.value(row, key))


def _decimal(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
