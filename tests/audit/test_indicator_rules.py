"""Rules about indicator rows, on the samples: where they speak, what they quote, where they are silent."""

from __future__ import annotations

import pytest

from app.audit.report import Report
from tests.audit.sample_audit import findings, report_of, sample

Y, J, Z = "yuanjiang-2024", "hunan-jubao-2020", "zhengning-2023"


def quoted(code: str, name: str, changes: dict[str, str] | None = None) -> dict[str, tuple[str, str]]:
    """Give what a rule quotes and expects, by guilty place."""
    return {place: (hit.quoted, hit.expected) for place, hit in findings(code, name, changes).items()}


def severity(report: Report, code: str) -> str:
    entry = report.entry(code)
    return entry.severity if entry is not None else ""


FOUND: list[tuple[str, str, str, dict[str, tuple[str, str]]]] = [
    ("satisfaction.range", "error", Y, {"projects[2]/indicators[7]/actual": ("950%", "")}),
    (
        "unit.differs",
        "warning",
        Y,
        {
            "projects[3]/indicators[1]/actual": ("45万", "45万人"),
            "projects[7]/indicators[1]/actual": ("3354人", "0.3354万人"),
        },
    ),
    (
        "level.blank",
        "warning",
        Y,
        {
            "projects[4]/indicators[1]/level1|att3": ("空白", "产出指标"),
            "projects[4]/indicators[4]/level1|att3": ("空白", "效益指标"),
        },
    ),
    ("level.blank", "warning", J, {"indicators[11]/level2": ("空白", "")}),
    ("unit.goal", "hint", Y, {"projects[2]/indicators[1]/target": ("≥300次", "")}),
    ("target.same_figure", "hint", Y, {"indicators[1]/target": ("≥36.6万人", "")}),
    ("indicator.copied", "warning", Y, {"projects[6]/indicators[4]/level3": ("社保中心综合监管能力", "")}),
    (
        "weight.label",
        "warning",
        Y,
        {
            "projects[5]/indicators[1]/level1.weight|att3": ("70", "40"),
            "projects[6]/indicators[1]/level1.weight|att3": ("70", "50"),
            "projects[7]/indicators[1]/level1.weight|att3": ("70", "30"),
        },
    ),
    ("number.malformed", "warning", J, {"indicators[7]/actual": ("100%%", "100%")}),
    ("actual.blank", "error", J, {"projects[1]/indicators[11]/actual": ("10", "")}),
    ("score.absent_full", "warning", J, {"indicators[10]/actual": ("无", "")}),
    (
        "score.reason",
        "warning",
        J,
        {"projects[1]/indicators[3]/reason": ("9", ""), "indicators[3]/reason": ("8", "")},
    ),
    ("score.reason", "warning", Z, {"budget.score": ("9", "")}),
    ("total.sum", "error", J, {"total.score|att2": ("94", "95")}),
    ("total.sum", "error", Z, {"total.score|sheet": ("99.5", "108.5")}),
    ("weight.total", "error", Z, {"total.weight": ("110", "100")}),
    ("rate.form", "error", J, {"indicators[7]/actual": ("100%%", "29.35%")}),
    ("rate.form_unsure", "warning", J, {"projects[1]/indicators[7]/actual": ("100%", "29.35%")}),
    ("rate.form_rounding", "hint", J, {"indicators[9]/actual": ("48.91%", "49.00%")}),
    ("rate.step", "hint", J, {"budget.rate": ("90%", "89.6061%")}),
    ("target.percent", "hint", J, {"projects[1]/indicators[1]/target": ("100%", "")}),
    ("score.rounded_up", "hint", Z, {"indicators[10]/score": ("10", "9.99")}),
]


@pytest.mark.parametrize(("code", "level", "name", "places"), FOUND)
def test_a_fault_of_the_originals_is_found_where_it_stands(
    code: str, level: str, name: str, places: dict[str, tuple[str, str]]
) -> None:
    assert quoted(code, name) == places
    assert severity(report_of(name), code) == level


def test_cost_written_as_at_least_and_deadlines_answered_by_words() -> None:
    cost = findings("target.direction", Y)
    assert len(cost) == 8
    assert cost["indicators[13]/target"].quoted == "≥500万元"
    late = findings("actual.sort", Y)
    assert list(late) == [f"projects[{n}]/indicators[{row}]/actual" for n, row in ((2, 3), (3, 6), (4, 3), (5, 3))]
    assert list(findings("actual.sort", J)) == ["indicators[11]/actual", "projects[1]/indicators[9]/actual"]


def test_far_over_the_target_asks_for_a_reason_and_a_little_over_only_hints() -> None:
    assert [hit.quoted for hit in findings("reason.over", Y).values()] == ["51万人", "51万人", "85万元", "51万人"]
    assert [hit.quoted for hit in findings("reason.some_over", Y).values()] == ["25起", "25起", "45万"]
    assert "indicators[1]/actual" not in findings("reason.over", Y, {"indicators[1]/reason": "上级任务年中调增"})
    assert findings("reason.over", J) == {}


def test_reached_in_the_main_with_full_marks_is_one_entry() -> None:
    assert len(findings("score.nearly_full", Y)) == 29
    lower = {"indicators[9]/band": "部分达成预期指标"}
    assert "indicators[9]/actual" not in findings("score.nearly_full", Y, lower)


def test_full_marks_everywhere_are_asked_about_once() -> None:
    [hit] = findings("score.all_full", Y).values()
    assert len(hit.places) == 8
    assert findings("score.all_full", J) == {}


def test_copied_rows_are_those_of_two_projects_and_not_what_all_have() -> None:
    [hit] = findings("indicator.copied", Y).values()
    assert len(hit.places) == 4
    mended = {"projects[7]/indicators[2]/level3": "渔民档案完整程度"}
    assert findings("indicator.copied", Y, mended) == {}


def test_the_same_indicator_is_held_against_the_sheet_of_the_unit() -> None:
    assert findings("indicator.same", Y) == {}
    found = quoted("indicator.same", Y, {"projects[1]/indicators[1]/actual": "50万人"})
    assert found == {"projects[1]/indicators[1]/actual": ("50万人", "51万人")}


def test_a_score_above_the_rule_is_an_error_even_with_a_reason_and_one_below_with_a_reason_is_none() -> None:
    above = {"indicators[3]/actual": "50%"}
    assert quoted("score.above", J, above) == {"indicators[3]/score": ("8", "4.5")}
    noted = above | {"indicators[3]/reason": "财政部门核定"}
    assert findings("score.above", J, noted) == {}
    assert list(findings("score.above_noted", J, noted)) == ["indicators[3]/score"]
    assert severity(report_of(J, noted), "score.above_noted") == "error"  # PRACTICE A16: higher only with a reason
    assert "indicators[3]/reason" not in findings("score.reason", J, {"indicators[3]/reason": "从严扣分"})
    assert findings("score.above", J) == {}


def test_signs_are_asked_for_where_their_meaning_is_not_plain() -> None:
    rows = ["indicators[8]", "indicators[9]", "indicators[14]", "projects[1]/indicators[11]"]
    assert list(findings("target.sign", J)) == [f"{row}/target" for row in rows]
    assert findings("target.sign", Y) == {}


@pytest.mark.parametrize(
    ("code", "path", "text", "expected"),
    [
        ("number.malformed", "indicators[1]/target", "7,00.0,77", ""),
        ("share.range", "indicators[5]/actual", "120%", ""),
        ("unit.clash", "projects[2]/indicators[1]/actual", "318万元", ""),
        ("target.question", "indicators[1]/level3", "是否参保", ""),
        ("share.direction", "indicators[5]/target", "≤95%", "≥95%"),
        ("target.vague", "indicators[9]/target", "不断完善", ""),
        ("reason.repeats", "indicators[1]/reason", "参保人数完成51万人", ""),
        ("reason.other", "indicators[1]/reason", "征缴收入比上年多", ""),
        ("target.approved", "indicators[1]/target.approved", "≥40万人", "≥40万人"),
        ("actual.last_year", "indicators[1]/prior.actual", "5万人", ""),
        ("target.below_last_year", "indicators[1]/prior.actual", "50万人", ""),
        ("figure.provisional", "facts[1]/provisional", "快报数", ""),
        ("cost.executed", "projects[7]/indicators[11]/actual", "0.2万元", "0.1万元"),
        ("weight.blank", "indicators[1]/weight", "", ""),
        ("grade.score", "total.grade|att2", "良", "优"),
    ],
)
def test_a_fault_put_into_a_sound_place_is_found_there_alone(code: str, path: str, text: str, expected: str) -> None:
    before, after = findings(code, Y), findings(code, Y, {path: text})
    new = {place: hit for place, hit in after.items() if place not in before}
    assert len(new) == 1, after
    [hit] = new.values()
    assert hit.expected == expected
    written = {str(place.address.key) for place in hit.places}
    assert path.partition("|")[0].rpartition("/")[2] in written


@pytest.mark.parametrize("code", ["score.above", "unit.clash", "rate.form", "rate.form_unsure", "weight.total"])
def test_what_is_right_in_the_cleanest_sample_stays_silent(code: str) -> None:
    assert findings(code, Y) == {}


def test_satisfaction_without_a_survey_is_told_once_for_its_fact() -> None:
    [(place, hit)] = findings("satisfaction.source", Y).items()
    assert (place, len(hit.places)) == ("facts[7]/value", 9)
    told = {"facts[7]/survey.valid": "200", "projects[2]/indicators[7]/actual": "95"}
    assert list(findings("satisfaction.source", Y, told)) == ["projects[2]/indicators[7]/actual"]


def test_texts_without_end_are_read_at_once() -> None:
    changes = {"indicators[9]/target": "提升" * 50_000, "indicators[9]/actual": "1," * 50_000}
    changes |= {"indicators[9]/reason": "完成" * 50_000, "goal.expected": "300人次，" * 20_000}
    assert report_of(Y, changes).broken == ()
    assert sample(Y) is not None
