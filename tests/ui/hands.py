"""What a person does with hands: keys, the input method, the clipboard, clicks on what can be read on the screen."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QTableWidget,
    QWidget,
)

from app.services.packs.managing import all_packs
from app.ui import words

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def settle() -> None:
    """Let everything happen that waits, as it does while a person looks: laying out, painting, taking pages away."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait(done: Callable[[], bool], what: str, seconds: int = 60) -> None:
    """Let the window work until something is so."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, f"it did not happen: {what}"
        QApplication.processEvents()
        time.sleep(0.005)


# ---- keys ----


def type_text(widget: QWidget, text: str) -> None:
    """Type as a person does: keys for what the keyboard has, the input method for the rest."""
    for part in re.findall(r"[ -~]+|[^ -~]+", text):
        if part.isascii():
            QTest.keyClicks(widget, part)
        else:
            event = QInputMethodEvent()
            event.setCommitString(part)
            QApplication.sendEvent(widget, event)


def type_over(box: QWidget, text: str) -> None:
    """Type in the place of what stands in a box."""
    box.setFocus()
    QTest.keyClick(box, KEY.Key_A, CTRL)
    QTest.keyClick(box, KEY.Key_Delete)
    type_text(box, text)


def paste(widget: QWidget, text: str) -> None:
    """Paste a text that was copied elsewhere."""
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(widget, KEY.Key_V, CTRL)


def choose(box: QComboBox, text: str) -> None:
    """Choose an entry with the keys."""
    box.setFocus()
    QTest.keyClick(box, KEY.Key_Home)
    while box.currentText() != text and box.currentIndex() < box.count() - 1:
        QTest.keyClick(box, KEY.Key_Down)
    assert box.currentText() == text, f"{box.accessibleName()} does not offer {text}"


# ---- what can be read ----


def button(over: QWidget, text: str) -> QAbstractButton | None:
    """Return the button that says this and can be pressed."""
    seen = (one for one in over.findChildren(QAbstractButton) if one.text() == text and one.isVisible())
    return next((one for one in seen if one.isEnabled()), None)


def press(over: QWidget, text: str) -> None:
    """Click the button that says this."""
    found = button(over, text)
    assert found is not None, f"no button says {text}"
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    settle()


def labelled(over: QWidget, text: str) -> QWidget:
    """Return the input beside a label."""
    found = (one for one in over.findChildren(QLabel) if one.text() == text and one.isVisible())
    held = next((one.buddy() for one in found if one.buddy() is not None), None)
    assert held is not None, f"nothing is labelled {text}"
    return held


def reads(over: QWidget, beginning: str) -> str:
    """Return the label that begins so, empty when none is seen."""
    seen = (one.text() for one in over.findChildren(QLabel) if one.isVisible())
    return next((text for text in seen if text.startswith(beginning)), "")


def total(window: QWidget) -> str:
    """Return the total that the score panel shows, empty when none is seen."""
    seen = (one for one in window.findChildren(QLabel) if one.isVisible() and one.property("role") == "score")
    return next((one.text() for one in seen), "")


def is_saved(window: QWidget) -> bool:
    """Say whether the window says that everything is saved."""
    return bool(reads(window, words.SAVED))


# ---- whole errands ----


def name_file(window: QWidget, path: Path) -> None:
    """Type a path into the dialog that asks for a file or a folder."""
    settle()
    dialog = next(one for one in window.findChildren(QFileDialog) if one.isVisible())
    [line] = dialog.findChildren(QLineEdit)
    line.setFocus()
    QTest.keyClick(line, KEY.Key_A, CTRL)
    paste(line, str(path))
    settle()
    QTest.keyClick(line, KEY.Key_Return)
    come_forward(window)


def come_forward(window: QWidget) -> None:
    """Make the window the one that takes the keys, as the system does when a dialog closes."""
    settle()
    window.activateWindow()
    wait(window.isActiveWindow, "the window takes the keys")


def begin(window: QWidget, *, pack: str, year: str, unit: str) -> None:
    """Go from the start page to an empty evaluation: choose the form, type year and unit, begin."""
    come_forward(window)
    if button(window, words.BEGIN) is None:
        press(window, words.NEW)
    settle()
    found = next(one for one in all_packs() if one.id == pack)
    for text, entry in ((words.REGION, found.region), (words.PACK, found.title)):
        box = labelled(window, text)
        assert isinstance(box, QComboBox)
        choose(box, entry)
    for text, entry in ((words.YEAR, year), (words.UNIT, unit)):
        type_over(labelled(window, text), entry)
    press(window, words.BEGIN)
    settle()


def go_printing(window: QWidget) -> None:
    """Go to the page that prints and exports."""
    QTest.keyClick(window, KEY.Key_P, CTRL)
    wait(lambda: documents(window) > 0, "documents listed")


def documents(window: QWidget) -> int:
    """Return how many documents the page 送审与打印 lists."""
    lists = (one for one in window.findChildren(QTableWidget) if one.accessibleName() == words.DOCUMENTS)
    return sum(one.rowCount() for one in lists if one.isVisible())


def export(window: QWidget, folder: Path) -> None:
    """Export everything as Word files on the page 送审与打印 and wait for it."""
    folder.mkdir()
    go_printing(window)
    for name, text in words.FORMATS.items():
        box = button(window, text)
        assert box is not None
        if box.isChecked() != (name == "docx"):
            QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    press(window, words.EXPORT)
    name_file(window, folder)
    wait(lambda: bool(reads(window, "已输出")), "files exported")


def undo(window: QWidget) -> None:
    """Take back a step with the keys."""
    QTest.keyClick(window, KEY.Key_Z, CTRL)


def redo(window: QWidget) -> None:
    """Bring a step back with the keys."""
    QTest.keyClick(window, KEY.Key_Y, CTRL)
