"""Tables of docx: cells as a person counts them, widths, merged cells, rows that stay together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from docx.oxml.ns import qn

from app.documents.tree import Document, Grid, GridRow, Part, Place
from app.export.docx import write_docx
from tests.export import trees
from tests.export.reading_docx import bookmarks_of, opened, paragraphs_of, tables_of


def body(document: Document) -> Any:
    return opened(write_docx(document)).element.body


def value(element: Any, path: str, name: str = "val") -> str | None:
    """Return an attribute of the element at a path of tags."""
    found = element.find("/".join(qn(f"w:{tag}") for tag in path.split("/")))
    return None if found is None else found.get(qn(f"w:{name}"), "")


def has(element: Any, path: str) -> bool:
    return value(element, path) is not None


def rows_of(document: Document) -> list[Any]:
    return list(body(document).iter(qn("w:tr")))


def of(grid: Grid) -> Document:
    return trees.document(Part((grid,)))


def test_cells_stand_in_rows_as_a_person_counts_them() -> None:
    (table,) = tables_of(write_docx(trees.form(4)))
    assert table == [
        ["一级指标", "二级指标", "三级指标", "完成率", "分值", "得分"],
        ["产出指标\n（60分）", "数量指标", "第1项业务办结件数", "96.50%", "10", "9.65"],
        ["", "", "第2项业务办结件数", "96.50%", "10", "9.65"],
        ["", "质量指标", "第3项业务办结件数", "96.50%", "10", "9.65"],
        ["", "", "第4项业务办结件数", "96.50%", "10", "9.65"],
        ["总分", "100", ""],
    ]


def test_widths_are_written_on_table_grid_and_every_cell() -> None:
    (table,) = body(trees.form(4)).iter(qn("w:tbl"))
    columns = [int(each.get(qn("w:w"))) for each in table.iter(qn("w:gridCol"))]
    assert columns == [1134, 1361, 3402, 1474, 1134, 1134]
    assert value(table, "tblPr/tblW", "w") == str(sum(columns))
    assert value(table, "tblPr/tblLayout", "type") == "fixed"
    for row in table.iter(qn("w:tr")):
        spans = [
            (int(value(c, "tcPr/tcW", "w") or 0), int(value(c, "tcPr/gridSpan") or 1))
            for c in row
            if c.tag[-2:] == "tc"
        ]
        assert sum(width for width, _ in spans) == sum(columns)
        assert sum(span for _, span in spans) == len(columns)
        at = 0
        for width, span in spans:
            assert width == sum(columns[at : at + span])
            at += span


def test_rows_grow_repeat_their_header_and_are_not_cut() -> None:
    rows = rows_of(trees.form(4))
    assert {value(row, "trPr/trHeight", "hRule") for row in rows} == {"atLeast"}
    assert [has(row, "trPr/tblHeader") for row in rows] == [True, False, False, False, False, False]
    assert all(has(row, "trPr/cantSplit") for row in rows)


def test_a_row_with_a_very_long_text_may_be_cut() -> None:
    (row,) = rows_of(trees.one_cell("业" * 3000))
    assert not has(row, "trPr/cantSplit")
    assert tables_of(write_docx(trees.one_cell("业" * 3000))) == [[["业" * 3000]]]


def test_turned_labels_and_borders() -> None:
    table = next(body(trees.form(4)).iter(qn("w:tbl")))
    assert [each.get(qn("w:val")) for each in table.iter(qn("w:textDirection"))] == ["tbRlV"] * 4
    assert value(table, "tblPr/tblBorders/insideV") == "single"
    assert int(value(table, "tblPr/tblBorders/top", "sz") or 0) >= 4  # eighths of a point: half a point
    bare = next(body(of(replace(trees.form_grid(), border=False))).iter(qn("w:tbl")))
    assert not has(bare, "tblPr/tblBorders")


def test_the_lines_below_stay_with_the_last_row() -> None:
    made = body(trees.form(4))
    *others, last = (list(row.iter(qn("w:p"))) for row in made.iter(qn("w:tr")))
    assert all(has(paragraph, "pPr/keepNext") for paragraph in last)
    assert not any(has(paragraph, "pPr/keepNext") for row in others for paragraph in row)
    *_, first, second = made.iterchildren(qn("w:p"))
    assert has(first, "pPr/keepNext")
    assert not has(second, "pPr/keepNext")


def test_a_row_begins_a_page() -> None:
    rows = (GridRow(), GridRow(new_page=True), GridRow())
    cells = tuple(trees.cell(row, column, f"{row}{column}") for row in range(3) for column in range(2))
    made = rows_of(of(Grid(trees.millimetres(40, 40), rows, cells)))
    assert [[has(p, "pPr/pageBreakBefore") for p in row.iter(qn("w:p"))] for row in made] == [
        [False, False],
        [True, False],
        [False, False],
    ]


def test_two_tables_do_not_become_one() -> None:
    document = trees.document(Part((trees.form_grid(2), replace(trees.form_grid(2), tail=()), trees.form_grid(2))))
    tags = [each.tag.rpartition("}")[2] for each in body(document)]
    assert tags == ["tbl", "p", "p", "tbl", "p", "tbl", "p", "p", "sectPr"]


def test_a_table_at_the_end_of_a_part_is_followed_by_a_line_of_one_point() -> None:
    document = trees.document(*[Part((replace(trees.form_grid(2), tail=()),))] * 2)
    made = body(document)
    assert [each.tag.rpartition("}")[2] for each in made] == ["tbl", "p", "tbl", "p", "sectPr"]
    assert value(made[1], "pPr/spacing", "line") == "20"
    assert has(made[1], "pPr/sectPr")


def test_the_same_line_twice_ends_the_part_once() -> None:
    line = trees.words("同一行")
    made = body(trees.document(Part((line, line)), Part((line,))))
    assert [has(each, "pPr/sectPr") for each in made.iterchildren(qn("w:p"))] == [False, True, False]


def test_every_cell_of_the_evaluation_has_a_bookmark_also_an_empty_one() -> None:
    place = Place("r1", "actual")
    cells = (trees.cell(0, 0, "甲", place=place), trees.cell(0, 1, "", place=replace(place, key="target")))
    document = of(Grid(trees.millimetres(40, 40), (GridRow(),), cells))
    marked = [
        [each.get(qn("w:name")) for each in cell.iter(qn("w:bookmarkStart"))]
        for cell in body(document).iter(qn("w:tc"))
    ]
    assert [len(names) for names in marked] == [1, 1]
    assert {name for name, _ in bookmarks_of(write_docx(document))} == {*marked[0], *marked[1]}


@pytest.mark.parametrize("text", trees.ODD_TEXTS)
def test_odd_texts_come_out_as_they_are(text: str) -> None:
    made = write_docx(trees.one_cell(text))
    assert tables_of(made) == [[[text]]]
    assert paragraphs_of(write_docx(trees.plain(text))) == [text]


def test_a_table_of_sixty_rows_and_nine_columns() -> None:
    (table,) = tables_of(write_docx(trees.wide_form(60, 9, "长" * 3000, "行\n" * 11 + "行")))
    assert [len(row) for row in table] == [9] * 60
    assert table[1][:3] == ["长" * 3000, "行\n" * 11 + "行", "1-2"]
    assert table[59][8] == "59-8"


def test_the_rows_of_a_form_that_must_fit_get_lower() -> None:
    (part,) = trees.form(30).parts
    usual, low = (trees.document(replace(part, fit=fit)) for fit in (False, True))
    heights = [sum(int(value(row, "trPr/trHeight") or 0) for row in rows_of(each)) for each in (usual, low)]
    assert heights[1] < heights[0]
    assert Decimal(heights[1]) >= 30 * 283  # 5 mm
