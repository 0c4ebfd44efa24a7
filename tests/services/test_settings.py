"""Settings of an older program are taken over, and what a newer or another one wrote does no harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.services.settings import Recent, Settings, load_settings, save_settings, settings_path

OLDEST = {
    "name": "经办人",
    "type_size": 14,
    "recent": [{"path": "D:/绩效自评/甲.jxzp", "unit": "甲中心", "year": "2023"}],
}
"""What the first settings held: no step, no sample, no place of the output."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the program a home of its own."""
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path))


def written(held: object) -> Settings:
    """Return the settings that a file with this in it gives."""
    settings_path().write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
    return load_settings()


def test_older_settings_are_kept_and_the_rest_is_usual() -> None:
    found = written(OLDEST)
    assert (found.name, found.type_size) == ("经办人", 14)
    assert found.recent == (Recent("D:/绩效自评/甲.jxzp", "甲中心", "2023"),)
    assert (found.enter_right, found.stick, found.output, found.yuan) == (False, "", "", "")


def test_older_settings_are_whole_after_an_update() -> None:
    kept = written(OLDEST)
    save_settings(kept)
    assert load_settings() == kept


def test_what_a_newer_program_knows_is_passed_over() -> None:
    found = written({**OLDEST, "colour": "dark", "recent": [{"path": "a.jxzp", "pinned": True}]})
    assert found.name == "经办人"
    assert found.recent == (Recent("a.jxzp"),)


@pytest.mark.parametrize("held", [[], "x", {"name": 3, "recent": "x"}, {"recent": [{"unit": "没有位置"}, 7]}])
def test_what_is_not_sound_gives_the_usual(held: object) -> None:
    assert written(held) == Settings()


def test_a_damaged_file_gives_the_usual() -> None:
    settings_path().write_bytes(b"\xff{")
    assert load_settings() == Settings()
