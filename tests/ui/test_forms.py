"""按表填写: the second view of the same data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.core.records import Address
from app.services.review.auditing import open_findings
from app.ui import words
from app.ui.forms.view import FormsView
from app.ui.shell.window import Window
from app.wizard.papers import places_of
from tests.ui.clicks import click, wait_for

Sample = Callable[..., Path]

SAMPLES = ["chengbu-2023", "hunan-jubao-2020", "yuanjiang-2024", "yueyanglou-2017", "zhengning-2023"]


def _forms(window: Window) -> FormsView:
    window.switch_view()
    assert window.views.forms is not None
    return window.views.forms


@pytest.mark.parametrize("name", SAMPLES)
def test_every_paper_is_drawn(window: Window, sample: Sample, name: str) -> None:
    """Every form shows its tables with cells, every report its outline."""
    window.open(sample(name))
    forms = _forms(window)
    assert forms.sheets
    for sheet in forms.sheets:
        forms.show_sheet(sheet)
        page = forms.page
        assert page is not None
        if sheet.report:
            assert page.report is not None
        else:
            assert page.grids
            assert places_of(window.desk.session.graph.snapshot(), sheet)


def test_typing_in_a_form_is_the_same_data(window: Window, sample: Sample, qtbot: QtBot) -> None:
    """What is typed into the form stands in the evaluation, sums follow on the same paper, undo takes it back."""
    window.open(sample("yuanjiang-2024"))
    forms = _forms(window)
    address = Address("unit", "staff.authorised")
    assert forms.go(address)
    assert forms.page is not None
    view = forms.page.grids[0]
    before = window.desk.session.graph.printed("unit", "staff.control_rate")
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    editor.setText("33")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert window.desk.session.graph.printed("unit", "staff.authorised") == "33"
    assert window.desk.session.graph.printed("unit", "staff.control_rate") != before
    window.undo()
    assert window.desk.session.graph.printed("unit", "staff.authorised") == "31"
    assert window.views.forms is forms


def test_same_cell_in_both_views(window: Window, sample: Sample) -> None:
    """Switching the view and back stays at the cell."""
    window.open(sample("yuanjiang-2024"))
    shell = window.shell
    assert shell is not None
    address = Address("unit", "staff.authorised")
    assert shell.go(address)
    forms = _forms(window)
    assert forms.current() == address
    other = Address("unit", "budget.initial.basic") if not forms.go(Address("unit", "staff.actual")) else None
    assert other is None
    window.switch_view()
    assert window.views.forms is None
    assert shell.page is not None
    index = next(block for block in shell.page.blocks if hasattr(block, "currentIndex")).currentIndex()
    assert index.data(Qt.ItemDataRole.UserRole + 1)[:2] == ("unit", "staff.actual")


def test_closing_from_the_forms(window: Window, sample: Sample) -> None:
    """Closing the file from the second view leads to the start page."""
    window.open(sample("yuanjiang-2024"))
    _forms(window)
    window.desk.close()
    assert window.views.forms is None
    assert window.shell is None


def test_score_and_findings_stand_beside_the_paper(window: Window, sample: Sample) -> None:
    """The right side is that of the paper: its score, what was found on it; a click leads to the cell."""
    window.open(sample("yuanjiang-2024"))
    wait_for(lambda: window.desk.report is not None)
    forms = _forms(window)
    said = {one.text() for one in forms.beside.findChildren(QLabel)}
    assert {"整体支出自评得分", "100", "优"} <= said
    assert any("控制率" in one for one in said)
    click(forms.beside, "去修改")
    at = forms.current()
    assert at is not None
    assert at[:2] in {one.address[:2] for one in open_findings(window.desk.report)}
    forms.show_sheet(next(one for one in forms.sheets if one.row != "unit"))
    assert "项目支出自评得分" in {one.text() for one in forms.beside.findChildren(QLabel)}
    assert all(one.address.row != "unit" for one in forms.beside.found)


def test_the_side_of_a_paper_folds(window: Window, sample: Sample) -> None:
    """Where there is little room the paper has it all until the side is asked for; what was asked for stays."""
    window.open(sample("yueyanglou-2017"))
    forms = _forms(window)
    assert forms.beside.isVisible()
    click(forms, words.FOLD_SIDE)
    assert not forms.beside.isVisible()
    window.desk.set(Address("unit", "total.score"), "88")
    click(forms, words.SIDE_HEAD)
    assert "88" in {one.text() for one in forms.beside.findChildren(QLabel)}
    window.resize(900, 700)
    assert forms.beside.isVisible()
    window.switch_view()
    assert not _forms(window).beside.isVisible()


def test_rows_grow_on_the_paper(window: Window, sample: Sample) -> None:
    """The buttons on rows act on the list the cursor stands in; a report has none."""
    window.open(sample("yuanjiang-2024"))
    forms = _forms(window)
    indicators = window.desk.session.tree.children["unit", "indicators"]
    assert forms.go(Address(indicators[0], "level3"))
    assert forms.page is not None
    [bar] = [one for one in forms.page.bars if one.isVisible()]
    assert bar.title.text() == "绩效指标"
    click(bar, "增加一行")
    now = window.desk.session.tree.children["unit", "indicators"]
    assert (len(now), now[0]) == (len(indicators) + 1, indicators[0])
    assert forms.current() is not None
    click(bar, "删除这一行")
    assert window.desk.session.tree.children["unit", "indicators"] == indicators
    forms.show_sheet(forms.sheets[-1])
    assert forms.page.bars == []
