"""A form that scores no rows: the commands show its total and grade and find nothing missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Command

NAME = "yueyanglou-2017"


def test_demo_and_score_show_the_total_alone(jixiao: Command, tmp_path: Path) -> None:
    out = jixiao("demo", NAME, "--to", tmp_path).out
    assert "无法计算" not in out
    assert "--explain total.score" in out
    total = next(line for line in out.splitlines() if line.startswith("总分"))
    assert total.split() == ["总分", "92", "优"]


def test_a_total_that_nobody_gave_is_not_an_error(jixiao: Command, tmp_path: Path) -> None:
    jixiao("demo", NAME, "--to", tmp_path)
    sample = tmp_path / f"{NAME}.jxzp"
    assert jixiao("set", sample, "total.score").code == 0
    block = jixiao("score", sample, "--json").json()["unit"]
    assert (block["total"]["score"], block["grade"]) == (None, None)
    assert "无法计算" not in jixiao("score", sample).out


def test_the_grade_can_be_set_by_hand_with_a_note(jixiao: Command, tmp_path: Path) -> None:
    jixiao("demo", NAME, "--to", tmp_path)
    sample = tmp_path / f"{NAME}.jxzp"
    assert jixiao("set", sample, "total.grade", "良", "--note", "通知规定优秀不超过三成").code == 0
    assert jixiao("score", sample, "--json").json()["unit"]["grade"] == "良"
