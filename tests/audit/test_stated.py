"""Figures that one form prints differently from what was filled in."""

from __future__ import annotations

import pytest

from tests.audit.sample_audit import findings, report_of

YUANJIANG, JUBAO, CHENGBU = "yuanjiang-2024", "hunan-jubao-2020", "chengbu-2023"
ZHENGNING, YUEYANGLOU = "zhengning-2023", "yueyanglou-2017"


def test_budgets_that_a_form_leaves_blank_and_the_total_that_lacks_them() -> None:
    found = findings("stated.differs", YUANJIANG)
    blank = found["projects[6]/budget.initial.total|att1"]
    assert (blank.quoted, blank.expected) == ("", "10")
    assert (found["projects[7]/budget.initial.total|att1"].expected) == "0.1"
    total = found["budget.initial.project|att1"]
    assert (total.quoted, total.expected) == ("79.36", "89.46")
    assert [place.address.form for place in total.places[:3]] == ["att1", "overall", "project"]
    assert {place.address.row for place in total.places} > {blank.places[0].address.row}
    assert "79.36万元" in total.message
    assert "整体支出绩效自评报告" in total.message


def test_a_form_that_agrees_again_is_no_longer_named() -> None:
    mended = {"projects[6]/budget.initial.total|att1": "10", "projects[7]/budget.initial.total|att1": "0.10"}
    forms = {f"budget.initial.project|{form}": "89.46" for form in ("att1", "overall", "project")}
    forms["budget.rate.project|project"] = "100%"
    found = findings("stated.differs", YUANJIANG, mended | forms)
    assert not [place for place in found if "budget" in place]


def test_a_rate_by_another_divisor_of_the_same_report() -> None:
    [(place, hit)] = findings("stated.base", YUANJIANG).items()
    assert place == "budget.rate.project|project"
    assert (hit.quoted, hit.expected) == ("112.73%", "100%")
    assert "budget.rate.project|project" not in findings("stated.differs", YUANJIANG)


def test_a_rate_of_nothing_by_nothing() -> None:
    found = findings("stated.undefined", YUANJIANG)
    assert set(found) == {"building.area_rate|att1", "building.investment_rate|att1"}
    assert findings("stated.undefined", YUANJIANG, {"building.area_rate|att1": "无"}).keys() < found.keys()


def test_rates_of_another_base_and_rates_that_nothing_can_be_held_against() -> None:
    found = findings("stated.differs", JUBAO)
    assert set(found) == {"expense.total.budget_rate|overall"}
    hit = found["expense.total.budget_rate|overall"]
    assert (hit.quoted, hit.expected) == ("89.84%", "89.61%")


def test_rounding_is_a_hint_through_formulas() -> None:
    found = findings("stated.rounding", JUBAO)
    assert {hit.quoted: hit.expected for hit in found.values()} == {"-11.90%": "-11.89%", "-93.04%": "-93.33%"}
    entry = report_of(JUBAO).entry("stated.rounding")
    assert entry is not None
    assert entry.severity == "hint"


@pytest.mark.parametrize("said", ["462", "461.96", "461.960", "4619600元", "462万元"])
def test_a_figure_rounded_as_it_should_be_is_right(said: str) -> None:
    changes = {"budget.executed.total|overall": said}
    assert "budget.executed.total|overall" not in findings("stated.differs", CHENGBU, changes)
    assert "budget.executed.total|overall" not in findings("stated.rounding", CHENGBU, changes)


def test_the_other_samples() -> None:
    assert findings("stated.differs", CHENGBU) == {}  # the text writes it: figure.differs
    other = {"reports[1]/sections[7]/sections[2]/text": "人手不够。"}
    assert set(findings("stated.differs", CHENGBU, other)) == {"staff.actual|overall"}
    [blank] = findings("stated.differs", "yueyanglou-2017").values()
    assert "应当填上" in blank.message
    assert {hit.quoted for hit in findings("stated.rounding", CHENGBU).values()} == {"515元"}
    zhengning = findings("stated.differs", ZHENGNING)
    assert zhengning["budget.rate|overall"].expected == "104.97%"
    assert zhengning["staff.control_rate|overall"].expected == "145%"
    assert {hit.expected for hit in findings("stated.rounding", ZHENGNING).values()} == {"196.63%"}
    assert findings("stated.differs", YUEYANGLOU)["institutions[1]/asset.total|main"].expected == "2.15"
    assert set(findings("stated.zero", YUEYANGLOU)) == {"institutions[1]/balance|main"}


def test_a_fact_that_was_never_filled_in() -> None:
    hit = findings("stated.differs", CHENGBU, {"staff.retired|overall": "9"})["staff.retired|overall"]
    assert (hit.quoted, hit.expected) == ("9", "")


def test_counts_and_quantities_in_other_units() -> None:
    place = "projects[1]/indicators[1]/actual|att3"
    assert place not in findings("stated.differs", YUANJIANG, {place: "510000人"})
    assert findings("stated.differs", YUANJIANG, {place: "51人"})[place].expected == "51万人"


def test_words_and_endless_numbers_do_no_harm() -> None:
    place = "budget.executed.total|att2"
    for text in ("另见附表", "9" * 60, "0.000000000000000000000000000000000001", "1,2,3"):
        assert findings("stated.differs", YUANJIANG, {place: text})[place].quoted == text
