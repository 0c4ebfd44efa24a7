"""One tree, three renderers: docx, xlsx and PDF of a form carry the same texts, and the same bytes when made twice."""

from __future__ import annotations

import io
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from app.documents.options import Options
from app.documents.tree import Document, Grid
from app.export.docx import write_docx
from app.export.pdf import write_pdf
from app.export.xlsx import write_xlsx
from app.services.output.drawing import draw_package
from app.services.samples import build_sample, sample_names
from app.services.session import Session
from tests.export.reading_docx import paragraphs_of, tables_of


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("样例")


@lru_cache(maxsize=8)
def package(folder: Path, sample: str) -> tuple[Document, ...]:
    """Build a sample and draw its package."""
    with Session.open(build_sample(sample, folder, lambda _: None).path, mode="view") as session:
        return draw_package(session.graph.snapshot(), Options()).package.documents


def bare(text: str) -> str:
    """Return a text without blanks: lines are broken where the room ends."""
    return re.sub(r"[\s\u200b\ufffe]+", "", text)


def of_tree(document: Document) -> list[str]:
    grids = [block for part in document.parts for block in part.blocks if isinstance(block, Grid)]
    return sorted(bare(cell.text) for grid in grids for cell in grid.cells if bare(cell.text))


def of_docx(document: Document) -> list[str]:
    rows = (row for table in tables_of(write_docx(document)) for row in table)
    return sorted(bare(text) for row in rows for text in row if bare(text))


def of_xlsx(document: Document) -> list[str]:
    """Return the texts of a sheet below its head lines; numbers as their format prints them."""
    sheet: Any = openpyxl.load_workbook(io.BytesIO(write_xlsx([document]))).worksheets[0]
    found = [printed(cell) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return sorted(bare(text) for text in found if bare(text))


def printed(cell: Any) -> str:
    """Print a cell of a sheet: 0.00 and 0% say how many decimals a number has."""
    if not isinstance(cell.value, int | float):
        return str(cell.value)
    decimals = len(cell.number_format.rstrip("%").partition(".")[2])
    if cell.number_format.endswith("%"):
        return f"{cell.value * 100:.{decimals}f}%"
    return f"{cell.value:.{decimals}f}"


def of_pdf(document: Document) -> str:
    pdf: Any = pypdfium2.PdfDocument(write_pdf([document], title="题", author="某中心", duplex=False))
    return bare("".join(pdf[number].get_textpage().get_text_range() for number in range(len(pdf))))


@pytest.mark.parametrize("sample", sample_names())
def test_the_three_formats_carry_the_same_cells(folder: Path, sample: str) -> None:
    forms = [one for one in package(folder, sample) if any(part.kind == "form" for part in one.parts)]
    for document in forms:
        wanted = of_tree(document)
        assert of_docx(document) == wanted, document.name
        assert not Counter(wanted) - Counter(of_xlsx(document)), document.name
        text = Counter(of_pdf(document))
        assert not Counter("".join(wanted)) - text, document.name


@pytest.mark.parametrize("sample", sample_names())
def test_reports_carry_the_same_text_in_docx_and_pdf(folder: Path, sample: str) -> None:
    reports = [one for one in package(folder, sample) if any(part.kind == "report" for part in one.parts)]
    for document in reports:
        written = bare("".join(paragraphs_of(write_docx(document))))
        assert not Counter(written) - Counter(of_pdf(document)), document.name


@pytest.mark.parametrize("sample", sample_names())
def test_the_same_bytes_twice(folder: Path, sample: str) -> None:
    documents = package(folder, sample)
    for document in documents:
        assert write_docx(document) == write_docx(document)
    forms = [one for one in documents if any(part.kind == "form" for part in one.parts)]
    if forms:
        assert write_xlsx(forms) == write_xlsx(forms)
    both = [write_pdf(documents, title="题", author="某中心", duplex=True) for _ in range(2)]
    assert both[0] == both[1]
