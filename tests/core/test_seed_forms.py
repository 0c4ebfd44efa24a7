"""Every quantity that the transcribed packages hold is read as the transcriber read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.core.numbers import plain
from app.core.quantities import parse_quantity

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
OPERATORS = {">=": "≥", "<=": "≤"}


def transcribed(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if node.get("kind") and isinstance(node.get("raw"), str):
            yield node
        for child in node.values():
            yield from transcribed(child)
    elif isinstance(node, list):
        for child in node:
            yield from transcribed(child)


def entries() -> list[dict[str, Any]]:
    files = sorted(SEEDS.glob("*.json"))
    if not files:
        pytest.skip("the transcribed packages (../shared/seeds) are not on this machine")
    return [entry for file in files for entry in transcribed(json.loads(file.read_text(encoding="utf-8"))["data"])]


def test_numbers_are_read_as_transcribed() -> None:
    numbers = [e for e in entries() if e["kind"] == "quantitative" and "<" not in e["raw"]]
    assert len(numbers) > 500
    for entry in numbers:
        found = parse_quantity(entry["raw"])
        assert found is not None, entry["raw"]
        operator = entry.get("op") or ""
        assert (plain(found.value), found.operator) == (entry["num"], OPERATORS.get(operator, operator)), entry["raw"]
        assert found.unit in {"", entry.get("unit")}, entry["raw"]


def test_words_are_not_read_as_numbers() -> None:
    words = [e for e in entries() if e["kind"] in {"qualitative", "deadline", "none", "blank"}]
    assert len(words) > 200
    assert [e["raw"] for e in words if parse_quantity(e["raw"]) is not None] == []
