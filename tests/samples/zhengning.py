"""The sample zhengning-2023 as it prints, and its printed package: cover, summary, report and sheet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from app.answers.graph import AnswerGraph
from app.core.records import ROOT_ID
from app.core.tree import row_tree
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.packs.loading import load_pack
from app.packs.registry import find
from tests.samples.conftest import bare
from tests.samples.reading import SEEDS, sample_of

NAME = "zhengning-2023"


@dataclass(frozen=True, slots=True)
class Part:
    """A section in reading order: number and heading as printed, the paragraphs under it or after it on its line."""

    number: str
    heading: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seed:
    """The printed package: its parts by name, the rows of its one table, the ids and texts of all paragraphs."""

    parts: dict[str, dict[str, Any]]
    table: list[list[str]]
    lines: dict[str, str]

    def row(self, number: int) -> list[str]:
        """Return the cells of a row of the sheet; rows are counted from 1."""
        return self.table[number - 1]

    def outline(self, part: str) -> list[Part]:
        """Return the sections of the summary or the report."""
        return list(_printed_sections(self.parts[part]["outline"]))


def graph_of_sample() -> AnswerGraph:
    """Return the answers of the sample."""
    sample = sample_of(NAME)
    pack = load_pack(find(sample.top["pack"]).body)
    return AnswerGraph(pack, answers_to_facts(read_answers(sample.text, "sample"), pack))


def seed() -> Seed:
    """Return the printed package, or skip the test where it does not lie beside the checkout."""
    path = SEEDS / f"{NAME}.json"
    if not path.is_file():
        pytest.skip("the printed package lies beside the checkout (../shared/seeds), which is not here")
    found = json.loads(path.read_text(encoding="utf-8"))
    (table,) = (block["rows"] for block in found["blocks"] if block["type"] == "table")
    return Seed(
        {part["id"]: part for part in found["data"]["parts"]},
        [[plain(cell["text"]) for cell in row["cells"]] for row in table],
        {block["id"]: block["text"] for block in found["blocks"] if block["type"] == "para"},
    )


def plain(text: str) -> str:
    """Return a printed text without blanks, bold marks and marks of headings: they are layout."""
    return re.sub(r"\*\*|</?b>", "", bare(text).lstrip("#"))


def outline(graph: AnswerGraph, part: str) -> list[Part]:
    """Return the sections of the summary (the first section) or of the report, bindings printed."""
    tree = row_tree(graph.facts)
    (report,) = tree.children[ROOT_ID, "reports"]
    summary, *body = tree.children[report, "sections"]
    rows = tree.children[summary, "sections"] if part == "summary" else body
    return [found for row in rows for found in _own_sections(graph, row)]


def _own_sections(graph: AnswerGraph, row: str) -> Iterator[Part]:
    text = graph.printed(row, "text")
    number, heading = graph.printed(row, "number"), bare(graph.printed(row, "heading"))
    yield Part(number, heading, tuple(bare(line) for line in text.split("\n")) if text else ())
    for child in row_tree(graph.facts).children.get((row, "sections"), ()):
        yield from _own_sections(graph, child)


def _printed_sections(items: list[dict[str, Any]]) -> Iterator[Part]:
    for item in items:
        texts = [item["body"]] if item.get("run_in") else [paragraph["raw"] for paragraph in item["paragraphs"]]
        heading = plain(item["heading"] + item.get("terminator", ""))
        yield Part(item["num"], heading, tuple(plain(text) for text in texts))
        yield from _printed_sections(item["children"])
