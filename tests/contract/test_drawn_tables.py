"""Cell for cell: every official table drawn from its sample prints what the paper prints, in the same place."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from app.answers.answer_set import AnswerSet
from app.documents.forms import draw_form
from app.documents.grids import holes, rows_of
from app.documents.options import Options
from app.documents.tree import Grid, Part
from app.services.samples import build_sample
from app.services.session import Session
from tests.contract.paper import Table, allowed, compare, samples, tables

ALL = [table for name in samples() for table in tables(name)]


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("样例")


@lru_cache(maxsize=8)
def answers(folder: Path, sample: str) -> AnswerSet:
    """Build a sample and give its answers."""
    with Session.open(build_sample(sample, folder, lambda _: None).path, mode="view") as session:
        return session.graph.snapshot()


def drawn(folder: Path, table: Table) -> Part:
    found = answers(folder, table.sample)
    of = found.pack.forms[table.form].of
    row = "unit" if of == "unit" else found.children("unit", of)[table.row]
    return draw_form(found, table.form, row, Options())


@pytest.mark.parametrize("table", ALL, ids=lambda table: f"{table.sample} {table.id}")
def test_every_cell_stands_where_the_paper_has_it(folder: Path, table: Table) -> None:
    (grid,) = [block for block in drawn(folder, table).blocks if isinstance(block, Grid)]
    assert holes(grid) == []
    assert [found for found in compare(table, rows_of(grid)) if found.place not in allowed()] == []


def test_every_difference_that_is_allowed_is_one(folder: Path) -> None:
    found = {
        difference.place
        for table in ALL
        for block in drawn(folder, table).blocks
        if isinstance(block, Grid)
        for difference in compare(table, rows_of(block))
    }
    assert found == set(allowed())


@pytest.mark.parametrize("table", ALL, ids=lambda table: f"{table.sample} {table.id}")
def test_the_lines_around_the_table(folder: Path, table: Table) -> None:
    part = drawn(folder, table)
    text = "".join("".join(block.text for block in part.blocks if not isinstance(block, Grid)).split())
    below = "".join(
        "".join(line.text for block in part.blocks if isinstance(block, Grid) for line in block.tail).split()
    )
    assert ["".join(line.split()) in text for line in table.above] == [True] * len(table.above), text
    assert ["".join(line.split()) in below for line in table.below] == [True] * len(table.below), below
