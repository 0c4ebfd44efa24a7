"""Every page by keyboard alone and at twice the size: names, a focus that is seen and let go, texts with room."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from app.ui import colours, theme, words_help, words_window
from app.ui.shell.help import PageHelp
from app.ui.shell.preferences import Preferences
from app.ui.shell.window import Window
from tests.ui.clicks import dialog
from tests.ui.walking import Strays, cut, describe, name_of, pages, settle, shown_focus, walk

Sample = Callable[..., Path]
SAMPLES = ("yuanjiang-2024", "yueyanglou-2017")


@pytest.fixture
def sized(window: Window) -> Iterator[Window]:
    """Give the window, and all type its usual size afterwards."""
    yield window
    window.usual_size()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_page_by_keyboard_with_room_and_quietly(window: Window, sample: Sample, name: str) -> None:
    """One walk through all pages: names, a focus that is seen, no text cut, no window that flashes up beside ours."""
    window.activateWindow()
    strays = Strays(window)
    seen: set[tuple[object, ...]] = set()
    walked = 0
    for page in pages(window, sample(name)):
        window.auditor.wait()
        assert squeezed(window, page) == [], page
        found = walk(window)
        walked += 1
        assert [describe(one) for one in found if not name_of(one)] == [], page
        for one in found:
            sort = (type(one), one.property("flat"), one.property("primary"))
            assert sort in seen or shown_focus(one), f"{page}: {describe(one)}"
            seen.add(sort)
    assert walked > 15
    assert strays.found == []


def squeezed(window: Window, page: str) -> list[str]:
    """Return what has no room."""
    assert window.width() <= 1366, page
    return cut(window)


@pytest.mark.parametrize(
    ("name", "size"), [("yuanjiang-2024", theme.LARGEST), ("yueyanglou-2017", theme.LARGEST), ("yueyanglou-2017", 18)]
)
def test_no_text_is_cut_at_any_size(sized: Window, sample: Sample, name: str, size: int) -> None:
    sized.zoom(size - theme.USUAL_SIZE)
    assert QApplication.font().pointSize() == size
    for page in pages(sized, sample(name)):
        sized.auditor.wait()
        assert squeezed(sized, page) == [], page


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ink", ["INK", "FAINT", "ACCENT", "ERROR", "WARNING", "HINT", "DONE", "RED"])
@pytest.mark.parametrize("ground", ["PAPER", "DESK", "HEAD", "ACCENT_SOFT"])
def test_every_colour_of_type_can_be_read(ink: str, ground: str) -> None:
    """The ratio that WCAG asks of text (AA)."""
    above, below = _light(getattr(colours, ink)), _light(getattr(colours, ground))
    assert (max(above, below) + 0.05) / (min(above, below) + 0.05) >= 4.5


def test_the_settings_are_never_cut(sized: Window) -> None:
    for size in (theme.USUAL_SIZE, theme.LARGEST):
        sized.zoom(size - QApplication.font().pointSize())
        sized.show_settings()
        shown = dialog(sized, Preferences)
        assert isinstance(shown, Preferences)
        assert cut(sized) == []
        shown.reject()
        settle()


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
    told = [one.text() for one in shown.findChildren(QLabel) if one.text()]
    told += [one.text() for one in shown.findChildren(QPushButton) if one.text()]
    heads = _heads(shown)
    assert len(told) > 3
    assert [one for one in [*told, *heads] if re.search("[A-Za-z]{3}", one)] == []
    shown.close()


def _heads(shown: QWidget) -> list[str]:
    model = next(one.model() for one in shown.findChildren(QWidget) if one.objectName() == "treeView")  # type: ignore[attr-defined]
    return [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]
