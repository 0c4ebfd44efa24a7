"""The sample yuanjiang-2024 by itself: sound YAML, known keys, whole tables, one fact in many places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from app.core.tree import row_tree
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.exchange.answers_writing import write_answers
from app.exchange.difference import difference
from app.packs.loading import load_pack
from app.packs.registry import find
from app.packs.schema import Pack

if TYPE_CHECKING:
    from tests.samples.conftest import Sample

DICTIONARY = Path(__file__).parents[2] / "resources" / "dictionary" / "dictionary.yaml"
BINDING = re.compile(r"\{\{#([a-z0-9_-]+)/value\}\}")


def rows_of(row: dict[str, Any], table: str = "unit") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (table, row) of a row and everything below it."""
    yield table, row
    for name, content in row.items():
        if isinstance(content, list):
            for child in content:
                yield from rows_of(child, name)


@pytest.fixture(scope="module")
def dictionary() -> dict[str, Any]:
    plain: dict[str, Any] = yaml.load(DICTIONARY.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
    return plain


@pytest.fixture(scope="module")
def pack(sample: Sample) -> Pack:
    return load_pack(find(sample.top["pack"]).body)


def unfolded(dictionary: dict[str, Any]) -> dict[str, set[str]]:
    """Return the keys of every table, axes written out."""
    keys: dict[str, set[str]] = {}
    for pattern, meaning in dictionary["fields"].items():
        names = {pattern}
        for axis, values in dictionary["axes"].items():
            names = {name.replace(f"<{axis}>", value) for name in names for value in values}
        for table in meaning["of"]:
            keys.setdefault(table, set()).update(names)
    return keys


def test_the_strict_reader_reads_the_same(sample: Sample) -> None:
    # It refuses anchors, aliases, tags, double keys and several documents.
    answers = read_answers(sample.text, "yuanjiang-2024.yaml")
    assert (answers.pack, answers.sample, answers.root) == ("hunan-2024", "yuanjiang-2024", sample.unit)


def test_it_fits_its_pack_and_comes_back_from_a_dump(sample: Sample, pack: Pack) -> None:
    facts = answers_to_facts(read_answers(sample.text, "sample"), pack)
    assert len(facts.rows) == sum(1 for _ in rows_of(sample.unit))
    text = write_answers(facts, pack, sample=sample.top["sample"])
    again = answers_to_facts(read_answers(text, "dump"), pack, row_tree(facts))
    assert difference(facts, again) == []
    assert write_answers(again, pack, sample=sample.top["sample"]) == text


def test_nothing_is_typed_that_the_pack_computes(sample: Sample, pack: Pack) -> None:
    into = {(table, scoring.into) for scoring in pack.scoring.values() for table in scoring.for_}
    computed = {
        (table, key) for table, fields in pack.fields.items() for key, meaning in fields.items() if meaning.compute
    }
    typed = {(table, key) for table, row in rows_of(sample.unit) for key in row}
    assert typed & (computed | into) == set()


def test_head(sample: Sample) -> None:
    assert list(sample.top) == ["answers", "pack", "sample", "unit"]
    assert (sample.top["answers"], sample.top["pack"], sample.top["sample"]) == ("1", "hunan-2024", "yuanjiang-2024")


def test_tables_are_whole(sample: Sample) -> None:
    assert [len(sheet["indicators"]) for sheet in sample.sheets()] == [13, 9, 8, 11, 9, 8, 10, 11]
    assert Counter(table for table, _ in rows_of(sample.unit)) == {
        "unit": 1, "facts": 7, "indicators": 79, "projects": 7, "internal_units": 10, "duties": 5, "regulations": 1,
        "former_names": 3, "documents": 7, "reports": 2, "sections": 35, "left": 1,
    }  # fmt: skip


def test_every_key_and_table_is_in_the_dictionary(sample: Sample, dictionary: dict[str, Any]) -> None:
    keys, tables = unfolded(dictionary), dictionary["tables"]
    unknown = []
    for table, row in rows_of(sample.unit):
        stated = [key for cells in row.get("stated", {}).values() for key in cells]
        own = [name for name, content in row.items() if isinstance(content, str) and name != "id"]
        unknown += [f"{table}: {key}" for key in [*own, *stated] if key not in keys[table]]
        children = [name for name, content in row.items() if isinstance(content, list)]
        unknown += [f"{table} > {name}" for name in children if table not in tables[name]["in"]]
    assert unknown == []


def test_names_of_facts_and_choices_are_in_the_dictionary(sample: Sample, dictionary: dict[str, Any]) -> None:
    names = [fact["library_id"] for fact in sample.unit["facts"] if "library_id" in fact]
    assert set(names) <= set(dictionary["facts"])
    assert len(names) == 6
    choices = {key: set(meaning["choices"]) for key, meaning in dictionary["fields"].items() if "choices" in meaning}
    wrong = [(key, row[key]) for _, row in rows_of(sample.unit) for key in choices.keys() & row.keys()
             if row[key] not in choices[key]]  # fmt: skip
    assert wrong == []


def test_one_fact_stands_in_every_place(sample: Sample) -> None:
    ids = [row["id"] for _, row in rows_of(sample.unit) if "id" in row]
    assert len(ids) == len(set(ids))
    bound = Counter(
        match.group(1)
        for sheet in sample.sheets()
        for row in sheet["indicators"]
        if (match := BINDING.fullmatch(row["actual"]))
    )
    assert bound == {
        "insured": 3, "benefits-paid": 3, "contribution-income": 3, "violations": 2, "coverage-rate": 2,
        "paid-in-full": 2, "satisfaction": 7,
    }  # fmt: skip
    braces = [
        text for _, row in rows_of(sample.unit) for text in row.values() if isinstance(text, str) and "{{" in text
    ]
    assert len(braces) == sum(bound.values())


def test_the_same_indicator_is_bound_wherever_it_stands_except_for_the_slip(sample: Sample) -> None:
    facts = {fact["name"]: fact["id"] for fact in sample.unit["facts"]}
    loose = [
        (sheet["name"], row["level3"], row["actual"])
        for sheet in sample.sheets()
        for row in sheet["indicators"]
        if row["level3"] in facts and row["actual"] != f"{{{{#{facts[row['level3']]}/value}}}}"
    ]
    assert loose == [("待遇领取资格认证工作经费", "群众满意度", "950%")]


def test_weights_make_a_hundred_with_the_budget_row(sample: Sample) -> None:
    totals = [sum(Decimal(row["weight"]) for row in sheet["indicators"]) for sheet in sample.sheets()]
    assert totals == [Decimal(90)] * 8


def test_no_score_is_typed_and_nothing_is_signed(sample: Sample) -> None:
    rows = [row for _, row in rows_of(sample.unit)]
    assert not any(
        key in {"score", "budget.score", "total.score"} or key.startswith("sign.") for row in rows for key in row
    )
    assert not re.search(r"1[3-9]\d{9}|\d{3,4}-\d{7,8}", sample.text)


def test_goals_are_copied_where_the_paper_copies_them(sample: Sample) -> None:
    goals = {project["id"]: (project["goal.expected"], project["goal.actual"]) for project in sample.unit["projects"]}
    same = [name for name, (expected, actual) in goals.items() if expected == actual]
    assert same == ["certification", "accounts", "collection", "retirees", "fishermen"]
    assert goals["levy"][1] == goals["collection"][1]


def test_a_stated_cell_differs_from_the_fact(sample: Sample) -> None:
    for _, row in rows_of(sample.unit):
        for cells in row.get("stated", {}).values():
            assert cells
            assert all(row.get(key) != text for key, text in cells.items())
