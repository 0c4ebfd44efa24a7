"""The sample hunan-jubao-2020 by itself: it fits its pack, comes back from a dump, and says each thing once."""

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

NAME = "hunan-jubao-2020"
NOT_BY_THE_RULE = [("资金使用合规性", "8"), ("资金使用合规性", "9"), ("服务对象满意度", "10")]


@pytest.fixture(scope="module")
def sample() -> Sample:
    return sample_of(NAME)


@pytest.fixture(scope="module")
def pack(sample: Sample) -> Pack:
    return load_pack(find(sample.top["pack"]).body)


def test_head(sample: Sample) -> None:
    assert list(sample.top) == ["answers", "pack", "sample", "unit"]
    assert (sample.top["answers"], sample.top["pack"], sample.top["sample"]) == ("1", "hunan-2020", NAME)


def test_it_fits_its_pack_and_comes_back_from_a_dump(sample: Sample, pack: Pack) -> None:
    facts = answers_to_facts(read_answers(sample.text, "sample"), pack)
    assert len(facts.rows) == sum(1 for _ in rows_of(sample.unit))
    text = write_answers(facts, pack, sample=NAME)
    again = answers_to_facts(read_answers(text, "dump"), pack, row_tree(facts))
    assert difference(facts, again) == []
    assert write_answers(again, pack, sample=NAME) == text


def test_tables_are_whole(sample: Sample) -> None:
    assert Counter(table for table, _ in rows_of(sample.unit)) == {
        "unit": 1, "facts": 13, "indicators": 25, "projects": 1, "duties": 3, "documents": 2, "expense_items": 2,
        "reports": 1, "sections": 14, "left": 1,
    }  # fmt: skip


def test_what_the_pack_computes_is_typed_only_where_the_paper_differs_from_the_rule(sample: Sample, pack: Pack) -> None:
    into = {(table, scoring.into) for scoring in pack.scoring.values() for table in scoring.for_}
    computed = {
        (table, key) for table, fields in pack.fields.items() for key, meaning in fields.items() if meaning.compute
    }
    typed = [(row, key) for table, row in rows_of(sample.unit) for key in row if (table, key) in computed | into]
    assert [key for _, key in typed] == ["score"] * 3
    assert [(row["level3"], row["score"]["value"]) for row, _ in typed] == NOT_BY_THE_RULE
    # The paper gives no 偏差原因 anywhere, so no note either.
    assert all(row["score"].keys() == {"value", "overridden"} for row, _ in typed)
    assert not any("reason" in row for _, row in rows_of(sample.unit))


def test_every_fact_is_bound_once_in_the_report(sample: Sample) -> None:
    ids = [fact["id"] for fact in sample.unit["facts"]]
    used = Counter(re.findall(r"\{\{#([a-z-]+)/value\}\}", sample.text))
    assert used == dict.fromkeys(ids, 1)


def test_weights_make_a_hundred_with_the_budget_row(sample: Sample) -> None:
    for sheet, blocks in zip(sample.sheets(), ((54, 26, 10), (50, 30, 10)), strict=True):
        weights: dict[str, Decimal] = {}
        for row in sheet["indicators"]:
            weights[row["level1"]] = weights.get(row["level1"], Decimal(0)) + Decimal(row["weight"])
        assert weights == dict(zip(("产出指标", "效益指标", "满意度指标"), map(Decimal, blocks), strict=True))


def test_money_of_the_budget_column_is_the_whole_year(sample: Sample) -> None:
    lines = ("three_public.", "operating.", "procurement.")
    columns = {key.split(".")[-1] for key in sample.unit if key.startswith(lines)}
    assert columns == {"prior_final", "full_year", "executed"}
    assert not any(key.startswith("basic_adjust") for key in sample.unit)


def test_the_project_repeats_the_goals_of_the_unit(sample: Sample) -> None:
    (project,) = sample.unit["projects"]
    for key in ("goal.expected", "goal.actual"):
        assert project[key] == sample.unit[key]


def test_nobody_is_named_and_nothing_is_signed(sample: Sample) -> None:
    assert not any(key.startswith(("sign.", "contact.")) for _, row in rows_of(sample.unit) for key in row)
    assert not re.search(r"1[3-9]\d{9}|\d{3,4}-\d{7,8}", sample.text)


def test_a_stated_cell_differs_from_the_fact(sample: Sample) -> None:
    stated = {form: set(cells) for form, cells in sample.unit["stated"].items()}
    assert stated == {
        "att2": {"total.score"},
        "overall": {
            "expense.total.budget_rate", "expense.salary_welfare.budget_rate", "expense.household.budget_rate",
            "expense.goods_services.change_rate", "expense.household.change_rate",
        },
    }  # fmt: skip
    assert [row for table, row in rows_of(sample.unit) if "stated" in row and table != "unit"] == []
