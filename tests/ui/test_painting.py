"""A grid paints only what an act touches: the picture is the one that painting everything would give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from app.ui.grids.view import GridView
from app.ui.screenshots import busy
from app.ui.shell.window import Window
from tests.ui.clicks import wait_for
from tests.ui.walking import settle

KEY = Qt.Key


def picture(window: Window, view: GridView) -> QImage:
    """Return what is on the screen of a grid, not what it would paint if asked."""
    wait_for(lambda: not busy(window))
    settle()
    whole = window.screen().grabWindow(window.winId()).toImage()
    return whole.copy(QRect(view.mapTo(window, view.rect().topLeft()), view.size()).intersected(whole.rect()))


def painted_whole(window: Window, view: GridView) -> QImage:
    """Paint everything anew and return what is on the screen."""
    view.viewport().update()
    window.update()
    return picture(window, view)


def test_what_is_painted_in_parts_looks_as_if_painted_whole(window: Window, sample: Callable[..., Path]) -> None:
    window.open(sample("yueyanglou-2017"))
    window.activateWindow()
    shell = window.shell
    assert shell is not None
    shell.go_step(next(step.id for step in shell.all_steps if step.id.startswith(("project/", "overall"))))
    window.auditor.wait()
    settle()
    assert shell.page is not None
    view = max(shell.page.findChildren(GridView), key=lambda one: one.cells.rowCount())
    plain, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    before = picture(window, view)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert picture(window, view) != before, "the focus is seen"
    for key, held in [(KEY.Key_Down, plain), (KEY.Key_Right, plain), (KEY.Key_Down, shift), (KEY.Key_Right, shift)]:
        QTest.keyClick(view, key, held)
        assert picture(window, view) == painted_whole(window, view), key
    shell.steps.setFocus()
    assert picture(window, view) == painted_whole(window, view), "the keyboard is elsewhere"
