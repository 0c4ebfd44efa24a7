"""The sentences that the form sets bring along are our own: no run of the printed packages stands in a draft."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from app.packs.loading import load_pack
from app.packs.registry import draw, list_packs
from app.packs.schema_reports import Section

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
LENGTH = 12
NAMES = [info.id for info in list_packs() if info.builtin]


@lru_cache(maxsize=1)
def printed_runs() -> frozenset[str]:
    """Return every run of Chinese characters of the packages' paragraphs and cells."""
    found: set[str] = set()
    for path in SEEDS.glob("*.json"):
        for block in json.loads(path.read_text(encoding="utf-8"))["blocks"]:
            cells = [cell["text"] for row in block.get("rows", ()) for cell in row["cells"]]
            for text in (block.get("text", ""), *cells):
                found |= runs(text)
    return frozenset(found)


def runs(text: str) -> set[str]:
    parts = re.findall(r"[\u4e00-\u9fff]+", "".join(text.split()))
    return {part[at : at + LENGTH] for part in parts for at in range(len(part) - LENGTH + 1)}


def sentences(parts: dict[str, Section]) -> Iterator[str]:
    for section in parts.values():
        yield from (section.draft, section.empty, section.hint)
        yield from sentences(section.sections)


@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_of_a_package_stands_in_a_draft(name: str) -> None:
    if not SEEDS.is_dir():
        pytest.skip("the printed packages lie beside the checkout (../shared/seeds), which are not here")
    pack = load_pack(draw(name).resolved.body)
    own = [
        text
        for report in pack.reports.values()
        for part in (report.sections, report.summary)
        for text in sentences(part)
    ]
    own += [field.hint for fields in pack.fields.values() for field in fields.values()]
    assert {text: found for text in own if (found := runs(text) & printed_runs())} == {}
