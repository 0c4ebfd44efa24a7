"""Rules about the figures of texts: at the right place, with both values; silent on what is right."""

from __future__ import annotations

import pytest

from tests.audit.figure_texts import HEADING, NAME, OTHER, PLACE
from tests.audit.sample_audit import findings, report_of

CODES = (
    "figure.differs",
    "figure.differs_loosely",
    "figure.base",
    "figure.approved",
    "figure.score",
    "figure.score_missing",
    "figure.sum",
    "figure.label",
    "figure.count",
    "figure.rate",
    "figure.units",
)


def pairs(code: str, name: str) -> list[tuple[str, str]]:
    """Give what a rule quotes and expects in a sample, in the order of the places."""
    return [(hit.quoted, hit.expected) for hit in findings(code, name).values()]


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("figure.differs", NAME, [("79.36万元", "89.46万元")] * 2),
        ("figure.differs", OTHER, [("89.84%", "89.61%")]),
        ("figure.differs_loosely", NAME, [("100%", "99%")]),
        ("figure.base", NAME, [("112.73%", "100.00%")]),
        ("figure.approved", NAME, [("79.36万元", "89.46万元")]),
        ("figure.sum", NAME, [("442.54万元", "442.52万元")]),
        ("figure.label", NAME, [("54人", "33人")]),
        ("figure.count", NAME, [("11个", "10个")]),
        ("figure.score_missing", NAME, [("", "100分")]),
        ("figure.score_missing", OTHER, [("", "94分")]),
        ("figure.rate", "chengbu-2023", [("96.90%", "98.02%")]),
        ("figure.units", "chengbu-2023", [("515元", "")]),
        ("figure.differs", "chengbu-2023", [("22人", "20人")]),
    ],
)
def test_what_is_wrong_in_the_samples_is_found(code: str, name: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(code, name) == expected


def test_nothing_else_is_said_about_the_samples() -> None:
    found = {
        name: sum(len(entry.hits) for entry in report_of(name).entries if entry.code.startswith("figure."))
        for name in (NAME, OTHER, "chengbu-2023", "yueyanglou-2017", "zhengning-2023")
    }
    assert found == {NAME: 9, OTHER: 2, "chengbu-2023": 3, "yueyanglou-2017": 0, "zhengning-2023": 1}


def found_in(text: str, name: str = NAME) -> dict[str, tuple[str, str]]:
    """Give what the rules say about one text: code → quoted, expected."""
    changes = {PLACE: text, HEADING: "情况"}
    return {
        code: (hit.quoted, hit.expected)
        for code in CODES
        for place, hit in findings(code, name, changes).items()
        if place == PLACE
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年总支出531万元。", {"figure.differs": ("531万元", "532万元")}),
        ("公用经费24万元，其中：办公费3.06万元，水电费1.23万元，其他20万元。", {}),
        ("总投入10.0万元，其中：设备6.1万元，材料5.2万元。", {"figure.sum": ("10.0万元", "11.3万元")}),
        ("总投入10万元，其中：设备6万元，材料4万元。", {}),
        ("总投入10万元（设备6万元，材料4万元），已验收。", {}),
        ("总投入10.00万元，其中：设备6.01万元、材料3.93万元。", {"figure.sum": ("10.00万元", "9.94万元")}),
        ("总投入10.00万元，其中：设备6.01万元、材料3.98万元。", {}),
        ("总投入10.00万元。其中：设备6.01万元、材料3.93万元。", {"figure.sum": ("10.00万元", "9.94万元")}),
        ("实有在职人员54人。其中：在职人员33人，退休人员21人。", {"figure.label": ("54人", "33人")}),
        ("总投入10.00万元，其中：设备2.01万元、材料3.98万元。", {}),
        ("开设窗口3个，分别是综合窗口、参保窗口、待遇窗口。", {}),
        ("开设窗口4个，分别是综合窗口、参保窗口、待遇窗口。", {"figure.count": ("4个", "3个")}),
        ("开设窗口4个：综合窗口、参保窗口、待遇窗口和档案窗口。", {}),
        ("开设窗口4个，分别是综合窗口、参保窗口等。", {}),
        ("应核查200人，已核查190人，完成率95%。", {}),
        ("应核查200万人，已核查150万人，愿意配合的困难群众的上门走访率100%。", {}),
        ("应核查200人，已核查190人，完成率98%。", {"figure.rate": ("98%", "95%")}),
        ("任务数200人，核减20人，今年完成171人，完成率95%。", {}),
        ("整体支出绩效自评98分。", {"figure.score": ("98分", "100分")}),
        ("整体支出绩效自评100分。", {}),
    ],
)
def test_what_is_said_about_one_text(text: str, expected: dict[str, tuple[str, str]]) -> None:
    found = found_in(text)
    found.pop("figure.score_missing", None)
    assert found == expected


def test_the_score_that_is_missing_is_the_one_the_form_prints() -> None:
    [hit] = findings("figure.score_missing", "zhengning-2023").values()
    assert "99.5分" in hit.message
    assert "108.5" not in hit.message


def test_a_report_that_is_a_box_of_the_form_need_not_quote_the_score() -> None:
    assert findings("figure.score_missing", "yueyanglou-2017") == {}


def test_a_quoted_score_is_not_missing() -> None:
    assert findings("figure.score_missing", NAME, {PLACE: "整体支出绩效自评100分。"}) == {}
    assert findings("figure.score_missing", NAME, {PLACE: "自评得分{{#unit/total.score}}分。"}) == {}


def test_a_wrong_figure_is_told_with_its_words_and_the_cell() -> None:
    [hit] = [h for p, h in findings("figure.differs", NAME, {PLACE: "全年总支出531万元。"}).items() if p == PLACE]
    assert "531万元" in hit.message
    assert "532万元" in hit.message
    assert [place.address.key for place in hit.places] == ["text", "budget.executed.total"]
