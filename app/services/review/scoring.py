"""The scores of an evaluation, in the shape of `score --json`, and the trace behind any value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from app.answers.graph import AnswerGraph
from app.answers.sheets import Sheet, SheetRow
from app.core.numbers import plain
from app.core.records import ROOT_ID
from app.core.traces import Trace
from app.core.tree import parse_address, row_tree
from app.services.editing.cells import field_of
from app.services.session import Session

EXECUTION: Final = "预算执行"
"""What the execution row is called beside the level 1 indicators."""


@dataclass(frozen=True, slots=True)
class RowScore:
    """One indicator row; numbers as text, None where there is none or it cannot be computed."""

    level1: str
    level2: str
    level3: str
    target: str
    actual: str
    weight: str | None
    score: str | None
    computed: str | None
    overridden: bool
    reason: str
    note: str
    problem: str


@dataclass(frozen=True, slots=True)
class Budget:
    """The execution row: exact rate in percent, score, weight."""

    rate: str | None
    score: str | None
    weight: str | None
    overridden: bool
    note: str


@dataclass(frozen=True, slots=True)
class Total:
    """Total weight and score; `stated` is what the paper prints where it is another."""

    weight: str | None
    score: str | None
    stated: str | None
    problem: str


@dataclass(frozen=True, slots=True)
class Block:
    """One scored sheet: the unit's or a project's.

    `remarks` say what the total does not show by itself: weights that do not add up, rows without a score.
    """

    row: str
    name: str
    budget: Budget
    rows: tuple[RowScore, ...]
    total: Total
    grade: str | None
    remarks: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return the block for `--json`."""
        return {
            "name": self.name,
            "budget": {"rate": self.budget.rate, "score": self.budget.score, "weight": self.budget.weight},
            "rows": [
                {
                    "level1": row.level1,
                    "level2": row.level2,
                    "level3": row.level3,
                    "target": row.target,
                    "actual": row.actual,
                    "weight": row.weight,
                    "score": row.score,
                    "computed": row.computed,
                    "overridden": row.overridden,
                    "reason": row.reason,
                    "note": row.note,
                }
                for row in self.rows
            ],
            "total": {"weight": self.total.weight, "score": self.total.score, "stated": self.total.stated},
            "grade": self.grade,
        }


@dataclass(frozen=True, slots=True)
class Scores:
    """All scored sheets: the unit first, then the projects in order."""

    unit: Block | None
    projects: tuple[Block, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return unit and projects in one list."""
        return ((self.unit,) if self.unit else ()) + self.projects

    def as_dict(self) -> dict[str, object]:
        """Return the object of `score --json`."""
        return {
            "unit": self.unit.as_dict() if self.unit else None,
            "projects": [block.as_dict() for block in self.projects],
        }


@dataclass(frozen=True, slots=True)
class Level:
    """What the rows of one level 1 earned of their weight, as text; `share` of the weight, None without one."""

    name: str
    score: str | None
    weight: str | None
    share: Decimal | None


def levels_of(block: Block) -> list[Level]:
    """Return score against weight for the execution row and for each level 1, in the order of the sheet."""
    found: dict[str, list[tuple[str | None, str | None]]] = {}
    if block.budget.weight is not None:
        found[EXECUTION] = [(block.budget.score, block.budget.weight)]
    for row in block.rows:
        found.setdefault(row.level1, []).append((row.score, row.weight))
    return [_level(name, pairs) for name, pairs in found.items()]


def _level(name: str, pairs: list[tuple[str | None, str | None]]) -> Level:
    scores = [Decimal(score) for score, _ in pairs if score is not None]
    weights = [Decimal(weight) for _, weight in pairs if weight is not None]
    score, weight = (sum(scores, Decimal(0)) if scores else None), (sum(weights, Decimal(0)) if weights else None)
    share = score / weight if score is not None and weight else None
    return Level(name, _points(score), _points(weight), share)


def block_of(graph: AnswerGraph, row: str) -> Block | None:
    """Return the scored sheet of a row; None where it has none."""
    sheet = graph.sheet(row)
    return _block(graph, sheet) if sheet is not None else None


def score_graph(graph: AnswerGraph) -> Scores:
    """Return the scores of a graph of answers."""
    sheets = graph.sheets()
    unit = next((_block(graph, sheet) for sheet in sheets if sheet.row == ROOT_ID), None)
    return Scores(unit, tuple(_block(graph, sheet) for sheet in sheets if sheet.row != ROOT_ID))


def score_file(path: Path) -> Scores:
    """Return the scores of an evaluation file.

    Raises:
        UserError, EnvironmentProblem: the file cannot be opened.
    """
    with Session.open(path, mode="view") as session:
        return score_graph(session.graph)


def explain_file(path: Path, address: str) -> Trace:
    """Return the trace behind one cell of an evaluation file.

    Raises:
        UserError: no such row or key.
        EnvironmentProblem: the file cannot be opened.
    """
    with Session.open(path, mode="view") as session:
        found = parse_address(address, row_tree(session.facts))
        field_of(session, found)
        return session.graph.explain(found)


def _block(graph: AnswerGraph, sheet: Sheet) -> Block:
    return Block(
        row=sheet.row,
        name=sheet.name,
        budget=Budget(
            _points(sheet.rate),
            _points(sheet.budget_score),
            _points(sheet.budget_weight),
            sheet.budget_overridden,
            sheet.budget_note,
        ),
        rows=tuple(_row(row) for row in sheet.rows),
        total=Total(_points(sheet.total_weight), _points(sheet.total_score), sheet.stated, sheet.problem),
        grade=sheet.grade,
        remarks=tuple(_remarks(graph, sheet)),
    )


def _remarks(graph: AnswerGraph, sheet: Sheet) -> Iterator[str]:
    weights = graph.pack.weights.get(sheet.table)
    wanted = weights.total if weights is not None else None
    if wanted is not None and sheet.total_weight is not None and sheet.total_weight != wanted:
        yield f"分值合计{plain(sheet.total_weight, strip=True)}，不等于{plain(wanted, strip=True)}"
    unscored = sum(row.score is None and bool(row.problem) for row in sheet.rows)
    if unscored and sheet.total_score is not None:
        yield f"有{unscored}行还没有得分，总分不完整"


def _row(row: SheetRow) -> RowScore:
    return RowScore(
        row.level1,
        row.level2,
        row.level3,
        row.target,
        row.actual,
        _points(row.weight),
        _points(row.score),
        _points(row.computed),
        row.overridden,
        row.reason,
        row.note,
        row.problem,
    )


def _points(value: Decimal | None) -> str | None:
    """Return points, or the exact rate in percent, without zeros at the end."""
    return None if value is None else plain(value, strip=True)
