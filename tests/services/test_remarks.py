"""What a total does not show by itself is said beside it: weights that do not add up, rows without a score."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.__main__ import main

ANSWERS = """
answers: "1"
pack: hunan-2024
unit:
  year: 2024
  unit.name: 某中心
  budget.full_year.total: 100
  budget.executed.basic: 100
  indicators:
    - {level1: 产出指标, level3: 甲, target: ≥10人, actual: 10人, weight: 49.9}
    - {level1: 产出指标, level3: 乙, target: ≥10人, actual: 45%, weight: 40}
"""


def said(tmp_path: Path, capsys: pytest.CaptureFixture[str], answers: str) -> str:
    path, file = tmp_path / "a.yaml", tmp_path / "甲.jxzp"
    path.write_text(answers, encoding="utf-8")
    assert main(["load", str(file), str(path)]) == 0
    capsys.readouterr()
    assert main(["score", str(file)]) == 0
    return capsys.readouterr().out


def test_weights_and_unscored_rows_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = said(tmp_path, capsys, ANSWERS)
    assert "注意：分值合计99.9，不等于100" in out
    assert "注意：有1行还没有得分，总分不完整" in out
    assert "计量单位不同" in out


def test_a_sound_sheet_has_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = said(tmp_path, capsys, ANSWERS.replace("49.9", "50").replace("45%", "10人"))
    assert "注意" not in out
