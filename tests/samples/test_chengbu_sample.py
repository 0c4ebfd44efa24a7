"""The sample chengbu-2023 by itself: it fits its pack, comes back from a dump, and says each thing once."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import yaml

from app.core.tree import row_tree
from app.exchange.answers_reading import answers_to_facts, read_answers
from app.exchange.answers_writing import write_answers
from app.exchange.difference import difference
from app.packs.loading import load_pack
from app.packs.registry import find
from tests.samples.conftest import ROOT
from tests.samples.reading import rows_of, sample_of

if TYPE_CHECKING:
    from app.packs.schema import Pack
    from tests.samples.conftest import Sample

NAME = "chengbu-2023"
BY_HAND = ["income.total", "budget.initial.project", "budget.executed.project"]
NUMBERS = [
    "一、", "（一）", "（2）", "（3）", "（四）", "(一)", "(二)", "(三)", "（四）", "（五）", "（六）", "（七）",
    "二、", "（一）", "1.", "2.", "（二）", "1.", "2.", "3、", "4、", "5、", "六、", "（一）", "（2）",
    "6、", "7、", "（二）", "8、", "（一）", "（二）", "（三）", "九、", "",
]  # fmt: skip


@pytest.fixture(scope="module")
def sample() -> Sample:
    return sample_of(NAME)


@pytest.fixture(scope="module")
def pack(sample: Sample) -> Pack:
    return load_pack(find(sample.top["pack"]).body)


def values(sample: Sample) -> dict[str, str]:
    """Return the business figures by id."""
    return {fact["id"]: fact["value"] for fact in sample.unit["facts"]}


def number(text: str) -> Decimal:
    """Return the number in front of a unit."""
    return Decimal(text.rstrip("万元人条场次名个%"))


def percent(part: str, whole: str) -> Decimal:
    """Return a share in percent with two decimals."""
    return (number(part) / number(whole) * 100).quantize(Decimal("0.01"))


def test_head(sample: Sample) -> None:
    assert list(sample.top) == ["answers", "pack", "sample", "unit"]
    assert (sample.top["answers"], sample.top["pack"], sample.top["sample"]) == ("1", "hunan-2023", NAME)


def test_it_fits_its_pack_and_comes_back_from_a_dump(sample: Sample, pack: Pack) -> None:
    facts = answers_to_facts(read_answers(sample.text, "sample"), pack)
    assert len(facts.rows) == sum(1 for _ in rows_of(sample.unit))
    text = write_answers(facts, pack, sample=NAME)
    again = answers_to_facts(read_answers(text, "dump"), pack, row_tree(facts))
    assert difference(facts, again) == []
    assert write_answers(again, pack, sample=NAME) == text


def test_tables_are_whole_and_there_is_no_form(sample: Sample) -> None:
    assert Counter(table for table, _ in rows_of(sample.unit)) == {
        "unit": 1, "facts": 37, "internal_units": 16, "duties": 11, "documents": 1, "reports": 1, "sections": 34,
    }  # fmt: skip


def test_headings_are_numbered_as_printed(sample: Sample) -> None:
    (report,) = sample.unit["reports"]
    assert [section.number for section in sample.sections(report)] == NUMBERS


def test_what_the_pack_computes_is_typed_only_where_the_paper_has_no_parts(sample: Sample, pack: Pack) -> None:
    into = {(table, scoring.into) for scoring in pack.scoring.values() for table in scoring.for_}
    computed = {
        (table, key) for table, fields in pack.fields.items() for key, meaning in fields.items() if meaning.compute
    }
    typed = [(key, row[key]) for table, row in rows_of(sample.unit) for key in row if (table, key) in computed | into]
    assert [key for key, _ in typed] == BY_HAND
    assert all(cell["overridden"] == "true" and cell["note"] for _, cell in typed)


def test_every_fact_is_bound_once_in_the_report(sample: Sample) -> None:
    rows = [row["id"] for _, row in rows_of(sample.unit) if "id" in row]
    used = Counter(re.findall(r"\{\{#([a-z0-9-]+)/(?:value|text|name)\}\}", sample.text))
    assert used == dict.fromkeys(set(rows) - {"office-15"}, 1)  # the paper misspells that office
    keys = Counter(re.findall(r"\{\{#unit/([a-z0-9_.]+)", sample.text))
    assert (keys["staff.authorised"], keys["staff.actual"], keys["budget.executed.total"]) == (3, 1, 2)


def test_names_of_facts_are_in_the_dictionary(sample: Sample) -> None:
    text = (ROOT / "resources" / "dictionary" / "dictionary.yaml").read_text(encoding="utf-8")
    known = yaml.load(text, Loader=yaml.BaseLoader)["facts"]  # noqa: S506 - strings only
    named = [fact["library_id"] for fact in sample.unit["facts"] if "library_id" in fact]
    assert set(named) <= set(known)
    assert len(named) == 31


def test_figures_that_contradict_each_other_stay_so(sample: Sample) -> None:
    has = values(sample)
    share = percent(has["annuity-done"], has["annuity-due"])
    assert (share, has["annuity-rate"]) == (Decimal("98.02"), "96.90%")
    parts = sum(number(has[f"insured-{scheme}"]) for scheme in ("enterprise", "institution", "resident"))
    assert (parts, has["insured"]) == (Decimal("17.3118"), "17.18万人")
    assert (sample.unit["staff.authorised"], sample.unit["staff.actual"]) == ("30", "20")
    assert "在职的却只有22人" in sample.text
    assert "参保20多万人" in sample.text


def test_figures_that_agree(sample: Sample) -> None:
    has = values(sample)
    assert percent(has["insured"], has["insured-target"]) == number(has["insured-rate"])
    for whole in ("sessions", "persons"):
        parts = [number(has[f"{whole}-{scheme}"]) for scheme in ("enterprise", "institution", "resident")]
        assert sum(parts) == number(has[whole])
    assert has["poor-due"] == has["poor-done"]


def test_the_project_money_has_no_project_and_no_reason(sample: Sample) -> None:
    assert [sample.unit[key]["value"] for key in BY_HAND] == ["461.96", "24.9", "0"]
    assert not {"projects", "indicators", "budget.rate_reason", "budget.full_year.total"} & sample.unit.keys()


def test_nobody_is_named_and_nothing_is_signed(sample: Sample) -> None:
    assert not any(key.startswith(("sign.", "contact.")) for _, row in rows_of(sample.unit) for key in row)
    assert not re.search(r"1[3-9]\d{9}|\d{3,4}-\d{7,8}", sample.text)


def test_stated_cells(sample: Sample) -> None:
    stated = [(row.get("name", ""), row["stated"]) for _, row in rows_of(sample.unit) if "stated" in row]
    assert stated == [
        ("", {"overall": {"total.score": "96", "staff.actual": "22", "three_public.total.executed": "515元"}}),
        ("窗口服务股", {"overall": {"name": "窗口服务肥"}}),
    ]
