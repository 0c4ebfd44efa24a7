"""Documents made by hand, as the pack's forms and reports look: for the tests of the PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from app.documents.tree import (
    Document,
    Grid,
    GridCell,
    GridRow,
    Look,
    Page,
    Paragraph,
    Part,
    Run,
)

TITLE = Look("title", Decimal(18))
BODY = Look("song", Decimal("10.5"))
BOLD = Look("song", Decimal("10.5"), bold=True)
PROSE = Look("fang", Decimal(16))
SENTENCE = (
    "单位按年初计划办理各项业务，全年预算执行率为96.5%；“一件事”联办事项（共12项）运行平稳，群众满意度保持在95%以上。"
)
RARE = "承办人：䶮龑、李㛃、张𬱟"


def words(text: str, look: Look = BODY, **more: object) -> Paragraph:
    """Return a paragraph of one look."""
    return Paragraph((Run(text),), look, **more)  # type: ignore[arg-type]


def cell(row: int, column: int, text: str, *, high: int = 1, wide: int = 1, **more: object) -> GridCell:
    """Return a cell; what is left out is as in a label in the middle."""
    align = more.pop("align", "center")
    look = more.pop("look", BODY)
    paragraphs = (Paragraph((Run(text),), look, align=align),) if text else ()  # type: ignore[arg-type]
    return GridCell(row, column, high, wide, paragraphs, **more)  # type: ignore[arg-type]


def millimetres(*widths: int) -> tuple[Decimal, ...]:
    """Return widths of columns."""
    return tuple(Decimal(width) for width in widths)


def document(*parts: Part, name: str = "附件1 自评表") -> Document:
    """Return a document of some parts."""
    return Document("form", "unit", name, name, tuple(parts), author="某单位")


def one_grid(grid: Grid, *, fit: bool = False, landscape: bool = False, **page: object) -> Document:
    """Return a document that is a title and a grid."""
    blocks = (words("项目支出绩效自评表", TITLE, align="center", keep_next=True, after=Decimal(8), level=1), grid)
    return document(Part(blocks, Page(landscape=landscape, **page), fit=fit))  # type: ignore[arg-type]


HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
INDICATOR_MM = millimetres(18, 22, 46, 24, 24, 16, 16)


def indicator_grid(rows: int, *, long_row: int = -1, long_text: str = "", tail: Sequence[str] = ()) -> Grid:
    """Return a table of indicators: a header, merged labels on the left, a total."""
    cells = [cell(0, column, text, look=BOLD, label=True) for column, text in enumerate(HEAD)]
    cells.append(cell(1, 0, "产出指标（50分）", high=rows, turned=True, label=True))
    third = max(rows // 3, 1)
    starts = [start for start in (0, third, 2 * third) if start < rows]
    for start, end, text in zip(starts, [*starts[1:], rows], ("数量指标", "质量指标", "时效指标"), strict=False):
        cells.append(cell(1 + start, 1, text, high=end - start, label=True))
    for row in range(rows):
        name = long_text if row == long_row else f"指标{row + 1}：完成年度核查工作的次数"
        texts = (name, "≥95%", "96.5%", "10", "9.65")
        cells += [cell(1 + row, 2 + n, text, align="left" if not n else "center") for n, text in enumerate(texts)]
    cells += [cell(rows + 1, 0, "总分", wide=5, label=True), cell(rows + 1, 5, "100"), cell(rows + 1, 6, "96.50")]
    lines = [GridRow(header=True), *[GridRow() for _ in range(rows)], GridRow()]
    return Grid(INDICATOR_MM, tuple(lines), tuple(cells), tail=tuple(words(text) for text in tail))


def box_grid(text: str, label: str = "自评结论") -> Grid:
    """Return a label beside a wide box."""
    cells = (
        cell(0, 0, "单位名称", label=True),
        cell(0, 1, "某单位"),
        cell(1, 0, label, turned=True, label=True),
        cell(1, 1, text, align="justify"),
    )
    return Grid(millimetres(20, 146), (GridRow(), GridRow(Decimal(30))), cells)


def wide_grid(rows: int) -> Grid:
    """Return a plain table of nine columns."""
    header = tuple(cell(0, column, f"第{column + 1}栏", look=BOLD, label=True) for column in range(9))
    body = tuple(cell(1 + r, c, f"{r + 1}行{c + 1}列1,234.56万元") for r in range(rows) for c in range(9))
    lines = (GridRow(header=True), *(GridRow() for _ in range(rows)))
    return Grid(millimetres(*[18] * 9), lines, header + body)


REPORT_PAGE = Page(margins_mm=millimetres(37, 26, 35, 28), numbers="— {n} —")  # type: ignore[arg-type]


def prose(text: str, **more: object) -> Paragraph:
    """Return a paragraph of a report after GB/T 9704."""
    return words(text, PROSE, align="justify", first=Decimal(2), pitch=Decimal(29), **more)


def heading(text: str, level: int = 1) -> Paragraph:
    """Return a heading of a report."""
    look = Look("hei" if level == 1 else "kai", Decimal(16))
    return words(text, look, first=Decimal(2), pitch=Decimal(29), level=level, keep_next=True)


def closing() -> tuple[Paragraph, ...]:
    """Return unit and date at the end of a report."""
    lines = ("", "某单位", "2025年5月19日")
    return tuple(words(text, PROSE, align="right", pitch=Decimal(29)) for text in lines)


def report(blocks: Iterable[Paragraph], **more: object) -> Document:
    """Return a report with its title and closing lines."""
    title = words("2024年度部门整体支出绩效自评报告", Look("title", Decimal(22)), align="center", pitch=Decimal(35))
    body = Part((title, *blocks, *closing()), REPORT_PAGE, "report", first_number=1)
    return document(body, name="部门整体支出绩效自评报告")


def cover() -> Part:
    """Return a cover without page number."""
    lines = (
        words("2024年度部门整体支出绩效自评报告", Look("title", Decimal(26)), align="center", before=Decimal(140)),
        words("单位名称：某单位", Look("fang", Decimal(18)), align="center", before=Decimal(220)),
        words("二〇二五年五月十九日", Look("fang", Decimal(18)), align="center", before=Decimal(12)),
    )
    return Part(lines, kind="cover")


def long_report(sections: int = 8) -> Document:
    """Return a report of some sections with the figures in words and marks in all places."""
    blocks: list[Paragraph] = []
    for number in range(1, sections + 1):
        blocks += [heading(f"{number}、基本情况"), heading(f"（{number}）主要职责", 2)]
        blocks += [prose(SENTENCE * times) for times in (1, 3, 2)]
    return report(blocks)
