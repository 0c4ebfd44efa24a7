"""Expression rules: what they find, say, and leave out with a reason."""

from __future__ import annotations

from app.audit.engine import audit
from app.audit.report import Report
from app.core.records import ROOT_ID, Address
from tests.audit.small_audit import UNIT, answered, rule, ruled

SUM = rule(
    "sum",
    """
    check: near(money.executed, sum(projects.money.executed))
    needs: [money.executed, projects.money.executed]
    quoted: money.executed
    expected: sum(projects.money.executed)
    values: {gap: money.executed - sum(projects.money.executed)}
    places: [money.executed, projects.money.executed]
    advice: 核对“{{unit.name}}”的金额
    clause: 第三条
    family: SUM
    """,
    message="{{year}}年填的是{{quoted}}，各项目合计{{expected|0.00}}，差{{gap|0.0}}",
)


def run(rules: str, **changes: object) -> Report:
    return audit(answered(ruled(rules), {**UNIT, **changes}))


def test_a_true_check_says_nothing() -> None:
    report = run(SUM, **{"money.executed": "30.5"})
    assert report.entries == report.skipped == report.broken == ()
    assert report.verdict == "通过"


def test_a_false_check_speaks_with_the_live_figures_of_both_sides() -> None:
    report = run(SUM)
    [entry] = report.entries
    [hit] = entry.hits
    assert (entry.code, entry.family, entry.severity, entry.clause) == ("sum", "SUM", "error", "第三条")
    assert hit.message == "2024年填的是30.00，各项目合计30.50，差-0.5"
    assert hit.advice == "核对“甲单位”的金额"
    assert (hit.quoted, hit.expected) == ("30.00", "30.50")
    assert [place.quoted for place in hit.places] == ["30.00", "12.50", "18"]
    assert hit.places[0].address == Address(ROOT_ID, "money.executed")
    assert [place.label for place in hit.places] == [
        "“金额（执行数）”",
        "项目第1行（一号）“金额（执行数）”",
        "项目第2行（二号）“金额（执行数）”",
    ]
    assert report.verdict == "有错误"
    assert list(report.at(hit.places[2].address)) == [(entry, hit)]


def test_a_blank_need_is_told_with_its_name() -> None:
    report = run(SUM, projects=[{"name": "一号"}])
    [skipped] = report.skipped
    assert (skipped.code, skipped.reason) == ("sum", "项目的金额（执行数）未填")
    assert not report.entries


def test_a_blank_answer_is_told_with_its_reason() -> None:
    report = run(rule("more", "check: money.executed > cash\nplaces: [money.executed]"))
    [skipped] = report.skipped
    assert skipped.reason == "现金未填"
    assert [place.label for place in skipped.places] == ["“金额（执行数）”"]


def test_one_entry_for_all_rows_of_all_tables() -> None:
    rules = rule("small", "for: [unit, projects]\ncheck: money.executed > 100\nplaces: [money.executed]")
    [entry] = run(rules).entries
    assert [hit.places[0].quoted for hit in entry.hits] == ["30.00", "12.50", "18"]
    assert len(entry.places) == 3


def test_when_leaves_rows_out_in_silence() -> None:
    rules = rule("small", "for: [projects]\nwhen: name == '二号'\ncheck: money.executed > 100\nplaces: [name]")
    report = run(rules)
    assert [hit.places[0].quoted for hit in report.entries[0].hits] == ["二号"]
    assert not report.skipped


def test_places_above_parts_of_quantities_and_forms() -> None:
    rules = rule(
        "far",
        """
        for: [indicators]
        check: target.value > 95 and target.operator == '≥'
        quoted: target
        expected: weight
        places: [target.operator, up.score]
        """,
        message="{{name}}{{quoted}}{{expected}}",
    )
    row = {"name": "率", "target": "≥90%", "weight": "5"}
    [hit] = run(rules, projects=[{"name": "一号", "score": "3", "indicators": [row]}]).entries[0].hits
    assert hit.message == "率≥90%5"
    assert [place.address.key for place in hit.places] == ["target", "score"]
    assert [place.quoted for place in hit.places] == ["≥90%", "3"]


def test_years_and_off_are_told() -> None:
    rules = (
        rule("later", "check: 1 == 2\nfrom: '2025'")
        + rule("earlier", "check: 1 == 2\nuntil: '2023'")
        + rule("off", "check: 1 == 2\noff: 'true'")
        + rule("now", "check: 1 == 2\nfrom: '2024'\nuntil: '2024'")
    )
    report = run(rules)
    assert [entry.code for entry in report.entries] == ["now"]
    assert {one.code: one.reason for one in report.skipped} == {
        "later": "2025年起适用", "earlier": "只适用到2023年", "off": "表样停用了这条规则",
    }  # fmt: skip


def test_the_year_of_today_counts_where_there_is_none() -> None:
    pack = ruled(rule("later", "check: 1 == 2\nfrom: '2025'"))
    blank = answered(pack, {"unit.name": "甲"})
    assert audit(blank, today_year=2024).skipped
    assert audit(blank, today_year=2025).entries
    assert audit(blank).entries


def test_grave_entries_come_first_and_are_counted() -> None:
    rules = (
        rule("a", "check: 1 == 2", severity="hint")
        + rule("b", "check: 1 == 2", severity="warning")
        + rule("c", "check: 1 == 2")
    )
    report = run(rules)
    assert [entry.code for entry in report.entries] == ["c", "b", "a"]
    counts = report.counts
    assert (counts.error, counts.warning, counts.hint, counts.explained) == (1, 1, 1, 0)


def test_a_pack_is_compiled_once() -> None:
    from app.audit.compiling import rules_of

    pack = ruled(SUM)
    assert rules_of(pack) is rules_of(pack)
    assert rules_of(ruled(SUM + rule("more", "check: 1 == 1"))) is not rules_of(pack)
