"""The sample yueyanglou-2017 by itself: it fits its pack, comes back from a dump, and says each thing once."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from app.core.tree import row_tree
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.exchange.answers_writing import write_answers
from app.exchange.difference import difference
from app.packs.loading import load_pack
from app.packs.registry import find
from tests.samples.reading import rows_of, sample_of

if TYPE_CHECKING:
    from app.packs.schema import Pack
    from tests.samples.conftest import Sample

NAME = "yueyanglou-2017"
ONCE = ("duplicates", "suspect", "moved", "linked", "regist", "platform")  # figures that one text names


@pytest.fixture(scope="module")
def sample() -> Sample:
    return sample_of(NAME)


@pytest.fixture(scope="module")
def pack(sample: Sample) -> Pack:
    return load_pack(find(sample.top["pack"]).body)


def test_head(sample: Sample) -> None:
    assert list(sample.top) == ["answers", "pack", "sample", "unit"]
    assert (sample.top["answers"], sample.top["pack"], sample.top["sample"]) == ("1", "yueyang-2017", NAME)


def test_it_fits_its_pack_and_comes_back_from_a_dump(sample: Sample, pack: Pack) -> None:
    facts = answers_to_facts(read_answers(sample.text, "sample"), pack)
    assert len(facts.rows) == sum(1 for _ in rows_of(sample.unit))
    text = write_answers(facts, pack, sample=NAME)
    again = answers_to_facts(read_answers(text, "dump"), pack, row_tree(facts))
    assert difference(facts, again) == []
    assert write_answers(again, pack, sample=NAME) == text


def test_tables_are_whole(sample: Sample) -> None:
    assert Counter(table for table, _ in rows_of(sample.unit)) == {
        "unit": 1, "institutions": 1, "indicators": 8, "team": 3, "projects": 8, "facts": 28, "duties": 9,
        "internal_units": 5, "reports": 1, "sections": 8,
    }  # fmt: skip


def test_nothing_that_the_pack_computes_is_typed(sample: Sample, pack: Pack) -> None:
    typed = [(table, key) for table, row in rows_of(sample.unit) for key in row if pack.computed(table, key)]
    assert typed == []


def test_no_row_has_points(sample: Sample, pack: Pack) -> None:
    assert not {"weight", "score", "band"} & set(pack.fields["indicators"])
    assert [(key, table) for table, row in rows_of(sample.unit) for key in row if "score" in key] == [
        ("total.score", "unit")
    ]


def test_what_three_texts_say_is_bound_in_each(sample: Sample) -> None:
    used = Counter(re.findall(r"\{\{#([a-z-]+)/value\}\}", sample.text))
    ids = [fact["id"] for fact in sample.unit["facts"]]
    assert used == {name: 1 if name.startswith(ONCE) else 3 for name in ids}


def test_projects_stand_in_the_text_and_make_the_initial_project_spending(sample: Sample) -> None:
    projects = sample.unit["projects"]
    assert sum(Decimal(row["budget.initial.total"]) for row in projects) == 42
    used = Counter(re.findall(r"\{\{#([a-z]+)/(name|purpose|budget\.initial\.total)(?:\|万元)?\}\}", sample.text))
    assert used == {(row["id"], key): 1 for row in projects for key in ("name", "purpose", "budget.initial.total")}


def test_what_the_paper_leaves_blank_is_blank(sample: Sample) -> None:
    unit = sample.unit
    assert not {"work.results", "sign.preparer", "sign.phone", "sign.unit_opinion", "sign.team_leader"} & unit.keys()
    assert ["target" in row for row in unit["indicators"]] == [False] * 4 + [True, False, False, True]
    assert ["actual" in row for row in unit["indicators"]] == [True, True, False, True, True, False, False, True]
    assert [row["level3"] for row in unit["indicators"]].count("无") == 4


def test_a_stated_cell_stands_where_the_paper_is_blank(sample: Sample) -> None:
    stated = [(table, row["stated"]) for table, row in rows_of(sample.unit) if "stated" in row]
    assert stated == [("institutions", {"main": {"balance": "", "asset.total": ""}})]


def test_the_report_is_dated_before_its_figures(sample: Sample) -> None:
    (report,) = sample.unit["reports"]
    assert report["cover.date"] == "2017年4月18日"
    assert {fact.get("as_of") for fact in sample.unit["facts"]} == {None, "2017年12月15日"}


def test_persons_are_named_only_where_the_paper_names_them(sample: Sample) -> None:
    unit = sample.unit
    assert len({unit["contact.person"], *(row["name"] for row in unit["team"])}) == 4
    assert re.findall(r"(?<!\d)8\d{6}(?!\d)|1[3-9]\d{9}", sample.text) == [unit["contact.phone"]]
    assert not any(key.startswith("sign.") for _, row in rows_of(unit) for key in row)
