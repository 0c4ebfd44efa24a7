"""Far too much on the clipboard: 100,000 cells, 10 MB of text, binary; the window stays alive and says what it did."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui import words_grid as said
from app.ui.grids.ranges import MOST_CELLS
from app.ui.pages.tables import TableBlock
from app.ui.shell.window import Window
from tests.ui.clicks import click, wait_for
from tests.ui.grids import clip, paste, press, projects_grid, table, texts


@pytest.fixture
def projects(window: Window, sample: Callable[[str], Path]) -> TableBlock:
    window.desk.open(sample("yuanjiang-2024"))
    return projects_grid(window)


def settled(block: TableBlock) -> None:
    wait_for(lambda: not block.view.paster.reading, 30)
    QApplication.processEvents()


def longest_pause(block: TableBlock) -> float:
    """Return the longest time the window did nothing while a clipboard was read."""
    longest, before = 0.0, time.monotonic()
    while block.view.paster.reading:
        QApplication.processEvents()
        now = time.monotonic()
        longest, before = max(longest, now - before), now
        time.sleep(0.001)
    QApplication.processEvents()
    return longest


@pytest.mark.parametrize("shape", ["text", "html"])
def test_100_000_cells_are_refused_in_words(window: Window, projects: TableBlock, shape: str) -> None:
    rows = 10_000
    text = "\n".join("\t".join("12345" for _ in range(10)) for _ in range(rows))
    html = "<table>" + "".join("<tr>" + "<td>12345</td>" * 10 + "</tr>" for _ in range(rows)) + "</table>"
    before = window.desk.session.facts
    clip(text, html if shape == "html" else "")
    start = time.monotonic()
    paste(projects.view, 0, 0)
    settled(projects)
    assert projects.box.words() == said.too_large(MOST_CELLS)
    assert window.desk.session.facts is before
    assert time.monotonic() - start < 10


def test_10_mb_of_text_in_one_cell_leaves_the_window_alive(window: Window, projects: TableBlock) -> None:
    before = window.desk.session.facts
    clip("社保" * 5_000_000)
    paste(projects.view, 0, 0)
    assert longest_pause(projects) < 0.5
    settled(projects)
    assert len(projects.box.lines()) == 1
    assert "文字太长" in projects.box.lines()[0]
    assert len(projects.box.lines()[0]) < 200
    assert window.desk.session.facts is before


def test_more_characters_than_any_clipboard_of_ours(projects: TableBlock) -> None:
    clip("社保" * 7_000_000)
    paste(projects.view, 0, 0)
    settled(projects)
    assert projects.box.words() == said.too_large(MOST_CELLS)


@pytest.mark.parametrize("text", ["\0\1\2MZ\x90", "\x89PNG\x1a\x01\x02\x03\x04", "\ufffd\ufffd\ufffd\x01"])
def test_binary_is_no_text(window: Window, projects: TableBlock, text: str) -> None:
    before = window.desk.session.facts
    clip(text)
    paste(projects.view, 0, 0)
    assert projects.box.words() == said.NO_TEXT
    assert window.desk.session.facts is before


def test_a_picture_and_an_empty_clipboard_are_no_text(projects: TableBlock) -> None:
    data = QMimeData()
    data.setData("image/png", QByteArray(b"\x89PNG"))
    QGuiApplication.clipboard().setMimeData(data)
    paste(projects.view, 0, 0)
    assert projects.box.words() == said.NO_TEXT
    QGuiApplication.clipboard().clear()
    paste(projects.view, 0, 0)
    assert projects.box.words() == said.NO_TEXT


def test_reading_can_be_stopped(window: Window, projects: TableBlock) -> None:
    before = window.desk.session.facts
    clip("x", "<table><tr><td>" + "<b>长</b>" * 1_000_000 + "</td></tr></table>")
    paste(projects.view, 0, 0)
    assert projects.view.paster.reading
    assert projects.box.words() == said.READING
    click(projects.box, said.STOP)
    settled(projects)
    assert projects.box.words() == said.STOPPED
    assert window.desk.session.facts is before


def test_a_late_result_of_a_page_that_is_gone_is_dropped(window: Window, projects: TableBlock) -> None:
    before = window.desk.session.facts
    clip("x", "<table><tr><td>" + "<b>长</b>" * 200_000 + "</td></tr></table>")
    paste(projects.view, 0, 0)
    assert projects.view.paster.reading
    assert window.shell is not None
    window.shell.go_step("notice")
    end = time.monotonic() + 1
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)
    assert window.desk.session.facts is before


def test_a_large_but_sound_range_is_pasted(window: Window, projects: TableBlock) -> None:
    rows = [f"项目{number}\t编码{number}" for number in range(7)]
    html = "<table>" + "".join(f"<tr><td>{'</td><td>'.join(row.split(chr(9)))}</td></tr>" for row in rows)
    clip("\n".join(rows), html + "</table>" + "<!-- x -->" * 60_000)
    paste(projects.view, 0, 0)
    settled(projects)
    assert [texts(projects.view, row)[:2] for row in range(7)] == [row.split("\t") for row in rows]


def test_500_rows_at_most_come_at_once(window: Window, projects: TableBlock) -> None:
    clip("\n".join(f"项目{number}" for number in range(600)))
    paste(projects.view, 0, 0)
    assert "500行" in projects.box.words()
    assert projects.view.cells.rowCount() == 7


def test_signs_that_no_paper_can_hold_are_left_out(window: Window, projects: TableBlock) -> None:
    clip("甲\x01乙\ud800丙\x7f")
    paste(projects.view, 0, 0)
    assert texts(projects.view, 0)[0] == "甲乙丙"
    assert window.desk.session.flush().state == "saved"


def test_far_too_much_pasted_into_an_open_box_is_cut(window: Window, sample: Callable[[str], Path]) -> None:
    window.desk.open(sample("yuanjiang-2024"))
    block = table(window, "unit", "duties")
    view = block.view
    view.setFocus()
    view.setCurrentIndex(view.cells.index(0, 0))
    press(view, Qt.Key.Key_F2)
    editor = view._editor()
    assert editor is not None
    clip("社保" * 1_000_000)
    start = time.monotonic()
    QTest.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert time.monotonic() - start < 2
    view.leave()
    assert len(texts(view, 0)[0]) <= 33_000
