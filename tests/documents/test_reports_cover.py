"""Covers of reports: what the own row says, what the pack says instead, all on one page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from app.documents.tree import Part
from tests.documents.report_cases import draw, graph_of, paragraphs, sections

LINES = [
    {"t": "{{cover.title}}", "font": "小标宋", "size": "一号", "align": "center", "space": "70"},
    {"t": "单位：{{cover.unit}}", "size": "三号", "space": "90"},
    {"t": "{{cover.date}}", "size": "三号", "space": "12"},
]
REPORT = {"cover": "front", "cover_title": "{{year}}年度{{unit.name}}\n自评报告"}


def cover(answers: dict[str, Any] | None = None, lines: list[dict[str, str]] | None = None) -> Part:
    graph = graph_of(answers, REPORT, covers={"front": {"lines": lines or LINES, "date": "汉字"}})
    return draw(graph).parts[0]


def said(part: Part) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(part)]


def test_without_a_row_of_its_own() -> None:
    part = cover()
    assert part.kind == "cover"
    assert part.page.numbers == ""
    assert said(part) == ["2024年度甲县社保中心\n自评报告", "单位：甲县社保中心", "    年  月  日"]


def test_what_was_typed_is_printed() -> None:
    row = sections({"heading": "甲"}, cover_title="甲中心报告", cover_unit="甲中心", cover_date="2025年5月19日")
    assert said(cover(row)) == ["甲中心报告", "单位：甲中心", "二〇二五年五月十九日"]


def test_a_unit_left_blank_stays_blank() -> None:
    assert said(cover(sections({"heading": "甲"}))) == [
        "2024年度甲县社保中心\n自评报告",
        "单位：",
        "    年  月  日",
    ]


def test_spaces_shrink_so_that_the_cover_stays_one_page() -> None:
    tall = [{**line, "space": "90"} for line in LINES]
    usual, fitted = paragraphs(cover()), list(paragraphs(cover(lines=tall)))
    assert next(line.before for line in usual) == Decimal(70) * 72 / Decimal("25.4")
    high = sum(
        (line.before + line.look.size * Decimal("1.5") * len(line.text.split("\n")) for line in fitted), Decimal(0)
    )
    assert high <= 225 * 72 / Decimal("25.4")
    assert len({line.before for line in fitted}) == 1


def test_a_long_title_is_set_smaller_or_broken_after_the_name() -> None:
    smaller = next(paragraphs(cover({"unit.name": "甲县社会养老保险管理服务中心"})))
    assert Decimal(20) <= smaller.look.size <= Decimal(26)
    broken = next(
        paragraphs(
            cover(sections({"heading": "甲"}, cover_title="2024年度某某自治州社会养老保险管理服务中心部门整体支出"))
        )
    )
    assert broken.look.size == 22
    assert broken.text.count("\n") == 1
