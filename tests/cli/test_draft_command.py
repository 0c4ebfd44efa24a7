"""jixiao draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command


@pytest.fixture
def file(jixiao: Command, tmp_path: Path) -> Path:
    """Give a new evaluation with a few figures."""
    path = tmp_path / "甲.jxzp"
    assert jixiao("new", path, "--pack", "hunan-2024", "--year", "2024", "--unit", "甲县社保中心").code == 0
    assert jixiao("set", path, "staff.authorised", "31").code == 0
    return path


def test_drafting_says_what_it_did(jixiao: Command, file: Path) -> None:
    outcome = jixiao("draft", file)
    assert outcome.code == 0
    assert "整体支出绩效自评报告" in outcome.out
    assert "草稿请逐节通读" in outcome.out
    shown = jixiao("get", file, "reports[1]/sections[1]/sections[2]/sections[2]/text")
    assert "核定编制31名" in shown.out
    assert "标记：草稿" in shown.out
    again = jixiao("draft", file)
    assert again.code == 0
    assert "没有需要起草的章节" in again.out
    assert jixiao("undo", file).code == 0
    assert "没有行" in jixiao("get", file, "reports").out


def test_one_section_as_json(jixiao: Command, file: Path) -> None:
    found = jixiao("draft", file, "--report", "overall", "--section", "basics/scale/staff", "--json").json()
    assert [one["report"] for one in found["reports"]] == ["overall"]
    assert found["reports"][0]["written"] == 1
    assert found["step"]


def test_the_draft_is_put_back(jixiao: Command, file: Path) -> None:
    jixiao("draft", file)
    place = "reports[1]/sections[1]/sections[2]/sections[2]"
    assert jixiao("set", file, f"{place}/text", "自己写的。").code == 0
    assert "自己写的" in jixiao("get", file, f"{place}/text").out
    assert jixiao("draft", file, "--renew").code == 0
    assert "自己写的" in jixiao("get", file, f"{place}/text").out
    assert jixiao("draft", file, "--restore", "--section", place).code == 0
    assert "核定编制31名" in jixiao("get", file, f"{place}/text").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--restore"], "没有写是哪一节"),
        (["--report", "nothing"], "没有这份报告"),
        (["--section", "nothing"], "提纲里没有这一节"),
    ],
)
def test_wrong_use_is_said(jixiao: Command, file: Path, arguments: list[str], words: str) -> None:
    outcome = jixiao("draft", file, *arguments)
    assert outcome.code == 2
    assert words in outcome.err


def test_a_drafted_evaluation_is_dumped_and_loaded(jixiao: Command, file: Path, tmp_path: Path) -> None:
    jixiao("draft", file)
    answers = tmp_path / "甲.yaml"
    assert jixiao("dump", file, "--to", answers).code == 0
    assert "mark: 草稿" in answers.read_text(encoding="utf-8")
    other = tmp_path / "乙.jxzp"
    assert jixiao("load", other, answers).code == 0
    place = "reports[1]/sections[1]/sections[2]/sections[2]/text"
    assert jixiao("get", other, place).out == jixiao("get", file, place).out
