"""The first picture: light, and what is clicked in it is done by the window that takes its place."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.ui.front import Front

HEAVY = {
    *("sqlalchemy", "sqlite3", "pydantic", "yaml", "reportlab", "pypdfium2", "lxml", "xlsxwriter", "docx", "PIL"),
    *("app.audit", "app.export", "app.models", "app.answers", "app.documents", "app.services.review"),
    *("app.services.output", "app.services.live", "app.ui.shell", "app.ui.pages"),
}
PAINTED = """
import sys
from app.ui.main import Front, QApplication, prepare
app = QApplication(["jixiao"])
prepare(app)
front = Front()
front.show()
app.processEvents()
print(*sys.modules, sep="\\n")
"""


@pytest.fixture
def front(qtbot: QtBot, qapp: QApplication, home: Path) -> Front:
    made = Front()
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_first_picture_loads_nothing_that_comes_later() -> None:
    done = subprocess.run([sys.executable, "-c", PAINTED], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "app.ui.start.page" in loaded
    assert not loaded & HEAVY


def test_what_was_clicked_is_done_by_the_window(front: Front, qtbot: QtBot) -> None:
    qtbot.mouseClick(front.page.new_button, Qt.MouseButton.LeftButton)
    front.begin()
    qtbot.waitUntil(lambda: front.window_after is not None, timeout=20_000)
    window = front.window_after
    assert window is not None
    assert window.isVisible()
    assert not front.isVisible()
    assert window.door.new.isVisible()
    window.close()


def test_a_file_is_opened_by_the_window(front: Front, qtbot: QtBot, sample: Callable[[str], Path]) -> None:
    file = sample("yueyanglou-2017")
    front.wish(lambda window: window.open(file))
    front.begin()
    qtbot.waitUntil(lambda: front.window_after is not None, timeout=20_000)
    window = front.window_after
    assert window is not None
    assert window.shell is not None
    window.close()


def test_closed_early_nothing_comes_after_it(front: Front, qtbot: QtBot) -> None:
    front.begin()
    front.close()
    qtbot.wait(200)
    front.loaded.emit()
    assert front.window_after is None


def test_qt_gives_back_every_reference_it_takes(qapp: QApplication) -> None:
    """PySide6 6.12.0 drops a reference to None in every call, of which Python 3.11 dies in the middle of work."""
    label = QLabel()
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setText("一")
    assert sys.getrefcount(None) > before - 500
