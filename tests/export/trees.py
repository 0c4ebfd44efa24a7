"""Documents made by hand for the tests of docx and xlsx: a form, a report with bound figures, a cover."""

from __future__ import annotations

from decimal import Decimal

from app.documents.tree import Document, Grid, GridCell, GridRow, Look, Page, Paragraph, Part, Place, Run
from tests.export.pdf_trees import BODY, BOLD, TITLE, cell, cover, document, millimetres, words

__all__ = ["BOLD", "PROSE", "cell", "cover", "document", "millimetres", "words"]

_CLOSER = Decimal("-0.25")
PROSE = Look("fang", Decimal(16), tracking=_CLOSER)

ODD_TEXTS = ("A&B <甲> \"乙\" '丙'", "=1+1", "+86", "-5%", "@甲", "䶮㛃𬱟", "甲\n乙", "  其中：", "甲\t乙")
"""Texts that must come out as they are."""

SCORE_MM = millimetres(20, 24, 60, 26, 20, 20)


def figure(row: int, column: int, text: str, number_format: str, **more: object) -> GridCell:
    """Return a cell with a figure that a sheet holds as a number."""
    value = Decimal(text.rstrip("%")) / (100 if text.endswith("%") else 1)
    return cell(row, column, text, number=value, number_format=number_format, place=Place(f"r{row}", "actual"), **more)


def form_grid(rows: int = 6) -> Grid:
    """Return a table with a header, labels merged downwards and sideways, figures, a total, signatures below."""
    head = ("一级指标", "二级指标", "三级指标", "完成率", "分值", "得分")
    cells = [cell(0, column, text, look=BOLD, label=True) for column, text in enumerate(head)]
    cells.append(cell(1, 0, "产出指标\n（60分）", high=rows, turned=True, label=True))
    half = rows // 2
    cells += [cell(1, 1, "数量指标", high=half), cell(1 + half, 1, "质量指标", high=rows - half)]
    for row in range(1, rows + 1):
        cells.append(cell(row, 2, f"第{row}项业务办结件数", align="left", place=Place(f"r{row}", "level3")))
        cells += [figure(row, 3, "96.50%", "0.00%"), figure(row, 4, "10", "0"), figure(row, 5, "9.65", "0.00")]
    cells += [cell(rows + 1, 0, "总分", wide=4, label=True), cell(rows + 1, 4, "100"), cell(rows + 1, 5, "")]
    lines = (GridRow(header=True), *(GridRow() for _ in range(rows)), GridRow())
    return Grid(SCORE_MM, lines, tuple(cells), tail=(words("填表人：　　　联系电话："), words("填报日期：")))


def form(rows: int = 6, *, landscape: bool = False, name: str = "附件2 自评表") -> Document:
    """Return a form: title, unit of money, table, lines below."""
    title = words("部门整体支出绩效自评表", TITLE, align="center", level=1, keep_next=True)
    unit = words("单位：万元", align="right", keep_next=True)
    page = Page(landscape=landscape, numbers="— {n} —", header="送审稿 第1稿")
    return document(Part((title, unit, form_grid(rows)), page), name=name)


def wide_form(rows: int, columns: int, *texts: str) -> Document:
    """Return a landscape form of plain cells; the texts stand in the first cells of its second row."""
    given = dict(enumerate(texts))
    cells = [cell(0, column, f"第{column + 1}栏", look=BOLD, label=True) for column in range(columns)]
    for row in range(1, rows):
        cells += [cell(row, c, given.get(c, f"{row}-{c}") if row == 1 else f"{row}-{c}") for c in range(columns)]
    grid = Grid(
        millimetres(*[252 // columns] * columns),
        (GridRow(header=True), *(GridRow() for _ in range(rows - 1))),
        tuple(cells),
    )
    return document(Part((grid,), Page(landscape=True)), name="附件1 基础数据表")


def report() -> Document:
    """Return a report on two sections: a cover without number, then text with headings and bound figures."""
    hei, kai = Look("hei", Decimal(16), tracking=_CLOSER), Look("kai", Decimal(16), tracking=_CLOSER)
    bound = (
        Run("2024年预算"),
        Run("530.25", place=Place("unit", "budget.full_year.total")),
        Run("万元，执行"),
        Run("530.25", place=Place("unit", "budget.full_year.total")),
        Run("万元。“一件事”——全部办结。"),
    )
    first = Paragraph(bound, PROSE, "justify", first=Decimal(2), pitch=Decimal(29), section="s1")
    more = Paragraph((Run("预算执行平稳" * 46),), PROSE, "justify", first=Decimal(2), pitch=Decimal(29), section="s1")
    blocks = (
        words("整体支出绩效自评报告", Look("title", Decimal(22)), align="center", pitch=Decimal(35)),
        words("一、基本情况", hei, level=1, first=Decimal(2), pitch=Decimal(29), keep_next=True, section="s1"),
        first,
        words("（一）预算执行", kai, level=2, first=Decimal(2), pitch=Decimal(29), keep_next=True),
        more,
        words("二、存在问题", hei, level=1, first=Decimal(2), pitch=Decimal(29), new_page=True, keep_lines=True),
        words("某单位", PROSE, align="right", pitch=Decimal(29), right=Decimal(4), keep_next=True),
    )
    margins = (Decimal(37), Decimal(26), Decimal(35), Decimal(28))
    page = Page(margins_mm=margins, numbers="— {n} —", characters=28, lines=22)
    return document(cover(), Part(blocks, page, "report", first_number=1), name="整体支出绩效自评报告")


def one_cell(text: str) -> Document:
    """Return a form of one cell."""
    return document(Part((Grid(millimetres(150), (GridRow(),), (cell(0, 0, text),)),)))


def plain(text: str) -> Document:
    """Return a document of one paragraph in the usual look."""
    return document(Part((words(text, BODY),)))
