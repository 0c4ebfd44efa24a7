"""The PDF as a file: read back with another library, its fonts, properties, bytes and speed."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from decimal import Decimal

import pypdfium2 as pdfium
import pytest

from app.core.errors import UserError
from app.documents.tree import Document, Grid, GridRow, Page, Part
from app.export.pdf import missing_characters, write_pdf
from app.export.pdf.assembly import lay_out
from app.export.pdf.fonts import fonts
from app.export.pdf.layout import PageLayout
from tests.export import pdf_trees as trees


def written(*documents: Document, duplex: bool = False) -> bytes:
    return write_pdf(documents, title="绩效自评材料", author="某单位", duplex=duplex)


def page_texts(body: bytes) -> list[str]:
    """Return the text of each page as a reader would copy it."""
    pdf = pdfium.PdfDocument(body)
    return [page.get_textpage().get_text_bounded().replace("\r", "") for page in pdf]


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def ink(body: bytes, number: int) -> list[tuple[float, float, float, float]]:
    """Return the boxes (left, bottom, right, top) of all visible characters of a page, in points."""
    text = pdfium.PdfDocument(body)[number].get_textpage()
    codes = [pdfium.raw.FPDFText_GetUnicode(text, place) for place in range(text.count_chars())]
    return [text.get_charbox(place) for place, code in enumerate(codes) if not chr(code).isspace()]


def cells(page: PageLayout) -> Iterator[tuple[float, float, float, float]]:
    """Return the rectangles of the cells of a page as `ink` measures."""
    for box in page.boxes:
        yield box.x0 / 1000, (page.height - box.y1) / 1000, box.x1 / 1000, (page.height - box.y0) / 1000


def inside(inner: tuple[float, float, float, float], outer: tuple[float, float, float, float]) -> bool:
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


LEVEL_2 = (
    "𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌𪟝𪣻𪤗𪨰𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀"
    "𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷𫶇𫷷"
    "𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮"
    "𬬱𬬸𬬹𬬻𬬿𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓"
)
"""The characters of 通用规范汉字表 outside the basic plane, which level 2 of GB 18030-2022 adds."""

NARROW = Grid(
    trees.millimetres(9, 15, 30),
    (GridRow(), GridRow()),
    (
        trees.cell(0, 0, "满意度指标（10分）", high=2, turned=True, label=True),
        trees.cell(0, 1, "1,234,567.89万元（含上年结转），“其他”；≥95%"),
        trees.cell(0, 2, trees.SENTENCE, align="justify"),
        trees.cell(1, 1, trees.RARE, look=trees.BOLD),
        trees.cell(1, 2, "A&B <甲> =1+1\n@某 https://example.invalid/a-long-path", align="left"),
    ),
)


@pytest.mark.parametrize(
    "grid", [trees.indicator_grid(30), trees.wide_grid(30), trees.box_grid(trees.SENTENCE * 50), NARROW]
)
def test_all_ink_of_a_table_stands_inside_its_cells(grid: Grid) -> None:
    document = trees.document(Part((grid,)))
    body = written(document)
    pages = lay_out([document], fonts(), duplex=False)
    for number, page in enumerate(pages):
        rectangles = list(cells(page))
        boxes = ink(body, number)
        assert len(boxes) == len(bare(page.text).encode("utf-16-le")) // 2
        assert [box for box in boxes if not any(inside(box, cell) for cell in rectangles)] == []


def test_text_is_found_and_copied_as_it_was_written() -> None:
    document = trees.one_grid(NARROW)
    text = bare("".join(page_texts(written(document))))
    for cell in NARROW.cells:
        assert bare(cell.text) in text
    assert "䶮龑、李㛃、张𬱟" in text
    assert "A&B<甲>=1+1" in text


@pytest.mark.parametrize("width", range(60, 170, 5))
def test_justified_text_is_copied_without_torn_gaps(width: int) -> None:
    cells = (trees.cell(0, 0, trees.SENTENCE * 3, align="justify"),)
    body = written(trees.document(Part((Grid(trees.millimetres(width), (GridRow(),), cells),))))
    assert " " not in page_texts(body)[0]


def test_a_report_reads_in_order() -> None:
    document = trees.long_report(3)
    texts = "".join(re.sub(r"— \d+ —", "", text) for text in page_texts(written(document)))
    assert bare(texts) == bare("".join(block.text for block in document.parts[0].blocks))  # type: ignore[union-attr]


def test_rare_characters_are_searched_and_copied() -> None:
    body = written(trees.document(Part((trees.words(trees.RARE),))))
    page = pdfium.PdfDocument(body)[0].get_textpage()
    assert all(page.search(char).get_next() is not None for char in "䶮㛃")
    assert page.get_text_range() == trees.RARE  # PDFium itself does not search outside of the basic plane


def test_the_same_documents_give_the_same_bytes() -> None:
    documents = [trees.one_grid(trees.indicator_grid(9), fit=True), trees.long_report()]
    assert written(*documents) == written(*documents)


def test_properties_name_the_title_and_the_unit_only() -> None:
    body = written(trees.long_report())
    meta = pdfium.PdfDocument(body).get_metadata_dict(skip_empty=True)
    assert meta == {"Title": "绩效自评材料", "Author": "某单位"}
    assert b"eportlab" not in body.lower()
    assert b"anonymous" not in body
    assert b"unspecified" not in body


def test_all_fonts_are_embedded_subsets() -> None:
    body = written(trees.long_report(), trees.one_grid(NARROW))
    names = set(re.findall(rb"/BaseFont /([^\s/]+)", body))
    assert names
    assert all(re.fullmatch(rb"[A-Z]{6}\+Noto(Serif|Sans)SC-Regular", name) for name in names)
    assert body.count(b"/FontFile2") == len(re.findall(rb"/FontDescriptor \d", body)) == len(names)
    assert len(body) < 300_000


def test_the_outline_is_in_the_file() -> None:
    pdf = pdfium.PdfDocument(written(trees.long_report(2)))
    assert [mark.get_title() for mark in pdf.get_toc()][:2] == ["部门整体支出绩效自评报告", "1、基本情况"]


def test_pages_have_their_size() -> None:
    document = trees.document(Part((trees.words("甲"),)), Part((trees.words("乙"),), Page(landscape=True)))
    pdf = pdfium.PdfDocument(written(document))
    sizes = [tuple(int(side * 10) for side in pdf.get_page_size(place)) for place in range(2)]
    assert sizes == [(5952, 8418), (8418, 5952)]


def test_no_document_is_an_empty_page() -> None:
    assert len(pdfium.PdfDocument(written())) == 1


@pytest.mark.parametrize(("char", "named"), [("\U0001f600", "U+1F600"), ("\x07", "控制字符"), ("\ue005", "U+E005")])
def test_a_character_without_a_shape_is_named_before_export(char: str, named: str) -> None:
    document = trees.document(Part((trees.box_grid(f"联系人：张{char}三"),)), name="附件2 自评表")
    found = missing_characters([document])
    assert [(one.char, one.document) for one in found] == [(char, "附件2 自评表")]
    with pytest.raises(UserError, match=re.escape(named)) as caught:
        written(document)
    assert caught.value.code == "export.character"
    assert "附件2 自评表" in caught.value.what
    assert "联系人：张" in caught.value.what


def test_many_missing_characters_are_counted() -> None:
    text = "".join(chr(code) for code in range(0xE100, 0xE110))
    with pytest.raises(UserError, match="等 16 处"):
        written(trees.document(Part((trees.words(text),))))


def test_headers_are_looked_through_too() -> None:
    part = Part((trees.words("甲"),), Page(header="送审\ue005"))
    assert len(missing_characters([trees.document(part)])) == 1


def test_blanks_tabs_and_marks_without_shape_are_no_obstacle() -> None:
    text = "甲\u00a0乙\t丙\u3000丁\u200b戊\ufeff己\r\n庚"
    assert missing_characters([trees.document(Part((trees.words(text),)))]) == []
    assert bare(page_texts(written(trees.document(Part((trees.words(text),)))))[0]) == "甲乙丙丁戊己庚"


@pytest.mark.parametrize("face", ["song", "hei", "fang", "kai", "title"])
def test_levels_1_and_2_of_the_standard_are_printed(face: str) -> None:
    """Level 1 of GB 18030-2022: the ideographs of the basic block and extension A."""
    book = fonts()
    codes = [*range(0x3400, 0x4DB6), *range(0x4E00, 0x9FF0)]
    assert [hex(code) for code in codes if book.glyph(face, chr(code))[0] < 0] == []
    assert [char for char in LEVEL_2 if book.glyph(face, char)[0] < 0] == []


def test_rare_characters_of_all_planes_are_written() -> None:
    text = "".join(chr(code) for code in range(0x3400, 0x3800)) + LEVEL_2
    body = written(trees.document(Part((trees.words(text),))))
    assert bare("".join(page_texts(body))) == text


def package() -> list[Document]:
    """Return a package of sixteen pages or more: forms and reports."""
    forms = [
        trees.one_grid(trees.indicator_grid(16, tail=("填表人：",)), fit=True, numbers="— {n} —") for _ in range(7)
    ]
    return [trees.one_grid(trees.wide_grid(20), landscape=True), *forms, trees.long_report(), trees.long_report(4)]


def test_a_whole_package_is_written_fast() -> None:
    documents = package()
    fonts()
    began = time.perf_counter()
    body = written(*documents, duplex=True)
    seconds = Decimal(str(time.perf_counter() - began))
    assert len(pdfium.PdfDocument(body)) >= 16
    assert seconds < Decimal("1.5"), "aim: well under a second on a free machine"
