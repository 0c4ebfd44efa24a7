"""User actions on packs: check, import, show, run the worked cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import DataError, UserError
from app.packs.problems import PackError
from app.packs.registry import draw, list_packs
from app.services.packs.cases import run_cases
from app.services.packs.managing import add_pack, all_packs, check_pack_source, remove_pack, view_pack

COUNTY = """
id: own-county
revision: "1"
extends: hunan-2024
title: 某县
cases:
  mine: {unit: {budget.full_year.total: "100", budget.executed.basic: "92"}, expect: {budget.score: "%s"}}
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def write(folder: Path, text: str, name: str = "pack.yaml") -> Path:
    path = folder / name
    path.write_text(text.lstrip("\n"), encoding="utf-8")
    return path


@pytest.mark.parametrize("pack_id", [info.id for info in list_packs() if info.builtin])
def test_built_in_packs_are_sound(pack_id: str) -> None:
    report = check_pack_source(pack_id)
    assert report.problems == ()
    assert report.id == pack_id


def test_a_case_that_holds_and_one_that_does_not(tmp_path: Path) -> None:
    good = check_pack_source(str(write(tmp_path, COUNTY % "8")))
    assert good.problems == ()
    assert good.cases == 1  # the parent's examples are the parent's
    bad = check_pack_source(str(write(tmp_path, COUNTY % "9")))
    assert bad.problems == ("算例“mine”：budget.score 应为“9”，算出“8”。",)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("{unit: {nothing: '1'}, expect: {budget.score: ''}}", "nothing"),
        ("{unit: {budget.full_year.total: 很多}, expect: {budget.score: ''}}", "很多"),
        ("{unit: {}, expect: {'projects[1]/name': ''}}", "projects"),
        ("{unit: {}, expect: {不是栏: ''}}", "不是栏"),
        ("{unit: {}, terms: {rate_step: 很多}, expect: {budget.score: ''}}", "很多"),
        ("{unit: {}, terms: {nothing: '1'}, expect: {budget.score: ''}}", "nothing"),
        ("{unit: {}, terms: {band_low: 90%}, expect: {budget.score: ''}}", "bands"),
    ],
)
def test_a_case_that_cannot_be_worked_is_told(case: str, words: str, tmp_path: Path) -> None:
    text = (COUNTY % "8").replace(COUNTY[COUNTY.index("{unit:") :].strip() % "8", case)
    problems = check_pack_source(str(write(tmp_path, text))).problems
    assert len(problems) == 1
    assert problems[0].startswith("算例“mine”：")
    assert words in problems[0]


def test_cases_use_their_terms() -> None:
    assert run_cases(draw("hunan-2020").resolved.body) == []


def test_static_problems_come_with_their_lines_and_before_cases(tmp_path: Path) -> None:
    text = (COUNTY % "9") + "fields: {unit: {budget.rate: {compute: budget.nothing}}}\n"
    problems = check_pack_source(str(write(tmp_path, text))).problems
    assert len(problems) == 1
    assert "pack.yaml 第7行" in problems[0]


def test_a_pack_with_an_unknown_table_is_only_unsound(tmp_path: Path) -> None:
    text = (COUNTY % "8") + "scoring: {odd: {for: [house], into: score, compute: '1'}}\n"
    assert "house" in check_pack_source(str(write(tmp_path, text))).problems[0]


def test_only_a_sound_pack_is_imported(tmp_path: Path, home: Path) -> None:
    with pytest.raises(DataError) as caught:
        add_pack(write(tmp_path, COUNTY % "9"))
    assert caught.value.code == "pack.unsound"
    assert "应为“9”" in caught.value.what
    assert not home.exists()
    info = add_pack(write(tmp_path, COUNTY % "8"))
    assert [one.id for one in all_packs()][-1] == info.id == "own-county"
    remove_pack("own-county")
    assert "own-county" not in [one.id for one in all_packs()]


def test_a_resolved_file_is_checked_before_it_is_imported(tmp_path: Path, home: Path) -> None:
    body = draw(write(tmp_path, COUNTY % "8")).resolved.body
    bad = tmp_path / "bad.json"
    bad.write_bytes(body.replace(b"budget.score + rows.score", b"budget.skore + rows.score"))
    with pytest.raises(DataError) as caught:
        add_pack(bad)
    assert "budget.skore" in caught.value.what
    assert not home.exists()
    good = tmp_path / "good.json"
    good.write_bytes(body)
    assert add_pack(good).id == "own-county"
    assert check_pack_source("own-county").problems == ()
    assert check_pack_source(str(good)).problems == ()


def test_what_cannot_be_resolved_is_a_fault_at_its_place(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        check_pack_source(str(write(tmp_path, (COUNTY % "8") + "forms: {att1: {titel: x}}\n")))
    assert caught.value.place.line == 7
    with pytest.raises(UserError):
        check_pack_source("nowhere-1999")


def test_rules_without_a_source_are_named_in_words() -> None:
    assert check_pack_source("hunan-2024").default_rules


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("unit_of_money", "万元"),
        ("fields.unit.budget.rate.kind", "rate"),
        ("fields.indicators.level1.weight.kind", "points"),
        ("scoring.budget.with.step", "5%"),
        ("weights.unit.level1.成本指标", "10"),
    ],
)
def test_a_part_is_shown_by_its_path(path: str, expected: str) -> None:
    assert view_pack("hunan-2024", path).content == expected


def test_the_head_of_a_pack_names_its_parts() -> None:
    view = view_pack("hunan-2024", "")
    parts = dict(view.parts)
    assert parts["forms"] == ("att1", "att2", "att3")
    assert view.title
    assert len(view.digest) == 64


@pytest.mark.parametrize("path", ["nothing", "fields.unit.nothing", "scoring.budget.with.step.more", "."])
def test_an_unknown_part_names_what_there_is(path: str) -> None:
    with pytest.raises(UserError) as caught:
        view_pack("hunan-2024", path)
    assert caught.value.code == "pack.part"
