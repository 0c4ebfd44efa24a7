"""Reports drawn: GB/T 9704, numbers of headings, run-in headings, closing lines, boxes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.core.records import Cell
from app.documents.grids import holes
from app.documents.reports.numbers import chinese, numbered
from app.documents.tree import Grid, Paragraph
from app.documents.widths import width
from tests.documents.report_cases import REPORT, body, draw, graph_of, paragraphs, sections, texts


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (35, "三十五"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1000, "1000"),
    ],
)
def test_chinese_numbers(number: int, words: str) -> None:
    assert chinese(number) == words


def test_styles_of_numbers() -> None:
    assert [numbered(style, 3) for style in ("{zh}、", "（{zh}）", "{n}.", "（{n}）", "none")] == [
        "三、",
        "（三）",
        "3.",
        "（3）",
        "",
    ]


def test_page_and_type_of_the_standard() -> None:
    part = body(draw(graph_of()))
    page = part.page
    assert page.paper == "A4"
    assert page.margins_mm == (Decimal(37), Decimal(26), Decimal(35), Decimal(28))
    assert (page.characters, page.lines, page.numbers, page.mirrored, part.first_number) == (28, 22, "— {n} —", True, 1)
    text = [paragraph for paragraph in paragraphs(part) if paragraph.align == "justify"]
    assert {(p.look.face, p.look.size, p.first, p.pitch) for p in text} == {
        ("fang", Decimal(16), Decimal(2), Decimal("28.95"))
    }
    title = next(paragraphs(part))
    assert (title.look.face, title.look.size, title.align) == ("title", Decimal(22), "center")
    looks = {p.level: (p.look.face, p.look.bold) for p in paragraphs(part) if p.level}
    assert looks == {1: ("hei", False), 2: ("kai", False)}
    assert all(p.keep_next and p.first == 2 for p in paragraphs(part) if p.level)


def test_margins_of_the_pack_hold() -> None:
    page = body(draw(graph_of(report={"margins": ["30", "25", "30", "25"]}))).page
    assert page.margins_mm == (Decimal(30), Decimal(25), Decimal(30), Decimal(25))


def test_draft_mark_stands_in_the_header() -> None:
    assert body(draw(graph_of(), draft="送审稿 第1稿")).page.header == "送审稿 第1稿"


def test_the_outline_is_drawn_where_there_are_no_sections() -> None:
    assert texts(draw(graph_of())) == [
        "2024年度甲县社保中心整体支出绩效自评报告",
        "一、基本情况",
        "（一）人员",
        "编制31名，在职33人。",
        "（二）职责",
        "（1）经办登记。",
        "（2）发放待遇。",
        "二、2024年资金",
        "支出896.90万元，比预算减少103.10万元。",
        "三、项目",
        "（一）稽核",
        "支出46.4万元。",
        "四、业务",
        "参保约50万人。",
        "五、其他",
        "第一段。",
        "第二段。",
        "甲县社保中心",
        "    年  月  日",
    ]


def test_typed_numbers_are_printed_and_the_others_count_on() -> None:
    rows = sections(
        {"heading": "甲"},
        {"number": "二、", "heading": "乙", "sections": [{"heading": "子"}, {"number": "(二)", "heading": "丑"}]},
        {"heading": "丙"},
    )
    assert texts(draw(graph_of(rows)))[1:] == ["一、甲", "二、乙", "（一）子", "(二)丑", "三、丙"]


def test_a_number_that_the_paper_lacks_is_not_printed() -> None:
    none = {"main": Cell("", state="empty", origin="stated")}
    rows = sections({"heading": "甲", "number": none}, {"heading": "乙"})
    assert texts(draw(graph_of(rows)))[1:] == ["甲", "一、乙"]


def test_sections_without_a_heading_are_text_and_take_no_number() -> None:
    rows = sections({"text": "开头的话。"}, {"heading": "甲", "text": "一\n\n　二　\n三"})
    assert texts(draw(graph_of(rows)))[1:] == ["开头的话。", "一、甲", "一", "二", "三"]


@pytest.mark.parametrize("end", ["。", "："])
def test_a_heading_with_a_mark_at_its_end_runs_in(end: str) -> None:
    rows = sections({"heading": "甲", "sections": [{"heading": f"评价目的{end}", "text": "弄清情况。\n再一段。"}]})
    found = list(paragraphs(body(draw(graph_of(rows)))))[2:]
    assert [p.text for p in found] == [f"（一）评价目的{end}弄清情况。", "再一段。"]
    assert [run.look.face for run in found[0].runs if run.look] == ["kai", "kai"]
    assert found[0].look.face == "fang"


def test_a_section_of_last_year_that_is_struck_is_not_printed() -> None:
    rows = sections({"heading": "甲", "text": "旧。", "confirmed": "删"}, {"heading": "乙", "confirmed": "仍适用"})
    assert texts(draw(graph_of(rows)))[1:] == ["一、乙"]


def test_paragraphs_name_their_section_for_reading_back() -> None:
    rows = sections({"id": "s1", "heading": "甲", "text": "话。"})
    assert [p.section for p in paragraphs(body(draw(graph_of(rows))))] == ["", "s1", "s1"]


# ---- closing lines and attachments ----


def test_unit_and_date_stand_at_the_right_and_never_alone() -> None:
    rows = sections({"heading": "甲", "text": "话。"}, closing_unit="甲县社会保险服务中心", closing_date="2025-05-19")
    *_, text, unit, date = paragraphs(body(draw(graph_of(rows))))
    assert (unit.text, date.text) == ("甲县社会保险服务中心", "2025年5月19日")
    assert [p.align for p in (unit, date)] == ["right", "right"]
    assert text.keep_next
    assert unit.keep_next
    assert not date.keep_next
    assert unit.before >= 2 * Decimal(28)  # room for the seal
    assert unit.right + width(unit.text) / 2 == date.right + width(date.text) / 2  # one over the other
    assert min(unit.right, date.right) >= 2
    assert date.right >= 4


def test_a_date_that_is_not_known_is_left_to_the_pen() -> None:
    rows = sections({"heading": "甲", "text": "话。"}, closing_unit="甲中心")
    assert texts(draw(graph_of(rows)))[-2:] == ["甲中心", "    年  月  日"]


def test_a_report_that_was_typed_without_closing_lines_has_none() -> None:
    assert texts(draw(graph_of(sections({"heading": "甲", "text": "话。"}))))[-1] == "话。"


def test_attachments_stand_before_the_closing_lines() -> None:
    graph = graph_of(report={"attachments": ["基础数据表", "自评表（{{year}}）"]})
    assert texts(draw(graph))[-4:-1] == ["附件：1.基础数据表", "2.自评表（2024）", "甲县社保中心"]
    whole = graph_of(report={"attachments": ["附：自评表"]})
    assert texts(draw(whole))[-3] == "附：自评表"


def test_attachments_listed_in_the_text_are_not_listed_twice() -> None:
    rows = sections({"heading": "附件", "text": "报告附有：1.基础数据表"})
    assert texts(draw(graph_of(rows, report={"attachments": ["基础数据表"]})))[-1] == "报告附有：1.基础数据表"


# ---- titles, summary, box ----


def test_a_long_title_is_broken_after_the_name() -> None:
    found = texts(draw(graph_of({"unit.name": "甲县社会养老保险服务中心"})))
    assert found[:2] == ["2024年度甲县社会养老保险服务中心", "整体支出绩效自评报告"]


def test_a_typed_title_beats_the_packs_and_keeps_its_lines() -> None:
    found = texts(draw(graph_of(sections({"heading": "甲"}, title="甲中心\n自评报告"))))
    assert found[:2] == ["甲中心", "自评报告"]


def test_the_summary_stands_first_under_a_title_of_its_own() -> None:
    summary = {"short": {"heading": "概况", "draft": "在职{{staff.actual}}人。"}}
    document = draw(graph_of(report={"summary": summary}))
    found = texts(document)
    assert found[:2] == ["2024年度甲县社保中心", "整体支出绩效自评报告摘要"]
    assert found[2:4] == ["一、概况", "在职33人。"]
    assert found[4] == "2024年度甲县社保中心整体支出绩效自评报告"
    assert [p.new_page for p in paragraphs(body(document))][:5] == [False, False, False, False, True]


def test_a_box_holds_the_text_in_one_cell() -> None:
    part = body(draw(graph_of(report={"form": "box"})))
    *titles, grid = part.blocks
    assert all(isinstance(title, Paragraph) and title.look.face == "title" for title in titles)
    assert isinstance(grid, Grid)
    assert holes(grid) == []
    assert grid.border
    assert [p.text for p in grid.cells[0].paragraphs][:2] == ["一、基本情况", "（一）人员"]
    assert part.page.characters == 0


def test_names_of_the_document() -> None:
    document = draw(graph_of(report={"file_name": "{{year}}自评/报告", "signers": ["单位负责人"], "seals": ["公章"]}))
    assert (document.id, document.name, document.author) == ("main", "自评报告", "甲县社保中心")
    assert document.file_name == "2024自评／报告"
    assert (document.signers, document.seals) == (("单位负责人",), ("公章",))
    assert REPORT["title"]
