"""The parts of a docx: order of the schema, neutral properties, fonts with alternatives, nothing left over."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from lxml import etree

from app.export.docx import write_docx
from tests.export.drawn import SAMPLES, package
from tests.export.pdf_trees import RARE, cover, document, indicator_grid, long_report, one_grid
from tests.export.reading_parts import W, bookmarks_of, files_of, part_of, value
from tests.export.reading_schema import disorder

PRODUCT = ("jixiao", "绩效自评工具", "python", "lxml", "openpyxl", "xlsxwriter", "microsoft office", "libreoffice")
ORDERED = ("word/document.xml", "word/styles.xml", "word/settings.xml", "word/fontTable.xml")


@pytest.fixture(scope="module", params=SAMPLES)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JIXIAO_HOME", str(tmp_path_factory.mktemp("家")))
        return [write_docx(each) for each in package(request.param).documents]


def test_every_element_stands_where_the_schema_wants_it(written: list[bytes]) -> None:
    for data in written:
        names = [*ORDERED, *(name for name in files_of(data) if "header" in name or "footer" in name)]
        assert [found for name in names for found in disorder(part_of(data, name))] == []


def test_the_order_check_sees_disorder() -> None:
    wrong = etree.fromstring(f'<w:pPr xmlns:w="{W[1:-1]}"><w:jc/><w:keepNext/></w:pPr>')
    assert disorder(wrong) == ["pPr: jc keepNext"]


def test_python_docx_opens_it(written: list[bytes]) -> None:
    for data in written:
        opened = docx.Document(io.BytesIO(data))
        assert opened.sections
        assert opened.paragraphs


def test_every_part_has_a_type_and_every_relation_a_part(written: list[bytes]) -> None:
    for data in written:
        files = files_of(data)
        types = etree.fromstring(files["[Content_Types].xml"])
        named = {part.get("PartName", "").lstrip("/") for part in types if part.get("PartName")}
        assert named == {name for name in files if not name.endswith(".rels") and name != "[Content_Types].xml"}
        relations = etree.fromstring(files["word/_rels/document.xml.rels"])
        assert {f"word/{each.get('Target')}" for each in relations} <= named


def test_properties_tell_title_and_unit_and_nothing_else(written: list[bytes]) -> None:
    for data in written:
        files = files_of(data)
        assert [name for name in files if name.startswith("docProps/")] == ["docProps/core.xml"]
        core = etree.fromstring(files["docProps/core.xml"])
        assert [etree.QName(each).localname for each in core] == ["title", "creator"]
        assert all(each.text for each in core)
        text = b"".join(files.values()).decode().lower()
        assert [word for word in PRODUCT if word in text] == []


def test_no_comments_revisions_or_protection(written: list[bytes]) -> None:
    for data in written:
        names = set(files_of(data))
        assert not {name for name in names if "comments" in name or "customXml" in name or "theme" in name}
        tags = {etree.QName(each).localname for each in part_of(data).iter()}
        assert not tags & {"ins", "del", "commentReference", "sdt", "drawing", "pict"}
        settings = {etree.QName(each).localname for each in part_of(data, "word/settings.xml").iter()}
        assert not settings & {"documentProtection", "trackRevisions", "rsids"}


def test_every_font_has_an_alternative(written: list[bytes]) -> None:
    for data in written:
        table = part_of(data, "word/fontTable.xml")
        known = {font.get(f"{W}name"): value(font, "altName") for font in table}
        used = {fonts.get(f"{W}eastAsia") for fonts in part_of(data).iter(f"{W}rFonts")}
        assert None not in used
        assert {name: bool(known.get(name)) for name in used} == dict.fromkeys(used, True)


def test_zip_entries_have_one_date() -> None:

    with zipfile.ZipFile(io.BytesIO(write_docx(long_report(1)))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}


def test_bookmarks_are_hidden_short_and_each_once(written: list[bytes]) -> None:
    for data in written:
        marks = bookmarks_of(data)
        assert all(name.startswith("_jx") and len(name) <= 40 for name in marks)
        assert len(set(marks.values())) == len(marks)
        ends = [end.get(f"{W}id") for end in part_of(data).iter(f"{W}bookmarkEnd")]
        assert sorted(ends, key=str) == sorted(marks.values())


def test_bound_cells_and_figures_have_bookmarks(written: list[bytes]) -> None:
    assert all(bookmarks_of(data) for data in written)


def test_hand_made_trees_keep_the_order_too() -> None:
    for tree in (
        document(cover()),
        long_report(2),
        one_grid(indicator_grid(6, tail=[RARE]), landscape=True, header="送审稿"),
    ):
        assert disorder(part_of(write_docx(tree))) == []
