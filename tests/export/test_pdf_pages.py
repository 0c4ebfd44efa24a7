"""Pages: reports after GB/T 9704, page numbers, both sides of the paper, the outline."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from app.documents.tree import Document, Page, Paragraph, Part
from app.export.pdf import page_counts
from app.export.pdf.assembly import lay_out
from app.export.pdf.fonts import fonts
from app.export.pdf.layout import PageLayout, Placed
from app.export.pdf.measures import millimetres as mm
from tests.export import pdf_trees as trees

PITCH = Decimal(29)


def laid(*documents: Document, duplex: bool = False) -> list[PageLayout]:
    return lay_out(documents, fonts(), duplex=duplex)


def body(page: PageLayout) -> list[Placed]:
    """Return the lines of a report's page without its number."""
    return [placed for placed in page.lines if not placed.line.text.startswith("— ")]


def number(page: PageLayout) -> Placed:
    return next(placed for placed in page.lines if placed.line.text.startswith("— "))


def alone(blocks: Sequence[Paragraph], page: Page = trees.REPORT_PAGE) -> list[PageLayout]:
    return laid(trees.document(Part(tuple(blocks), page, "report")))


def test_22_lines_stand_on_a_page() -> None:
    pages = alone([trees.prose("一" * 28 * 50)])
    assert [len(body(page)) for page in pages] == [22, 22, 7]
    first = body(pages[0])
    assert {below.y - above.y for above, below in itertools.pairwise(first)} == {29_000}
    assert first[0].y - 16_000 > mm(37)
    assert first[-1].y < mm(297 - 35)


def test_no_single_line_of_a_paragraph_stands_on_a_page() -> None:
    for before in range(14, 22):
        pages = alone([*(trees.prose(f"第{n}段") for n in range(before)), trees.prose("一" * 28 * 5)])
        counts = [sum("一一" in placed.line.text for placed in body(page)) for page in pages]
        assert 1 not in counts[:-1]
        assert counts[-1] != 1 or len(pages) == 1


@pytest.mark.parametrize("before", range(15, 23))
def test_headings_stand_with_their_text(before: int) -> None:
    filler = [trees.prose(f"第{n}段") for n in range(before)]
    pages = alone([*filler, trees.heading("一、情况"), trees.heading("（一）职责", 2), trees.prose("文" * 100)])
    page = next(page for page in pages if "一、情况" in page.text)
    assert "（一）职责\n" in page.text
    assert page.text.count("文文文") > 5


@pytest.mark.parametrize("lines", range(15, 26))
def test_unit_and_date_stand_with_the_last_two_lines(lines: int) -> None:
    pages = alone([trees.prose("一" * (28 * lines - 3)), *trees.closing()])
    shown = [placed.line.text for placed in body(pages[-1])]
    assert shown[-2:] == ["某单位", "2025年5月19日"]
    assert sum("一" in text for text in shown) >= 2


def test_closing_lines_after_a_table_stay_with_its_last_row() -> None:
    for rows in range(14, 24):
        part = Part((trees.wide_grid(rows), *trees.closing()), kind="report")
        last = laid(trees.document(part))[-1]
        assert "2025年5月19日" in last.text
        assert f"{rows}行9列" in last.text.replace("\n", "")


def test_page_numbers_stand_outside() -> None:
    pages = laid(trees.long_report())
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        placed = number(page)
        assert placed.line.text == f"— {page.number} —"
        assert placed.y > mm(297 - 35 + 7)
        if page.number and page.number % 2:
            assert placed.x + placed.line.width == page.width - mm(26) - 14_000
        else:
            assert placed.x == mm(28) + 14_000


def test_page_numbers_stand_in_the_middle_where_the_page_says_so() -> None:
    page = alone([trees.prose("甲")], replace(trees.REPORT_PAGE, mirrored=False))[0]
    middle = number(page).x + number(page).line.width // 2
    assert abs(middle - (page.width + mm(2)) // 2) < mm(1)


def test_numbers_restart_where_a_part_says_so_and_go_on_elsewhere() -> None:
    plain = Part((trees.prose("甲"), replace(trees.prose("乙"), new_page=True)), trees.REPORT_PAGE, "report")
    parts = (trees.cover(), replace(plain, first_number=1), plain, replace(plain, first_number=1))
    pages = laid(trees.document(*parts), trees.document(plain))
    assert [page.number for page in pages] == [None, 1, 2, 3, 4, 1, 2, 1, 2]


def test_a_cover_has_no_number_and_keeps_the_space_above_its_title() -> None:
    page = laid(trees.document(trees.cover()))[0]
    assert next(placed.line.text for placed in page.lines) == "2024年度部门整体支出绩效自评报告"
    assert len(page.lines) == 3
    assert page.lines[0].y > mm(25) + 140_000


def test_header_and_footer() -> None:
    page = Page(header="送审稿", footer="内部资料", numbers="— {n} —")
    lines = {placed.line.text: placed for placed in alone([trees.words("甲")], page)[0].lines}
    assert lines["送审稿"].y < mm(25)
    assert lines["内部资料"].y > mm(297 - 20)


def test_each_document_begins_a_sheet_when_both_sides_are_printed() -> None:
    one = trees.one_grid(trees.indicator_grid(5), numbers="— {n} —")
    three = trees.one_grid(trees.wide_grid(30), numbers="— {n} —")
    pages = laid(one, three, one, duplex=True)
    firsts = [place for place, page in enumerate(pages) if page.bookmarks and page.bookmarks[0].level == 0]
    assert [place % 2 for place in firsts] == [0, 0, 0]
    backs = [page for page in pages if page.back]
    assert backs
    assert all(page.text == "" and page.number is None for page in backs)
    assert page_counts([one, three, one]) == [1, len(laid(three)), 1]
    assert not any(page.back for page in laid(one, three, one))


def test_a_part_may_go_on_the_back() -> None:
    part = Part((trees.words("甲"),), own_sheet=False)
    pages = laid(trees.document(trees.cover(), part, part), duplex=True)
    assert [page.back for page in pages] == [False] * 3


def test_on_both_sides_the_number_is_outside_on_the_sheet() -> None:
    part = Part((trees.prose("甲"),), trees.REPORT_PAGE, "report", own_sheet=False)
    document = trees.document(trees.cover(), replace(part, first_number=1))
    placed = number(laid(document, duplex=True)[1])
    assert placed.x == mm(28) + 14_000


def test_the_outline_names_documents_and_headings() -> None:
    pages = laid(trees.long_report(2))
    marks = [(mark.level, mark.title) for page in pages for mark in page.bookmarks]
    assert marks == [
        (0, "部门整体支出绩效自评报告"),
        (1, "1、基本情况"),
        (2, "（1）主要职责"),
        (1, "2、基本情况"),
        (2, "（2）主要职责"),
    ]


def test_levels_of_the_outline_never_jump() -> None:
    pages = alone([trees.heading("甲", 3), trees.heading("乙", 5), trees.heading("丙", 1)])
    assert [mark.level for mark in pages[0].bookmarks] == [0, 1, 2, 1]


def test_an_empty_part_is_an_empty_page() -> None:
    assert [page.text for page in laid(trees.document(Part(())))] == [""]
    assert page_counts([]) == []


@pytest.mark.parametrize(
    ("paper", "landscape", "size"), [("A4", False, (210, 297)), ("A4", True, (297, 210)), ("A3", True, (420, 297))]
)
def test_papers(paper: str, landscape: bool, size: tuple[int, int]) -> None:
    page = alone([trees.words("甲")], Page(paper=paper, landscape=landscape))[0]  # type: ignore[arg-type]
    assert (page.width, page.height) == (mm(size[0]), mm(size[1]))


def test_a_paragraph_longer_than_a_page_that_keeps_its_lines_is_not_lost() -> None:
    pages = alone([trees.prose("一" * 28 * 30, keep_lines=True)])
    assert sum(len(body(page)) for page in pages) == 31
