"""Auditing a file, and writing down why a finding stands, as one undoable step."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import UserError
from app.core.tree import parse_address
from app.services.editing.cells import set_value
from app.services.editing.rows import move_row
from app.services.review.auditing import audit_file, audit_session, explain_finding
from app.services.session import Session

RULE = "satisfaction.range"
ACTUAL = "projects[1]/indicators[1]/actual"
OTHER = "projects[2]/indicators[1]/actual"


@pytest.fixture
def wrong(county: Path) -> Path:
    """A file with two impossible values of satisfaction, one of them in the sample itself."""
    with Session.open(county) as session:
        for path in (ACTUAL, OTHER):
            row = path.rpartition("/")[0]
            for key, text in (("level1", "满意度指标"), ("actual", "120%")):
                set_value(session, parse_address(f"{row}/{key}", session.tree), text)
    return county


def states(session: Session) -> dict[str, str]:
    audited = audit_session(session)
    entry = audited.report.entry(RULE)
    assert entry is not None
    return {audited.path(hit.places[0]): hit.explained for hit in entry.hits}


def test_the_sample_has_one_impossible_satisfaction(county: Path) -> None:
    audited = audit_file(county)
    entry = audited.report.entry(RULE)
    assert entry is not None
    [hit] = entry.hits
    assert hit.quoted == "950%"
    assert audited.sentence().startswith("审核结论：有错误。错误")
    assert audited.report.broken == ()


def test_the_object_for_json_has_the_parts_that_were_promised(county: Path) -> None:
    found = audit_file(county).as_dict()
    assert {"verdict", "counts", "findings", "skipped", "checked_figures"} <= set(found)
    findings = found["findings"]
    assert isinstance(findings, list)
    one = next(each for each in findings if each["code"] == RULE)
    wanted = {"code", "family", "severity", "places", "quoted", "expected", "rule", "message", "advice", "explained"}
    assert wanted <= set(one)
    assert one["quoted"] == "950%"
    assert one["places"][0]["path"].endswith("/actual")
    assert "950%" in one["message"]


def test_all_places_are_explained_in_one_step_that_can_be_undone(wrong: Path) -> None:
    with Session.open(wrong) as session:
        explain_finding(session, RULE, "已核对", agreed_by="张三")
        assert set(states(session).values()) == {"explained"}
        assert audit_session(session).report.open_errors, "an explained error stays one"
        step = session.undo()
        assert step is not None
        assert step.label == "填写审核说明"
        assert set(states(session).values()) == {"none"}
        session.redo()
        assert set(states(session).values()) == {"explained"}
    assert audit_file(wrong).report.counts.explained >= 1


def test_chosen_places_only(wrong: Path) -> None:
    with Session.open(wrong) as session:
        explain_finding(session, RULE, "已核对", places=[ACTUAL])
        found = states(session)
        assert found[ACTUAL] == "explained"
        assert found[OTHER] == "none"


def test_it_follows_its_row_and_goes_stale_with_its_figures(wrong: Path) -> None:
    with Session.open(wrong) as session:
        explain_finding(session, RULE, "已核对", places=[ACTUAL])
        address = parse_address(ACTUAL, session.tree)
        move_row(session, session.tree.rows[address.row].parent or "", 2)
        moved = session.tree.address_path(address)
        assert moved != ACTUAL
        assert states(session)[moved] == "explained"
        set_value(session, address, "130%")
        assert states(session)[moved] == "stale"
        explain_finding(session, RULE, "又核对过", places=[moved])
        assert states(session)[moved] == "explained"
        rows = [row for row in session.facts.rows.values() if row.table == "explanations"]
        assert len(rows) == 1, "what was said before is replaced"


def test_replacing_one_place_keeps_the_others(wrong: Path) -> None:
    with Session.open(wrong) as session:
        explain_finding(session, RULE, "全部属实")
        explain_finding(session, RULE, "规则不对", places=[ACTUAL], false_alarm=True)
        found = states(session)
        assert found[ACTUAL] == "false_alarm"
        assert found[OTHER] == "explained"


def test_false_alarms_are_counted_out_but_not_hidden(county: Path) -> None:
    with Session.open(county) as session:
        before = audit_session(session).report
        explain_finding(session, RULE, "按问卷原数填写", false_alarm=True)
        after = audit_session(session).report
        assert after.open_errors == before.open_errors - 1
        assert after.counts.error == before.counts.error
        assert session.undo().label == "报告误报"  # type: ignore[union-attr]


def test_an_empty_text_takes_back_what_was_said_also_when_nothing_is_found_any_more(wrong: Path) -> None:
    with Session.open(wrong) as session:
        explain_finding(session, RULE, "属实")
        explain_finding(session, RULE, "")
        assert set(states(session).values()) == {"none"}
        explain_finding(session, RULE, "属实")
        for path in states(session):
            set_value(session, parse_address(path, session.tree), "95%")
        assert audit_session(session).report.entry(RULE) is None
        explain_finding(session, RULE, "")
        assert not [row for row in session.facts.rows.values() if row.table == "explanations"]


@pytest.mark.parametrize(
    ("code", "text", "places", "said"),
    [
        ("no.such.rule", "属实", [], "没有审核结果"),
        ("no.such.rule", "", [], "没有审核结果"),
        (RULE, "属实", ["unit.name"], "没有审核结果"),
        (RULE, "属实", ["projects[99]/name"], "没有第99行"),
        (RULE, "{{unit.name}}", [], "不能写"),
    ],
)
def test_what_cannot_be_explained_is_refused_and_nothing_is_written(
    county: Path, code: str, text: str, places: list[str], said: str
) -> None:
    with Session.open(county) as session:
        before = session.facts
        with pytest.raises(UserError) as caught:
            explain_finding(session, code, text, places=places)
        assert said in caught.value.sentence()
        assert session.facts is before
