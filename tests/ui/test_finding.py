"""查找: labels, figures and reports; Enter goes there, F3 to the next, in both views."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.records import Address
from app.ui.forms.place import address_at
from app.ui.shell.window import Window
from tests.ui.walking import settle

Sample = Callable[..., Path]


def look_for(window: Window, text: str) -> list[str]:
    """Type into the bar and return the lines of the list."""
    window.search()
    window.finding.input.setText(text)
    window.finding.look()
    return [window.finding.list.item(row).text() for row in range(window.finding.list.count())]


def current(window: Window) -> Address | None:
    """Return the cell that has the focus in the steps."""
    assert window.shell is not None
    assert window.shell.page is not None
    settle()
    return address_at(window.shell.page)


def test_a_label_is_found_and_enter_goes_there(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    lines = look_for(window, "编制数")
    assert lines[0].startswith("〔附件1 单位与人员〕")
    assert "31" in lines[0]
    QTest.keyClick(window.finding.input, Qt.Key.Key_Return)
    assert current(window) == Address("unit", "staff.authorised")


def test_f3_goes_round(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    count = len(look_for(window, "公务接待"))
    assert count > 2
    places = []
    for _ in range(count + 1):
        window.find_next()
        places.append(current(window))
    assert places[0] == places[-1]
    assert len(set(places)) == count
    assert window.finding._told.text() == f"第1处，共{count}处"


def test_reports_are_found_by_their_words(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    lines = look_for(window, "温暖社保")
    assert any("〔项目支出自评报告〕有关建议" in line for line in lines)
    window.finding.step(1)
    assert window.shell is not None
    assert window.shell.page is not None
    assert "报告" in window.shell.page.step.title
    assert all("overall" not in line for line in lines)


def test_it_works_in_the_forms_too(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    window.switch_view()
    look_for(window, "编制数")
    window.finding.step(1)
    forms = window.views.forms
    assert forms is not None
    assert forms.current() == Address("unit", "staff.authorised")


def test_what_no_paper_shows_leads_to_the_steps(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    window.switch_view()
    look_for(window, "通知文号")
    window.finding.step(1)
    assert window.views.forms is None
    assert current(window) == Address("unit", "notice.number")


def test_nothing_found_is_said_and_esc_closes(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    assert look_for(window, "没有这样的话") == []
    assert window.finding._told.text() == "没有找到"
    window.find_next()
    QTest.keyClick(window.finding.input, Qt.Key.Key_Escape)
    assert not window.finding.isVisible()
    window.find_next()
    assert not window.finding.isVisible()
    window.go_home()
    assert not window.finding.isVisible()


def test_the_arrow_leads_into_the_list(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    look_for(window, "编制数")
    QTest.keyClick(window.finding.input, Qt.Key.Key_Down)
    assert window.finding.list.hasFocus()
    QTest.keyClick(window.finding.list, Qt.Key.Key_Return)
    assert current(window) == Address("unit", "staff.authorised")
