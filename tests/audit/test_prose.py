"""The free texts of an evaluation, as the rules about texts read them."""

from __future__ import annotations

import pytest

from app.audit.prose import long_texts, prose_of, sections_of
from app.audit.view import AuditView
from tests.audit.sample_audit import findings, sample

NAME = "yuanjiang-2024"


@pytest.fixture(scope="module")
def view() -> AuditView:
    return AuditView(sample(NAME))


def test_sections_come_in_order_with_the_headings_above(view: AuditView) -> None:
    sections = [one for one in sections_of(view) if one.report == "overall"]
    first = sections[:3]
    assert [one.level for one in first] == [1, 2, 2]
    assert first[1].above == first[0].row
    text = next(one.text for one in sections if one.text is not None and "11个" in one.text.text)
    assert text.heading == "机构设置情况。"
    assert text.trail[0] == "部门（单位）基本情况"
    assert text.number == "1、"
    assert text.report == "overall"


def test_texts_of_forms_are_there_and_names_are_no_long_texts(view: AuditView) -> None:
    forms = [one for one in prose_of(view) if not one.report]
    assert {one.address.key for one in forms} >= {"unit.name", "goal.expected", "frugality", "level3"}
    assert {one.address.key for one in long_texts(view)} >= {"goal.expected", "text"}
    assert not {"unit.name", "heading", "level3"} & {one.address.key for one in long_texts(view)}


def test_every_text_is_read_once_in_an_audit(view: AuditView) -> None:
    assert prose_of(view) is prose_of(view)


def test_a_bound_figure_is_printed_and_left_out_of_what_was_typed() -> None:
    view = AuditView(sample(NAME, {"goal.expected": "全年支出{{#unit/budget.executed.total}}万元。"}))
    [found] = [one for one in prose_of(view) if one.address.row == "unit" and one.address.key == "goal.expected"]
    assert found.text == "全年支出532.00万元。"
    assert found.bare == "全年支出" + " " * 6 + "万元。"


def test_findings_of_a_changed_sample_name_their_places() -> None:
    assert list(findings("satisfaction.range", NAME)) == ["projects[2]/indicators[7]/actual"]
    mended = {"projects[2]/indicators[7]/actual": "95%"}
    assert findings("satisfaction.range", NAME, mended) == {}
