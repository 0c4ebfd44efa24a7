"""Indicator pages: the panel of the row, points that are left, the library, approved targets, reason and measure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QTreeWidgetItem

from app.core.records import Address
from app.ui import words_pages as words
from app.ui.pages.approved import AdjustDialog, LeaveOutDialog, MoreDialog
from app.ui.pages.indicators import IndicatorBlock
from app.ui.pages.override import OverrideDialog
from app.ui.pages.picking import IndicatorPicker
from app.ui.shell.window import Window
from tests.ui.driving import press, settle, type_text

Sample = Callable[..., Path]


@pytest.fixture
def block(window: Window, sample: Sample) -> IndicatorBlock:
    """Give the indicators of the first project of 沅江."""
    window.open(sample("yuanjiang-2024"))
    shell = window.shell
    assert shell is not None
    shell.go_step(next(step.id for step in shell.all_steps if step.page == "project"))
    assert shell.page is not None
    return next(one for one in shell.page.blocks if isinstance(one, IndicatorBlock))


def printed(block: IndicatorBlock, row: str, key: str) -> str:
    return block.desk.session.graph.printed(row, key)


def row_of(block: IndicatorBlock, name: str) -> str:
    """Return the row of an indicator, which becomes the row at hand."""
    row = next(one for one in block.rows() if printed(block, one, "level3") == name)
    assert block.go(Address(row, "actual"))
    settle()
    return row


def test_panel_says_how_the_score_comes_about(block: IndicatorBlock) -> None:
    row = row_of(block, "参保人数")
    assert block.foot.isVisibleTo(block.window())
    assert "已完成，得满分10分" in block.foot.grounds.text()
    assert "财预〔2020〕10号" in block.foot.clause.text()
    block.desk.set(Address(row, "actual"), "18.3万人")
    settle()
    assert "得5分" in block.foot.grounds.text()
    assert words.score_of("5", "10") == block.foot.score.text()
    assert "没有得满分" in block.foot.due.text()


def test_panel_says_what_was_understood_and_where_it_comes_from(block: IndicatorBlock) -> None:
    row_of(block, "参保人数")
    told = [one.text() for one in block.foot.findChildren(type(block.foot.grounds))]
    assert any("≥36.6万人 → 不低于36.6万人" in text for text in told)
    assert any(text.startswith("⇄ 实际完成值 51万人 取自") for text in told)


def test_the_panel_ends_the_page_above_it(block: IndicatorBlock, window: Window) -> None:
    """Nothing of the page lies under the panel, and the current cell is in sight above it."""
    row = block.rows()[-1]
    block.go(Address(row, "weight"))
    settle()
    page = window.shell.page if window.shell is not None else None
    assert page is not None
    assert page.viewport().geometry().bottom() < block.foot.y()
    assert not page.viewport().geometry().intersects(block.foot.geometry())
    assert page.viewport().height() > page.height() - block.foot.height() - 10
    rect = block.view.visualRect(block.view.currentIndex())
    seen = block.view.viewport().mapTo(page.viewport(), rect.center())
    assert 0 <= seen.y() <= page.viewport().height()


def test_the_panel_folds_and_unfolds(block: IndicatorBlock) -> None:
    """Folded it leaves the page to the form; whoever goes to the reason finds it open again."""
    row = row_of(block, "参保人数")
    whole = block.foot.height()
    block.foot.turn.click()
    settle()
    assert block.foot.height() < whole // 2
    block.go(Address(row, "reason"))
    settle()
    assert block.foot.height() == whole
    assert block.window().focusWidget() is block.foot.boxes[0]


def test_reason_and_measure_are_typed_from_the_form(block: IndicatorBlock) -> None:
    """F6 leads to the panel and Esc back; leaving a box takes it over; both print in one cell."""
    row = row_of(block, "参保人数")
    reason, measure = block.foot.boxes
    QTest.keyClick(block.view, Qt.Key.Key_F6)
    type_text(reason, "政策扩面")
    QTest.keyClick(reason, Qt.Key.Key_Tab)
    reason.commit()
    assert printed(block, row, "reason") == "政策扩面"
    type_text(measure, "明年调高")
    measure.commit()
    settle()
    assert printed(block, row, "improvement") == "明年调高"
    assert "139.3%" not in block.foot.due.text()
    QTest.keyClick(block.foot, Qt.Key.Key_Escape)
    assert block.window().focusWidget() is block.view


def test_typing_on_the_cell_of_reason_goes_to_its_box(block: IndicatorBlock) -> None:
    row_of(block, "参保人数")
    model = block.view.cells
    index = block.view.currentIndex()
    block.view.setCurrentIndex(model.index(index.row(), model.columnCount() - 1))
    QTest.keyClick(block.view, "x")
    assert block.foot.boxes[0].toPlainText() == "x"
    block.leave()
    assert printed(block, block.row, "reason") == "x"


def test_usual_reasons_are_offered(block: IndicatorBlock) -> None:
    row = row_of(block, "参保人数")
    block.foot.boxes[0].put(words.USUAL_REASONS[0])
    block.foot.boxes[0].put(words.USUAL_REASONS[1])
    assert printed(block, row, "reason") == "，".join(words.USUAL_REASONS[:2])


def test_moving_on_takes_over_what_is_typed(block: IndicatorBlock) -> None:
    row = row_of(block, "参保人数")
    type_text(block.foot.boxes[0], "下达晚")
    row_of(block, "参保率")
    assert printed(block, row, "reason") == "下达晚"
    assert block.foot.boxes[0].toPlainText() == ""


def test_score_by_hand_needs_a_note(block: IndicatorBlock, window: Window) -> None:
    row = row_of(block, "参保人数")
    block.foot.hand.click()
    dialog = next(one for one in window.findChildren(OverrideDialog) if one.isVisible())
    dialog.value.setText("9")
    assert dialog._hint.text() == words.lower("10", "9")
    dialog.take()
    assert dialog.isVisible()
    dialog.note.setText("从严")
    dialog.take()
    assert printed(block, row, "score") == "9"
    settle()
    assert "手工定为9分（按计分办法得10不出分）" not in block.foot.grounds.text()
    assert "手工定为9分" in block.foot.grounds.text()
    assert "从严" in block.foot.grounds.text()


def test_points_that_are_left(block: IndicatorBlock) -> None:
    """尚未分配的分值 follows each edit; sharing them out is one step."""
    assert block.left.text() == words.ALL_GIVEN
    first, second = row_of(block, "参保人数"), row_of(block, "参保率")
    block.desk.fill([(Address(first, "weight"), ""), (Address(second, "weight"), "")])
    settle()
    assert block.left.text() == words.left_over("20")
    block.spread.click()
    assert [printed(block, row, "weight") for row in (first, second)] == ["10", "10"]
    settle()
    assert block.left.text() == words.ALL_GIVEN
    assert block.desk.undo() == "均分剩余分值"
    assert printed(block, first, "weight") == ""
    block.desk.set(Address(first, "weight"), "25")
    settle()
    assert "多分了5分" in block.left.text()


def test_rows_are_added_copied_moved_removed(block: IndicatorBlock) -> None:
    row = row_of(block, "参保人数")
    before = block.rows()
    block.add()
    assert len(block.rows()) == len(before) + 1
    assert block.rows()[1] == block.row
    assert printed(block, block.row, "level2") == "数量指标"
    block.shift(1)
    assert block.rows()[2] == block.row
    block.remove()
    assert block.rows() == before
    row_of(block, "参保人数")
    block.copy()
    assert printed(block, block.row, "level3") == "参保人数"
    assert block.row != row
    while block.rows() != before:
        assert block.desk.undo()


def test_choosing_from_the_library(block: IndicatorBlock) -> None:
    """Search, choose two, add them filled in as one step; the window is free meanwhile."""
    before = block.rows()
    dialog = block.choose()
    assert not dialog.isModal()
    dialog.search.setText("认证")
    ids = [choice.id for choice in dialog.found]
    assert ids
    group = dialog.list.topLevelItem(0)
    assert group is not None
    for at in range(2):
        group.child(at).setSelected(True)
    names = [choice.name for choice in dialog.chosen()]
    dialog.take.click()
    new = [row for row in block.rows() if row not in before]
    assert [printed(block, row, "level3") for row in new] == names
    assert all(printed(block, row, "level1") and not printed(block, row, "target") for row in new)
    assert not {choice.name for choice in dialog.found} & set(names)
    block.desk.undo()
    assert block.rows() == before
    dialog.close()


def test_library_by_level_and_nothing_found(block: IndicatorBlock) -> None:
    dialog = block.choose()
    dialog.level.setCurrentText("满意度指标")
    assert {choice.level1 for choice in dialog.found} == {"满意度指标"}
    dialog.search.setText("没有这样的词")
    assert dialog.about.text() == words.NONE_FOUND
    assert not dialog.take.isEnabled()
    dialog.close()


def test_approved_target_is_changed_by_its_ways_only(block: IndicatorBlock, window: Window) -> None:
    row = row_of(block, "参保人数")
    desk = block.desk
    desk.set(Address(row, "target.source"), "年初批复")
    desk.set(Address(row, "target.approved"), "≥50万人")
    settle()
    told = [one.text() for one in block.foot.findChildren(type(block.foot.grounds))]
    assert any("批复值 ≥50万人（年初批复），与本表不同" in text for text in told)
    desk.set(Address(row, "target"), "≥30万人")
    press(window, words.ADJUSTED)
    dialog = next(one for one in window.findChildren(AdjustDialog) if one.isVisible())
    dialog.boxes[0].setText("≥40万人")
    dialog.take()
    assert dialog.isVisible()
    dialog.boxes[1].setText("调整文件1号")
    dialog.boxes[2].setText("2024年9月1日")
    dialog.take()
    assert printed(block, row, "target") == "≥40万人"
    assert printed(block, row, "target.source") == "调整批复"


def test_approved_row_is_left_out_with_a_reason(block: IndicatorBlock, window: Window) -> None:
    row = row_of(block, "参保人数")
    block.desk.set(Address(row, "target.source"), "年初批复")
    block.remove()
    dialog = next(one for one in window.findChildren(LeaveOutDialog) if one.isVisible())
    dialog.boxes[0].setText("任务取消")
    dialog.take()
    assert row in block.rows()
    assert printed(block, row, "left_out") == "是"


def test_shared_row_leads_to_its_source(block: IndicatorBlock, window: Window) -> None:
    row_of(block, "参保人数")
    press(block.foot, words.GO_SOURCE)
    settle()
    assert window.shell is not None
    assert window.shell.page is not None
    assert window.shell.page.step.page == "facts"


def test_levels_are_chosen_or_typed_in_the_panel(block: IndicatorBlock) -> None:
    """A new row finds its place by its levels; the offered names are those of the form and of the table."""
    row_of(block, "参保人数")
    block.add()
    settle()
    first, second = block.foot.levels
    names = [first.itemText(at) for at in range(first.count())]
    assert {"产出指标", "效益指标", "满意度指标", "成本指标"} <= set(names)
    first.setCurrentText("效益指标")
    first.commit()
    settle()
    settle()  # the band is drawn again first
    assert printed(block, block.row, "level1") == "效益指标"
    assert "社会效益指标" in [second.itemText(at) for at in range(second.count())]
    second.setCurrentText("生态效益")
    second.commit()
    assert printed(block, block.row, "level2") == "生态效益"


def test_sharing_an_indicator_of_another_form(block: IndicatorBlock) -> None:
    """The row comes with its figures, follows its source, and says where it comes from."""
    dialog = block.choose_shared()
    assert all(block.desk.session.facts.rows[one].parent != block.item.row for one in _ids(dialog))
    dialog.search.setText("拨付待遇")
    line = next(one for one in dialog.lines() if not one.isHidden())
    line.setCheckState(0, Qt.CheckState.Checked)
    source = _id(line)
    before = set(block.rows())
    dialog.take()
    [row] = set(block.rows()) - before
    assert printed(block, row, "level3") == "拨付待遇"
    block.desk.set(Address(source, "target"), "≥1亿元")
    assert printed(block, row, "target") == "≥1亿元"
    block.go(Address(row, "target"))
    settle()
    told = [one.text() for one in block.foot.findChildren(type(block.foot.grounds))]
    assert any(text.startswith("⇄ 年度指标值 ≥1亿元 取自整体绩效") for text in told)


def test_actual_taken_from_the_facts_and_back(block: IndicatorBlock) -> None:
    row = row_of(block, "参保率")
    menu = block.foot._facts_menu
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == words.TAKE_BY_HAND
    menu.actions()[0].trigger()
    assert block.desk.view(Address(row, "actual")).text == "100%"
    menu.aboutToShow.emit()
    next(one for one in menu.actions() if one.text().endswith("99%")).trigger()
    assert printed(block, row, "actual") == "99%"
    assert block.desk.view(Address(row, "actual")).origin == "bound"


def _id(line: QTreeWidgetItem) -> str:
    return str(line.data(0, Qt.ItemDataRole.UserRole))


def _ids(dialog: IndicatorPicker) -> list[str]:
    return [_id(line) for line in dialog.lines()]


def test_score_by_hand_is_typed_whole(block: IndicatorBlock, window: Window) -> None:
    """The first key opens the question, the next ones follow it into the score."""
    row = row_of(block, "参保人数")
    block.go(Address(row, "score"))
    QTest.keyClick(block.view, "9")
    dialog = next(one for one in window.findChildren(OverrideDialog) if one.isVisible())
    settle()
    QTest.keyClicks(dialog.focusWidget(), ".5")
    assert (dialog.value.text(), dialog.note.text()) == ("9.5", "")


def test_what_no_form_prints(block: IndicatorBlock, window: Window) -> None:
    """Direction and how far a qualitative target was reached are filled in beside the form, and count."""
    row = row_of(block, "促进养老保险的健康发展")
    block.foot.other.click()
    dialog = next(one for one in window.findChildren(MoreDialog) if one.isVisible())
    field = next(one for one in dialog.fields if one.address.key == "band")
    assert isinstance(field.input, QComboBox)
    field.input.setCurrentText("部分达成预期指标")
    field.commit()
    assert printed(block, row, "band") == "部分达成预期指标"
    assert printed(block, row, "score") == "8"
