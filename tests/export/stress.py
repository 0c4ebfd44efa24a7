"""Evaluations of unusual size and content, built the way a person loads them, and the three formats read back."""

from __future__ import annotations

import io
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdfium2
from docx.oxml.ns import qn

from app.answers.answer_set import AnswerSet
from app.documents.options import Options
from app.documents.tree import Block, Document, Grid, GridCell, Paragraph
from app.export.docx import write_docx
from app.export.pdf import write_pdf
from app.export.pdf.assembly import lay_out
from app.export.pdf.fonts import fonts
from app.export.pdf.layout import PageLayout
from app.export.xlsx import write_xlsx
from app.services.files.answers import load_answers
from app.services.output.drawing import draw_package
from app.services.session import Session

PACK = "hunan-2024"
SLACK = 1000
"""One point: what rounding may add up to."""


def indicator(number: int, level1: str = "产出指标", **more: str) -> dict[str, str]:
    """Return an indicator with all columns filled in."""
    usual = {"level3": f"指标{number}", "target": "≥95%", "actual": "96%", "weight": "2", "score": "2"}
    return {"level1": level1, "level2": "数量指标", **usual, **more}


def answers(folder: Path, unit: Mapping[str, Any]) -> AnswerSet:
    """Load the answers of a unit into a new evaluation and open it."""
    source, file = folder / "答案.yaml", folder / "自评.jxzp"
    top = {"answers": "1", "pack": PACK, "unit": {"year": "2024", "unit.name": "某县社会保险服务中心", **unit}}
    source.write_text(json.dumps(top, ensure_ascii=False), encoding="utf-8")
    load_answers(file, source)
    with Session.open(file, mode="view") as session:
        return session.graph.snapshot()


def documents(folder: Path, unit: Mapping[str, Any]) -> tuple[Document, ...]:
    """Return all documents of an evaluation."""
    return draw_package(answers(folder, unit), Options()).package.documents


def bare(text: str) -> str:
    """Return the characters of a text that one sees: no blanks, no marks without shape."""
    return "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cf", "Zs", "Zl", "Zp"})


# ---- what the tree says ----


def blocks(document: Document) -> Iterator[Block]:
    """Yield paragraphs and grids in order."""
    for part in document.parts:
        yield from part.blocks


def cells(document: Document) -> list[GridCell]:
    """Return the cells of all tables, row by row."""
    grids = [block for block in blocks(document) if isinstance(block, Grid)]
    return [cell for grid in grids for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column))]


def texts(document: Document) -> Iterator[str]:
    """Yield all texts in reading order."""
    for block in blocks(document):
        if isinstance(block, Paragraph):
            yield block.text
            continue
        yield from (cell.text for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.column)))
        yield from (line.text for line in block.tail)


# ---- read back ----


def docx_text(document: Document) -> str:
    """Return the text of the exported docx in reading order."""
    body = docx.Document(io.BytesIO(write_docx(document))).element.body
    return bare("".join(node.text or "" for node in body.iter(qn("w:t"))))


def xlsx_cells(sheets: Sequence[Document]) -> list[dict[tuple[int, int], object]]:
    """Return for each sheet of the exported book its cells; a text stays a text whatever it begins with."""
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(sheets)))
    found = []
    for sheet in book.worksheets:
        filled = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in filled} <= {"s", "n"}
        found.append({(cell.row, cell.column): cell.value for cell in filled})
    return found


def pdf_text(several: Sequence[Document]) -> str:
    """Return the characters of the exported PDF in the order in which they were drawn."""
    book = pypdfium2.PdfDocument(write_pdf(several, title="自评材料", author="某单位", duplex=True))
    found = "".join(page.get_textpage().get_text_range() for page in book)
    book.close()
    return bare(found)


def tables_only(several: Sequence[Document]) -> list[Document]:
    """Return the documents with forms."""
    return [document for document in several if any(part.kind == "form" for part in document.parts)]


def check_complete(several: Sequence[Document]) -> None:
    """Check that every text of the documents stands in each of the three formats."""
    for document in several:
        assert docx_text(document) == bare("".join(texts(document))), document.name
    for document, sheet in zip(tables_only(several), xlsx_cells(tables_only(several)), strict=True):
        strings = {bare(value) for value in sheet.values() if isinstance(value, str)}
        for cell in cells(document):
            assert cell.number is not None or not bare(cell.text) or bare(cell.text) in strings, cell.text
    drawn = pdf_text(several)
    assert not Counter(bare("".join(text for document in several for text in texts(document)))) - Counter(drawn)
    for document in several:
        for text in (cell.text for cell in cells(document) if not flows(cell)):
            assert bare(text) in drawn, text


def flows(cell: GridCell) -> bool:
    """Tell whether a cell may be divided over pages: its text does not stand in one place then."""
    return len(cell.text) > 300 or cell.text.count("\n") > 5


def check_pages(several: Sequence[Document]) -> list[PageLayout]:
    """Check that nothing leaves its cell or the paper, that no page is empty and every cell is complete."""
    pages = lay_out(several, fonts(), duplex=False)
    for page in pages:
        assert page.text.strip()
        for box in page.boxes:
            assert 0 <= box.x0 < box.x1 <= page.width
            assert 0 <= box.y0 <= box.y1 <= page.height - page.height // 30
            for placed in box.lines:
                assert box.x0 - SLACK <= placed.x <= placed.x + placed.line.width <= box.x1 + SLACK, placed.line.text
                assert box.y0 - SLACK <= placed.y - placed.line.size * 88 // 100, placed.line.text
                assert placed.y <= box.y1 + SLACK, placed.line.text
    for number, document in enumerate(several):
        own = [box for page in pages if page.document == number for box in page.boxes]
        for cell in cells(document):
            shown = [line.line.text for box in own if box.cell is cell for line in box.lines]
            assert bare(cell.text) in bare("".join(shown)), cell.text
    return pages
