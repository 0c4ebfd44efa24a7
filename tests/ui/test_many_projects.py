"""Hundreds of new projects at once: they come in parts while the window lives, as one step."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.ui import words_grid as said
from app.ui.pages.tables import TableBlock
from app.ui.shell.window import Window
from tests.ui.clicks import wait_for
from tests.ui.grids import clip, paste, projects_grid, texts

COUNT = 120


@pytest.fixture
def projects(window: Window, sample: Callable[[str], Path]) -> TableBlock:
    window.desk.open(sample("yuanjiang-2024"))
    block = projects_grid(window)
    clip("\n".join(f"新增项目{number}\t经常性\t实施" for number in range(COUNT)))
    paste(block.view, 6, 0)
    return block


def test_a_long_paste_comes_in_parts_and_is_one_step(window: Window, projects: TableBlock) -> None:
    view = projects.view
    assert view.paster.reading
    assert projects.box.words() == said.COMING
    assert view.cells.rowCount() == 7, "the grid follows at the end"
    parts: list[int] = []
    window.desk.came.connect(lambda done, _: parts.append(done))
    wait_for(lambda: not view.paster.reading, 30)
    assert parts
    assert view.cells.rowCount() == 6 + COUNT
    assert texts(view, 5 + COUNT)[0] == f"新增项目{COUNT - 1}"
    window.desk.undo()
    assert view.cells.rowCount() == 7


def test_whatever_else_is_done_comes_after_it(window: Window, projects: TableBlock) -> None:
    """Undo, leaving the page and closing let the paste come whole first."""
    window.desk.undo()
    assert projects.view.cells.rowCount() == 7
    window.desk.redo()
    assert projects.view.cells.rowCount() == 6 + COUNT
    paste(projects.view, 5 + COUNT, 0)
    assert window.shell is not None
    window.shell.go_step("notice")
    assert len(window.desk.session.tree.children["unit", "projects"]) == 5 + 2 * COUNT
    assert window.desk.session.flush().state == "saved"


def test_many_empty_rows_come_in_parts_too(window: Window, projects: TableBlock) -> None:
    wait_for(lambda: not projects.view.paster.reading, 30)
    projects.view.rows.add(130)
    assert window.desk.session.coming
    end = time.monotonic() + 30
    while window.desk.session.coming and time.monotonic() < end:
        QApplication.processEvents()
    assert projects.view.cells.rowCount() == 6 + COUNT + 130
    assert not projects.box.words()
