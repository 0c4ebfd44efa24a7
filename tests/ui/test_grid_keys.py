"""Keys of a grid as in Excel, and texts that an input method composes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.core.records import Address
from app.ui.grids.view import GridView
from app.ui.pages.tables import TableBlock
from app.ui.shell.window import Window
from tests.ui.grids import band, press, projects_grid, steps, texts

_KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def projects(window: Window, sample: Callable[[str], Path]) -> TableBlock:
    window.desk.open(sample("yuanjiang-2024"))
    return projects_grid(window)


def at(view: GridView) -> tuple[int, int]:
    return view.currentIndex().row(), view.currentIndex().column()


def go(view: GridView, row: int, column: int) -> None:
    view.setFocus()
    view.setCurrentIndex(view.cells.index(row, column))


def editor(view: GridView) -> QWidget:
    found = view.viewport().findChildren(QLineEdit) + view.viewport().findChildren(QPlainTextEdit)
    return next(one for one in found if one.isVisible())


def type_in(view: GridView, text: str) -> None:
    """Type into a cell: the first sign opens the editor, which gets the others."""
    QTest.keyClicks(view, text[0])
    QTest.keyClicks(editor(view), text[1:])


def compose(widget: QWidget, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def test_enter_goes_down_and_with_shift_back(projects: TableBlock) -> None:
    view = projects.view
    go(view, 0, 1)
    press(view, _KEY.Key_Return)
    assert at(view) == (1, 1)
    press(view, _KEY.Key_Return, SHIFT)
    assert at(view) == (0, 1)
    go(view, 6, 1)
    press(view, _KEY.Key_Return)
    assert at(view) == (6, 1)  # at the end of a column it stays, as in Excel


def test_enter_goes_right_by_the_setting(window: Window, projects: TableBlock) -> None:
    window._take_settings(window.settings.__class__(enter_right=True, name_asked=True))
    go(projects.view, 0, 1)
    press(projects.view, _KEY.Key_Return)
    assert at(projects.view) == (0, 2)


def test_tab_walks_through_the_cells_and_out_at_the_end(projects: TableBlock) -> None:
    view = projects.view
    go(view, 0, 11)
    press(view, _KEY.Key_Tab)
    press(view, _KEY.Key_Tab)
    assert at(view) == (1, 0)
    press(view, _KEY.Key_Backtab, SHIFT)
    assert at(view) == (0, 12)
    go(view, 6, 12)
    assert view.window().focusWidget() is view
    press(view, _KEY.Key_Tab)
    assert view.window().focusWidget() is not view


def test_ctrl_tab_leaves_the_grid_at_once(projects: TableBlock) -> None:
    view = projects.view
    go(view, 0, 0)
    press(view, _KEY.Key_Tab, CTRL)
    assert view.window().focusWidget() is not view
    go(view, 0, 0)
    press(view, _KEY.Key_Backtab, CTRL | SHIFT)
    assert view.window().focusWidget() is not view


def test_tab_inside_an_editor_takes_the_text_and_goes_on(projects: TableBlock) -> None:
    view = projects.view
    go(view, 0, 1)
    type_in(view, "A1")
    QTest.keyClick(editor(view), _KEY.Key_Tab)
    assert texts(view, 0)[1] == "A1"
    assert at(view) == (0, 2)


def test_typing_replaces_and_f2_changes(projects: TableBlock) -> None:
    view = projects.view
    go(view, 0, 1)
    type_in(view, "12")
    QTest.keyClick(editor(view), _KEY.Key_Return)
    assert (texts(view, 0)[1], at(view)) == ("12", (1, 1))
    go(view, 0, 1)
    QTest.keyClicks(view, "3")
    QTest.keyClick(editor(view), _KEY.Key_Return, SHIFT)
    assert texts(view, 0)[1] == "3"
    go(view, 0, 1)
    QTest.keyClick(view, _KEY.Key_F2)
    QTest.keyClicks(editor(view), "45")
    QTest.keyClick(editor(view), _KEY.Key_Return)
    assert texts(view, 0)[1] == "345"


def test_arrows_end_typing_and_escape_forgets_it(projects: TableBlock) -> None:
    view = projects.view
    go(view, 1, 1)
    QTest.keyClicks(view, "7")
    QTest.keyClick(editor(view), _KEY.Key_Up)
    assert (texts(view, 1)[1], at(view)) == ("7", (0, 1))
    QTest.keyClicks(view, "9")
    QTest.keyClick(editor(view), _KEY.Key_Escape)
    assert texts(view, 0)[1] == ""


def test_delete_clears_the_range_as_one_step(window: Window, projects: TableBlock) -> None:
    view = projects.view
    for row in range(3):
        assert view.cells.setData(view.cells.index(row, 1), f"X{row}")
    go(view, 0, 1)
    press(view, _KEY.Key_Down, SHIFT)
    press(view, _KEY.Key_Down, SHIFT)
    press(view, _KEY.Key_Delete)
    assert [texts(view, row)[1] for row in range(3)] == ["", "", ""]
    assert steps(window)[0] == "清空3格"
    assert window.desk.undo() == "清空3格"
    assert [texts(view, row)[1] for row in range(3)] == ["X0", "X1", "X2"]


def test_fill_down_from_the_first_cell_or_from_above(window: Window, projects: TableBlock) -> None:
    view = projects.view
    assert view.cells.setData(view.cells.index(0, 1), "P-1")
    go(view, 0, 1)
    press(view, _KEY.Key_Down, SHIFT)
    press(view, _KEY.Key_Down, SHIFT)
    press(view, _KEY.Key_D, CTRL)
    assert [texts(view, row)[1] for row in range(4)] == ["P-1", "P-1", "P-1", ""]
    go(view, 3, 1)
    press(view, _KEY.Key_D, CTRL)
    assert texts(view, 3)[1] == "P-1"
    assert steps(window)[:2] == ["向下填充1格", "向下填充2格"]


def test_home_end_and_all(projects: TableBlock) -> None:
    view = projects.view
    go(view, 2, 5)
    press(view, _KEY.Key_Home)
    assert at(view) == (2, 0)
    press(view, _KEY.Key_End)
    assert at(view) == (2, 12)
    press(view, _KEY.Key_Home, CTRL)
    assert at(view) == (0, 0)
    press(view, _KEY.Key_End, CTRL)
    assert at(view) == (6, 12)
    press(view, _KEY.Key_A, CTRL)
    assert len(view.selectedIndexes()) == 7 * 13


def test_enter_walks_inside_a_chosen_range(projects: TableBlock) -> None:
    view = projects.view
    go(view, 0, 1)
    press(view, _KEY.Key_Right, SHIFT)
    press(view, _KEY.Key_Down, SHIFT)
    seen = []
    for _ in range(4):
        press(view, _KEY.Key_Return)
        seen.append(at(view))
    assert sorted(seen) == [(0, 1), (0, 2), (1, 1), (1, 2)]
    assert len(view.selectedIndexes()) == 4


def test_enter_passes_a_merged_level(window: Window, sample: Callable[[str], Path]) -> None:
    window.desk.open(sample("yuanjiang-2024"))
    view = band(window, "project/certification", "indicators")
    go(view, 1, 1)
    press(view, _KEY.Key_Return)
    assert at(view) == (4, 1)
    press(view, _KEY.Key_Return, SHIFT)
    assert at(view) == (1, 1)


def test_a_composed_text_begins_editing_and_is_taken(projects: TableBlock) -> None:
    view = projects.view
    go(view, 0, 0)
    compose(view, "can")
    compose(view, "canbao")
    compose(view, "", "参保")
    QTest.keyClick(editor(view), _KEY.Key_Return)
    assert texts(view, 0)[0] == "参保"


def test_a_text_committed_at_once_begins_editing_too(projects: TableBlock) -> None:
    view = projects.view
    go(view, 1, 1)
    compose(view, "", "乙")
    compose(editor(view), "", "丙")
    QTest.keyClick(editor(view), _KEY.Key_Return)
    assert texts(view, 1)[1] == "乙丙"


def test_a_composition_that_is_given_up_leaves_the_cell_as_it_was(projects: TableBlock) -> None:
    view = projects.view
    go(view, 0, 0)
    before = texts(view, 0)[0]
    compose(view, "can")
    compose(view, "")
    go(view, 1, 0)
    assert texts(view, 0)[0] == before


def test_a_composition_is_not_lost_when_the_cell_is_left(window: Window, projects: TableBlock) -> None:
    view = projects.view
    go(view, 0, 1)
    compose(view, "稽核")
    go(view, 3, 1)
    assert texts(view, 0)[1] == "稽核"
    compose(view, "待遇")
    assert window.shell is not None
    window.shell.walk(1)
    QApplication.processEvents()
    row = window.desk.session.tree.children["unit", "projects"][3]
    assert window.desk.session.graph.printed(row, "code") == "待遇"


def test_a_change_from_elsewhere_leaves_what_is_being_composed(window: Window, projects: TableBlock) -> None:
    view = projects.view
    go(view, 0, 1)
    compose(view, "征缴")
    row = window.desk.session.tree.children["unit", "projects"][0]
    assert window.desk.set(Address(row, "code"), "elsewhere")
    compose(view, "", "征缴科")
    QTest.keyClick(editor(view), _KEY.Key_Return)
    assert texts(view, 0)[1] == "征缴科"


def test_a_choice_is_typed_or_picked(projects: TableBlock) -> None:
    view = projects.view
    go(view, 0, 4)
    compose(view, "", "未实施")
    box = view.viewport().findChild(QComboBox)
    assert box is not None
    QTest.keyClick(box, _KEY.Key_Return)
    assert texts(view, 0)[4] == "未实施"


def test_what_is_refused_is_said_at_the_grid(projects: TableBlock) -> None:
    view = projects.view
    go(view, 0, 12)
    type_in(view, "abc")
    QTest.keyClick(editor(view), _KEY.Key_Return)
    assert "abc" in projects.box.words()
    assert texts(view, 0)[12] == "70.37"
    assert at(view) == (0, 12)


def test_a_value_typed_over_a_computed_one_asks(window: Window, sample: Callable[[str], Path]) -> None:
    window.desk.open(sample("yuanjiang-2024"))
    view = band(window, "project/certification", "indicators")
    asked: list[tuple[object, str]] = []
    view.wanted_override.connect(lambda address, typed: asked.append((address, typed)))
    go(view, 1, 7)
    QTest.keyClick(view, _KEY.Key_9)
    assert [typed for _, typed in asked] == ["9"]
