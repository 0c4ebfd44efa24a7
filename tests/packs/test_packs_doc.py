"""docs/packs.md is tried by following it: its packs check clean, its cases hold, its commands run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.__main__ import main
from app.packs.chain import SECTIONS
from app.packs.loading import load_pack
from app.packs.registry import draw
from app.packs.schema import Field
from app.scoring import RULES
from app.services.packs.managing import check_pack_source

PAGE = Path(__file__).resolve().parents[2] / "docs" / "packs.md"
TEXT = PAGE.read_text(encoding="utf-8")
RULES_PAGE = PAGE.with_name("scoring.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
PACKS = {text.split("\n", 1)[0].removeprefix("id: "): text for text in EXAMPLES if text.startswith("id: ")}
SCORING = next(text for text in EXAMPLES if text.startswith("scoring:"))
ADDED = next(text for text in EXAMPLES if text.startswith("dictionary:"))
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL) for line in block.splitlines()]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder with a home of its own."""
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text: str) -> str:
    Path("pack.yaml").write_text(text, encoding="utf-8")
    return "pack.yaml"


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_pack_of_the_page_is_sound_and_its_cases_hold(pack_id: str) -> None:
    report = check_pack_source(write(PACKS[pack_id]))
    assert report.problems == ()
    assert report.cases > 0


def test_the_scoring_of_the_page_fits_a_real_pack() -> None:
    head = 'id: tried\nrevision: "1"\nextends: hunan-2020\ntitle: 试写\n'
    assert check_pack_source(write(head + SCORING)).problems == ()


def test_a_field_is_added_as_the_page_says() -> None:
    dictionary, fields = ADDED.rsplit("fields:\n  unit:\n", 1)
    text = PACKS["mine-2026"].replace("  unit:\n    staff.actual", f"  unit:\n{fields}    staff.actual", 1)
    path = write(text + dictionary)
    assert check_pack_source(path).problems == ()
    pack = load_pack(draw(path).resolved.body)
    assert pack.fields["unit"]["staff.actual"].label == "实有在职人数"
    assert pack.fields["unit"]["staff.volunteers"].kind == "count"
    assert pack.fields["unit"]["staff.volunteers"].hint == "填年末人数。"


def test_the_commands_of_the_page_run(capsys: pytest.CaptureFixture[str]) -> None:
    write(PACKS["mine-2026"])
    ran = [line for line in COMMANDS if line.startswith("jixiao ")]
    assert len(ran) == 3
    for line in ran:
        assert main(line.split()[1:]) == 0, line
    assert main(["score", "我的.jxzp"]) == 0
    assert main(["packs", "show", "mine-2026", "scoring.budget"]) == 0
    assert '"step": "10%"' in capsys.readouterr().out


def test_a_slip_is_shown_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    text = PACKS["village-2026"]
    line = text[: text.index("        body: {each: visits")].count("\n") + 1
    assert main(["packs", "check", write(text.replace('"{{persons}}", ""]}', '"{{person}}"]}'))]) == 1
    said = capsys.readouterr().out
    assert f"pack.yaml 第{line}行" in said
    assert "“{{person}}”取的栏不存在" in said
    assert "没有占满" in said


def test_the_page_names_every_rule_every_section_and_every_word_of_a_field() -> None:
    words = {parameter for rule in RULES.values() for parameter in rule.signature.params}
    meaning = {"kind", "unit", "direction", "labels", "synonyms", "carry", "roll", "by", "axis", "aliases"}
    for word in {*RULES, *SECTIONS, *words, *(set(Field.model_fields) - meaning)}:
        assert any(f"`{word}{end}" in text for text in (TEXT, RULES_PAGE) for end in ("`", ".<", ":")), word
