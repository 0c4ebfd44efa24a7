"""Forms of a small pack, drawn for small evaluations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.answers.answer_set import AnswerSet
from app.answers.graph import AnswerGraph
from app.documents.forms import draw_form
from app.documents.options import Options
from app.documents.tree import Grid, GridCell, Paragraph, Part
from tests.answers.conftest import EVALUATION, small_facts, small_pack


def answer_set(answers: Mapping[str, Any] | None = None, **pack: Any) -> AnswerSet:
    """Return the answers of an evaluation by the small pack with changes."""
    return AnswerGraph(small_pack(**pack), small_facts(EVALUATION if answers is None else answers)).snapshot()


def form(bands: Mapping[str, Any], columns: Sequence[str] = ("40", "60", "60"), **others: Any) -> dict[str, Any]:
    """Return a form of the unit."""
    return {"of": "unit", "columns": list(columns), "bands": dict(bands), **others}


def drawn(
    drawing: Mapping[str, Any],
    answers: Mapping[str, Any] | None = None,
    row: str = "unit",
    options: Options | None = None,
    **pack: Any,
) -> Part:
    """Draw a form `f` for a row."""
    return draw_form(answer_set(answers, forms={"f": dict(drawing)}, **pack), "f", row, options or Options())


def grid_of(part: Part) -> Grid:
    """Return the one table of a part."""
    (grid,) = [block for block in part.blocks if isinstance(block, Grid)]
    return grid


def above(part: Part) -> list[Paragraph]:
    """Return the lines above the table."""
    return [block for block in part.blocks if isinstance(block, Paragraph)]


def cell_at(part: Part, row: int, column: int) -> GridCell:
    """Return the cell that begins at a place."""
    (cell,) = [cell for cell in grid_of(part).cells if (cell.row, cell.column) == (row, column)]
    return cell


def one_cell(
    text: str | Mapping[str, Any],
    answers: Mapping[str, Any] | None = None,
    pack: Mapping[str, Any] | None = None,
    **others: Any,
) -> GridCell:
    """Draw a form of one cell; `pack` is laid over the small pack, the rest says how the form is."""
    return cell_at(drawn(form({"b": {"rows": [[text]]}}, ("100",), **others), answers, **(pack or {})), 0, 0)
