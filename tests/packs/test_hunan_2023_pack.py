"""The form set hunan-2023: its report was seen, its tables were not; what is inferred says so."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from app.packs.checking import check_pack
from app.packs.loading import load_pack
from app.packs.registry import draw
from app.scoring import signatures
from app.services.packs.cases import run_cases
from app.services.packs.managing import check_pack_source

if TYPE_CHECKING:
    from app.packs.schema import Pack

NAME = "hunan-2023"
MARK = "推定，待核对"
PARTS = [
    "basics", "spending", "government_fund", "state_capital", "social_insurance", "performance", "problems",
    "measures", "remarks",
]  # fmt: skip


@lru_cache(maxsize=2)
def pack(name: str) -> Pack:
    return load_pack(draw(name).resolved.body)


def test_it_is_sound_and_its_cases_hold() -> None:
    drawn = draw(NAME)
    assert check_pack(load_pack(drawn.resolved.body), signatures(), drawn.places) == []
    assert run_cases(drawn.resolved.body) == []
    assert check_pack_source(NAME).cases >= 7


def test_what_is_inferred_is_marked_and_to_be_checked() -> None:
    one = pack(NAME)
    assert MARK in one.title
    assert MARK in one.about
    assert {scoring.source for scoring in one.scoring.values()} == {"default"}
    assert {weights.source for weights in one.weights.values()} == {"default"}
    for key in ("budget.weight", "total.score", "basic_adjust.initial"):
        assert MARK in one.fields["unit"][key].hint
    for term in ("cost_weight", "budget_weight", "budget_column"):
        assert MARK in one.terms[term].hint
        assert one.terms[term].check
    assert check_pack_source(NAME).default_rules


def test_tables_weights_and_rules_are_those_of_2024() -> None:
    one, model = pack(NAME), pack("hunan-2024")
    assert one.years == ("2023", "2023")
    assert one.forms == model.forms
    for table, weights in model.weights.items():
        assert one.weights[table].level1 == weights.level1
        assert one.weights[table].budget == weights.budget
    for name, scoring in model.scoring.items():
        assert (one.scoring[name].rule, one.scoring[name].with_) == (scoring.rule, scoring.with_)


def test_the_report_is_the_one_that_was_seen() -> None:
    one = pack(NAME)
    report = one.reports["overall"]
    assert list(one.reports) == ["overall", "project"]
    assert list(report.sections) == PARTS
    assert [text[:4] for text in report.attachments] == ["部门整体", "部门整体", "项目支出"]
    headings = [part.heading for part in report.sections.values()]
    assert [heading for heading in headings if heading.endswith("基金预算支出情况")] == [headings[2], headings[4]]
    assert [line.t for line in one.covers["overall"].lines][1:] == [
        "{{cover.title}}",
        "单位名称：（盖章）{{cover.unit}}",
        "{{cover.date}}",
    ]
