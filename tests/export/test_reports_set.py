"""Reports set in type: 28 characters on a line, closing lines in from the right, in PDF and docx alike."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal

from app.documents.reports.closing import closing_paragraphs
from app.documents.reports.looks import CHARACTERS, LINES, MARGINS_MM, OFFICIAL
from app.documents.tree import Document, Page, Paragraph, Part, Run
from app.export.docx import write_docx
from app.export.pdf.fonts import fonts
from app.export.pdf.lines import Line, Setter
from app.export.pdf.measures import millimetres

ROOM = millimetres(156)
PROSE = "社会保险经办服务中心" * 12


def set_lines(paragraph: Paragraph) -> list[Line]:
    return Setter(fonts(), line=(ROOM, CHARACTERS)).lines(paragraph, ROOM)


def docx_of(*paragraphs: Paragraph) -> str:
    page = Page(margins_mm=MARGINS_MM, numbers="— {n} —", characters=CHARACTERS, lines=LINES)
    document = Document("main", "unit", "报告", "报告", (Part(paragraphs, page, "report", first_number=1),))
    with zipfile.ZipFile(io.BytesIO(write_docx(document))) as archive:
        return archive.read("word/document.xml").decode()


def prose(text: str) -> Paragraph:
    return Paragraph((Run(text),), OFFICIAL.text, "justify", first=Decimal(2), pitch=OFFICIAL.pitch)


def test_a_line_holds_28_characters() -> None:
    made = set_lines(prose(PROSE))
    assert [len(line.text) for line in made[:3]] == [26, 28, 28]
    assert all(line.x + line.width <= ROOM for line in made)


def test_22_lines_fill_the_page() -> None:
    height = (Decimal(297) - MARGINS_MM[0] - MARGINS_MM[2]) / Decimal("25.4") * 72
    assert OFFICIAL.pitch * LINES <= height < OFFICIAL.pitch * (LINES + 1)


def test_docx_sets_the_same_characters_closer() -> None:
    xml = docx_of(prose(PROSE))
    assert '<w:spacing w:val="-5"/><w:sz w:val="32"/>' in xml
    assert re.search(r'<w:docGrid w:type="lines" w:linePitch="(579|580)"/>', xml)
    assert 'w:line="579" w:lineRule="exact"' in xml


def test_closing_lines_stand_in_from_the_right() -> None:
    unit, date = closing_paragraphs(["某县社会保险服务中心", "2025年5月19日"], OFFICIAL)
    upper, lower = set_lines(unit)[0], set_lines(date)[0]
    for paragraph, line in ((unit, upper), (date, lower)):
        assert ROOM - line.x - line.width == int(paragraph.right * (ROOM // CHARACTERS))
    middles = [line.x + line.width // 2 for line in (upper, lower)]
    assert abs(middles[0] - middles[1]) < 16000  # about one over the other: digits are not quite half as wide
    xml = docx_of(prose("话。"), unit, date)
    assert f'w:rightChars="{int(date.right * 100)}"' in xml
    assert xml.count("<w:keepNext/>") == 1
