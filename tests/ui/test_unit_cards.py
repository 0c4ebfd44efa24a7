"""Unit cards in the window: kept from the menu, chosen for a new evaluation, deleted in the settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from app.services.cards import cards_folder, list_cards
from app.ui.shell.preferences import Preferences
from app.ui.shell.window import Window
from tests.ui.clicks import answer, click, dialog, question, read, write

Sample = Callable[..., Path]
PHONE = "contact.phone"


def keep(window: Window, path: Path) -> str:
    """Open a file, keep its unit as a card, and return the unit's name."""
    window.open(path)
    window.actions_.actions["card"].trigger()
    return read(window, "unit.name")


def preferences(window: Window) -> Preferences:
    window.show_settings()
    shown = dialog(window, Preferences)
    assert isinstance(shown, Preferences)
    return shown


def told(shown: Preferences) -> list[str]:
    QApplication.processEvents()
    return [one.text() for one in shown.cards.findChildren(QLabel)]


def test_a_card_can_be_kept_only_while_something_is_open(window: Window, sample: Sample) -> None:
    action = window.actions_.actions["card"]
    assert not action.isEnabled()
    name = keep(window, sample())
    assert action.isEnabled()
    assert name in window.statusBar().currentMessage()
    assert [card.name for card in list_cards().known] == [name]


def test_a_unit_without_a_name_is_told(window: Window, sample: Sample) -> None:
    window.open(sample())
    write(window, "", "unit.name")
    window.actions_.actions["card"].trigger()
    box = question(window)
    assert box is not None
    assert "单位名称" in box.text()
    assert list_cards().known == ()
    click(box, "确定")


def test_without_cards_the_page_asks_for_none(window: Window) -> None:
    window.begin_new()
    page = window.door.new
    assert not page.cards.isVisible()
    assert page.cards.chosen is None


def test_a_card_that_is_chosen_fills_the_new_evaluation(window: Window, sample: Sample, tmp_path: Path) -> None:
    window.open(sample())
    write(window, "0737-0000000", PHONE)
    name = keep(window, window.desk.session.path)
    window.begin_new()
    page = window.door.new
    assert page.cards.isVisible()
    page.region.setCurrentText("甘肃省")
    page.cards.box.setCurrentText(name)
    assert page.unit.text() == name
    assert name in page.path.text()
    assert page.region.currentText() == "湖南省"
    page.year.setText("2025")
    page.path.setText(str(tmp_path / "新.jxzp"))
    page.begin.click()
    assert window.desk.session.path == tmp_path / "新.jxzp", page._problem.text()
    assert read(window, PHONE) == "0737-0000000"
    assert read(window, "unit.region") == list_cards().known[0].cells["unit.region"]


def test_another_name_puts_the_card_away(window: Window, sample: Sample, tmp_path: Path) -> None:
    name = keep(window, sample())
    window.begin_new()
    page = window.door.new
    page.cards.box.setCurrentText(name)
    page.unit.setText("另一个中心")
    assert page.cards.chosen is None
    assert page.unit.text() == "另一个中心"
    page.path.setText(str(tmp_path / "新.jxzp"))
    page.begin.click()
    assert read(window, "unit.name") == "另一个中心"
    assert read(window, "unit.region") == ""


def test_a_card_is_deleted_after_a_question(window: Window, sample: Sample) -> None:
    name = keep(window, sample())
    shown = preferences(window)
    assert told(shown) == [name]
    click(shown.cards, "删除")
    answer(shown, "取消")
    assert list_cards().known
    click(shown.cards, "删除")
    answer(shown, "删除")
    assert list_cards().known == ()
    assert name not in told(shown)
    shown.reject()


def test_a_broken_card_is_told_and_can_be_deleted(window: Window) -> None:
    cards_folder().mkdir(parents=True)
    (cards_folder() / "坏.json").write_text("[]", encoding="utf-8")
    window.begin_new()
    said = [one.text() for one in window.door.new.cards.findChildren(QLabel) if one.isVisible()]
    assert len(said) == 1
    assert said[0].startswith("1张单位卡读不出来")
    shown = preferences(window)
    assert [one for one in told(shown) if "坏.json" in one]
    named = [one.accessibleName() for one in shown.cards.findChildren(QAbstractButton)]
    assert "删除单位卡“坏.json”" in named
    click(shown.cards, "删除")
    answer(shown, "删除")
    assert list_cards().broken == ()
    shown.reject()
