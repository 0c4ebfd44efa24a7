"""Any sample as plain strings, and the printed package it is made from, by name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.samples.conftest import ROOT, Paper, Sample, bare

SEEDS = ROOT.parent / "shared" / "seeds"
_BINDING = re.compile(r"\{\{#([a-z0-9_-]+)/value\}\}")


def sample_of(name: str) -> Sample:
    """Return a sample as the base loader reads it: every scalar is a string."""
    text = (ROOT / "resources" / "samples" / f"{name}.yaml").read_text(encoding="utf-8")
    return Sample(text, yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - strings only


def paper_of(name: str) -> Paper:
    """Return the printed package, or skip the test where it does not lie beside the checkout."""
    seed = SEEDS / f"{name}.json"
    if not seed.is_file():
        pytest.skip("the printed package lies beside the checkout (../shared/seeds), which is not here")
    blocks = json.loads(seed.read_text(encoding="utf-8"))["blocks"]
    tables = {
        block["id"]: [[bare(cell["text"]) for cell in row["cells"]] for row in block["rows"]]
        for block in blocks
        if block["type"] == "table"
    }
    return Paper(tables, [block["text"] for block in blocks if block["type"] == "para"])


def bound(sample: Sample, text: str) -> str:
    """Return a text as it prints: every binding to a fact replaced by the value of the fact."""
    values = {fact["id"]: fact["value"] for fact in sample.unit.get("facts", ())}
    return _BINDING.sub(lambda match: values[match.group(1)], text)


def rows_of(row: dict[str, Any], table: str = "unit") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (table, row) of a row and everything below it."""
    yield table, row
    for name, content in row.items():
        if isinstance(content, list):
            for child in content:
                yield from rows_of(child, name)
