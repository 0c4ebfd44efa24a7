"""Rows for signing and rows of persons are left out of public tables; the grid stays whole."""

from __future__ import annotations

from decimal import Decimal

from app.documents.grids import holes, rows_of
from app.documents.tree import Grid, GridCell, GridRow, Paragraph, Place, Run
from app.documents.unsigned import rows_to_leave_out, without_rows

HIDDEN = "hidden"


def cell(row: int, column: int, text: str, *, key: str = "", height: int = 1, width: int = 1) -> GridCell:
    place = Place("unit", key) if key else None
    return GridCell(row, column, height, width, (Paragraph((Run(text),)),), place=place, label=not key)


def grid(bands: str, *cells: GridCell) -> Grid:
    columns = max(one.column + one.width for one in cells)
    return Grid((Decimal(20),) * columns, tuple(GridRow(band=band) for band in bands), cells)


def private(place: Place) -> bool:
    return place.key.startswith(HIDDEN)


def test_a_row_of_private_cells_goes_and_its_neighbours_stay() -> None:
    table = grid(
        "aaa",
        cell(0, 0, "甲", width=2),
        cell(1, 0, "联系人"),
        cell(1, 1, "", key="hidden.person"),
        cell(2, 0, "编制"),
        cell(2, 1, "10", key="staff"),
    )
    gone = rows_to_leave_out(table, private)
    assert gone == {1}
    shown = without_rows(table, gone)
    assert holes(shown) == []
    assert rows_of(shown) == [["甲"], ["编制", "10"]]


def test_a_row_that_shows_something_else_too_stays() -> None:
    table = grid("a", cell(0, 0, "", key="hidden.person"), cell(0, 1, "10", key="staff"))
    assert rows_to_leave_out(table, private) == frozenset()


def test_a_band_that_lists_only_persons_goes_with_its_heads() -> None:
    table = grid("abbb", cell(0, 0, "1", key="staff"), cell(1, 0, "姓名"), cell(2, 0, "", key="hidden"), cell(3, 0, ""))
    assert rows_to_leave_out(table, private) == {1, 2, 3}


def test_rows_to_sign_go_and_a_label_over_several_rows_becomes_lower() -> None:
    table = grid(
        "aaa",
        cell(0, 0, "意见", height=3),
        cell(0, 1, "好", key="opinion"),
        cell(1, 1, "负责人（签字）：    年  月  日"),
        cell(2, 1, "单位公章：\n（盖章）：", key="opinion"),
    )
    gone = rows_to_leave_out(table, private)
    assert gone == {1, 2}
    shown = without_rows(table, gone)
    assert holes(shown) == []
    assert shown.cells[0].height == 1


def test_words_about_signing_in_a_text_are_no_row_to_sign() -> None:
    table = grid("a", cell(0, 0, "已与参保人签字确认", key="work"))
    assert rows_to_leave_out(table, private) == frozenset()
