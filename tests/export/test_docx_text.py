"""Paragraphs, headings, bookmarks, pages and running lines of docx."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from docx.oxml.ns import qn

from app.documents.tree import Document, Page, Part
from app.export.docx import write_docx
from tests.export import trees
from tests.export.reading_docx import bookmarks_of, fields_of, names, opened, paragraphs_of, part, tables_of


def paragraph(document: Document, text: str) -> Any:
    """Return the properties of the paragraph that begins with a text."""
    paragraphs = opened(write_docx(document)).element.body.iter(qn("w:p"))
    return next(each for each in paragraphs if "".join(t.text for t in each.iter(qn("w:t"))).startswith(text))


def attributes(element: Any, tag: str) -> dict[str, str]:
    """Return the attributes of the first element of a tag, without their name space."""
    found = next(element.iter(qn(f"w:{tag}")))
    return {name.rpartition("}")[2]: text for name, text in found.attrib.items()}


def test_headings_stand_in_the_navigation_pane() -> None:
    read = opened(write_docx(trees.report()))
    assert [(each.style.name, each.text) for each in read.paragraphs if each.style.name != "Normal"] == [
        ("Heading 1", "一、基本情况"),
        ("Heading 2", "（一）预算执行"),
        ("Heading 1", "二、存在问题"),
    ]
    assert attributes(paragraph(trees.report(), "（一）"), "outlineLvl") == {"val": "1"}


def test_prose_is_indented_in_characters_with_lines_of_exact_pitch() -> None:
    made = paragraph(trees.report(), "2024年预算")
    assert attributes(made, "ind") == {"firstLineChars": "200", "firstLine": "640"}
    assert attributes(made, "spacing") == {"before": "0", "after": "0", "line": "580", "lineRule": "exact"}
    assert attributes(made, "jc") == {"val": "both"}
    assert attributes(paragraph(trees.report(), "某单位"), "ind") == {"rightChars": "400", "right": "1280"}


def _all_parts(made: bytes) -> str:
    return "".join(part(made, name) for name in names(made) if name.startswith("word/") and "styles" not in name)


def test_faces_are_east_asian_fonts_with_a_latin_one() -> None:
    made = attributes(paragraph(trees.report(), "2024年预算"), "rFonts")
    assert made == {
        "hint": "eastAsia",
        "ascii": "Times New Roman",
        "hAnsi": "Times New Roman",
        "eastAsia": "仿宋_GB2312",
        "cs": "Times New Roman",
    }
    used = set(re.findall(r'<w:rFonts [^>]*eastAsia="([^"]+)"', _all_parts(write_docx(trees.report()))))
    assert used == {"宋体", "黑体", "楷体_GB2312", "仿宋_GB2312", "方正小标宋简体"}


def test_every_font_declares_what_stands_for_it() -> None:
    table = part(write_docx(trees.report()), "word/fontTable.xml")
    found = dict(re.findall(r'<w:font w:name="([^"]+)"><w:altName w:val="([^"]+)"', table))
    assert found["仿宋_GB2312"] == "仿宋"
    assert found["楷体_GB2312"] == "楷体"
    assert found["方正小标宋简体"] == "宋体"


def test_breaks_of_pages_and_paragraphs_that_stay_whole() -> None:
    made = paragraph(trees.report(), "二、存在问题")
    tags = [each.tag.rpartition("}")[2] for each in made.pPr]
    assert tags[:4] == ["pStyle", "keepLines", "pageBreakBefore", "spacing"]


def _marked(kind: str) -> list[str]:
    """Return the texts of the paragraphs in which bookmarks of a kind begin."""
    found = opened(write_docx(trees.report())).element.body.iter(qn("w:bookmarkStart"))
    marked = [each.getparent() for each in found if each.get(qn("w:name")).startswith(kind)]
    return ["".join(text.text for text in each.iter(qn("w:t"))) for each in marked]


def test_bookmarks_hold_sections_and_bound_figures() -> None:
    found = bookmarks_of(write_docx(trees.report()))
    names_of = [name for name, _ in found]
    assert all(re.fullmatch(r"_jx[a-z]_\w{1,35}", name) for name in names_of)
    assert len(set(names_of)) == len(names_of)
    assert [text for name, text in found if name.startswith("_jxf_")] == ["530.25", "530.25"]
    assert [text[:6] for text in _marked("_jxs_")] == ["一、基本情况", "2024年预", "预算执行平稳"]
    assert found == bookmarks_of(write_docx(trees.report()))


def test_each_part_has_its_page() -> None:
    a3 = Part((trees.words("横向"),), Page("A3", landscape=True))
    cover, text, wide = opened(write_docx(trees.document(*trees.report().parts, a3))).sections
    assert [round(section.page_width.mm) for section in (cover, text, wide)] == [210, 210, 420]
    assert [round(section.page_height.mm) for section in (cover, text, wide)] == [297, 297, 297]
    assert [section.orientation for section in (cover, text, wide)] == [0, 0, 1]
    assert [round(each.mm) for each in (text.top_margin, text.right_margin, text.bottom_margin, text.left_margin)] == [
        37,
        26,
        35,
        28,
    ]
    starts = [[each.get(qn("w:start")) for each in s._sectPr.iter(qn("w:pgNumType"))] for s in (cover, text, wide)]
    assert starts == [[], ["1"], []]


def footers(document: Document) -> list[tuple[str, str, str]]:
    """Return for each section and kind of page the text of the footer and how it stands."""
    read = opened(write_docx(document))
    found = []
    for number, section in enumerate(read.sections):
        for kind, footer in (("odd", section.footer), ("even", section.even_page_footer)):
            line = footer.paragraphs[0]
            found.append((f"{number} {kind}", line.text, str(line.alignment).split()[0]))
    return found


def test_page_numbers_stand_outside_and_a_cover_has_none() -> None:
    assert footers(trees.report()) == [
        ("0 odd", "", "RIGHT"),
        ("0 even", "", "LEFT"),
        ("1 odd", "— 1 —", "RIGHT"),
        ("1 even", "— 1 —", "LEFT"),
    ]
    assert "evenAndOddHeaders" in part(write_docx(trees.report()), "word/settings.xml")


def test_page_numbers_stand_in_the_middle_where_one_side_is_printed() -> None:
    (old,) = trees.form().parts
    made = trees.document(replace(old, page=replace(old.page, mirrored=False)))
    assert footers(made) == [("0 odd", "— 1 —", "CENTER"), ("0 even", "— 1 —", "CENTER")]


def test_a_page_field_is_complete() -> None:
    made = write_docx(trees.report())
    lines = [line for name in names(made) if "footer" in name for line in fields_of(part(made, name))]
    assert lines == [["— ", "begin", "PAGE", "separate", "1", "end", " —"]] * 2


def test_header_and_footer_words() -> None:
    page = Page(header="送审稿 第1稿 & <草>", numbers="{n}", footer="内部资料")
    (section,) = opened(write_docx(trees.document(Part((trees.words("甲"),), page)))).sections
    assert [line.text for line in section.header.paragraphs] == ["送审稿 第1稿 & <草>"]
    assert [line.text for line in section.footer.paragraphs] == ["1", "内部资料"]
    assert [line.text for line in section.even_page_header.paragraphs] == ["送审稿 第1稿 & <草>"]


def test_the_page_of_a_report_has_a_grid_of_lines_that_tables_leave() -> None:
    made = part(write_docx(trees.report()), "word/document.xml")
    assert re.findall(r'<w:docGrid w:type="(\w+)" w:linePitch="(\d+)"', made) == [("lines", "580")]
    assert '<w:snapToGrid w:val="0"/>' in part(write_docx(trees.form()), "word/document.xml")


@pytest.mark.parametrize("text", ["甲\x00乙", "甲\x1b乙", "甲\x7f乙", "甲\ufffe乙", "甲\ud800乙"])
def test_what_xml_cannot_hold_is_left_out(text: str) -> None:
    made = replace(trees.one_cell(text), name=text, author=text)
    assert tables_of(write_docx(made)) == [[["甲乙"]]]
    assert opened(write_docx(made)).core_properties.title == "甲乙"


@pytest.mark.parametrize("text", ["甲\r\n乙", "甲\r乙", "甲\v乙"])
def test_every_line_break_is_one(text: str) -> None:
    assert paragraphs_of(write_docx(trees.plain(text))) == ["甲\n乙"]


def test_sizes_of_half_points() -> None:
    made = trees.document(Part((trees.words("甲", replace(trees.BOLD, size=Decimal("10.5"))),)))
    assert attributes(paragraph(made, "甲"), "sz") == {"val": "21"}
