"""Every page by keyboard alone and at twice the size: names, a focus that is seen and never held fast, texts with room."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from app.ui import theme, words_help, words_window
from app.ui.shell.about import PageHelp
from app.ui.shell.window import Window
from tests.ui.clicks import dialog
from tests.ui.walking import cut, describe, name_of, pages, settle, shown_focus, walk

Sample = Callable[..., Path]
SAMPLES = ("yuanjiang-2024", "yueyanglou-2017")


@pytest.fixture
def sized(window: Window) -> Iterator[Window]:
    """Give the window, and all type its usual size afterwards."""
    yield window
    window.usual_size()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_page_can_be_walked_by_tab(window: Window, sample: Sample, name: str) -> None:
    window.activateWindow()
    seen: set[tuple[object, ...]] = set()
    walked = 0
    for page in pages(window, sample(name)):
        window.auditor.wait()
        found = walk(window)
        walked += 1
        assert [describe(one) for one in found if not name_of(one)] == [], page
        for one in found:
            sort = (type(one), one.property("flat"), one.property("primary"))
            assert sort in seen or shown_focus(one), f"{page}: {describe(one)}"
            seen.add(sort)
    assert walked > 15


@pytest.mark.parametrize("size", [theme.USUAL_SIZE, 18, theme.LARGEST])
@pytest.mark.parametrize("name", SAMPLES)
def test_no_text_is_cut_at_any_size(sized: Window, sample: Sample, name: str, size: int) -> None:
    sized.zoom(size - theme.USUAL_SIZE)
    assert QApplication.font().pointSize() == size
    squeezed = {}
    for page in pages(sized, sample(name)):
        sized.auditor.wait()
        if found := [one for one in cut(sized) if page != "清单" or not one.startswith("wide")]:
            squeezed[page] = found
        assert sized.width() <= 1366, page
    assert squeezed == {}


def test_the_largest_type_is_twice_the_usual() -> None:
    assert theme.LARGEST == 2 * theme.USUAL_SIZE


@pytest.mark.parametrize("name", SAMPLES)
def test_every_page_has_help(window: Window, sample: Sample, name: str) -> None:
    window.show_help()
    assert words_help.START_HELP in _help(window)
    window.open(sample(name))
    assert window.shell is not None
    for step in window.shell.all_steps:
        window.shell.go_step(step.id)
        window.show_help()
        told = _help(window)
        assert step.title in told
        assert words_window.NO_HELP not in told, step.title


def _help(window: Window) -> str:
    shown = dialog(window, PageHelp)
    assert isinstance(shown, PageHelp)
    text = shown.text.toPlainText()
    shown.reject()
    settle()
    return text


def test_qt_says_nothing_in_english(window: Window) -> None:
    window.ask_open()
    shown = dialog(window, QFileDialog)
    told = [one.text() for kind in (QLabel, QPushButton) for one in shown.findChildren(kind) if one.text()]
    heads = _heads(shown)
    assert len(told) > 3
    assert [one for one in [*told, *heads] if re.search("[A-Za-z]{3}", one)] == []
    shown.close()


def _heads(shown: QWidget) -> list[str]:
    model = next(one.model() for one in shown.findChildren(QWidget) if one.objectName() == "treeView")  # type: ignore[attr-defined]
    return [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]
