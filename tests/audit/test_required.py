"""Rules about what must be filled in, on the samples and on changed samples."""

from __future__ import annotations

from dataclasses import replace

from app.answers.graph import AnswerGraph
from app.audit.engine import audit
from app.core.records import Address
from app.core.tree import row_tree
from tests.audit.sample_audit import findings, sample_facts

NAME = "yuanjiang-2024"
JUBAO = "hunan-jubao-2020"


def test_required_cells_that_a_form_prints() -> None:
    assert findings("required.printed", NAME) == {}
    assert list(findings("required.printed", NAME, {"projects[1]/goal.actual": ""})) == ["projects[1]/goal.actual"]
    found = findings("required.printed", JUBAO)
    assert set(found) == {"projects[1]/indicators[11]/actual", "indicators[11]/level2"}
    assert found["indicators[11]/level2"].quoted == "二级指标"


def test_a_line_that_says_there_is_none_asks_for_nothing() -> None:
    found = findings("required.printed", "yueyanglou-2017")
    assert set(found) == {"work.results"}
    changes = {"indicators[1]/actual": ""}
    assert "indicators[1]/target" in findings("required.printed", "yueyanglou-2017", changes)
    assert set(findings("target.blank", "yueyanglou-2017")) == {"indicators[1]/target", "indicators[2]/target"}


def test_no_indicator_and_yet_something_reached() -> None:
    assert set(findings("indicator.none_done", "yueyanglou-2017")) == {"indicators[4]/actual"}
    assert findings("indicator.none_done", "yueyanglou-2017", {"indicators[4]/actual": "无"}) == {}
    assert findings("indicator.none_done", NAME) == findings("indicator.none_done", JUBAO) == {}


def test_required_cells_that_no_form_prints_are_hints() -> None:
    found = findings("required.other", NAME)
    assert "unit.budget_code" in found
    assert {place.rpartition("/")[2] for place in found} == {"unit.budget_code", "origin"}
    assert "unit.budget_code" not in findings("required.other", NAME, {"unit.budget_code": "430981"})


def test_frugality() -> None:
    assert list(findings("required.frugality", JUBAO)) == ["frugality"]
    assert findings("required.frugality", NAME) == {}
    assert findings("required.frugality", "chengbu-2023") == {}


def test_the_question_about_what_inspections_found() -> None:
    assert list(findings("required.issues", "zhengning-2023")) == ["other_issues"]
    assert findings("required.issues", "zhengning-2023", {"other_issues": "无"}) == {}
    assert findings("required.issues", NAME) == {}


def test_signature_lines() -> None:
    found = findings("required.signature", NAME)
    assert len(found) == 9
    filled = {
        f"sign.{key}": text for key, text in {"preparer": "甲", "date": "2025年5月1日", "phone": "8000000"}.items()
    }
    assert len(findings("required.signature", NAME, filled)) == 7
    assert findings("required.signature", JUBAO) == {}


def test_names_on_covers() -> None:
    found = findings("required.cover_unit", NAME)
    assert list(found) == ["reports[1]/cover.unit", "reports[2]/cover.unit"]
    assert found["reports[1]/cover.unit"].expected == "沅江市社会保险服务中心"
    assert findings("required.cover_unit", "zhengning-2023") == {}


def test_cover_and_report_have_the_same_kind_of_title() -> None:
    [(place, hit)] = findings("name.title", NAME).items()
    assert place == "reports[2]/title"
    assert (hit.quoted, hit.expected) == ("绩效评价报告", "绩效自评报告")
    for name in (JUBAO, "zhengning-2023", "chengbu-2023", "yueyanglou-2017"):
        assert findings("name.title", name) == {}
    changes = {"reports[1]/title": "2024年度沅江市社会保险服务中心项目支出绩效自评报告"}
    assert "reports[1]/title" in findings("name.title", NAME, changes)


def test_money_for_projects_without_a_list_of_them() -> None:
    [(place, hit)] = findings("required.projects", "chengbu-2023").items()
    assert place == "budget.initial.project"
    assert hit.quoted == "24.9"
    for name in (NAME, JUBAO, "zhengning-2023", "yueyanglou-2017"):
        assert findings("required.projects", name) == {}


def test_attachments_that_were_not_filled_in() -> None:
    [hit] = findings("required.attachments", "chengbu-2023").values()
    assert hit.quoted == "整体支出绩效自评表、项目支出绩效自评表"
    assert findings("required.attachments", NAME) == {}


def test_money_budgeted_and_not_spent() -> None:
    assert list(findings("spending.none_unit", "chengbu-2023")) == ["budget.executed.project"]
    given = {"budget.rate_reason": "项目没有批下来。"}
    assert findings("spending.none_unit", "chengbu-2023", given) == {}
    assert findings("spending.none", NAME) == {}
    unspent = {"projects[1]/budget.executed.current": "0"}
    assert list(findings("spending.none", NAME, unspent)) == ["projects[1]/budget.executed.total"]
    reason = {**unspent, "projects[1]/budget.rate_reason": "采购流标。"}
    assert findings("spending.none", NAME, reason) == {}


def test_a_project_without_indicators() -> None:
    assert findings("required.indicators", NAME) == {}
    pack, facts = sample_facts(NAME)
    project = row_tree(facts).children["unit", "projects"][0]
    rows = {row: one for row, one in facts.rows.items() if one.parent != project or one.table != "indicators"}
    cells = {row: held for row, held in facts.cells.items() if row in rows}
    report = audit(AnswerGraph(pack, replace(facts, rows=rows, cells=cells)).snapshot())
    [hit] = report.entry("required.indicators").hits
    assert hit.places[0].address == Address(project, "name")
