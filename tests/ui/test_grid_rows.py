"""Rows of a grid: added below the current one, copied, moved, removed with undo offered, several at once; levels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMenu

from app.ui import words
from app.ui import words_grid as said
from app.ui.grids.around import RowBar, menu_of
from app.ui.grids.view import GridView
from app.ui.pages.tables import TableBlock
from app.ui.shell.window import Window
from tests.ui.clicks import click, dialog
from tests.ui.grids import band, box_of, press, projects_grid, steps, texts

_KEY = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def projects(window: Window, sample: Callable[[str], Path]) -> TableBlock:
    window.desk.open(sample("yuanjiang-2024"))
    return projects_grid(window)


@pytest.fixture
def indicators(window: Window, sample: Callable[[str], Path]) -> GridView:
    window.desk.open(sample("yuanjiang-2024"))
    return band(window, "project/certification", "indicators")


def names(block: TableBlock) -> list[str]:
    return [texts(block.view, row)[0] for row in range(block.view.cells.rowCount())]


def go(view: GridView, row: int, column: int = 0) -> None:
    view.setFocus()
    view.setCurrentIndex(view.cells.index(row, column))
    QApplication.processEvents()


def test_a_row_is_added_below_the_current_one(window: Window, projects: TableBlock) -> None:
    before = names(projects)
    go(projects.view, 1)
    click(projects.bar, words.ADD_ROW)
    assert names(projects) == [*before[:2], "", *before[2:]]
    assert projects.view.currentIndex().row() == 2
    press(projects.view, _KEY.Key_Insert)
    assert names(projects)[2:4] == ["", ""]
    assert window.desk.undo() == "增加项目支出"


def test_what_is_being_typed_is_taken_before_a_row_is_added(window: Window, projects: TableBlock) -> None:
    go(projects.view, 1, 1)
    press(projects.view, _KEY.Key_F2)
    editor = projects.view._editor()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "K-7")
    click(projects.bar, words.ADD_ROW)
    assert texts(projects.view, 1)[1] == "K-7"
    assert names(projects)[2] == ""
    assert steps(window)[0] == "增加项目支出"


def test_with_nothing_chosen_a_row_comes_at_the_end(projects: TableBlock) -> None:
    click(projects.bar, words.ADD_ROW)
    assert names(projects)[-1] == ""
    assert projects.view.currentIndex().row() == 7


def test_several_rows_are_added_as_one_step(window: Window, projects: TableBlock) -> None:
    go(projects.view, 0)
    click(projects.bar, said.ADD_SEVERAL)
    asked = dialog(window, QInputDialog)
    assert isinstance(asked, QInputDialog)
    asked.setIntValue(3)
    asked.accept()
    assert names(projects)[1:4] == ["", "", ""]
    assert steps(window)[0] == "增加项目支出3行"
    window.desk.undo()
    assert len(names(projects)) == 7


def test_rows_are_moved_by_keys(window: Window, projects: TableBlock) -> None:
    before = names(projects)
    go(projects.view, 2, 4)
    press(projects.view, _KEY.Key_Up, ALT)
    assert names(projects)[:3] == [before[0], before[2], before[1]]
    assert (projects.view.currentIndex().row(), projects.view.currentIndex().column()) == (1, 4)
    press(projects.view, _KEY.Key_Up, ALT)
    press(projects.view, _KEY.Key_Up, ALT)
    assert names(projects)[0] == before[2]
    assert len(steps(window)) >= 2
    press(projects.view, _KEY.Key_Down, ALT)
    assert names(projects)[1] == before[2]


def test_several_rows_are_moved_together(projects: TableBlock) -> None:
    before = names(projects)
    go(projects.view, 0)
    press(projects.view, _KEY.Key_Down, SHIFT)
    press(projects.view, _KEY.Key_Down, ALT)
    press(projects.view, _KEY.Key_Down, ALT)
    assert names(projects) == [before[2], before[3], before[0], before[1], *before[4:]]


def test_a_row_is_copied_with_all_below_it(window: Window, projects: TableBlock) -> None:
    go(projects.view, 1)
    press(projects.view, _KEY.Key_D, CTRL | SHIFT)
    assert names(projects)[1] == names(projects)[2]
    children = window.desk.session.tree.children
    own, other = children["unit", "projects"][1:3]
    assert len(children[own, "indicators"]) == len(children[other, "indicators"])
    assert window.desk.undo().startswith("复制项目支出第2行")


def test_removing_asks_nothing_and_offers_undo(window: Window, projects: TableBlock) -> None:
    before, facts = names(projects), window.desk.session.facts
    go(projects.view, 2)
    press(projects.view, _KEY.Key_Delete, CTRL)
    assert names(projects) == [*before[:2], *before[3:]]
    assert before[2] in projects.box.words()
    click(projects.box, said.UNDO)
    assert names(projects) == before
    assert window.desk.session.facts.rows == facts.rows
    assert window.desk.session.facts.cells == facts.cells


def test_several_rows_are_removed_as_one_step(window: Window, projects: TableBlock) -> None:
    before = names(projects)
    go(projects.view, 1)
    press(projects.view, _KEY.Key_Down, SHIFT)
    press(projects.view, _KEY.Key_Down, SHIFT)
    click(projects.bar, words.REMOVE_ROW)
    assert names(projects) == [before[0], *before[4:]]
    assert steps(window)[0] == "删除项目支出3行"


def test_the_menu_has_cells_and_rows(projects: TableBlock) -> None:
    before = names(projects)
    go(projects.view, 0)
    menu = menu_of(projects.view, QPoint(10, 10))
    found = {action.text().split("\t")[0]: action for action in menu.actions() if action.text()}
    assert [said.COPY in found, said.FILL_DOWN in found, said.REMOVE in found] == [True, True, True]
    found[said.MOVE_DOWN].trigger()
    assert names(projects)[:2] == [before[1], before[0]]
    menu.close()


def test_the_bar_of_an_indicator_table(window: Window, indicators: GridView) -> None:
    page = window.shell.page if window.shell is not None else None
    assert page is not None
    bars = page.findChildren(RowBar)
    assert [bar.view for bar in bars] == [indicators]
    go(indicators, 2, 3)
    click(bars[0], words.ADD_ROW)
    session = window.desk.session
    rows = session.tree.children["certification", "indicators"]
    assert [session.graph.printed(rows[2], key) for key in ("level1", "level2", "level3")] == [
        *(session.graph.printed(rows[1], key) for key in ("level1", "level2")),
        "",
    ]
    assert indicators.currentIndex().row() == 3


def test_rows_go_into_another_level(window: Window, indicators: GridView) -> None:
    go(indicators, 3, 3)
    menu = menu_of(indicators, QPoint(10, 10))
    entry = next(action for action in menu.actions() if action.text() == said.change_level("一级指标"))
    entry.trigger()
    asked = dialog(window, QInputDialog)
    assert isinstance(asked, QInputDialog)
    assert "效益指标" in asked.comboBoxItems()
    asked.setTextValue("效益指标")
    asked.accept()
    session = window.desk.session
    row = session.tree.children["certification", "indicators"][2]
    assert session.graph.printed(row, "level1") == "效益指标"
    assert window.desk.undo() == "改一级指标（1行）"
    assert (indicators.currentIndex().row(), indicators.currentIndex().column()) == (3, 3)


def test_an_approved_indicator_is_not_removed_and_says_why(window: Window, indicators: GridView) -> None:
    session = window.desk.session
    row = session.tree.children["certification", "indicators"][0]
    from app.core.records import Address

    assert window.desk.set(Address(row, "target.source"), "年初批复")
    go(indicators, 1, 3)
    press(indicators, _KEY.Key_Delete, CTRL)
    assert row in session.facts.rows
    assert "批复" in box_of(indicators).words()


def test_a_line_left_for_the_pen_becomes_a_row(window: Window, sample: Callable[[str], Path]) -> None:
    window.desk.open(sample("yuanjiang-2024"))
    view = band(window, "project/certification", "indicators")
    for _ in range(8):
        go(view, 1, 3)
        press(view, _KEY.Key_Delete, CTRL)
    session = window.desk.session
    assert ("certification", "indicators") not in session.tree.children
    assert view.cells.rowCount() == 9
    assert view.cells.setData(view.cells.index(1, 3), "新指标")
    [row] = session.tree.children["certification", "indicators"]
    assert session.graph.printed(row, "level3") == "新指标"
    assert window.desk.undo().startswith("增加")


def test_in_a_file_that_is_only_looked_at_no_row_is_touched(window: Window, sample: Callable[[str], Path]) -> None:
    window.desk.open(sample("yuanjiang-2024"), viewing=True)
    block = projects_grid(window)
    go(block.view, 0)
    assert not any(one.isEnabled() for one in (block.bar.add, *block.bar.on_rows))
    press(block.view, _KEY.Key_Delete, CTRL)
    press(block.view, _KEY.Key_Insert)
    assert len(names(block)) == 7
    menu = menu_of(block.view, QPoint(10, 10))
    assert isinstance(menu, QMenu)
    assert [one.text().split("\t")[0] for one in menu.actions() if one.isEnabled() and one.text()] == [said.COPY]
    menu.close()


def test_everything_is_undone_to_the_beginning_and_redone(window: Window, projects: TableBlock) -> None:
    before = window.desk.session.facts
    go(projects.view, 1)
    for key, modifiers in (
        (_KEY.Key_Insert, Qt.KeyboardModifier.NoModifier),
        (_KEY.Key_Up, ALT),
        (_KEY.Key_D, CTRL | SHIFT),
        (_KEY.Key_D, CTRL),
        (_KEY.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (_KEY.Key_Delete, CTRL),
    ):
        press(projects.view, key, modifiers)
    after = window.desk.session.facts
    count = 0
    while window.desk.session.facts.rows != before.rows or window.desk.session.facts.cells != before.cells:
        assert window.desk.undo()
        count += 1
    for _ in range(count):
        assert window.desk.redo()
    assert window.desk.session.facts.rows == after.rows
