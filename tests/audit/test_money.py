"""Sums, rates, budgets, balances of money and staff."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.answers.graph import AnswerGraph
from app.audit.engine import audit
from app.core.records import Cell
from tests.audit.sample_audit import findings, report_of, sample, sample_facts

YUANJIANG, JUBAO, CHENGBU = "yuanjiang-2024", "hunan-jubao-2020", "chengbu-2023"
ZHENGNING, YUEYANGLOU = "zhengning-2023", "yueyanglou-2017"


def test_no_rule_is_broken_and_every_rule_is_there() -> None:
    for name in (YUANJIANG, JUBAO, CHENGBU, ZHENGNING, YUEYANGLOU):
        assert report_of(name).broken == ()
    there = set(sample(YUANJIANG).pack.audit)
    assert there >= {"budget.parts", "stated.differs", "staff.over", "balance.closing", "income.by_source"}


# ---- sums ----


def test_a_total_that_is_not_its_parts() -> None:
    [(place, hit)] = findings("budget.parts", JUBAO).items()
    assert place == "budget.full_year.total"
    assert (hit.quoted, hit.expected) == ("303.64", "302.84")
    assert [at.address.key for at in hit.places[1:]] == ["budget.full_year.basic", "budget.full_year.project"]


@pytest.mark.parametrize(("total", "wrong"), [("302.84", 0), ("302.85", 0), ("302.88", 1), ("302.80", 1)])
def test_sums_are_right_to_the_rounding_of_their_parts(total: str, wrong: int) -> None:
    changes = {"budget.full_year.total": total, "source.general_public": total}
    assert len(findings("budget.parts", JUBAO, changes)) == wrong


def test_the_split_by_source_is_the_total() -> None:
    found = findings("budget.parts", YUANJIANG, {"source.general_public": "500"})
    assert (found["source.total"].quoted, found["source.total"].expected) == ("500", "532.00")


def test_parts_of_a_list_may_not_exceed_the_total() -> None:
    assert findings("budget.parts", YUANJIANG) == {}
    found = findings("budget.parts", YUANJIANG, {"operating.office.executed": "30"})
    assert found["operating.total.executed"].expected == "31.25"
    found = findings("budget.parts", JUBAO, {"staff.division_rank": "7"})
    assert found["staff.actual"].expected == "12"


def test_a_total_of_which_one_part_is_known_only_may_not_be_less() -> None:
    changes = {"budget.initial.total": "80"}
    assert findings("budget.parts", YUANJIANG, changes)["budget.initial.total"].expected == "89.46"


def test_basic_spending_that_lacks_a_part() -> None:
    [(place, hit)] = findings("basic.parts", YUANJIANG).items()
    assert (place, hit.quoted, hit.expected) == ("budget.executed.basic", "442.54", "442.52")
    assert findings("basic.parts", YUANJIANG, {"expense.household.executed": "0.02"}) == {}
    assert findings("basic.parts", JUBAO) == {}


@pytest.mark.parametrize(
    ("typed", "expected"), [("0", "38.40"), ("0元", "38.40"), ("38.4", ""), ("384000元", ""), ("38.47", "38.40")]
)
def test_a_total_typed_over(typed: str, expected: str) -> None:
    pack, facts = sample_facts(YUANJIANG)
    row = next(iter(row for row in facts.rows.values() if row.table == "projects")).id
    cell = Cell(typed, origin="overridden")
    cells = {**facts.cells, row: {**facts.cells[row], ("budget.executed.total", ""): cell}}
    report = audit(AnswerGraph(pack, replace(facts, cells=cells)).snapshot())
    entry = report.entry("computed.typed_over")
    assert (
        [hit.expected for hit in entry.hits if hit.places[0].address.row == row] == [expected]
        if entry
        else not expected
    )


def test_totals_that_nobody_typed_over_are_right() -> None:
    for name in (YUANJIANG, JUBAO, CHENGBU, ZHENGNING, YUEYANGLOU):
        assert findings("computed.typed_over", name) == {}


def test_lists_that_say_almost_nothing() -> None:
    assert set(findings("operating.listed", YUANJIANG)) == {
        "operating.total.prior_final",
        "operating.total.executed",
    }
    assert findings("operating.listed", JUBAO) == {}


# ---- against the budget ----


def test_staff_over_the_establishment() -> None:
    [hit] = findings("staff.over", YUANJIANG).values()
    assert (hit.quoted, hit.expected) == ("106.45%", "100%")
    assert findings("staff.over", JUBAO) == {}


def test_spending_over_its_budget() -> None:
    assert {place: hit.quoted for place, hit in findings("spending.over", YUANJIANG).items()} == {
        "operating.total.executed": "23.65"
    }
    [(place, hit)] = findings("spending.over", JUBAO).items()
    assert (place, hit.quoted, hit.expected) == ("operating.office.executed", "16.44", "15.28")
    assert "107.59%" in hit.message


def test_spending_without_a_budget() -> None:
    found = findings("spending.no_budget", YUANJIANG)
    assert {place: hit.quoted for place, hit in found.items()} == {
        "projects[6]/budget.executed.total": "10",
        "projects[7]/budget.executed.total": "0.1",
        "operating.meeting_training.executed": "0.02",
        "procurement.executed": "9.02",
    }
    assert found["projects[6]/budget.executed.total"].places[1].address.form == "att1"
    for name in (JUBAO, CHENGBU, ZHENGNING):
        assert findings("spending.no_budget", name) == {}


def test_execution_out_of_the_limits_without_a_reason() -> None:
    assert findings("budget.execution", YUANJIANG) == {}
    [(place, hit)] = findings("budget.execution", JUBAO).items()
    assert place == "projects[1]/budget.executed.total"
    assert "60.71%" in hit.message
    assert "budget.executed.current" in [at.address.key for at in hit.places]
    assert findings("budget.execution", JUBAO, {"projects[1]/budget.rate_reason": "疫情期间活动停办"}) == {}


CHANGES = "reports[1]/sections[2]/sections[1]/sections[2]/text"


def test_execution_explained_in_the_report() -> None:
    assert findings("budget.execution", CHENGBU) == {}
    silent = {CHANGES: "2023年支出一共{{#unit/budget.executed.total|万元}}，比预算多。"}
    assert set(findings("budget.execution", CHENGBU, silent)) == {"budget.executed.total", "budget.executed.basic"}
    other = {CHANGES: "支出一共{{#unit/budget.executed.total|万元}}。三公经费减少，主要因为接待少。"}
    assert set(findings("budget.execution", CHENGBU, other)) == {"budget.executed.total", "budget.executed.basic"}


def test_execution_explained_in_the_row_of_its_indicator() -> None:
    assert findings("budget.execution", ZHENGNING) == {}
    changes = {"indicators[1]/reason": "", "indicators[1]/score": "5"}
    assert set(findings("budget.execution", ZHENGNING, changes)) == {"budget.executed.basic"}


def test_a_budget_not_spent_at_all_is_told_once() -> None:
    assert set(findings("spending.none_unit", CHENGBU)) == {"budget.executed.project"}
    assert "budget.executed.project" not in findings("budget.execution", CHENGBU)


def test_a_total_filled_in_as_basic_spending() -> None:
    [(place, hit)] = findings("budget.basic_is_total", "yueyanglou-2017").items()
    assert (place, hit.quoted, hit.expected) == ("budget.initial.basic", "131.56", "89.56")
    assert findings("budget.execution", "yueyanglou-2017") == {}
    assert findings("budget.basic_is_total", "yueyanglou-2017", {"budget.initial.basic": "89.56"}) == {}
    for name in (YUANJIANG, JUBAO, CHENGBU, ZHENGNING):
        assert findings("budget.basic_is_total", name) == {}


def test_schemes_that_are_more_than_their_total() -> None:
    [(place, hit)] = findings("fact.schemes", CHENGBU).items()
    assert (place, hit.quoted, hit.expected) == ("facts[2]/value", "17.18万人", "17.3118万人")
    for whole in ("17.31万人", "17.3118万人", "18万人", "约17.18万人", ""):
        assert findings("fact.schemes", CHENGBU, {"facts[2]/value": whole}) == {}
    assert findings("fact.schemes", CHENGBU, {"facts[4]/value": ""}) == {}


def test_a_budget_that_equals_the_spending_everywhere() -> None:
    [(place, hit)] = findings("budget.executed_exactly", YUANJIANG).items()
    assert place == "budget.full_year.total"
    assert "15.18%" in hit.message
    assert findings("budget.executed_exactly", YUANJIANG, {"projects[1]/budget.full_year.current": "39"}) == {}
    assert findings("budget.executed_exactly", YUANJIANG, {"budget.initial.total": "532"}) == {}
    assert findings("budget.executed_exactly", JUBAO) == {}


# ---- what a figure means ----


def test_the_adjustment_that_could_be_worked_out() -> None:
    [hit] = findings("basic_adjust.blank", YUANJIANG).values()
    assert (hit.quoted, hit.expected) == ("", "60.01")
    assert "15.69%" in hit.message
    assert {at.address.key for at in hit.places} >= {"basic_adjust.initial", "basic_adjust.executed"}
    assert findings("basic_adjust.blank", YUANJIANG, {"basic_adjust.executed": "60.01"}) == {}
    for name in (JUBAO, CHENGBU, ZHENGNING):
        assert findings("basic_adjust.blank", name) == {}


def test_columns_rates_and_lines_that_mean_something_else() -> None:
    [hit] = findings("budget.column", JUBAO).values()
    assert (hit.quoted, hit.expected) == ("77.17", "54")
    assert findings("budget.column", YUANJIANG) == {}
    [hit] = findings("basic_adjust.line", JUBAO).values()
    assert hit.quoted == "225.67"
    assert findings("basic_adjust.line", YUANJIANG) == {}
    [hit] = findings("budget.rate_base", ZHENGNING).values()
    assert (hit.quoted, hit.expected) == ("104.97%", "100%")
    assert findings("budget.rate_base", YUANJIANG) == {}


# ---- income and balance ----


def test_the_balance_and_what_is_left_of_the_budget() -> None:
    [hit] = findings("balance.closing", JUBAO).values()
    assert (hit.quoted, hit.expected) == ("16.66", "30.76")
    assert "14.1" in hit.message
    assert findings("balance.closing", JUBAO, {"income.appropriation": "276.33"}) == {}
    for name in (YUANJIANG, CHENGBU, ZHENGNING):
        assert findings("balance.closing", name) == {}
    [hit] = findings("income.by_source", JUBAO).values()
    assert (hit.quoted, hit.expected) == ("303.64", "288.74")


def test_spending_more_than_there_was() -> None:
    assert findings("balance.negative", JUBAO) == {}
    [hit] = findings("balance.negative", JUBAO, {"income.appropriation": "200"}).values()
    assert (hit.quoted, hit.expected) == ("272.08", "226.51")


# ---- not likely ----


def test_great_changes_against_last_year() -> None:
    found = findings("spending.changed", YUANJIANG)
    assert {place for place in found if place.startswith("projects")} == {
        f"projects[{number}]/budget.executed.total" for number in (1, 2, 4, 5)
    }
    assert "1164%" in found["projects[2]/budget.executed.total"].message
    assert "operating.total.executed" in found
    assert "projects[3]/budget.executed.total" not in found


def test_spending_per_head_without_subsidies_to_the_funds() -> None:
    [hit] = findings("spending.per_head", ZHENGNING).values()
    assert "640.61万元" in hit.message
    assert findings("spending.per_head", ZHENGNING, {"memo.fund_subsidy.executed": "17686.11"}) == {}
    for name in (YUANJIANG, JUBAO, CHENGBU):
        assert findings("spending.per_head", name) == {}


def test_an_amount_typed_in_yuan() -> None:
    assert findings("money.typed_in_yuan", YUANJIANG) == {}
    found = findings("money.typed_in_yuan", YUANJIANG, {"operating.total.executed": "236500"})
    assert set(found) == {"operating.total.executed"}
    found = findings("money.typed_in_yuan", YUANJIANG, {"projects[1]/budget.executed.current": "384000"})
    assert found["projects[1]/budget.executed.current"].quoted == "384000"


def test_contributions_for_the_own_staff_under_the_funds() -> None:
    [hit] = findings("fund.own_contribution", YUANJIANG).values()
    assert hit.quoted == "41.44、22.53、2.12"
    assert findings("fund.own_contribution", JUBAO) == {}


@pytest.mark.parametrize("amount", ["9" * 60, "0.00000000000000000001", "-5", "0"])
def test_odd_amounts_break_no_rule(amount: str) -> None:
    changes = dict.fromkeys(
        ("budget.initial.total", "operating.total.executed", "projects[1]/budget.executed.current"), amount
    )
    assert report_of(YUANJIANG, changes).broken == ()
