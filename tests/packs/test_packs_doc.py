"""docs/packs.md is tried by following it: its example checks clean, is imported and used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.packs.checking import check_pack
from app.packs.loading import load_pack
from app.packs.registry import draw
from app.scoring import RULES, signatures
from app.services.packs.cases import run_cases

PAGE = Path(__file__).resolve().parents[2] / "docs" / "packs.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)


def test_the_example_of_the_page_is_a_sound_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "home"))
    path = tmp_path / "pack.yaml"
    pack_text, field_text = EXAMPLES
    dictionary, fields = field_text.rsplit("fields:\n  unit:\n", 1)
    joined = pack_text.replace("  unit:\n    staff.actual", f"  unit:\n{fields}    staff.actual", 1)
    path.write_text(joined + dictionary, encoding="utf-8")
    drawing = draw(path)
    pack = load_pack(drawing.resolved.body)
    assert check_pack(pack, signatures(), drawing.places) == []
    assert run_cases(drawing.resolved.body) == []
    assert pack.fields["unit"]["staff.actual"].label == "实有在职人数"
    assert pack.fields["unit"]["staff.volunteers"].kind == "count"


def test_the_page_names_every_rule_with_its_parameters() -> None:
    for name, rule in RULES.items():
        assert f"`{name}`" in TEXT
        for parameter in rule.signature.params:
            assert parameter in TEXT
