"""F1 opens the guide at the page that is looked at; the scenes of its pictures exist."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog

from app.export.pdf.pictures import read_png
from app.services.guide import guide, page_section, scenes
from app.ui import words_help
from app.ui.scenes import SCENES, keep
from app.ui.shell.about import About, Changes
from app.ui.shell.help import GuideDialog, PageHelp
from app.ui.shell.window import Window

Sample = Callable[[str], Path]


Dialog = TypeVar("Dialog", bound=QDialog)


def shown(window: Window, kind: type[Dialog]) -> Dialog:
    """Return the dialog of a kind that is open."""
    return next(one for one in window.findChildren(kind) if one.isVisible())


def test_f1_shows_the_section_of_the_page_and_leads_on(window: Window, sample: Sample) -> None:
    window.open(sample("zhengning-2023"))
    assert window.shell is not None
    window.shell.go_step("facts")
    window.actions_.actions["help"].trigger()
    dialog = shown(window, PageHelp)
    section = page_section("facts")
    assert section is not None
    assert section.title in dialog.text.toPlainText()
    assert "截止日期、谁提供的" in dialog.text.toPlainText()
    dialog._follow(QUrl("#backups"))
    assert "恢复到原来的位置" in dialog.text.toPlainText()
    item = dialog.contents.currentItem()
    assert item is not None
    assert item.text(0) == "恢复备份"
    dialog.back.click()
    assert "截止日期、谁提供的" in dialog.text.toPlainText()
    dialog.reject()
    window.switch_view()
    window.show_help()
    assert "按表填写" in shown(window, PageHelp).text.toPlainText()


def test_the_menu_opens_the_whole_guide(window: Window) -> None:
    window.actions_.actions["guide"].trigger()
    dialog = shown(window, GuideDialog)
    assert guide()[0].title in dialog.text.toPlainText()
    assert [dialog.contents.topLevelItem(n).text(0) for n in range(dialog.contents.topLevelItemCount())] == [
        one.title for one in guide() if one.level == 1
    ]
    for one in guide():
        dialog.show_section(one.anchor)
        assert one.title in dialog.text.toPlainText()


def test_links_of_the_guide_work_in_the_window(window: Window) -> None:
    window.show_guide()
    dialog = shown(window, GuideDialog)
    dialog.show_section("trouble")
    assert 'href="#locked"' in dialog.text.toHtml()


def test_about_leads_to_the_changes(window: Window) -> None:
    window.show_about()
    shown(window, About).show_changes()
    told = next(one for one in window.findChildren(Changes) if one.isVisible())
    assert words_help.CHANGES in told.text.toPlainText()


def test_the_guide_shows_no_scene_that_is_not_there() -> None:
    assert set(scenes()) <= set(SCENES)


def test_a_picture_of_the_window_fits_into_a_pdf(window: Window, tmp_path: Path) -> None:
    keep(window.grab(), tmp_path / "a.png")
    read = read_png((tmp_path / "a.png").read_bytes())
    assert (read.width, read.height) == (window.grab().width(), window.grab().height())
