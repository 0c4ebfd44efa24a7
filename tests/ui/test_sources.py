"""The panel of the cell at hand: hint, how it is computed, where it comes from, 待核实."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from app.core.records import Address
from app.ui import words_pages as words
from app.ui.pages.cell_panel import SourceDialog
from app.ui.pages.listing import ListBlock
from app.ui.shell.window import Window
from tests.ui.test_money import page_of

Sample = Callable[..., Path]
FULL = Address("unit", "budget.full_year.total")


def fill(dialog: SourceDialog, part: str, text: str) -> None:
    """Fill in a part of a source."""
    field = next(one for one in dialog.fields if one.part == part)
    assert isinstance(field.input, QLineEdit)
    field.input.setText(text)
    field.commit()


def test_panel_follows_the_cursor(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    page = page_of(window, "budget")
    assert page.panel.isHidden()
    page.go(FULL)
    assert "上年结转" in page.panel.told.text()
    assert not page.panel.source.isHidden()
    page.go(Address("unit", "budget.executed.total"))
    assert "442.54＋89.46" in page.panel.told.text()
    assert page.panel.source.isHidden()


def test_source_of_any_figure(window: Window, sample: Sample) -> None:
    """Parts of a source are recorded in a row of its own, made with the first; the panel says it in a sentence."""
    window.open(sample("yuanjiang-2024"))
    page = page_of(window, "budget")
    page.go(FULL)
    assert page.panel.source.text() == words.NO_SOURCE
    dialog = page.panel.edit_source()
    assert dialog is not None
    assert not dialog.isModal()
    fill(dialog, "basis", "部门决算财决01表")
    fill(dialog, "as_of", "2024年12月31日")
    assert len(window.desk.session.tree.children["unit", "sources"]) == 1
    assert page.panel.source.text() == words.source("部门决算财决01表；数据截至2024年12月31日")
    window.desk.undo()
    window.desk.undo()
    assert ("unit", "sources") not in window.desk.session.tree.children


def test_unsure(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    page = page_of(window, "budget")
    page.go(FULL)
    page.panel.unsure.click()
    cell = window.desk.session.facts.cell(FULL)
    assert cell is not None
    assert (cell.mark, cell.text) == ("待核实", "532.00")
    page.panel.unsure.click()
    assert window.desk.view(FULL).mark == ""


def test_facts_have_their_source_below(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    page = page_of(window, "facts")
    block = next(one for one in page.blocks if isinstance(one, ListBlock))
    row = block.model.rows[0]
    assert page.go(Address(row, "basis"))
    field = next(one for one in block.fields if one.address.key == "basis")
    assert isinstance(field.input, QLineEdit)
    field.input.setText("社保统计月报")
    field.commit()
    assert page.go(Address(row, "value"))
    assert page.panel.source.text() == words.source("社保统计月报")
