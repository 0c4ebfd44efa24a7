"""A form that nobody has written works in the window with no line of Python: taken in, filled in, scored, exported."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from app.ui import words
from app.ui.shell.window import Window
from tests.ui.hands import KEY, begin, export, name_file, paste, press, settle, total, type_over

PACK = Path(__file__).parents[1] / "fixtures" / "packs" / "invented-2026" / "pack.yaml"


GOAL = "应保尽保，及时办结。\t登记股"
INDICATOR = "参保人数\t≥\t12000\t人\t12600\t80"


def grid_with(window: Window, words_: str) -> tuple[QTableView, int]:
    """Return the grid on the page that has a row beginning with these words, and the row."""
    for view in window.findChildren(QTableView):
        model = view.model()
        for row in range(model.rowCount() if view.isVisible() else 0):
            if model.index(row, 0).data() == words_:
                return view, row
    message = f"no row begins with {words_}"
    raise AssertionError(message)


def fill(window: Window, behind: str, column: int, text: str) -> None:
    """Go to a cell, type, press Enter."""
    view, row = grid_with(window, behind)
    view.setFocus()
    view.setCurrentIndex(view.model().index(row, column))
    QTest.keyClick(view, KEY.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    assert editor is not view
    type_over(editor, text)
    QTest.keyClick(editor, KEY.Key_Return)
    settle()


def add(window: Window, table: str, cells: str) -> None:
    """Add a row to a table by its button and paste what it holds."""
    view = next(one for one in window.findChildren(QTableView) if one.accessibleName() == table and one.isVisible())
    over = view.parentWidget()
    assert over is not None
    press(over, words.ADD_ROW)
    settle()
    view.setCurrentIndex(view.model().index(0, 0))
    paste(view, cells)
    settle()


def row_of(window: Window, behind: str) -> list[str]:
    """Return what a row shows."""
    view, row = grid_with(window, behind)
    return [str(view.model().index(row, column).data() or "") for column in range(view.model().columnCount())]


def test_a_made_up_form_is_taken_in_filled_in_scored_and_exported(window: Window, tmp_path: Path) -> None:
    press(window, words.INSTALL_PACK)
    name_file(window, PACK)
    begin(window, pack="invented-2026", year="2026", unit="云岭市社会保险服务中心")
    fill(window, "部门支出", 1, "1250000")
    fill(window, "部门支出", 2, "118.75万元")
    assert row_of(window, "部门支出") == ["部门支出", "1250000", "1187500", "95.00%", "20", "19"]
    add(window, "年度绩效目标", GOAL)
    fill(window, "应保尽保，及时办结。", 3, "100%")
    press(window, words.NEXT)
    add(window, "指标", INDICATOR)
    press(window, words.BACK)
    assert total(window) == "99", "19 and 80"
    fill(window, "部门支出", 2, "1000000")
    assert total(window) == "96", "80% of 20 points, and 80"
    export(window, tmp_path / "输出")
    [made] = list((tmp_path / "输出").rglob("*自评表*.docx"))
    rows = [[one.text for one in row.cells] for row in Document(str(made)).tables[0].rows]
    assert ["部门支出", "1250000", "1000000", "80.00%", "20", "16"] in rows
