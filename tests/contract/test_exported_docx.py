"""Cell for cell in the exported docx: every official table read back from the file prints what the paper prints."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from app.documents.options import Options
from app.documents.tree import Document
from app.export.docx import write_docx
from app.export.pdf import page_counts
from app.services.output.drawing import draw_package
from app.services.samples import build_sample
from app.services.session import Session
from tests.contract.paper import Table, allowed, compare, samples, tables
from tests.export.reading_docx import tables_of

ALL = [table for name in samples() for table in tables(name)]


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


@pytest.mark.parametrize("table", ALL, ids=lambda table: f"{table.sample} {table.id}")
def test_every_cell_of_the_file_stands_where_the_paper_has_it(folder: Path, table: Table) -> None:
    document = [document for document in package(folder, table.sample) if document.id == table.form][table.row]
    (found,) = tables_of(write_docx(document))
    assert [one for one in compare(table, found) if one.place not in allowed()] == []


def test_seven_project_sheets_on_seven_pages(folder: Path) -> None:
    documents = package(folder, "yuanjiang-2024")
    pages = dict(zip([(one.id, one.row) for one in documents], page_counts(documents), strict=True))
    forms = [pages[one.id, one.row] for one in documents if one.id in {"att1", "att2", "att3"}]
    assert forms == [1] * 9
