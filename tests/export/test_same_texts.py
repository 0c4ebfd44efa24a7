"""docx, xlsx and PDF of one form carry the same cell texts, read back with libraries that did not write them."""

from __future__ import annotations

from collections import Counter

import pytest

from app.documents.tree import Document, GridCell
from app.export.docx import write_docx
from app.export.pdf import write_pdf
from app.export.xlsx import write_xlsx
from tests.export.drawn import SAMPLES, grids, package
from tests.export.reading_docx import tables_of
from tests.export.reading_pdf import bare, pages_of
from tests.export.reading_xlsx import sheets_of, texts_of


@pytest.fixture(scope="module", params=SAMPLES)
def documents(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JIXIAO_HOME", str(tmp_path_factory.mktemp("家")))
        return package(request.param).documents


def forms(documents: tuple[Document, ...]) -> list[Document]:
    return [each for each in documents if any(part.kind == "form" for part in each.parts)]


def cells_of(document: Document) -> list[GridCell]:
    found = [cell for grid in grids(document) for cell in grid.cells if cell.text]
    return sorted(found, key=lambda cell: (cell.row, cell.column))


def printed(document: Document) -> bytes:
    return write_pdf([document], title=document.name, author=document.author, duplex=False)


def test_docx_has_the_cells_of_the_tree(documents: tuple[Document, ...]) -> None:
    for document in documents:
        wanted = [cell.text for cell in cells_of(document)]
        assert [text for table in tables_of(write_docx(document)) for row in table for text in row if text] == wanted


def test_xlsx_shows_what_the_docx_shows(documents: tuple[Document, ...]) -> None:
    drawn = forms(documents)
    sheets = sheets_of(write_xlsx(drawn))
    assert len(sheets) == len(drawn)
    for document, sheet in zip(drawn, sheets, strict=True):
        (table,) = tables_of(write_docx(document))
        shown = texts_of(sheet)
        wanted = [text for row in table for text in row if text]
        (part,) = [part for part in document.parts if part.kind == "form"]
        above = [block.text for block in part.blocks if not hasattr(block, "rows") and block.text]
        below = [line.text for line in grids(document)[0].tail if line.text]
        assert shown == [*above, *wanted, *below]


def test_pdf_prints_every_cell_of_the_docx(documents: tuple[Document, ...]) -> None:
    for document in forms(documents):
        page = Counter(bare("".join(pages_of(printed(document)))))
        cells = Counter(
            bare("".join(text for table in tables_of(write_docx(document)) for row in table for text in row))
        )
        assert cells - page == Counter()


def test_pdf_has_short_cells_as_a_whole(documents: tuple[Document, ...]) -> None:
    for document in forms(documents):
        text = bare("".join(pages_of(printed(document))))
        short = [cell for cell in cells_of(document) if len(bare(cell.text)) <= 3 and not cell.turned]
        missing = [cell.text for cell in short if bare(cell.text) not in text]
        assert missing == []


def test_same_bytes_every_time(documents: tuple[Document, ...]) -> None:
    drawn = forms(documents)
    assert write_xlsx(drawn) == write_xlsx(drawn)
    for document in documents:
        assert write_docx(document) == write_docx(document)
        assert printed(document) == printed(document)
