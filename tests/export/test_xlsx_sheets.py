"""Sheets of xlsx: cells, numbers, merged cells, heights and widths, the page."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.core.errors import UserError
from app.documents.tree import Document, Grid, GridRow, Look, Page, Part
from app.export.xlsx import write_xlsx
from tests.export import trees
from tests.export.reading_xlsx import opened, parts_of, rows_of, sheet_of


def grid_of(grid: Grid, **page: object) -> Document:
    return trees.document(Part((grid,), Page(**page)))  # type: ignore[arg-type]


def test_title_table_and_lines_below_stand_in_order() -> None:
    sheet = sheet_of(write_xlsx([trees.form(2)]))
    assert [row for row in rows_of(sheet) if row] == [
        ["部门整体支出绩效自评表"],
        ["单位：万元"],
        ["一级指标", "二级指标", "三级指标", "完成率", "分值", "得分"],
        ["产出指标\n（60分）", "数量指标", "第1项业务办结件数", 0.965, 10, 9.65],
        ["质量指标", "第2项业务办结件数", 0.965, 10, 9.65],
        ["总分", "100", None],
        ["填表人：　　　联系电话："],
        ["填报日期："],
    ]


def test_numbers_are_numbers_that_print_as_the_paper_does() -> None:
    sheet = sheet_of(write_xlsx([trees.form(2)]))
    assert [(cell.value, cell.data_type, cell.number_format) for cell in sheet[4][3:]] == [
        (0.965, "n", "0.00%"),
        (10, "n", "0"),
        (9.65, "n", "0.00"),
    ]


def test_a_number_without_a_format_is_text() -> None:
    cell = trees.cell(0, 0, "007", number=Decimal(7))
    sheet = sheet_of(write_xlsx([grid_of(Grid(trees.millimetres(40), (GridRow(),), (cell,)))]))
    assert (sheet["A1"].value, sheet["A1"].data_type, sheet["A1"].number_format) == ("007", "s", "@")


@pytest.mark.parametrize(
    "text", [*trees.ODD_TEXTS, "_x000D_甲", "http://甲.cn", "mailto:甲", "{=1}", "2024-5-19", "1e5"]
)
def test_odd_texts_stay_text(text: str) -> None:
    cell = sheet_of(write_xlsx([trees.one_cell(text)]))["A1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize("text", ["甲\x00乙", "甲\x1b乙", "甲\x7f乙", "甲\ufffe乙", "甲\ud800乙"])
def test_what_xml_cannot_hold_is_left_out(text: str) -> None:
    made = opened(write_xlsx([replace(trees.one_cell(text), name=text, author=text)]))
    assert made.worksheets[0]["A1"].value == "甲乙"
    assert (made.properties.title, made.properties.creator) == ("甲乙", "甲乙")
    assert made.sheetnames == ["甲乙"]


def test_merged_cells_and_borders() -> None:
    sheet = sheet_of(write_xlsx([trees.form(2)]))
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert merged == {"A1:F1", "A2:F2", "A4:A5", "A6:D6", "A7:F7", "A8:F8"}
    edges = [(cell.border.right.style, cell.border.bottom.style) for row in sheet["B3:F5"] for cell in row]
    assert set(edges) == {("thin", "thin")}
    assert (sheet["A4"].border.left.style, sheet["A5"].border.bottom.style) == ("thin", "thin")
    assert (sheet["D6"].border.right.style, sheet["A1"].border.left.style) == ("thin", None)


def test_fonts_alignment_and_turned_labels() -> None:
    sheet = sheet_of(write_xlsx([trees.form(2)]))
    title, head, label, name = sheet["A1"], sheet["A3"], sheet["A4"], sheet["C4"]
    assert (title.font.name, title.font.size, title.alignment.horizontal) == ("方正小标宋简体", 18, "center")
    assert (head.font.name, head.font.size, head.font.bold) == ("宋体", 10.5, True)
    assert label.alignment.textRotation == 255
    assert (name.alignment.horizontal, name.alignment.vertical, name.alignment.wrapText) == ("left", "center", True)


def test_widths_are_those_of_the_paper() -> None:
    sheet = sheet_of(write_xlsx([trees.form(2)]))
    found = sheet.column_dimensions.values()
    pixels = [each.width * 8 for each in found for _ in range(each.min, each.max + 1)]  # digits of the font are 8 wide
    wanted = [20, 24, 60, 26, 20, 20]
    assert [abs(pixel - mm * 96 / 25.4) < 1 for pixel, mm in zip(pixels, wanted, strict=True)] == [True] * 6


def test_rows_are_as_high_as_their_text() -> None:
    sheet = sheet_of(write_xlsx([trees.one_cell("字" * 400)]))
    room = 150 * 72 / 25.4
    lines = -(-400 // int(room // 10.5))
    assert lines * 10.5 < sheet.row_dimensions[1].height < lines * 10.5 * 2


def test_a_row_higher_than_a_sheet_allows_takes_several() -> None:
    sheet = sheet_of(write_xlsx([trees.wide_form(3, 9, "字" * 3000)]))
    assert sheet["A2"].value == "字" * 3000
    (area,) = [each for each in sheet.merged_cells.ranges if each.min_col == 1]
    heights = [sheet.row_dimensions[row].height for row in range(area.min_row, area.max_row + 1)]
    assert max(heights) <= 409.5
    assert sum(heights) > 3000 // 7 * 10.5
    assert sheet.cell(area.max_row + 1, 1).value == "2-0"


def test_tables_with_other_columns_share_the_sheet() -> None:
    upper = Grid(trees.millimetres(40, 60), (GridRow(),), (trees.cell(0, 0, "甲"), trees.cell(0, 1, "乙")))
    lower = Grid(
        trees.millimetres(40, 20, 40), (GridRow(),), tuple(trees.cell(0, column, str(column)) for column in range(3))
    )
    sheet = sheet_of(write_xlsx([trees.document(Part((upper, lower)))]))
    assert rows_of(sheet) == [["甲", "乙"], ["0", "1", "2"]]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"B1:C1"}


def test_the_page_is_that_of_the_paper() -> None:
    sheet = sheet_of(write_xlsx([trees.form(40, landscape=True)]))
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert abs(sheet.page_margins.top - 25 / 25.4) < 0.001
    assert sheet.print_area == f"'附件2 自评表'!$A$1:$F${sheet.max_row}"
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.oddHeader.left.text, sheet.oddFooter.center.text) == ("送审稿 第1稿", "— &P —")


def test_a_form_that_must_fit_one_page_does() -> None:
    (part,) = trees.form(2).parts
    made = trees.document(replace(part, fit=True, first_number=3, page=Page("A3", footer="A&B")))
    setup = sheet_of(write_xlsx([made])).page_setup
    assert (setup.fitToWidth or 1, setup.fitToHeight or 1, setup.paperSize, setup.firstPageNumber) == (1, 1, 8, 3)
    assert "<oddFooter>&amp;RA&amp;&amp;B</oddFooter>" in parts_of(write_xlsx([made]))["xl/worksheets/sheet1.xml"]


def test_a_row_begins_a_page() -> None:
    rows = (GridRow(new_page=True), GridRow(), GridRow(new_page=True))
    grid = Grid(trees.millimetres(40), rows, tuple(trees.cell(row, 0, str(row)) for row in range(3)))
    assert [each.id for each in sheet_of(write_xlsx([grid_of(grid)])).row_breaks.brk] == [2]


def test_covers_and_reports_have_no_sheet() -> None:
    book = opened(
        write_xlsx([trees.report(), trees.form(), trees.document(trees.cover(), *trees.wide_form(3, 3).parts)])
    )
    assert book.sheetnames == ["附件2 自评表", "附件1 自评表"]
    with pytest.raises(ValueError, match="no document"):
        write_xlsx([trees.report()])


def test_a_document_has_a_sheet_for_each_kind_of_page() -> None:
    across = trees.form(2, landscape=True).parts
    book = opened(write_xlsx([trees.document(*trees.form(2).parts, *trees.form(2).parts, *across)]))
    assert book.sheetnames == ["附件1 自评表", "附件1 自评表（2）"]
    assert [sheet.page_setup.orientation for sheet in book.worksheets] == ["portrait", "landscape"]


def test_names_of_sheets_are_allowed_and_each_once() -> None:
    wanted = ["附件3", "附件3", "a[1]:*?/\\b", "A" * 40, "a" * 40, "'甲'", "", "𬱟" * 20]
    book = opened(write_xlsx([replace(trees.form(2), name="", sheet_name=name) for name in wanted]))
    assert book.sheetnames == [
        "附件3",
        "附件3（2）",
        "a［1］：＊？／＼b",
        "A" * 31,
        "a" * 28 + "（2）",
        "甲",
        "表",
        "𬱟" * 15,
    ]


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(UserError, match=r"附件1.*32768个字.*32767个字.*缩短") as caught:
        write_xlsx([trees.one_cell("字" * 32_768)])
    assert caught.value.code == "export.xlsx.long"
    assert sheet_of(write_xlsx([trees.one_cell("字" * 32_767)]))["A1"].value == "字" * 32_767


def test_the_look_of_the_first_words_counts() -> None:
    words = trees.words("甲", Look("kai", Decimal(12)))
    sheet = sheet_of(write_xlsx([trees.document(Part((replace(words, left=Decimal(2)), trees.form_grid(2))))]))
    assert (sheet["A1"].font.name, sheet["A1"].font.size, sheet["A1"].alignment.indent) == ("楷体_GB2312", 12, 2)
