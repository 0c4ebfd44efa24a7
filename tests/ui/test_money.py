"""元 and 万元: a page in 元 shows and takes 元 exactly, adds up while typing; 元 typed by mistake are asked about."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox

from app.core.records import Address
from app.ui import words_pages as words
from app.ui.grids.view import GridView
from app.ui.pages.fields import FieldRow
from app.ui.pages.override import ask_override
from app.ui.pages.page import Page
from app.ui.shell.window import Window
from tests.ui.driving import press, settle, type_text

Sample = Callable[..., Path]
RECEPTION = Address("unit", "three_public.reception.executed")
TOTAL = Address("unit", "three_public.total.executed")


def page_of(window: Window, step: str) -> Page:
    """Return a page after it was shown."""
    assert window.shell is not None
    window.shell.go_step(step)
    settle()
    assert window.shell.page is not None
    return window.shell.page


@pytest.fixture
def spending(window: Window, sample: Sample) -> Page:
    """Give the page 经费情况 of 沅江, in 元."""
    window.open(sample("yuanjiang-2024"))
    page = page_of(window, "spending")
    assert page.switch is not None
    page.switch.choices["元"].click()
    return page


def view_at(page: Page, address: Address) -> GridView:
    """Return the grid with a cell, which becomes the current one."""
    assert page.go(address)
    return next(view for view in page.findChildren(GridView) if view.go(address))


def test_page_in_yuan_shows_every_amount_exactly(spending: Page, window: Window) -> None:
    window.desk.set(RECEPTION, "0.123456万元")
    assert view_at(spending, RECEPTION).currentIndex().data() == "1,234.56"
    assert view_at(spending, TOTAL).currentIndex().data() == "1,234.56"
    assert spending.switch is not None
    spending.switch.choices["万元"].click()
    assert view_at(spending, RECEPTION).currentIndex().data() == window.desk.session.graph.printed(*RECEPTION[:2])


def test_typing_in_yuan_adds_up_at_once(spending: Page, window: Window) -> None:
    view = view_at(spending, RECEPTION)
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "4900"
    editor.selectAll()
    type_text(editor, "515")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle()
    graph = window.desk.session.graph
    assert graph.value(*RECEPTION[:2]) == Decimal("0.0515")
    assert graph.value(*TOTAL[:2]) == Decimal("0.0515")
    assert view_at(spending, TOTAL).currentIndex().data() == "515"


def test_leaving_an_editor_unchanged_changes_nothing(spending: Page, window: Window) -> None:
    before = window.desk.session.facts.cell(RECEPTION)
    view = view_at(spending, RECEPTION)
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert window.desk.session.facts.cell(RECEPTION) == before


def test_pasting_in_yuan(spending: Page, window: Window) -> None:
    """A bare figure from Excel is meant in the unit of the page; one with a unit keeps it."""
    view = view_at(spending, RECEPTION)
    QGuiApplication.clipboard().setText("1200")
    view.paste()
    assert window.desk.session.graph.value(*RECEPTION[:2]) == Decimal("0.12")
    QGuiApplication.clipboard().setText("0.3万元")
    view.paste()
    assert window.desk.session.graph.value(*RECEPTION[:2]) == Decimal("0.3")


def test_unit_belongs_to_its_page(spending: Page, window: Window) -> None:
    """Other pages stay in 万元, a bare figure means that there; back on the page 元 hold again."""
    session = window.desk.session
    assert session.entry_unit == "元"
    other = page_of(window, "budget")
    assert other.unit == ""
    assert session.entry_unit == ""
    assert page_of(window, "spending").unit == "元"
    assert session.entry_unit == "元"
    window.switch_view()
    assert session.entry_unit == ""


def test_heads_say_the_unit(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    page = page_of(window, "budget")
    assert page.switch is not None
    page.switch.choices["元"].click()
    texts = [
        str(view.model().index(row, column).data() or "")
        for view in page.findChildren(GridView)
        for row in range(view.model().rowCount())
        for column in range(view.model().columnCount())
    ]
    assert any("（元）" in text for text in texts)
    assert not any("万元" in text for text in texts)
    field = next(one for one in page.findChildren(FieldRow) if one.address.key == "income.appropriation")
    assert "（元）" in field._label.text()
    assert isinstance(field.input, QLineEdit)
    field.input.setText("1234.56")
    field.commit()
    assert window.desk.session.graph.value("unit", "income.appropriation") == Decimal("0.123456")
    assert field.input.text() == "1234.56"


def test_page_without_money_has_no_switch(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    assert page_of(window, "facts").switch is None


def test_yuan_by_mistake_is_asked_about(window: Window, sample: Sample) -> None:
    """5320000 in a column of 万元: it stands as typed, and 换算 makes 532万元 of it."""
    window.open(sample("yuanjiang-2024"))
    page = page_of(window, "budget")
    full = Address("unit", "budget.full_year.total")
    view = view_at(page, full)
    model = view.cells
    assert model.setData(view.currentIndex(), "5320000")
    box = next(one for one in window.findChildren(QMessageBox) if one.isVisible())
    assert box.text() == words.meant_yuan("5320000", "万元", "532万元")
    press(window, words.CONVERT)
    assert window.desk.session.graph.value(*full[:2]) == Decimal(532)


def test_last_year_beside_the_field(window: Window, sample: Sample) -> None:
    """Last year's value stands beside a field and in the panel of a cell, in the unit of the page."""
    window.open(sample("yuanjiang-2024"))
    window.desk.set(Address("unit", "expense.household.prior_final"), "12.5")
    page = page_of(window, "budget")
    field = next(one for one in page.findChildren(FieldRow) if one.address.key == "expense.household.executed")
    assert field._prior.text() == words.prior("12.50万元") or field._prior.text() == words.prior("12.5万元")
    page = page_of(window, "spending")
    view_at(page, RECEPTION)
    assert page.panel.prior.text() == words.prior("0.58万元")
    page.set_unit("元")
    assert page.panel.prior.text() == words.prior("5,800元")


def test_unit_of_a_page_is_kept_for_the_next_start(spending: Page, window: Window) -> None:
    window.close()
    again = Window()
    assert again.desk.units.get("spending") == "元"
    again.close()
    again.deleteLater()


def test_computed_amount_by_hand_in_yuan(spending: Page, window: Window) -> None:
    """The question speaks of 元 on a page in 元, and takes them."""
    dialog = ask_override(window.desk, TOTAL, "", spending)
    assert dialog.value.text() == "4900"
    dialog.value.setText("5000")
    dialog.note.setText("按决算")
    dialog.take()
    assert window.desk.session.graph.value(*TOTAL[:2]) == Decimal("0.5")
