"""What was wrong on the samples read by hand, mended: one fault is told once, at its place, in words that fit."""

from __future__ import annotations

import pytest

from app.audit.phrases import around
from tests.audit.sample_audit import findings

ZHENGNING, CHENGBU, YUANJIANG = "zhengning-2023", "chengbu-2023", "yuanjiang-2024"


def test_marks_of_a_text_taken_from_elsewhere_are_told_there() -> None:
    found = set(findings("text.format", ZHENGNING))
    assert {"duties[3]/text", "duties[7]/text", "duties[8]/text"} <= found
    assert "reports[1]/sections[3]/sections[3]/text" not in found


def test_a_mark_typed_behind_a_figure_is_still_told() -> None:
    place = "reports[1]/sections[3]/sections[3]/text"
    changes = {place: "在职{{#unit/staff.actual|0人}},编制不够。"}
    assert "人,编制" in findings("text.format", ZHENGNING, changes)[place].quoted


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("收入6791万元,预算", ",", "6791万元,预算"),
        ("比例98.5%,职业年金", ",", "98.5%,职业年金"),
        ("共计12345,678元", ",", "12345,678元"),
        ("好,坏", ",", "好,坏"),
    ],
)
def test_a_number_is_not_cut_where_words_are_quoted(text: str, mark: str, expected: str) -> None:
    at = text.index(mark)
    assert expected in around(text, at, at + 1)


def test_names_of_documents_are_read_for_spelling() -> None:
    assert findings("text.typo", ZHENGNING)["documents[2]/name"].expected == "自评"


def test_a_name_that_one_paper_mistypes_is_told_once() -> None:
    place = "internal_units[15]/name|overall"
    assert place in findings("name.stated", CHENGBU)
    assert place not in findings("text.typo", CHENGBU)


def test_a_summary_of_headings_is_called_that() -> None:
    [hit] = findings("section.empty", ZHENGNING).values()
    assert "只列了" in hit.message
    changes = {"reports[1]/sections[8]/text": ""}
    assert "下面没有内容" in findings("section.empty", ZHENGNING, changes)["reports[1]/sections[8]/text"].message


def test_a_rate_of_the_printed_figures_is_right() -> None:
    assert findings("rate.form_rounding", ZHENGNING) == {}
    assert set(findings("rate.form_rounding", ZHENGNING, {"indicators[1]/actual": "196.61%"})) <= {
        "indicators[1]/actual"
    }


def test_a_sign_that_points_the_wrong_way_is_told_with_the_right_one() -> None:
    found = findings("target.direction", YUANJIANG)["indicators[13]/target"]
    assert (found.quoted, found.expected) == ("≥500万元", "≤500万元")
    assert "≤500万元" in found.message
