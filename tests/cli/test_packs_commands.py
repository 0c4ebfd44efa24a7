"""packs list, check, show, add, remove and repack as a person types them, in words and as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command

INVENTED = Path(__file__).resolve().parents[1] / "fixtures" / "packs" / "invented-2026"
FAULTY = (
    'id: mine-2026\nrevision: "1"\nextends: hunan-2024\ntitle: 某县\nfields:\n  unit:\n    budget.rate: {compute: %s}\n'
)


def test_packs_are_listed_with_where_they_come_from(jixiao: Command) -> None:
    assert jixiao("packs", "add", INVENTED).code == 0
    listed = jixiao("packs", "list")
    assert listed.code == 0
    lines = {line.split()[0]: line for line in listed.out.splitlines() if line}
    assert lines["hunan-2024"].endswith("自带")
    assert lines["invented-2026"].endswith("导入")
    found = jixiao("packs", "list", "--json").json()["packs"]
    assert {"id", "revision", "title", "region", "years", "digest", "builtin"} == set(found[0])
    assert found[-1]["years"] == ["2026", "2027"]


def test_a_sound_pack_is_checked(jixiao: Command) -> None:
    said = jixiao("packs", "check", "hunan-2024")
    assert said.code == 0
    assert "完好" in said.out
    assert "对照通知核对" in said.out
    found = jixiao("packs", "check", INVENTED / "pack.yaml", "--json").json()
    assert (found["pack"], found["sound"], found["problems"]) == ("invented-2026", True, [])


@pytest.mark.parametrize(
    ("formula", "words"),
    [("budget.nothing", "budget.nothing"), ("budget.rate * 2", "unit.budget.rate → "), ("1 +", "算式")],
)
def test_a_faulty_pack_is_told_with_its_line(jixiao: Command, tmp_path: Path, formula: str, words: str) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(FAULTY % formula, encoding="utf-8")
    said = jixiao("packs", "check", path)
    assert said.code == 1
    assert words in said.out
    assert "第7行" in said.out
    found = jixiao("packs", "check", path, "--json")
    assert found.code == 1
    assert not found.json()["sound"]
    assert words in found.json()["problems"][0]
    added = jixiao("packs", "add", path)
    assert added.code == 2
    assert "检查通过的表样才能导入" in added.err


def test_a_pack_that_cannot_be_read_is_told_with_its_line(jixiao: Command, tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(FAULTY % "1" + "tables: &x {}\n", encoding="utf-8")
    said = jixiao("packs", "check", path)
    assert said.code == 1
    assert "第8行第9列" in said.err
    assert jixiao("packs", "check", path, "--json").json()["error"]["code"] == "yaml.trick"


def test_parts_are_shown(jixiao: Command) -> None:
    whole = jixiao("packs", "show", "hunan-2024")
    assert whole.code == 0
    assert "att1、att2、att3" in whole.out
    assert '"step": "5%"' in jixiao("packs", "show", "hunan-2024", "scoring.budget").out
    found = jixiao("packs", "show", "hunan-2024", "weights.unit.level1", "--json").json()
    assert found["content"]["成本指标"] == "10"


def test_the_pack_of_a_file_is_changed_and_taken_back(jixiao: Command, sample: Path) -> None:
    before = sample.read_bytes()
    preview = jixiao("repack", sample, "--pack", "hunan-2020", "--dry-run")
    assert preview.code == 0
    assert "文件没有改动" in preview.out
    assert sample.read_bytes() == before
    done = jixiao("repack", sample, "--pack", "hunan-2020", "--json").json()
    assert done["after"].startswith("hunan-2020")
    assert any("basic_adjust" in line for line in done["unused"])
    assert jixiao("dump", sample).out.splitlines()[1] == "pack: hunan-2020"
    assert jixiao("undo", sample).code == 0
    assert jixiao("dump", sample).out.splitlines()[1] == "pack: hunan-2024"


@pytest.mark.parametrize(
    "arguments",
    [("packs", "check", "nowhere-1999"), ("packs", "show", "nowhere-1999"), ("packs", "add", "nothing.yaml")],
)
def test_what_is_not_there_is_a_slip_of_the_call(jixiao: Command, arguments: tuple[str, ...]) -> None:
    said = jixiao(*arguments)
    assert said.code == 2
    assert "没有这个" in said.err
