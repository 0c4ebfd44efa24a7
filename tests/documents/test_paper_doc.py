"""docs/paper.md is tried by drawing its example: the table and the picture on the page are what it draws."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.answers.answer_set import AnswerSet
from app.documents.grids import holes, rows_of
from app.documents.tree import Grid, Part
from app.packs.schema_forms import Band, Body, Cell, Cover, CoverLine, Form, Group
from app.services.packs.managing import check_pack_source
from tests.documents.picture import EXAMPLES, PAGE, PICTURE, SHADES, drawn, example, picture, read_png

TEXT = PAGE.read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))


@pytest.fixture
def pack(tmp_path: Path) -> str:
    path = tmp_path / "pack.yaml"
    path.write_text(EXAMPLES[0], encoding="utf-8")
    return str(path)


@pytest.fixture
def answers(pack: str) -> AnswerSet:
    return example(pack, EXAMPLES[1])


def grid(part: Part) -> Grid:
    (found,) = [block for block in part.blocks if isinstance(block, Grid)]
    return found


def table() -> list[list[str]]:
    """Return the cells of the table on the page, without the empty ones that only fill its rows up."""
    lines = [line for line in TEXT[TEXT.index("一行一行的格子") :].splitlines() if line.startswith("|")]
    end = next(number for number, line in enumerate(lines) if line.startswith("| 写"))
    return [[cell.strip().replace(" / ", "\n") for cell in line.split("|")[1:-1]] for line in lines[2:end]]


def test_the_pack_is_sound_and_its_case_holds(pack: str) -> None:
    report = check_pack_source(pack)
    assert report.problems == ()
    assert report.cases == 1


def test_the_table_of_the_page_is_what_the_example_draws(answers: AnswerSet) -> None:
    rows = rows_of(grid(drawn(answers)))
    shown = table()
    assert len(shown) == len(rows)
    for cells, printed in zip(rows, shown, strict=True):
        assert printed == cells + [""] * (len(printed) - len(cells))


def test_lines_above_and_below_are_as_written(answers: AnswerSet) -> None:
    part = drawn(answers)
    assert [block.text for block in part.blocks if not isinstance(block, Grid)] == [
        "附表", "2026年度服务大厅绩效自评表", "单位：万元",
    ]  # fmt: skip
    assert [line.text.split("\u3000") for line in grid(part).tail] == [
        ["说明：完成值按年末数填写。"], ["填表人：", "", "", "单位负责人签字："],
    ]  # fmt: skip


def test_the_copy_prints_what_is_stated_for_it(answers: AnswerSet) -> None:
    copy = grid(drawn(answers, "copy"))
    assert holes(copy) == []
    assert rows_of(copy)[0] == ["单位名称", "某县社保大厅"]
    assert "资金总额" not in {cell.text for cell in copy.cells}
    assert {row.band for row in copy.rows} == {"name", "indicators"}


def test_the_picture_is_the_example(answers: AnswerSet) -> None:
    body = PICTURE.read_bytes()
    kept, fresh = read_png(body), picture(drawn(answers))
    assert len(body) <= 60_000
    assert f"pictures/{PICTURE.name}" in TEXT
    assert (kept.width, len(kept.rows)) == (fresh.width, len(fresh.rows))
    apart = sum(
        abs(a - b) for one, other in zip(kept.rows, fresh.rows, strict=True) for a, b in zip(one, other, strict=True)
    )
    assert apart * 200 <= kept.width * len(kept.rows) * (SHADES - 1), "python tests/documents/picture.py"


def test_the_page_names_every_word_of_a_form() -> None:
    for model in (Form, Band, Body, Group, Cell, Cover, CoverLine):
        for word in model.model_fields:
            assert re.search(rf"`{word}(?:`|:)|`[a-z]+: \{{{word}", TEXT), (model.__name__, word)
