"""Bound figures on the report page: chips and their menu, insertion, completion, typed figures that may be bound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.core.records import ROOT_ID, Address
from app.services.editing.confirming import write_section
from app.ui import words_reports as words
from app.ui.reports.chips import OBJECT
from app.ui.reports.page import ReportBlock
from app.ui.reports.picker import FigurePicker
from app.ui.shell.window import Window
from tests.ui.clicks import click, wait_for
from tests.ui.reporting import (
    STAFF,
    block_of,
    choose,
    compose,
    menu_by_keys,
    open_report,
    put_cursor,
    section,
    stored,
    to_end,
)

Sample = Callable[[str], Path]
TOTAL = f"#{ROOT_ID}/budget.executed.total"


@pytest.fixture
def report(window: Window, sample: Sample) -> ReportBlock:
    """Give the report of yuanjiang, with a section that holds one bound figure."""
    window.open(sample("yuanjiang-2024"))
    block = open_report(window)
    hold(block, f"全年支出{{{{{TOTAL}|万元}}}}，保障了开支。")
    return block


def hold(block: ReportBlock, text: str) -> None:
    """Let the section of the staff hold a stored text, and show it."""
    row = section(block, STAFF)
    block.desk.do(lambda: write_section(block.desk.session, row, text))
    block.pane.show_text()
    QApplication.processEvents()


def picker(window: Window) -> FigurePicker:
    """Return the picker that is shown."""
    QApplication.processEvents()
    return next(one for one in window.findChildren(FigurePicker) if one.isVisible())


def test_a_chip_shows_its_figure_and_is_kept_as_its_binding(report: ReportBlock) -> None:
    assert report.editor.toPlainText() == f"全年支出{OBJECT}，保障了开支。"
    assert report.editor.stored() == stored(report)
    assert report.editor.characters() == len("全年支出532.00万元，保障了开支。")


@pytest.mark.parametrize("place", [4, 5])
def test_the_menu_of_a_chip_opens_with_keys_on_both_sides(report: ReportBlock, place: int) -> None:
    put_cursor(report, place)
    menu = menu_by_keys(report)
    assert menu.actions()[0].text() == words.figure_entry("资金总额（全年执行数）", "532.00万元")
    assert [one.text() for one in menu.actions() if one.menu() is not None] == [
        words.BY_UNIT,
        words.BY_DECIMALS,
        words.BY_WORDS,
    ]
    menu.close()


@pytest.mark.parametrize(
    ("entry", "form"),
    [
        ("5320000元", "元"),
        (words.form_entry("1位小数", "532.0万元"), "0.0万元"),
        ("530余万元", "10余万元"),
    ],
)
def test_a_form_is_chosen_as_one_step(report: ReportBlock, window: Window, entry: str, form: str) -> None:
    before = stored(report)
    put_cursor(report, 4)
    choose(menu_by_keys(report), entry)
    assert stored(report) == before.replace("|万元", f"|{form}")
    assert report.editor.stored() == stored(report)
    QTest.keyClick(report.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    report.pane.commit()
    assert stored(block_of(window)) == before


def test_a_chip_becomes_words_that_stay(report: ReportBlock, window: Window) -> None:
    put_cursor(report, 5)
    choose(menu_by_keys(report), words.AS_WORDS)
    assert stored(report) == "全年支出532.00万元，保障了开支。"
    window.desk.set(Address(ROOT_ID, "budget.executed.basic"), "1")
    assert report.editor.toPlainText() == "全年支出532.00万元，保障了开支。"


def test_a_chip_leads_to_its_cell(report: ReportBlock, window: Window) -> None:
    asked: list[Address] = []
    window.desk.go_asked.connect(asked.append)
    put_cursor(report, 4)
    choose(menu_by_keys(report), words.GO_TO_FIGURE)
    assert asked == [Address(ROOT_ID, "budget.executed.total")]


def test_a_chip_follows_its_figure(report: ReportBlock, window: Window) -> None:
    hold(report, f"在职{{{{#{ROOT_ID}/staff.actual}}}}人")
    report.tree.setFocus()
    window.desk.set(Address(ROOT_ID, "staff.actual"), "35")
    assert report.editor.characters() == len("在职35人")
    window.desk.set(Address(ROOT_ID, "staff.actual"), "")
    put_cursor(report, 2)
    chip = report.editor.chip_at(report.editor.textCursor())
    assert chip is not None
    assert (chip[1].text, chip[1].blank) == (words.NOT_FILLED, True)
    assert report.editor.characters() == len("在职人")


def test_a_long_text_that_is_bound_stays_within_the_line(report: ReportBlock, window: Window) -> None:
    window.desk.set(Address(ROOT_ID, "plan.key_work"), "重点工作很多，一件一件写清楚。" * 30)
    hold(report, f"{{{{#{ROOT_ID}/plan.key_work}}}}")
    document = report.editor.document()
    assert document.idealWidth() <= report.editor.viewport().width()
    assert document.size().height() > report.editor.fontMetrics().height() * 5


def test_a_figure_is_put_in_with_keys_alone(report: ReportBlock, window: Window) -> None:
    to_end(report)
    QTest.keyClick(report.editor, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    shown = picker(window)
    shown.line.setText("没有这样的名称")
    assert shown.list.count() == 0
    shown.line.setText("实际在职")
    assert shown.list.item(0).text() == words.figure_entry("实际在职人数", "33人")
    QTest.keyClick(shown.line, Qt.Key.Key_Down)
    QTest.keyClick(shown.line, Qt.Key.Key_Up)
    QTest.keyClick(shown.line, Qt.Key.Key_Return)
    assert stored(report).endswith(f"保障了开支。{{{{#{ROOT_ID}/staff.actual|人}}}}")


def test_esc_sends_the_picker_away(report: ReportBlock, window: Window) -> None:
    before = stored(report)
    report.pane.ask_figure()
    QTest.keyClick(picker(window).line, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not [one for one in window.findChildren(FigurePicker) if one.isVisible()]
    assert stored(report) == before


def test_a_name_that_is_typed_is_completed_with_tab(report: ReportBlock) -> None:
    to_end(report)
    compose(report, "实际在职")
    report.pane.completer.offer()
    assert report.pane.completer.isVisible()
    QTest.keyClick(report.editor, Qt.Key.Key_Tab)
    report.pane.commit()
    assert stored(report).endswith(f"实际在职人数{{{{#{ROOT_ID}/staff.actual|人}}}}")
    assert report.editor.hasFocus()
    assert not report.pane.completer.isVisible()


def test_a_completion_is_never_in_the_way(report: ReportBlock) -> None:
    to_end(report)
    compose(report, "实际在职")
    report.pane.completer.offer()
    QTest.keyClick(report.editor, Qt.Key.Key_Return)
    assert not report.pane.completer.isVisible()
    compose(report, "实际在职", "ren")
    report.pane.completer.offer()
    assert not report.pane.completer.isVisible(), "not while something is composed"
    compose(report, "")
    report.pane.completer.offer()
    QTest.keyClick(report.editor, Qt.Key.Key_Escape)
    assert not report.pane.completer.isVisible()
    report.pane.commit()
    assert stored(report).endswith("实际在职\n实际在职")


def test_a_copied_chip_stays_bound_here_and_becomes_words_elsewhere(report: ReportBlock) -> None:
    report.editor.selectAll()
    copied = report.editor.createMimeDataFromSelection()
    assert copied.text() == "全年支出532.00万元，保障了开支。"
    to_end(report)
    report.editor.insertFromMimeData(copied)
    report.pane.commit()
    assert stored(report).count("{{#") == 2
    to_end(report)
    report.editor.known = lambda _binding: False
    report.editor.insertFromMimeData(copied)
    report.pane.commit()
    assert stored(report).count("{{#") == 2
    assert stored(report).endswith("全年支出532.00万元，保障了开支。")


def test_a_typed_figure_of_the_forms_is_offered_as_bound(report: ReportBlock, window: Window) -> None:
    hold(report, "2024年末实际在职人数33人，核定编制31名。")
    window.auditor.start()
    window.auditor.wait()
    wait_for(report.pane.offers.isVisible)
    click(report.pane.offers, words.BIND)
    assert "{{#" in stored(report)
    assert report.pane.editor.characters() == len("2024年末实际在职人数33人，核定编制31名。")


def test_what_is_typed_on_sends_offers_away(report: ReportBlock, window: Window) -> None:
    hold(report, "2024年末实际在职人数33人。")
    window.auditor.start()
    window.auditor.wait()
    wait_for(report.pane.offers.isVisible)
    put_cursor(report, 0)
    compose(report, "到")
    assert not report.pane.offers.isVisible()
    assert not report.editor.extraSelections()
    assert stored(report) == "2024年末实际在职人数33人。"


def test_all_figures_of_a_section_are_bound_as_one_step(report: ReportBlock, window: Window) -> None:
    typed = "2024年末实际在职人数33人，核定编制31名。"
    hold(report, typed)
    window.auditor.start()
    window.auditor.wait()
    wait_for(report.pane.offers.isVisible)
    click(report.pane.offers, words.BIND_ALL)
    assert stored(report).count("{{#") == 2
    QTest.keyClick(report.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    report.pane.commit()
    assert stored(report) == typed


def test_an_underlined_figure_has_the_same_offer_in_its_menu(report: ReportBlock, window: Window) -> None:
    hold(report, "2024年末实际在职人数33人。")
    window.auditor.start()
    window.auditor.wait()
    wait_for(report.pane.offers.isVisible)
    put_cursor(report, report.editor.toPlainText().index("33") + 1)
    choose(menu_by_keys(report), words.BIND)
    assert stored(report) == f"2024年末实际在职人数{{{{#{ROOT_ID}/staff.actual|0人}}}}。"


def test_the_menu_of_a_chip_opens_with_the_mouse(report: ReportBlock) -> None:
    put_cursor(report, 5)
    at = report.editor.cursorRect().center() - QPoint(20, 0)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, report.editor.viewport().mapToGlobal(at))
    QApplication.sendEvent(report.editor.viewport(), event)
    QApplication.processEvents()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    choose(menu, "5320000元")
    assert "|元}}" in stored(report)


def test_a_length_that_is_asked_for_is_said(report: ReportBlock, monkeypatch: pytest.MonkeyPatch) -> None:
    row = report.pane.row
    monkeypatch.setattr("app.ui.reports.page.least_of", lambda *_: {row: 500})
    put_cursor(report, 0)
    report.tree.setFocus()
    report.pane.editor.cursorPositionChanged.emit()
    report.pane.counted.emit()
    length = len("全年支出532.00万元，保障了开支。")
    assert report.pane.foot.text().startswith(words.section_count(length, 500))
    assert "要求不少于500字" in report.pane.foot.text()
