"""Covers: what is typed, what the pack says where nothing is, dates as the notice wants them."""

from __future__ import annotations

from typing import Any

import pytest

from app.documents.covers import cover_part
from app.documents.options import Options
from app.documents.rows import RowView
from app.documents.tree import Paragraph, Part
from tests.documents.form_cases import answer_set

PACK: dict[str, Any] = {
    "tables": {"reports": {"label": "自评报告", "parents": ["unit"], "title": "report"}},
    "fields": {
        "reports": {
            "report": {"label": "报告", "kind": "text"},
            "cover.title": {"label": "标题", "kind": "text"},
            "cover.date": {"label": "日期", "kind": "date"},
        }
    },
}
LINES = [
    {"t": "{{cover.title}}", "font": "小标宋", "size": "一号", "align": "center", "space": "70"},
    {"t": "{{unit.name}}", "when": "not blank(report)"},
    {"t": "{{cover.date}}", "align": "center"},
]
TYPED = {
    "unit.name": "甲县",
    "reports": [{"id": "r", "report": "a", "cover.title": "标题", "cover.date": "2025年5月19日"}],
}


def cover(answers: dict[str, Any], options: Options | None = None, date: str = "", **others: Any) -> Part:
    printing = {"cover_date": others.pop("cover_date", "")}
    found = answer_set(answers, **PACK, covers={"c": {"lines": LINES, "date": date}}, print=printing)
    return cover_part(found, "c", RowView(found, "unit"), options or Options(), **others)


def texts(part: Part) -> list[str]:
    return [block.text for block in part.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("style", "printed"),
    [("", "2025年5月19日"), ("汉字", "二〇二五年五月十九日"), ("短横", "2025-05-19"), ("手填", "    年  月  日")],
)
def test_the_date_is_in_the_style_of_the_cover_or_the_pack(style: str, printed: str) -> None:
    assert texts(cover(TYPED, date=style))[-1] == printed
    assert texts(cover(TYPED, cover_date=style))[-1] == printed


def test_the_zero_of_a_year_in_words_is_u3007() -> None:
    assert "\u3007" in texts(cover(TYPED, date="汉字"))[-1]


def test_the_cover_beats_the_pack() -> None:
    assert texts(cover(TYPED, date="数字", cover_date="汉字"))[-1] == "2025年5月19日"


def test_what_is_not_typed_is_what_is_given() -> None:
    answers = {"unit.name": "甲县", "reports": [{"id": "r", "report": "a"}]}
    given = {"cover.title": "自评报告", "cover.date": "    年  月  日"}
    assert texts(cover(answers, own="r", given=given)) == ["自评报告", "甲县", "    年  月  日"]
    assert texts(cover(TYPED, own="r", given=given)) == ["标题", "甲县", "2025年5月19日"]


def test_an_evaluation_without_a_report_has_an_empty_cover() -> None:
    found = answer_set({}, **PACK, covers={"c": {"lines": [LINES[0], LINES[2]]}})
    part = cover_part(found, "c", RowView(found, "unit"), Options())
    assert texts(part) == ["", ""]


def test_a_line_may_depend_on_the_report() -> None:
    answers = {"unit.name": "甲县", "reports": [{"id": "r", "cover.title": "标题"}]}
    assert texts(cover(answers)) == ["标题", ""]


def test_a_cover_is_a_page_without_number_with_the_mark_of_a_draft() -> None:
    part = cover(TYPED, Options(draft="送审稿 第1稿"))
    assert (part.kind, part.page.numbers, part.page.header) == ("cover", "", "送审稿 第1稿")


def test_a_line_has_its_look() -> None:
    (title, *_) = cover(TYPED).blocks
    assert isinstance(title, Paragraph)
    assert (title.look.face, str(title.look.size), title.align) == ("title", "26", "center")
    assert title.before > 0


def test_a_long_title_is_set_smaller_rather_than_broken() -> None:
    answers = {"reports": [{"id": "r", "report": "a", "cover.title": "社" * 18}]}
    (title, *_) = cover(answers).blocks
    assert isinstance(title, Paragraph)
    assert 22 <= title.look.size < 26
