"""Tables: text in its cell, whole rows, closed borders, repeated labels and headers, what stays together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from app.documents.tree import Document, Grid, GridRow, Page, Part
from app.export.pdf.assembly import lay_out
from app.export.pdf.fonts import fonts
from app.export.pdf.layout import Box, PageLayout, Rule
from app.export.pdf.measures import millimetres as mm
from tests.export import pdf_trees as trees


def laid(*documents: Document) -> list[PageLayout]:
    return lay_out(documents, fonts(), duplex=False)


def grid_pages(grid: Grid, **page: object) -> list[PageLayout]:
    """Lay a grid alone on pages."""
    pages = laid(trees.document(Part((grid,), Page(**page))))  # type: ignore[arg-type]
    for one in pages:
        assert_sound(one)
    return pages


def assert_sound(page: PageLayout) -> None:
    """Check what holds for every page: text in its box, boxes in the page, rules on all four sides."""
    for box in page.boxes:
        assert 0 <= box.x0 < box.x1 <= page.width
        assert 0 <= box.y0 < box.y1 <= page.height - mm(15)
        for placed in box.lines:
            assert box.x0 <= placed.x
            assert placed.x + placed.line.width <= box.x1
            assert box.y0 <= placed.y - placed.line.size * 88 // 100
            assert placed.y + placed.line.size * 12 // 100 <= box.y1
        if box.bordered:
            assert unclosed(box, page.rules) == []


def unclosed(box: Box, rules: Sequence[Rule]) -> list[Rule]:
    """Return the sides of a box along which no rule runs."""
    sides = [
        Rule(box.x0, box.y0, box.x1, box.y0),
        Rule(box.x0, box.y1, box.x1, box.y1),
        Rule(box.x0, box.y0, box.x0, box.y1),
        Rule(box.x1, box.y0, box.x1, box.y1),
    ]
    return [side for side in sides if not any(covers(rule, side) for rule in rules)]


def covers(rule: Rule, side: Rule) -> bool:
    straight = rule.y0 == side.y0 == rule.y1 == side.y1 or rule.x0 == side.x0 == rule.x1 == side.x1
    return straight and rule.x0 <= side.x0 and rule.x1 >= side.x1 and rule.y0 <= side.y0 and rule.y1 >= side.y1


def texts(page: PageLayout, column: int) -> list[str]:
    """Return the texts of the cells that begin in a column."""
    boxes = sorted((box for box in page.boxes if box.cell.column == column), key=lambda box: box.y0)
    return ["".join(placed.line.text for placed in box.lines) for box in boxes]


def rows_of(page: PageLayout) -> list[int]:
    return sorted({box.cell.row for box in page.boxes if box.cell.height == 1})


def test_a_missing_side_is_seen() -> None:
    box = Box(trees.cell(0, 0, ""), 0, 0, 10, 10, ())
    rules = [Rule(0, 0, 10, 0), Rule(0, 10, 20, 10), Rule(0, 0, 0, 10), Rule(10, 0, 10, 9)]
    assert unclosed(box, rules) == [Rule(10, 0, 10, 10)]


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("rows", [1, 2, 9, 30, 60])
def test_indicators_stand_on_as_many_pages_as_they_need(rows: int, landscape: bool) -> None:
    grid = trees.indicator_grid(rows, tail=("填表人：", "负责人："))
    pages = grid_pages(grid, landscape=landscape)
    shown = [row for page in pages for row in rows_of(page) if row]
    assert shown == list(range(1, rows + 2))
    for page in pages:
        assert texts(page, 0)[0] == "一级指标"
        assert rows_of(page)[0] == 0


def test_merged_labels_stand_again_on_each_page() -> None:
    pages = grid_pages(trees.indicator_grid(60))
    assert len(pages) > 2
    for page in pages[:-1]:
        assert texts(page, 0) == ["一级指标", "产出指标（50分）"]
    named = [box for page in pages for box in page.boxes if box.cell.text == "产出指标（50分）"]
    assert [box.first for box in named] == [True, *[False] * (len(named) - 1)]
    assert [box.last for box in named] == [*[False] * (len(named) - 1), True]
    for page in pages:
        for box in page.boxes:
            if box.cell.height > 1:
                middle = sum(placed.y - placed.line.size // 2 for placed in box.lines) // len(box.lines)
                assert abs(middle - (box.y0 + box.y1) // 2) < 12_000


def test_sixty_rows_of_nine_columns() -> None:
    pages = grid_pages(trees.wide_grid(60))
    assert sum(len(page.boxes) for page in pages) == 61 * 9 + (len(pages) - 1) * 9
    assert [texts(page, 0)[0] for page in pages] == ["第1栏"] * len(pages)


@pytest.mark.parametrize("label", ["自评结论", "存在的主要问题及下一步"])
def test_a_cell_of_3000_characters_goes_on_over_pages(label: str) -> None:
    text = (trees.SENTENCE * 80)[:5000]
    pages = grid_pages(trees.box_grid(text, label))
    assert len(pages) > 1
    pieces = [texts(page, 1)[-1] for page in pages]
    assert "".join(pieces) == text
    assert [texts(page, 0)[-1] for page in pages] == [label] * len(pages)
    box = pages[0].boxes[-1]
    assert (box.first, box.last) == (True, False)


@pytest.mark.parametrize("above", [1, 6, 12])
@pytest.mark.parametrize("size", range(100, 1500, 100))
def test_a_row_is_cut_only_where_a_page_would_stay_empty(size: int, above: int) -> None:
    name = (trees.SENTENCE * 30)[:size]
    pages = grid_pages(trees.indicator_grid(above + 3, long_row=above, long_text=name))
    pieces = [box for page in pages for box in page.boxes if box.cell.text == name]
    shown = "".join(placed.line.text for box in pieces for placed in box.lines)
    assert shown == name
    page, height = mm(297 - 25 - 20), sum(placed.line.height for box in pieces for placed in box.lines)
    if len(pieces) > 1:
        first = pieces[0].y1 - pieces[0].y0
        assert height > page - mm(8 + 1) or (height > page // 3 and first > page // 5 - 15_000)
    if height < page // 3:
        assert len(pieces) == 1


def test_a_box_to_write_in_is_never_cut() -> None:
    cells = (trees.cell(0, 0, "上表", label=True), trees.cell(1, 0, "主管部门意见：", valign="top", label=True))
    for first in (60, 130, 200):
        rows = (GridRow(Decimal(first)), GridRow(Decimal(120)))
        boxes = [box for page in grid_pages(Grid(trees.millimetres(160), rows, cells)) for box in page.boxes]
        assert [box.y1 - box.y0 for box in boxes] == [mm(first), mm(120)]


def test_a_figure_beside_a_cut_row_stands_once() -> None:
    pages = grid_pages(trees.indicator_grid(3, long_row=1, long_text=trees.SENTENCE * 40))
    assert len(pages) > 1
    figures = [text for page in pages for text in texts(page, 6) if text == "9.65"]
    assert len(figures) == 3
    assert all("产出指标（50分）" in texts(page, 0) for page in pages)


def test_a_merged_cell_longer_than_a_page_goes_on() -> None:
    text = (trees.SENTENCE * 80)[:4500]
    rows = 4
    cells = [trees.cell(0, 0, text, high=rows, align="left")]
    cells += [trees.cell(row, 1, f"第{row + 1}项", label=True) for row in range(rows)]
    pages = grid_pages(Grid(trees.millimetres(120, 40), (GridRow(),) * rows, tuple(cells)))
    assert "".join("".join(texts(page, 0)) for page in pages) == text
    shown = [name for page in pages for name in texts(page, 1)]
    assert list(dict.fromkeys(shown)) == [f"第{row + 1}项" for row in range(rows)]


@pytest.mark.parametrize("least", ["8", "20", "60"])
def test_a_label_of_twelve_lines_makes_its_rows_higher(least: str) -> None:
    label = "服务对象满意度提升情况评价"
    cells = (
        trees.cell(0, 0, label, high=2, turned=True, label=True),
        *(trees.cell(row, 1, "满意") for row in range(2)),
    )
    page = grid_pages(Grid(trees.millimetres(8, 60), (GridRow(Decimal(least)),) * 2, cells))[0]
    box = next(box for box in page.boxes if box.cell.turned)
    assert [placed.line.text for placed in box.lines] == list(label)
    assert len({placed.x for placed in box.lines}) == 1
    heights = [box.y1 - box.y0 for box in page.boxes if not box.cell.turned]
    assert min(heights) >= mm(Decimal(least))
    assert abs(heights[0] - heights[1]) <= 1


def test_a_turned_label_keeps_numbers_and_brackets_together() -> None:
    cells = (trees.cell(0, 0, "产出指标（50分）", turned=True, label=True), trees.cell(0, 1, "甲"))
    page = grid_pages(Grid(trees.millimetres(20, 60), (GridRow(),), cells))[0]
    assert [placed.line.text for placed in page.boxes[0].lines] == ["产", "出", "指", "标", "（50分）"]


@pytest.mark.parametrize("rows", range(20, 34))
def test_the_tail_stands_with_the_last_row(rows: int) -> None:
    tail = ("填表人：某某", "审核人：某某", "负责人：某某")
    pages = grid_pages(trees.indicator_grid(rows, tail=tail))
    last = pages[-1]
    assert [placed.line.text for placed in last.lines][-3:] == list(tail)
    assert rows + 1 in rows_of(last)
    assert max(box.y1 for box in last.boxes) < min(placed.y - placed.line.size for placed in last.lines)


@pytest.mark.parametrize("rows", range(14, 30))
def test_rows_that_keep_next_stay_with_the_row_below(rows: int) -> None:
    grid = trees.wide_grid(rows)
    kept = tuple(replace(row, keep_next=n % 4 == 2) for n, row in enumerate(grid.rows))
    pages = grid_pages(replace(grid, rows=kept))
    ends = [rows_of(page)[-1] for page in pages[:-1]]
    assert [end for end in ends if kept[end].keep_next] == []


def test_keep_next_on_all_rows_does_not_lose_any() -> None:
    grid = trees.wide_grid(60)
    pages = grid_pages(replace(grid, rows=tuple(replace(row, keep_next=True) for row in grid.rows)))
    assert [row for page in pages for row in rows_of(page) if row] == list(range(1, 61))


def test_a_row_may_begin_a_page() -> None:
    grid = trees.wide_grid(6)
    rows = tuple(replace(row, new_page=n in {3, 5}) for n, row in enumerate(grid.rows))
    assert [rows_of(page) for page in grid_pages(replace(grid, rows=rows))] == [[0, 1, 2], [0, 3, 4], [0, 5, 6]]


def test_a_header_inside_heads_only_rows_divided_like_it() -> None:
    top = (trees.cell(0, 0, "项目名称", label=True), trees.cell(0, 1, "某项目", wide=8))
    table = trees.wide_grid(40)
    shifted = tuple(replace(one, row=one.row + 1) for one in table.cells)
    end = (trees.cell(42, 0, "自评结论", label=True), trees.cell(42, 1, trees.SENTENCE * 60, wide=8, align="left"))
    grid = Grid(table.columns_mm, (GridRow(), *table.rows, GridRow()), top + shifted + end)
    pages = grid_pages(grid)
    assert texts(pages[0], 0)[:2] == ["项目名称", "第1栏"]
    heads = [texts(page, 0)[0] for page in pages[1:]]
    assert heads[0] == "第1栏"
    assert heads[-1] == "自评结论"


def test_a_table_without_borders_has_no_rules_and_stays_whole() -> None:
    cells = tuple(trees.cell(row, column, "单位负责人：") for row in range(4) for column in range(2))
    block = Grid(trees.millimetres(80, 80), (GridRow(Decimal(12)),) * 4, cells, border=False)
    pages = laid(trees.document(Part((trees.wide_grid(12), trees.words(""), block))))
    own = [page for page in pages if any(not box.bordered for box in page.boxes)]
    assert len(own) == 1
    assert sum(not box.bordered for box in own[0].boxes) == 8
    assert grid_pages(block)[0].rules == []


def test_an_empty_grid_prints_its_tail_only() -> None:
    pages = grid_pages(Grid(trees.millimetres(80, 80), (), (), tail=(trees.words("无"),)))
    assert [placed.line.text for placed in pages[0].lines] == ["无"]
    cells = tuple(trees.cell(row, column, "") for row in range(2) for column in range(2))
    page = grid_pages(Grid(trees.millimetres(80, 80), (GridRow(),) * 2, cells))[0]
    assert [(box.y1 - box.y0) for box in page.boxes] == [mm(8)] * 4


@pytest.mark.parametrize("valign", ["top", "middle", "bottom"])
def test_text_stands_where_the_cell_says(valign: str) -> None:
    grid = Grid(trees.millimetres(40), (GridRow(Decimal(40)),), (trees.cell(0, 0, "甲", valign=valign),))
    box = grid_pages(grid)[0].boxes[0]
    middle = box.lines[0].y - box.lines[0].line.size * 38 // 100
    wanted = {"top": box.y0 + mm(3), "middle": (box.y0 + box.y1) // 2, "bottom": box.y1 - mm(3)}[valign]
    assert abs(middle - wanted) < mm(1)


def test_a_table_wider_than_the_page_is_narrowed() -> None:
    page = grid_pages(
        Grid(trees.millimetres(150, 150), (GridRow(),), (trees.cell(0, 0, "甲"), trees.cell(0, 1, "乙")))
    )[0]
    assert page.boxes[-1].x1 - page.boxes[0].x0 == page.width - 2 * mm(20)
    assert all(abs(box.x1 - box.x0 - mm(85)) <= 2 for box in page.boxes)


def fitted(rows: int, least: str, fit: bool = True) -> list[PageLayout]:
    grid = trees.indicator_grid(rows, tail=("填表人：",))
    grid = replace(grid, rows=tuple(replace(row, least_mm=Decimal(least)) for row in grid.rows))
    return laid(trees.one_grid(grid, fit=fit))


def sizes(page: PageLayout) -> set[int]:
    return {placed.line.size for box in page.boxes for placed in box.lines}


def test_fitting_lowers_rows_first_and_only_as_far_as_needed() -> None:
    assert len(fitted(15, "16", fit=False)) == 2
    pages = fitted(15, "16")
    assert len(pages) == 1
    assert_sound(pages[0])
    assert sizes(pages[0]) == {10500}
    lowest = min(box.y1 - box.y0 for box in pages[0].boxes)
    assert mm(10) < lowest < mm(16)
    assert max(placed.y for placed in pages[0].lines) > mm(297 - 20 - 20)


def test_fitting_makes_type_smaller_when_rows_are_low_already() -> None:
    assert len(fitted(22, "8", fit=False)) == 2
    pages = fitted(22, "8")
    assert len(pages) == 1
    assert_sound(pages[0])
    assert min(sizes(pages[0])) >= 9000
    assert max(sizes(pages[0])) < 10500
    assert max(placed.line.size for placed in pages[0].lines) == 18000


def test_what_cannot_fit_keeps_its_size() -> None:
    pages = fitted(60, "8")
    assert len(pages) > 1
    assert sizes(pages[0]) == {10500}
