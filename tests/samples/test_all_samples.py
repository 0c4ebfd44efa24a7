"""The packages are the acceptance of the product: each lives in it whole and scores as its rules say."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from app.services.files.answers import dump_answers, load_answers
from app.services.review.scoring import Scores, score_file
from app.services.samples import build_sample, sample_names

ALL = tuple(sample_names())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("样例")


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("JIXIAO_HOME", str(folder / "home"))


@lru_cache(maxsize=8)
def scores(folder: Path, name: str) -> Scores:
    """Build a sample and give its scores."""
    return score_file(build_sample(name, folder, lambda _: None).path)


@pytest.mark.parametrize("name", ALL)
def test_load_dump_load_changes_nothing(folder: Path, name: str) -> None:
    scores(folder, name)
    first, second, fresh = (folder / f"{name}.{end}" for end in ("1.yaml", "2.yaml", "neu.jxzp"))
    dump_answers(folder / f"{name}.jxzp", first)
    assert load_answers(folder / f"{name}.jxzp", first).edits == 0
    load_answers(fresh, first)
    dump_answers(fresh, second)
    assert first.read_text("utf-8") == second.read_text("utf-8")


def totals(folder: Path, name: str) -> list[tuple[str | None, str | None, str | None, str | None]]:
    """Give weight, score, stated total and grade of every sheet."""
    return [(b.total.weight, b.total.score, b.total.stated, b.grade) for b in scores(folder, name).blocks]


def test_totals(folder: Path) -> None:
    assert totals(folder, "yuanjiang-2024") == [("100", "100", None, "优")] * 8
    assert totals(folder, "hunan-jubao-2020") == [("100", "95", "94", "优"), ("100", "89", None, "良")]
    assert totals(folder, "yueyanglou-2017") == [(None, "92", None, "优")]
    assert totals(folder, "zhengning-2023") == [("110", "108.5", "99.5", "优")]
    assert totals(folder, "chengbu-2023") == [(None, None, "96", None)]


def test_a_row_that_is_not_set_by_hand_has_the_score_of_the_rule(folder: Path) -> None:
    by_hand = {}
    for name in ("hunan-jubao-2020", "yuanjiang-2024", "zhengning-2023"):
        rows = [row for block in scores(folder, name).blocks for row in block.rows]
        assert all(row.score == row.computed for row in rows if not row.overridden)
        by_hand[name] = (len(rows), [(row.score, row.computed) for row in rows if row.overridden])
    assert by_hand == {
        "hunan-jubao-2020": (25, [("8", "9"), ("9", "10"), ("10", None)]),
        "yuanjiang-2024": (79, []),
        "zhengning-2023": (10, [("4.5", "5"), ("10", "9.99")]),
    }


def test_the_execution_rows(folder: Path) -> None:
    unit, project = (block.budget for block in scores(folder, "hunan-jubao-2020").blocks)
    assert (unit.score, project.score) == ("6", "0")
    assert unit.rate is not None
    assert unit.rate.startswith("89.606")
