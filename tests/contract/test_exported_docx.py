"""Cell for cell: every official table of the exported docx prints what the paper prints, in the same place."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from app.documents.tree import Document
from app.export.docx import write_docx
from tests.contract.paper import Table, allowed, compare, samples, tables
from tests.export.drawn import package
from tests.export.reading_docx import tables_of

ALL = [table for name in samples() for table in tables(name)]


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))


def document(table: Table) -> Document:
    """Return the document whose docx holds an official table."""
    return [each for each in package(table.sample).documents if each.id == table.form][table.row]


@lru_cache(maxsize=32)
def exported(table_place: int) -> list[list[list[str]]]:
    return tables_of(write_docx(document(ALL[table_place])))


@pytest.mark.parametrize("place", range(len(ALL)), ids=[f"{table.sample} {table.id}" for table in ALL])
def test_every_cell_of_the_docx_stands_where_the_paper_has_it(place: int) -> None:
    (rows,) = exported(place)
    found = compare(ALL[place], rows)
    assert [difference for difference in found if difference.place not in allowed()] == []


def test_differences_are_the_allowed_ones_and_at_most_one_in_a_hundred() -> None:
    found = {each.place for place, table in enumerate(ALL) for each in compare(table, exported(place)[0])}
    assert found == set(allowed())
    assert len(found) * 100 <= sum(table.cells for table in ALL)
