"""本单位常用指标 at the window: saved from rows, first in the library, added as one step, removed there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QTreeWidgetItem

from app.core.records import Address
from app.services.own_indicators import load_own, own_path
from app.ui import words_pages as words
from app.ui.grids.around import menu_of
from app.ui.pages.indicators import IndicatorBlock
from app.ui.pages.library import LibraryDialog
from app.ui.shell.window import Window
from tests.ui.driving import press, settle

Sample = Callable[..., Path]


def _page(window: Window, at: int) -> IndicatorBlock:
    shell = window.shell
    assert shell is not None
    shell.go_step([step.id for step in shell.all_steps if step.page == "project"][at])
    assert shell.page is not None
    return next(one for one in shell.page.blocks if isinstance(one, IndicatorBlock))


@pytest.fixture
def block(window: Window, sample: Sample) -> IndicatorBlock:
    """Give the indicators of the first project of 沅江."""
    window.open(sample("yuanjiang-2024"))
    return _page(window, 0)


def _own(block: IndicatorBlock, name: str = "自有甲") -> str:
    """Give the first row a name that the library does not have, and save it by the button."""
    row = block.rows()[0]
    block.desk.set(Address(row, "level3"), name)
    settle()
    assert block.go(Address(row, "level3"))
    press(block, words.SAVE_OWN)
    return row


def _lines(dialog: LibraryDialog) -> list[QTreeWidgetItem]:
    top = dialog.list.topLevelItem(0)
    assert top is not None
    return [top, *(line for at in range(top.childCount()) if (line := top.child(at)) is not None)]


def _group(dialog: LibraryDialog) -> list[str]:
    return [line.text(0) for line in _lines(dialog)]


def test_a_row_is_saved_and_added_elsewhere(block: IndicatorBlock, window: Window) -> None:
    _own(block)
    assert block.box.note is not None
    assert block.box.note.text == words.saved_own(("自有甲",))
    QTest.qWait(500)
    assert not block.box.visibleRegion().isEmpty()
    assert [one.name for one in load_own().entries] == ["自有甲"]
    other = _page(window, 1)
    before = other.rows()
    dialog = other.choose()
    assert _group(dialog) == [words.OWN, "自有甲"]
    assert dialog.drop.isHidden()
    _lines(dialog)[1].setSelected(True)
    assert not dialog.drop.isHidden()
    assert "本单位存下的指标" in dialog.about.text()
    dialog.take.click()
    [new] = [row for row in other.rows() if row not in before]
    assert other.desk.session.graph.printed(new, "level3") == "自有甲"
    assert not other.desk.session.graph.printed(new, "target")
    assert words.OWN not in _group(dialog)
    other.desk.undo()
    assert other.rows() == before
    assert _group(dialog) == [words.OWN, "自有甲"]
    dialog.close()


def test_it_is_removed_in_the_library(block: IndicatorBlock, window: Window) -> None:
    row = _own(block)
    dialog = _page(window, 1).choose()
    _lines(dialog)[1].setSelected(True)
    dialog.drop.click()
    assert dialog.about.text() == words.dropped_own(1)
    assert words.OWN not in _group(dialog)
    assert not load_own().entries
    assert row in dialog.desk.session.facts.rows
    dialog.close()


def test_the_menu_of_rows_saves_several(block: IndicatorBlock) -> None:
    block.go(Address(block.rows()[0], "level3"))
    block.view.selectAll()
    menu: QMenu = menu_of(block.view, block.view.mapToGlobal(block.view.rect().center()))
    act = next(one for one in menu.actions() if one.text() == words.SAVE_OWN_MENU)
    assert act.isEnabled()
    act.trigger()
    menu.close()
    saved = {one.name for one in load_own().entries}
    assert saved == {block.desk.session.graph.printed(row, "level3") for row in block.rows()}


def test_nothing_chosen_is_said(block: IndicatorBlock) -> None:
    row = block.rows()[0]
    block.desk.set(Address(row, "level3"), "")
    settle()
    block.go(Address(row, "level3"))
    press(block, words.SAVE_OWN)
    assert block.box.note is not None
    assert "没有选中" in block.box.note.text
    assert not own_path().exists()


def test_a_damaged_file_is_told_in_the_library(block: IndicatorBlock) -> None:
    own_path().parent.mkdir(parents=True, exist_ok=True)
    own_path().write_text("坏", encoding="utf-8")
    dialog = block.choose()
    assert "已损坏" in dialog.damaged.text()
    assert not dialog.damaged.isHidden()
    assert dialog.found
    _own(block)
    assert dialog.damaged.isHidden()
    dialog.close()
