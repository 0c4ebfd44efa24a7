"""The sample as plain strings, and the printed package it is made from (beside the checkout, not in it)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "samples" / "yuanjiang-2024.yaml"
SEED = ROOT.parent / "shared" / "seeds" / "yuanjiang-2024.json"


def bare(text: str) -> str:
    """Return a text without blanks and line breaks of any width: they are layout."""
    return "".join(text.split())


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the sample, in reading order: number and heading as printed, paragraphs."""

    number: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """The answers file as the base loader reads it: every scalar is a string."""

    text: str
    top: dict[str, Any]

    @property
    def unit(self) -> dict[str, Any]:
        """The root row."""
        root: dict[str, Any] = self.top["unit"]
        return root

    def sheets(self) -> list[dict[str, Any]]:
        """The rows that carry indicators: the unit (附件2), then its projects (附件3)."""
        return [self.unit, *self.unit["projects"]]

    def actual(self, indicator: dict[str, Any]) -> str:
        """Return the actual value of an indicator, a binding followed to its fact."""
        text: str = indicator["actual"]
        if not text.startswith("{{"):
            return text
        row = text.removeprefix("{{#").removesuffix("/value}}")
        return next(str(fact["value"]) for fact in self.unit["facts"] if fact["id"] == row)

    def sections(self, report: dict[str, Any]) -> Iterator[Section]:
        """Yield the sections of a report, parents before children."""
        for item in report.get("sections", ()):
            text = item.get("text", "")
            yield Section(item.get("number", ""), item["heading"], tuple(text.split("\n")) if text else ())
            yield from self.sections(item)


@dataclass(frozen=True, slots=True)
class Paper:
    """The printed package: cells of its tables without layout blanks, and its paragraphs in order."""

    tables: dict[str, list[list[str]]]
    paragraphs: list[str]

    def row(self, table: str, number: int) -> list[str]:
        """Return the cells of a row; rows are counted from 1."""
        return self.tables[table][number - 1]


@pytest.fixture(scope="session")
def sample() -> Sample:
    text = SAMPLE.read_text(encoding="utf-8")
    return Sample(text, yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - strings only


@pytest.fixture(scope="session")
def paper() -> Paper:
    if not SEED.is_file():
        pytest.skip("the printed package lies beside the checkout (../shared/seeds), which is not here")
    blocks = json.loads(SEED.read_text(encoding="utf-8"))["blocks"]
    tables = {
        block["id"]: [[bare(cell["text"]) for cell in row["cells"]] for row in block["rows"]]
        for block in blocks
        if block["type"] == "table"
    }
    return Paper(tables, [block["text"] for block in blocks if block["type"] == "para"])
