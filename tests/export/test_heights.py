"""Heights of rows as a renderer estimates them that leaves the layout to another program."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.documents.tree import Grid, GridRow
from app.export.heights import MM, heights, runs_of_rows, text_height
from tests.export import trees

LINE = Decimal("10.5") * Decimal("1.3")


def lines(text: str, width_mm: int = 40) -> Decimal:
    """Return on how many lines a text of 10.5 points stands."""
    return (text_height([trees.words(text)], Decimal(width_mm)) - 5) / LINE


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", 1),
        ("字" * 10, 1),  # 108 points, ten characters of 10.5
        ("字" * 11, 2),
        ("字" * 10 + "。", 2),
        ("字\n字", 2),
        ("字" * 100, 10),
        ("字" * 9 + "123.45", 2),
        ("1" * 18, 1),
        ("1" * 19, 2),
        ("字" * 9 + "（" + "字" * 9, 2),
    ],
)
def test_lines(text: str, wanted: int) -> None:
    assert lines(text) == wanted


def test_a_sign_that_must_not_begin_a_line_takes_the_character_before_it_along() -> None:
    assert lines("字" * 10 + "。" + "字" * 9) == 3
    assert lines("字" * 10 + "字" + "字" * 9) == 2


def test_a_row_is_at_least_as_high_as_it_wants_and_has_room_for_its_text() -> None:
    rows = (GridRow(Decimal(10)), GridRow(Decimal(10)))
    grid = Grid(trees.millimetres(40), rows, (trees.cell(0, 0, "字"), trees.cell(1, 0, "字" * 100)))
    assert heights(grid) == [10 * MM, 10 * LINE + 5]
    assert heights(grid, Decimal(2))[1] == 10 * 21 + 5


def test_a_merged_cell_shares_out_what_its_rows_lack() -> None:
    rows = (GridRow(Decimal(5)), GridRow(Decimal(10)))
    cells = (trees.cell(0, 0, "字" * 100, high=2), trees.cell(0, 1, "一"), trees.cell(1, 1, "二"))
    first, second = heights(Grid(trees.millimetres(40, 40), rows, cells))
    assert abs(first + second - (10 * LINE + 5)) < Decimal("0.01")
    assert second > first


@pytest.mark.parametrize(("rows", "wanted"), [([], None), ([3], (3, 3)), ([0, 1, 2], (0, 2)), ([0, 1, 5, 6], (0, 1))])
def test_the_first_rows_that_follow_each_other(rows: list[int], wanted: tuple[int, int] | None) -> None:
    assert runs_of_rows(rows) == wanted
