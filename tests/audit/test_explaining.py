"""Explanations: for all or chosen places, stale when their figures change, never swallowing anything new."""

from __future__ import annotations

from typing import Any

from app.audit.engine import audit
from app.audit.report import Entry
from tests.audit.small_audit import UNIT, answered, rule, ruled

PACK = ruled(
    rule(
        "small",
        "for: [projects]\ncheck: money.executed > 100\nquoted: money.executed\nplaces: [money.executed]",
        severity="warning",
    )
)


def projects(*amounts: str) -> list[dict[str, Any]]:
    return [{"id": f"p{no}", "name": f"{no}号", "money.executed": amount} for no, amount in enumerate(amounts)]


def entry(*amounts: str, given: list[dict[str, Any]] | None = None) -> Entry:
    report = audit(answered(PACK, {**UNIT, "projects": projects(*amounts), "explanations": given or []}))
    assert len(report.entries) == 1
    return report.entries[0]


def said(*hits: int, amounts: tuple[str, ...], text: str = "属实", **more: str) -> dict[str, Any]:
    found = [entry(*amounts).hits[at] for at in hits]
    about, figures = " ".join(hit.id for hit in found), " ".join(hit.digest for hit in found)
    return {"rule": "small", "text": text, "about": about, "figures": figures, **more}


def states(*amounts: str, given: list[dict[str, Any]]) -> list[str]:
    return [hit.explained for hit in entry(*amounts, given=given).hits]


def test_nobody_said_anything() -> None:
    assert states("1", "2", given=[]) == ["none", "none"]


def test_one_explanation_covers_several_places() -> None:
    given = [said(0, 1, amounts=("1", "2"), agreed_by="甲")]
    found = entry("1", "2", given=given)
    assert found.explained == "explained"
    assert {(hit.explanation.text, hit.explanation.agreed_by) for hit in found.hits if hit.explanation} == {
        ("属实", "甲")
    }


def test_it_goes_stale_only_where_the_figures_change() -> None:
    given = [said(0, 1, amounts=("1", "2"))]
    assert states("1", "3", given=given) == ["explained", "stale"]
    assert entry("1", "3", given=given).explained == "stale"


def test_a_new_place_is_open() -> None:
    given = [said(0, amounts=("1",))]
    assert states("1", "2", given=given) == ["explained", "none"]
    assert entry("1", "2", given=given).explained == "none"


def test_a_false_alarm_stays_in_the_report() -> None:
    found = entry("1", given=[said(0, amounts=("1",), false_alarm="是")])
    assert found.explained == "false_alarm"
    assert found.hits[0].message


def test_the_later_explanation_counts() -> None:
    given = [said(0, amounts=("1",), text="先"), said(0, amounts=("1",), text="后")]
    [hit] = entry("1", given=given).hits
    assert hit.explanation is not None
    assert hit.explanation.text == "后"


def test_an_explanation_of_another_rule_or_with_damaged_figures_explains_nothing() -> None:
    one = said(0, amounts=("1",))
    assert states("1", given=[{**one, "rule": "other"}]) == ["none"]
    assert states("1", given=[{**one, "figures": "x"}]) == ["stale"]
    assert states("1", given=[{"rule": "small", "text": "没有位置"}]) == ["none"]


def test_explained_warnings_no_longer_ask_but_are_counted() -> None:
    report = audit(answered(PACK, {**UNIT, "projects": projects("1"), "explanations": [said(0, amounts=("1",))]}))
    assert report.verdict == "通过"
    assert (report.counts.warning, report.counts.explained) == (1, 1)
