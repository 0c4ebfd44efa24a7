"""The report page: outline, typing that is kept, drafts and earlier texts before they replace, 逐段确认."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.core.records import ROOT_ID, Address
from app.services.editing.cells import set_value
from app.services.editing.rows import remove_row
from app.ui import words_reports as words
from app.ui.reports.drafting import DraftDialog
from app.ui.reports.earlier import EarlierDialog
from app.ui.reports.page import ReportBlock
from app.ui.shell.window import Window
from app.wizard.outline import outline_of
from tests.ui.clicks import click, dialog, wait_for
from tests.ui.reporting import (
    STAFF,
    block_of,
    compose,
    open_report,
    paste,
    put_cursor,
    section,
    stored,
    to_end,
    undo,
    write,
)

Sample = Callable[[str], Path]


@pytest.fixture
def report(window: Window, sample: Sample) -> ReportBlock:
    """Give the report of yuanjiang, shown."""
    window.open(sample("yuanjiang-2024"))
    return open_report(window)


def texts(block: ReportBlock) -> dict[str, str]:
    """Return what the outline shows: text of each section, its mark."""
    items = [item for row in block.tree.rows() if (item := block.tree.item_of(row)) is not None]
    return {item.text(0): item.text(1) for item in items}


def test_the_outline_has_numbers_and_jumps(report: ReportBlock) -> None:
    shown = texts(report)
    assert "一、部门（单位）基本情况" in shown
    assert f"2、{STAFF}" in shown
    row = section(report, STAFF)
    assert report.heading.text() == STAFF
    assert report.editor.stored() == report.desk.session.facts.cells[row]["text", ""].text
    assert report.editor.hasFocus()
    tree, heads = report.tree, [item for one in report.tree.rows() if (item := report.tree.item_of(one)) is not None]
    heights = {len(item.text(0)) > 16: tree.visualItemRect(item).height() for item in heads}
    assert heights[True] > heights[False]  # a long heading is seen whole


def test_the_heading_follows_its_number(report: ReportBlock) -> None:
    em = report.fontMetrics().horizontalAdvance("国")
    row = section(report, STAFF)
    number, heading = report.pane.number, report.heading
    assert heading.x() == number.x() + number.width()
    assert number.width() <= 4 * em
    report.desk.set(Address(row, "number"), "")
    QApplication.processEvents()
    assert (number.text(), number.placeholderText()) == ("", report.tree.heading_of(row).number)
    report.desk.set(Address(row, "number"), "（二十一）附")
    QApplication.processEvents()
    assert number.width() > 6 * em
    [add] = [one for one in report.findChildren(QPushButton) if one.text() == words.ADD]
    assert [one.text() for one in add.menu().actions()] == [words.ADD_SECTION, words.ADD_BELOW]


def test_folding_is_kept_when_the_outline_changes(report: ReportBlock) -> None:
    top = report.tree.topLevelItem(0)
    assert top is not None
    top.setExpanded(False)
    report.tree.go(report.tree.rows()[-1])
    report.add()
    again = report.tree.topLevelItem(0)
    assert again is not None
    assert not again.isExpanded()


def test_typing_is_kept_when_another_page_is_shown(report: ReportBlock, window: Window) -> None:
    row = section(report, STAFF)
    to_end(report)
    compose(report, "全年没有新增人员。", "zheng")
    assert window.shell is not None
    window.shell.walk(1)
    assert window.desk.session.graph.printed(row, "text").endswith("全年没有新增人员。")
    assert open_report(window).pane.row == row, "the place is kept"


def test_typing_is_taken_over_in_a_pause_but_never_while_composing(report: ReportBlock) -> None:
    section(report, STAFF)
    before = stored(report)
    to_end(report)
    compose(report, "完", "cheng")
    report.editor._rested()
    assert stored(report) == before
    compose(report, "成。")
    report.editor._rested()
    assert stored(report) == f"{before}完成。"


def test_undo_takes_letters_first_then_named_steps(report: ReportBlock, window: Window) -> None:
    row = section(report, STAFF)
    before = stored(report)
    to_end(report)
    compose(report, "多写的。")
    shown = undo(report, window)
    assert shown is report, "the editor's own undo"
    assert report.editor.stored() == before
    write(report, "全部改写。")
    window.desk.undo()
    again = block_of(window)
    assert (again.pane.row, stored(again), again.editor.stored()) == (row, before, before)
    window.desk.redo()
    assert block_of(window).editor.stored() == "全部改写。"
    label = window.desk.session.history(1)[0].label
    assert label == f"修改“{STAFF}”一节"


def test_writing_goes_on_after_a_step_was_undone(report: ReportBlock, window: Window) -> None:
    section(report, STAFF)
    write(report, "全部改写。")
    report.editor.setFocus()
    window.undo()
    wait_for(block_of(window).editor.hasFocus)
    assert block_of(window).editor.stored() != "全部改写。"


def test_a_report_that_was_not_drafted_offers_to(report: ReportBlock, window: Window) -> None:
    own = report.row()
    assert own is not None
    window.desk.do(lambda: remove_row(window.desk.session, own))
    again = open_report(window)
    assert not again.tree.isVisible()
    click(again, words.DRAFT)
    assert again.tree.isVisible()
    assert words.DRAFT_MARK in texts(again).values()
    assert again.pane.row
    assert window.desk.undo().startswith("起草报告")
    QApplication.processEvents()
    shown = block_of(window)
    assert (shown.tree.isVisible(), shown.pane.row, shown.tree.rows()) == (False, "", [])
    window.desk.redo()
    assert block_of(window).pane.row in block_of(window).tree.rows()


def test_a_section_that_is_undone_while_it_is_shown_is_let_go(report: ReportBlock, window: Window) -> None:
    section(report, STAFF)
    report.add()
    new = report.pane.row
    while new in window.desk.session.facts.rows:
        assert window.desk.undo()
    shown = block_of(window)
    assert shown.pane.row in shown.tree.rows()
    assert shown.editor.stored() == stored(shown)


def test_files_that_are_dropped_are_not_written(report: ReportBlock) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("自评.jxzp")])
    assert not report.editor.canInsertFromMimeData(data)
    data = QMimeData()
    data.setText("文字")
    assert report.editor.canInsertFromMimeData(data)


def test_keys_that_undo_nothing_here_reach_the_window(report: ReportBlock, window: Window) -> None:
    row = section(report, STAFF)
    before = stored(report)
    set_value(window.desk.session, Address(row, "text"), "从别处改的。")
    report.pane.follow(None)
    assert report.editor.stored() == "从别处改的。"
    window.activateWindow()
    shown = undo(report, window)
    assert shown.editor.stored() == before


def test_sections_are_added_moved_and_removed_with_keys(report: ReportBlock, window: Window) -> None:
    section(report, STAFF)
    report.add()
    new = report.pane.row
    report.heading.setFocus()
    QTest.keyClicks(report.heading, "Own")
    report.tree.setFocus()
    QApplication.processEvents()
    place = window.desk.session.tree.place(new)
    QTest.keyClick(report.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert window.desk.session.tree.place(new) == place - 1
    assert window.desk.session.graph.printed(new, "heading") == "Own"
    QTest.keyClick(report.tree, Qt.Key.Key_Delete)
    assert new not in window.desk.session.facts.rows
    assert report.pane.row in report.tree.rows()


def test_drafting_again_shows_what_changes_first(report: ReportBlock, window: Window) -> None:
    row = section(report, STAFF)
    before = stored(report)
    report.draft_again()
    shown = dialog(window, DraftDialog)
    assert isinstance(shown, DraftDialog)
    assert not shown.chosen(), "nothing that a person wrote is ticked"
    assert not shown.write_button.isEnabled()
    items = [shown.list.item(n) for n in range(shown.list.count())]
    item = next(one for one in items if one.text().startswith(STAFF))
    item.setCheckState(Qt.CheckState.Checked)
    shown.list.setCurrentItem(item)
    assert shown.now.toPlainText()
    assert "54" in shown.then.toPlainText()
    assert stored(report) == before
    click(shown, words.DRAFT_WRITE)
    assert "{{#" in stored(block_of(window))
    assert texts(block_of(window))[f"2、{STAFF}"] == words.DRAFT_MARK
    assert window.desk.undo() == "重新起草报告：整体支出绩效自评报告"
    assert window.desk.session.facts.cells[row]["text", ""].text == before


def test_an_earlier_text_is_seen_and_taken_back(report: ReportBlock, window: Window) -> None:
    section(report, STAFF)
    before = stored(report)
    write(report, "改坏了的一段。")
    report.show_earlier()
    shown = dialog(window, EarlierDialog)
    assert isinstance(shown, EarlierDialog)
    wait_for(lambda: shown.list.count() > 1)
    assert shown.list.item(0).text() == words.FIRST_DRAFT
    shown.list.setCurrentRow(1)
    assert shown.now.toPlainText() == "改坏了的一段。"
    assert shown.then.toPlainText() == before
    click(shown, words.USE_THIS)
    assert block_of(window).editor.stored() == before
    window.desk.undo()
    assert block_of(window).editor.stored() == "改坏了的一段。"


def test_a_section_is_read_and_read_again_when_figures_change(report: ReportBlock, window: Window) -> None:
    row = section(report, STAFF)
    bound = f"在职{{{{#{ROOT_ID}/staff.actual}}}}人。"
    report.desk.do(lambda: set_value(window.desk.session, Address(row, "text"), bound, mark=words.DRAFT_MARK))
    report.pane.show_text()
    assert texts(report)[f"2、{STAFF}"] == words.DRAFT_MARK
    assert report.pane.reading.isVisible()
    click(report.pane.reading, words.STILL_HOLDS)
    assert texts(report)[f"2、{STAFF}"] == ""
    assert not report.pane.reading.isVisible()
    window.desk.set(Address(ROOT_ID, "staff.actual"), "35")
    assert texts(report)[f"2、{STAFF}"] == words.CHANGED_MARK
    section(report, "主要工作职责：")
    report.go_unread()
    assert report.pane.row == row
    click(report.pane.reading, words.STRIKE)
    assert texts(report)[f"2、{STAFF}"] == words.STRUCK_MARK
    click(report.pane.reading, words.BACK_AGAIN)
    assert texts(report)[f"2、{STAFF}"] == ""


def test_words_are_counted_as_printed(report: ReportBlock) -> None:
    row = section(report, STAFF)
    write(report, "共 五字。\n")
    report.pane.counted.emit()
    sections = outline_of(report.desk.session.graph.snapshot(), report.report)
    assert words.section_count(4, 0) in report.pane.foot.text()
    assert words.report_count(sum(one.characters for one in sections), 0) in report.pane.foot.text()
    assert row


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("甲\r\n乙\r丙\u2029丁", "甲\n乙\n丙\n丁"),
        ("a\x00b\x07c\ufffcd", "abcd"),
        ("{{#unit/year}}", "{ {#unit/year}}"),
        ("\udcff\ufeff字", "字"),
    ],
)
def test_a_paste_is_plain_text(report: ReportBlock, pasted: str, kept: str) -> None:
    section(report, STAFF)
    report.editor.selectAll()
    paste(report, pasted)
    report.pane.commit()
    assert stored(report) == kept


def test_ten_megabytes_are_cut_and_said(report: ReportBlock) -> None:
    section(report, STAFF)
    before = len(report.editor.toPlainText())
    put_cursor(report, 0)
    paste(report, "长" * 10_000_000)
    assert before < len(report.editor.toPlainText()) <= 100_000 + before
    assert report.pane.foot.text().startswith("粘贴的内容太长")
    report.pane.commit()
    assert stored(report).startswith("长长长")
    paste(report, "再多一个字")
    assert len(report.editor.toPlainText()) <= 100_000 + before


def test_only_looking_changes_nothing(window: Window, sample: Sample) -> None:
    window.desk.open(sample("yuanjiang-2024"), viewing=True)
    report = open_report(window)
    section(report, STAFF)
    assert report.editor.isReadOnly()
    assert report.heading.isReadOnly()
    shown = {one.text() for one in report.findChildren(QPushButton) if one.isVisible() and one.isEnabled()}
    assert not shown & {words.ADD, words.MORE_ACTS, words.DRAFT_SHORT, words.INSERT_FIGURE}


def test_text_grows_with_the_window(report: ReportBlock, window: Window) -> None:
    row = section(report, STAFF)
    size = report.editor.font().pointSize()
    to_end(report)
    compose(report, "没有写完")
    window.bigger()
    QApplication.processEvents()
    assert block_of(window).editor.font().pointSize() == size + 1
    assert window.desk.session.graph.printed(row, "text").endswith("没有写完")
    window.smaller()
    QApplication.processEvents()
    assert block_of(window).editor.font().pointSize() == size


def test_where_there_is_little_room_outline_and_text_take_turns(report: ReportBlock, window: Window) -> None:
    assert report.left.isVisible()
    assert report.pane.isVisible()
    window.resize(800, 512)
    QApplication.processEvents()
    assert (report.left.isVisible(), report.pane.isVisible()) == (False, True)
    click(report, words.OUTLINE)
    assert (report.left.isVisible(), report.pane.isVisible()) == (True, False)
    QTest.keyClick(report.tree, Qt.Key.Key_Return)
    assert (report.left.isVisible(), report.pane.isVisible()) == (False, True)
    assert report.minimumSizeHint().width() <= report.width(), "nothing is clipped"
    window.resize(1366, 768)
    QApplication.processEvents()
    assert (report.left.isVisible(), report.pane.isVisible()) == (True, True)


def test_cover_and_closing_unfold_and_are_reached(report: ReportBlock, window: Window) -> None:
    own = report.row()
    assert own is not None
    assert window.shell is not None
    assert window.shell.go(Address(own, "cover.title"))
    QApplication.processEvents()
    assert report.about.unfolded
    assert report.about.fields
    assert not report.editor.isVisible(), "the cover stands in the place of the text"
    before = dict(window.desk.session.facts.cells[own])
    for field in report.about.fields:
        field.commit()
    assert window.desk.session.facts.cells[own] == before, "looking changes nothing, also where a text is bound"
    assert window.shell.go(Address(section(report, STAFF), "text"))
    assert report.editor.isVisible()
