"""Whole forms as on the paper: what is copied from one and pasted back changes nothing, with and without HTML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.core.records import Facts
from app.ui.forms.view import FormsView
from app.ui.grids.ranges import OWN
from app.ui.grids.view import GridView
from app.ui.shell.window import Window
from app.wizard.papers import Sheet
from tests.ui.driving import settle
from tests.ui.grids import clip, press

CTRL = Qt.KeyboardModifier.ControlModifier


def forms_of(window: Window) -> FormsView:
    """Show the papers instead of the steps."""
    window.switch_view()
    forms = window.findChild(FormsView)
    assert forms is not None
    return forms


def grids(forms: FormsView, sheet: Sheet) -> list[GridView]:
    """Show a paper and return its grids."""
    forms.show_sheet(sheet)
    settle()
    assert forms.page is not None
    return forms.page.grids


def meant(facts: Facts) -> dict[tuple[str, str], str]:
    """Return what stands in the cells, money without its unit and texts without breaks."""
    return {
        (row, key): cell.text.replace("万元", "").replace("\n", "")
        for row, cells in facts.cells.items()
        for (key, form), cell in cells.items()
        if not form and cell.text
    }


def different(one: dict[tuple[str, str], str], two: dict[tuple[str, str], str]) -> dict[tuple[str, str], object]:
    """Return what is not the same in both."""
    return {key: (one.get(key), two.get(key)) for key in one.keys() | two.keys() if one.get(key) != two.get(key)}


@pytest.mark.parametrize("name", ["yuanjiang-2024", "zhengning-2023", "yueyanglou-2017"])
def test_what_was_copied_and_is_pasted_back_changes_nothing(
    window: Window, sample: Callable[[str], Path], name: str
) -> None:
    window.desk.open(sample(name))
    forms, before = forms_of(window), window.desk.session.facts
    views = [(sheet, at) for sheet in forms.sheets[:4] for at in range(len(grids(forms, sheet)))]
    assert views
    for sheet, at in views:
        view = grids(forms, sheet)[at]
        view.setFocus()
        view.setCurrentIndex(view.cells.index(0, 0))
        press(view, Qt.Key.Key_A, CTRL)
        press(view, Qt.Key.Key_C, CTRL)
        assert QGuiApplication.clipboard().mimeData().hasFormat(OWN)
        view.setCurrentIndex(view.cells.index(0, 0))
        press(view, Qt.Key.Key_V, CTRL)
    settle()
    assert different(meant(window.desk.session.facts), meant(before)) == {}
    assert window.desk.session.facts.rows.keys() == before.rows.keys()


def test_a_whole_form_from_another_program_fills_in_its_cells(window: Window, sample: Callable[[str], Path]) -> None:
    window.desk.open(sample("yuanjiang-2024"))
    forms = forms_of(window)
    [view, *_] = grids(forms, forms.sheets[0])
    view.setFocus()
    press(view, Qt.Key.Key_A, CTRL)
    press(view, Qt.Key.Key_C, CTRL)
    html = QGuiApplication.clipboard().mimeData().html()
    cell = next(
        (row, column)
        for row in range(view.cells.rowCount())
        for column in range(view.cells.columnCount())
        if view._fillable(row, column) and view.cells.index(row, column).data() == "0.50"
    )
    clip("whatever", html.replace(">0.50<", ">0.51<"))
    view.setCurrentIndex(view.cells.index(0, 0))
    press(view, Qt.Key.Key_V, CTRL)
    assert view.cells.index(*cell).data() == "0.51"
