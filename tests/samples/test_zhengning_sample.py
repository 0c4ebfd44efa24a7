"""The sample zhengning-2023 by itself: it fits its pack, comes back from a dump, and says each thing once."""

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
from tests.samples.zhengning import NAME

if TYPE_CHECKING:
    from app.packs.schema import Pack
    from tests.samples.conftest import Sample

BY_HAND = {"budget.score": "9", "score": ["4.5", "10"]}
SUPPORT = ("cut", "stable", "jobless", "allowance", "skill", "hiring", "migrant")
SCHEMES = ("enterprise", "institution", "unemployment", "injury", "resident")


@pytest.fixture(scope="module")
def sample() -> Sample:
    return sample_of(NAME)


@pytest.fixture(scope="module")
def pack(sample: Sample) -> Pack:
    return load_pack(find(sample.top["pack"]).body)


def value(sample: Sample, fact: str) -> str:
    """Return the value of a business fact as typed."""
    return next(str(row["value"]) for row in sample.unit["facts"] if row["id"] == fact)


def test_head(sample: Sample) -> None:
    assert list(sample.top) == ["answers", "pack", "sample", "unit"]
    assert (sample.top["answers"], sample.top["pack"], sample.top["sample"]) == ("1", "gansu-2023", NAME)


def test_it_fits_its_pack_and_comes_back_from_a_dump(sample: Sample, pack: Pack) -> None:
    facts = answers_to_facts(read_answers(sample.text, "sample"), pack)
    assert len(facts.rows) == sum(1 for _ in rows_of(sample.unit))
    text = write_answers(facts, pack, sample=NAME)
    again = answers_to_facts(read_answers(text, "dump"), pack, row_tree(facts))
    assert difference(facts, again) == []
    assert write_answers(again, pack, sample=NAME) == text


def test_tables_are_whole(sample: Sample) -> None:
    assert Counter(table for table, _ in rows_of(sample.unit)) == {
        "unit": 1, "facts": 53, "indicators": 10, "duties": 9, "documents": 2, "team": 7, "reports": 1, "sections": 49,
        "left": 1,
    }  # fmt: skip


def test_what_the_pack_computes_is_typed_only_where_the_paper_differs_from_the_rule(sample: Sample, pack: Pack) -> None:
    into = {(table, scoring.into) for scoring in pack.scoring.values() for table in scoring.for_}
    computed = {
        (table, key) for table, fields in pack.fields.items() for key, meaning in fields.items() if meaning.compute
    }
    typed = [(key, row[key]) for table, row in rows_of(sample.unit) for key in row if (table, key) in computed | into]
    assert sorted(key for key, _ in typed) == ["budget.score", "score", "score"]
    assert all(cell["overridden"] == "true" for _, cell in typed)
    assert sample.unit["budget.score"]["value"] == BY_HAND["budget.score"]
    scores = [row["score"] for row in sample.unit["indicators"] if "score" in row]
    assert [cell["value"] for cell in scores] == BY_HAND["score"]
    # The note of an override is the reason that the paper gives; it gives one for one of the three.
    assert ["note" in cell for _, cell in typed].count(True) == 1
    assert scores[0]["note"] == sample.unit["indicators"][0]["reason"]


def test_every_fact_is_bound_once_in_the_report(sample: Sample) -> None:
    used = Counter(re.findall(r"\{\{#([a-z0-9-]+)/(?:value|survey\.issued)\}\}", sample.text))
    # The survey gives two figures: how many sheets went out, and what the public said.
    assert used == dict.fromkeys([fact["id"] for fact in sample.unit["facts"]], 1) | {"public": 2}


def test_each_scheme_has_the_figures_of_its_fund(sample: Sample) -> None:
    ids = {fact["id"] for fact in sample.unit["facts"]}
    for scheme in SCHEMES:
        assert {f"{scheme}-{what}" for what in ("insured", "income", "income-rate", "expense", "expense-rate")} <= ids
        kinds = {fact["scheme"] for fact in sample.unit["facts"] if fact["id"].startswith(f"{scheme}-")}
        assert len(kinds) == 1
        assert kinds <= set(sample.unit["unit.schemes"].split("、"))


def test_money_for_enterprises_adds_up(sample: Sample) -> None:
    parts = [Decimal(value(sample, part).removesuffix("万元")) for part in SUPPORT]
    assert f"{sum(parts)}万元" == value(sample, "support")


def test_weights_make_a_hundred_without_the_budget_row(sample: Sample) -> None:
    weights: dict[str, int] = {}
    for row in sample.unit["indicators"]:
        weights[row["level1"]] = weights.get(row["level1"], 0) + int(row["weight"])
    assert weights == {"部门管理": 40, "履职效果": 50, "服务对象满意度": 10}


def test_money_of_the_whole_year_is_typed_in_wan(sample: Sample) -> None:
    money = {key: cell for key, cell in sample.unit.items() if key.startswith("budget.") and key != "budget.score"}
    in_yuan = {key for key, cell in money.items() if isinstance(cell, dict)}
    assert {key.split(".")[1] for key in in_yuan} == {"initial", "executed"}
    assert money.keys() - in_yuan == {"budget.full_year.basic", "budget.full_year.project"}


def test_nobody_has_a_phone_and_nothing_is_signed(sample: Sample) -> None:
    assert not any(key.startswith(("sign.", "contact.")) for _, row in rows_of(sample.unit) for key in row)
    assert not re.search(r"1[3-9]\d{9}|\d{3,4}-\d{7,8}", sample.text)


def test_a_stated_cell_differs_from_the_fact(sample: Sample) -> None:
    stated = {form: set(cells) for form, cells in sample.unit["stated"].items()}
    assert stated == {
        "sheet": {"budget.rate.basic", "total.score"},
        "overall": {"budget.rate", "budget.adjust_rate", "staff.control_rate"},
    }
    rows = [(table, row["stated"]) for table, row in rows_of(sample.unit) if "stated" in row and table != "unit"]
    assert rows == [("indicators", {"overall": {"actual": "98%"}})]
