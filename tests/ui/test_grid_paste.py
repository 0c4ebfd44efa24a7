"""Pasting into grids: from Excel, WPS and Word, beyond the end, merged levels, and what cannot be taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.ui import words_grid as said
from app.ui.grids.ranges import from_text
from app.ui.grids.view import GridView
from app.ui.pages.tables import TableBlock
from app.ui.shell.window import Window
from tests.ui.clicks import click
from tests.ui.grids import band, box_of, clip, paste, press, projects_grid, steps, table, texts

_KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>td {mso-x:1}</style></head><body>
<!--StartFragment--><table class=MsoTableGrid border=1>
<tr><td><p class=MsoNormal>一级<br>指标</p></td><td>二级指标</td><td><p>三级<o:p></o:p></p><p>指标</p></td>
<td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td><td>偏差原因分析及改进措施</td></tr>
<tr><td rowspan=3><p>产出指标</p><p>（40分）</p></td><td rowspan=2><p>数&nbsp;量</p><p>指&#12288;标</p></td><td>认证
人次</td><td>≥300次</td><td>318次</td><td>20</td><td>20</td><td></td></tr>
<tr><td>上门<span>认证</span></td><td>50次</td><td>51次</td><td>10</td><td>10</td><td></td></tr>
<tr><td>质量指标</td><td>成功率</td><td>≥95%</td><td>100%</td><td>10</td><td>10</td><td></td></tr>
<tr><td>效益指标</td><td>社会效益</td><td>群众知晓率</td><td>90%</td><td>91%</td><td>30</td><td>30</td><td></td></tr>
<tr><td colspan=5>总 分</td><td>100</td><td>100</td><td></td></tr>
</table><!--EndFragment--></body></html>"""


@pytest.fixture
def projects(window: Window, sample: Callable[[str], Path]) -> TableBlock:
    window.desk.open(sample("yuanjiang-2024"))
    return projects_grid(window)


@pytest.fixture
def indicators(window: Window, sample: Callable[[str], Path]) -> GridView:
    window.desk.open(sample("yuanjiang-2024"))
    return band(window, "project/certification", "indicators")


def levels(window: Window, project: str = "certification") -> list[tuple[str, ...]]:
    session = window.desk.session
    keys = ("level1", "level2", "level3", "target", "actual", "weight")
    return [
        tuple(session.graph.printed(row, key) for key in keys) for row in session.tree.children[project, "indicators"]
    ]


def test_text_with_tabs_is_one_step_and_undone_as_one(window: Window, projects: TableBlock) -> None:
    clip("A1\tB1\r\nA2\tB2\r\n")
    paste(projects.view, 0, 1)
    assert [texts(projects.view, row)[1:3] for row in range(3)] == [["A1", "B1"], ["A2", "B2"], ["", ""]]
    assert steps(window)[0] == "粘贴2行2列"
    assert projects.box.isHidden()
    assert window.desk.undo() == "粘贴2行2列"
    assert texts(projects.view, 0)[1:3] == ["", ""]


def test_beyond_the_end_rows_are_added(window: Window, projects: TableBlock) -> None:
    clip("渔业一\n渔业二\n渔业三")
    paste(projects.view, 6, 0)
    assert [texts(projects.view, row)[0] for row in (6, 7, 8)] == ["渔业一", "渔业二", "渔业三"]
    assert "增加2行" in projects.box.words()
    click(projects.box, said.UNDO)
    assert projects.view.cells.rowCount() == 7
    assert projects.box.isHidden()


def test_into_a_table_without_rows(window: Window, sample: Callable[[str], Path]) -> None:
    window.desk.open(sample("yuanjiang-2024"))
    block = table(window, "evidence", "evidence")
    assert block.view.cells.rowCount() == 0
    clip("1\t三定方案\t职责\n2\t预算批复\t预算")
    block.view.setFocus()
    press(block.view, _KEY.Key_V, CTRL)
    assert [texts(block.view, row)[:3] for row in (0, 1)] == [["1", "三定方案", "职责"], ["2", "预算批复", "预算"]]


def test_columns_are_found_by_the_names_they_bring(projects: TableBlock) -> None:
    clip("序号\t项目状态\t名称\t编码\t备注\n1\t未实施\t某工程\tK-9\t说明\n合计\t\t\t\t")
    paste(projects.view, 0, 0)
    assert texts(projects.view, 0)[:2] == ["某工程", "K-9"]
    assert texts(projects.view, 0)[4] == "未实施"
    assert [line for line in projects.box.lines() if "备注" in line or "序号" in line]
    assert any("合计" in line for line in projects.box.lines())
    assert projects.view.cells.rowCount() == 7


def test_cells_with_breaks_and_quotes(projects: TableBlock) -> None:
    clip('"参保\n登记"\t"写""引号"""\n认证\t二')
    paste(projects.view, 0, 0)
    assert [texts(projects.view, row)[:2] for row in (0, 1)] == [["参保登记", '写"引号"'], ["认证", "二"]]


def test_formulas_are_text_in_words_and_refused_in_figures(projects: TableBlock) -> None:
    clip("=A1+B1")
    paste(projects.view, 0, 1)
    assert texts(projects.view, 0)[1] == "=A1+B1"
    clip("=SUM(A1:A3)")
    paste(projects.view, 0, 12)
    assert texts(projects.view, 0)[12] == "70.37"
    assert projects.box.words() == said.not_pasted(1)
    assert projects.box.lines()[0].endswith(said.FORMULA)


def test_what_cannot_be_taken_is_listed_and_all_else_is_taken(window: Window, projects: TableBlock) -> None:
    clip("12.5\n两万\n3\n瞎写的状态")
    paste(projects.view, 0, 12)
    assert [texts(projects.view, row)[12] for row in (0, 1, 2)] == ["12.5", "0.81", "3"]
    lines = projects.box.lines()
    assert ["两万" in lines[0], "瞎写" in lines[1], len(lines)] == [True, True, 2]
    projects.box.copy_list()
    assert QGuiApplication.clipboard().text().splitlines() == lines
    projects.box._clicked("0")
    assert (projects.view.currentIndex().row(), projects.view.currentIndex().column()) == (1, 12)
    assert steps(window)[0] == "粘贴4行1列"


def test_two_braces_in_a_row_break_nothing(projects: TableBlock) -> None:
    clip("{{坏\n{{#nobody/name}}\n好")
    paste(projects.view, 5, 0)
    assert texts(projects.view, 5)[0] == "征管工作经费"
    assert projects.view.cells.rowCount() == 8
    assert len(projects.box.lines()) == 2
    clip("{{新行坏\t乙")
    paste(projects.view, 7, 0)
    assert texts(projects.view, 7)[1] == "乙"


def test_one_copied_cell_fills_a_chosen_range(projects: TableBlock) -> None:
    projects.view.setFocus()
    projects.view.setCurrentIndex(projects.view.cells.index(1, 4))
    press(projects.view, _KEY.Key_Down, SHIFT)
    press(projects.view, _KEY.Key_Down, SHIFT)
    clip("未实施")
    press(projects.view, _KEY.Key_V, CTRL)
    assert [texts(projects.view, row)[4] for row in (1, 2, 3, 4)] == ["未实施", "未实施", "未实施", "实施"]


def test_a_word_table_with_merged_levels(window: Window, indicators: GridView) -> None:
    clip("whatever", WORD)
    paste(indicators, 1, 1)
    found = levels(window)
    assert found[:3] == [
        ("产出指标", "数量指标", "认证人次", "≥300次", "318次", "20"),
        ("产出指标", "数量指标", "上门认证", "50次", "51次", "10"),
        ("产出指标", "质量指标", "成功率", "≥95%", "100%", "10"),
    ]
    assert found[3][:3] == ("效益指标", "社会效益", "群众知晓率")
    assert len(found) == 8
    assert [line for line in box_of(indicators).lines() if "总" in line]
    assert len([step for step in steps(window) if step.startswith("粘贴")]) == 1


def test_a_word_table_goes_beyond_the_list(window: Window, indicators: GridView) -> None:
    clip("whatever", WORD)
    paste(indicators, 7, 1)
    found = levels(window)
    assert len(found) == 10
    assert found[7][:3] == ("产出指标", "数量指标", "上门认证")
    assert found[8][:3] == ("产出指标", "质量指标", "成功率")


def test_blank_levels_of_plain_text_stand_for_the_one_above(window: Window, indicators: GridView) -> None:
    clip("产出指标\t数量指标\t甲\n\t\t乙\n\t质量指标\t丙")
    paste(indicators, 1, 1)
    assert [one[:3] for one in levels(window)[:3]] == [
        ("产出指标", "数量指标", "甲"),
        ("产出指标", "数量指标", "乙"),
        ("产出指标", "质量指标", "丙"),
    ]


def test_a_merged_level_is_edited_in_all_its_rows(window: Window, indicators: GridView) -> None:
    model = indicators.cells
    assert model.setData(model.index(1, 1), "产出")
    assert [one[0] for one in levels(window)[:4]] == ["产出", "产出", "产出", "效益指标"]
    assert window.desk.undo().endswith("（3行）")
    assert levels(window)[0][0] == "产出指标"


def test_copy_and_paste_keep_what_was_typed(window: Window, projects: TableBlock) -> None:
    model = projects.view.cells
    assert model.setData(model.index(0, 12), "5320000元")
    projects.view.setFocus()
    projects.view.setCurrentIndex(model.index(0, 12))
    press(projects.view, _KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "532"
    paste(projects.view, 1, 12)
    row = window.desk.session.tree.children["unit", "projects"][1]
    cell = window.desk.session.facts.cells[row]["budget.prior_final.total", ""]
    assert cell.text == "5320000元"


def test_copied_html_has_the_merged_cells(window: Window, indicators: GridView) -> None:
    indicators.setFocus()
    press(indicators, _KEY.Key_A, CTRL)
    press(indicators, _KEY.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert 'rowspan="3"' in data.html()
    assert "产出指标<br" in data.html()
    read = from_text(data.text())
    assert read is not None
    assert read.rows[0][1:4] == ("一级指标", "二级指标", "三级指标")
    before = levels(window)
    clip(data.text(), data.html())
    paste(indicators, 1, 1)
    assert levels(window) == before


def test_cut_takes_away_as_one_step(window: Window, projects: TableBlock) -> None:
    projects.view.setFocus()
    projects.view.setCurrentIndex(projects.view.cells.index(0, 12))
    press(projects.view, _KEY.Key_X, CTRL)
    assert texts(projects.view, 0)[12] == ""
    assert QGuiApplication.clipboard().text() == "70.37"
    assert window.desk.undo() == "剪切1格"


def test_words_of_the_form_and_computed_cells_stay(window: Window, sample: Callable[[str], Path]) -> None:
    window.desk.open(sample("yuanjiang-2024"))
    view = band(window, "spending", "three_public")
    clip("0.1\t0.2\t0.3\n1\t2\t3\n4\t5\t6")
    paste(view, 0, 1)
    assert [texts(view, row)[column] for row, column in ((0, 1), (1, 1), (2, 1), (2, 3), (2, 5))][2:] == [
        "4",
        "5",
        "6",
    ]
    assert len(box_of(view).lines()) == 6
    assert all(said.COMPUTED in line for line in box_of(view).lines())


def test_in_a_file_that_is_only_looked_at_nothing_happens(window: Window, sample: Callable[[str], Path]) -> None:
    window.desk.open(sample("yuanjiang-2024"), viewing=True)
    block = projects_grid(window)
    clip("X")
    paste(block.view, 0, 0)
    assert block.box.words() == said.ONLY_VIEWING
    assert texts(block.view, 0)[0] == "参保登记、稽核工作经费"


def test_the_box_goes_when_something_else_is_done(window: Window, projects: TableBlock) -> None:
    clip("甲\n乙")
    paste(projects.view, 6, 0)
    assert not projects.box.isHidden()
    assert window.desk.undo()
    QApplication.processEvents()
    assert projects.box.isHidden()
