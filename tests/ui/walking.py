"""Walks through every page: what takes the focus, what it is called, whether it can be seen, whether it has room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QSizePolicy, QTabBar, QWidget

from app.ui.flow import Flow
from app.ui.screenshots import busy
from app.ui.shell.window import Window
from tests.ui.clicks import wait_for

MOST_KEYS = 1500
"""Presses of Tab that a page may take to be walked through: cells of its tables count too."""


def pages(window: Window, file: Path) -> Iterator[str]:
    """Show every page of the program with an evaluation, one after the other, and name it."""
    yield "开始"
    window.begin_new()
    yield "新建自评"
    window.open(file)
    assert window.shell is not None
    for step in window.shell.all_steps:
        window.shell.go_step(step.id)
        wait_for(lambda: not busy(window))
        yield step.title
    window.switch_view()
    forms = window.views.forms
    assert forms is not None
    for sheet in forms.sheets:
        forms.show_sheet(sheet)
        yield f"按表填写 {sheet.name}"
    window.switch_view()
    window.search()
    yield "查找"
    window.finding.close_bar()
    window.show_lists()
    yield "清单"
    window.show_lists()


class Strays(QObject):
    """Watches for windows beside the one of the program: a part that is shown before it has its place flashes up."""

    def __init__(self, window: Window) -> None:
        """Watch everything that is shown."""
        super().__init__(window)
        self.found: list[str] = []
        self._window = window
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note what becomes a window of its own."""
        shown = watched if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) else None
        if shown is not None and shown.isWindow() and shown is not self._window:
            self.found.append(describe(shown))
        return False


def settle() -> None:
    """Let everything be laid out."""
    for _ in range(4):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def focus() -> QWidget | None:
    """Return what has the focus."""
    return QApplication.focusWidget()


def walk(window: Window) -> list[QWidget]:
    """Press Tab until the focus comes round; return what had it, each once.

    Raises:
        AssertionError: the focus is held fast, or never comes round.
    """
    window.activateWindow()
    settle()
    if focus() is None:
        window.setFocus()
        QTest.keyClick(window, Qt.Key.Key_Tab)
    first, found = focus(), []
    assert first is not None
    for _ in range(MOST_KEYS):
        at = focus()
        assert at is not None
        if at not in found:
            found.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        if focus() is found[0] and at is not found[0]:
            return found
    message = f"Tab does not come round: {describe(focus())}"
    raise AssertionError(message)


def name_of(widget: QWidget) -> str:
    """Return what a screen reader calls a widget."""
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name) if told is not None else ""


def shown_focus(widget: QWidget) -> bool:
    """Say whether a widget looks another way while it has the focus."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    with_it = picture(widget)
    widget.clearFocus()
    settle()
    return with_it != picture(widget)


def picture(widget: QWidget) -> QImage:
    """Return how a widget looks."""
    return widget.grab().toImage()


def cut(window: Window) -> list[str]:
    """Return the texts of a page that have no room."""
    settle()
    wait_for(lambda: not busy(window))
    settle()
    labels = [one for one in window.findChildren(QLabel) if one.isVisible() and one.text()]
    found = [f"{one.text()[:40]} {one.size().toTuple()} < {wanted}" for one in labels if (wanted := _wants(one))]
    buttons = [one for one in window.findChildren(QAbstractButton) if one.isVisible() and one.text()]
    found += [one.text() for one in buttons if _squeezed(one) or _outside(one)]
    areas = [one for one in window.findChildren(QScrollArea) if one.isVisible()]
    found += [f"wide {describe(one)}" for one in areas if _inside(one) > one.viewport().width() + 1]
    for bar in (one for one in window.findChildren(QTabBar) if one.isVisible()):
        found += [bar.tabText(at) for at in range(bar.count()) if bar.tabRect(at).right() > bar.width() + 1]
    return found


def _outside(one: QWidget) -> bool:
    """Say whether a part of a line that breaks lies outside of it."""
    line = one.parentWidget()
    return isinstance(line, Flow) and not line.rect().contains(one.geometry())


def _inside(area: QScrollArea) -> int:
    inside = area.widget()
    return inside.width() if inside is not None else 0


def _wants(one: QLabel) -> str:
    """Return the room that a label wants and has not."""
    if one.wordWrap():
        height = one.heightForWidth(one.width())
        return f"h{height}" if height > one.height() + 2 else ""
    width = one.sizeHint().width()
    return f"w{width}" if width > one.width() + 2 else ""


def _squeezed(one: QAbstractButton) -> bool:
    elided = one.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored
    return not elided and (one.sizeHint().width() > one.width() + 2 or one.sizeHint().height() > one.height() + 4)


def describe(widget: QWidget | None) -> str:
    """Return what a widget is, for a message."""
    if widget is None:
        return "nothing"
    above = widget.parentWidget()
    return f"{type(widget).__name__} {widget.objectName()} in {type(above).__name__}"
