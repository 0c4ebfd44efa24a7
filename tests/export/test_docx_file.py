"""The docx as a file: same bytes, neutral properties, elements in the order of the schema, speed."""

from __future__ import annotations

import io
import re
import time
import zipfile
from typing import Any

import pytest
from lxml import etree

from app.documents.tree import Document
from app.export.docx import write_docx
from tests.export import trees
from tests.export.reading_docx import names, opened, part

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore snapToGrid spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rFonts b spacing sz szCs u lang",
    "tblPr": "tblStyle tblW jc tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge textDirection vAlign",
    "sectPr": "Reference type pgSz pgMar pgNumType cols titlePg docGrid",
    "settings": "zoom evenAndOddHeaders characterSpacingControl compat themeFontLang",
    "style": "name basedOn next uiPriority qFormat pPr rPr",
    "font": "altName charset family pitch",
}
"""Children as the schema of WordprocessingML (ECMA-376, transitional) orders them, of those that we write."""

ALL = [trees.form(), trees.report(), trees.wide_form(5, 4), trees.form(landscape=True)]


def roots(document: Document) -> list[Any]:
    made = write_docx(document)
    return [etree.fromstring(part(made, name).encode()) for name in names(made)]


@pytest.mark.parametrize("document", ALL)
def test_elements_stand_in_the_order_of_the_schema(document: Document) -> None:
    wrong = []
    for element in (each for root in roots(document) for each in root.iter("{*}*")):
        tags = [re.sub("(header|footer)R", "R", child.tag.rpartition("}")[2]) for child in element]
        wanted = ORDER.get(element.tag.rpartition("}")[2], "").split()
        if wanted and [wanted.index(tag) for tag in tags] != sorted(wanted.index(tag) for tag in tags):
            wrong.append(tags)
    assert wrong == []


@pytest.mark.parametrize("document", ALL)
def test_every_part_is_declared_and_related(document: Document) -> None:
    made = write_docx(document)
    types = set(re.findall(r'PartName="/([^"]+)"', part(made, "[Content_Types].xml")))
    assert types == {name for name in names(made) if not name.endswith(".rels")} - {"[Content_Types].xml"}
    related = dict(re.findall(r'Id="([^"]+)"[^>]*Target="([^"]+)"', part(made, "word/_rels/document.xml.rels")))
    assert {f"word/{name}" for name in related.values()} <= set(names(made))
    assert set(re.findall(r'r:id="([^"]+)"', part(made, "word/document.xml"))) <= set(related)


def test_the_same_document_makes_the_same_bytes() -> None:
    assert write_docx(trees.report()) == write_docx(trees.report())
    with zipfile.ZipFile(io.BytesIO(write_docx(trees.form()))) as archive:
        assert {(each.date_time, each.create_system) for each in archive.infolist()} == {((2000, 1, 1, 0, 0, 0), 3)}
        assert archive.testzip() is None


def test_properties_are_title_and_author_alone() -> None:
    made = write_docx(trees.form())
    core = part(made, "docProps/core.xml")
    assert re.findall(r"<(\w+:\w+)>", core) == ["dc:title", "dc:creator"]
    read = opened(made).core_properties
    assert (read.title, read.author) == ("附件2 自评表", "某单位")
    assert [name for name in names(made) if "docProps" in name or "thumbnail" in name] == ["docProps/core.xml"]


@pytest.mark.parametrize("word", ["python", "docx", "jixiao", "Calibri", "Cambria", "Aptos", "ja-JP", "rsid"])
def test_nothing_tells_what_wrote_it(word: str) -> None:
    made = write_docx(trees.report())
    foreign = [part(made, name) for name in names(made) if name.startswith(("word/", "docProps/"))]
    assert not [text for text in foreign if word.lower() in text.lower()]


def test_the_language_of_all_text_is_chinese() -> None:
    made = part(write_docx(trees.report()), "word/styles.xml")
    assert re.findall(r'<w:lang [^>]*eastAsia="([^"]+)"', made) == ["zh-CN"]


def test_a_long_table_is_written_in_no_time() -> None:
    document = trees.wide_form(400, 9)
    write_docx(document)
    start = time.perf_counter()
    write_docx(document)
    assert time.perf_counter() - start < 3  # about 0.3 s; a cost that grows with the square would take a minute
