"""A report page in a window, and what a person does on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.core.records import Address
from app.ui.reports.page import ReportBlock
from app.ui.shell.window import Window
from app.wizard.items import ReportItem, items_of

STAFF = "人员情况"


def open_report(window: Window, report: str = "overall") -> ReportBlock:
    """Show the page of a report of what is open; return its block."""
    assert window.shell is not None
    window.activateWindow()
    QApplication.processEvents()
    answers = window.desk.session.graph.snapshot()
    for step in window.shell.all_steps:
        if any(isinstance(item, ReportItem) and item.report == report for item in items_of(answers, step)):
            window.shell.go_step(step.id)
            QApplication.processEvents()
            return block_of(window)
    raise AssertionError(report)


def block_of(window: Window) -> ReportBlock:
    """Return the report that the page shows."""
    assert window.shell is not None
    assert window.shell.page is not None
    return next(block for block in window.shell.page.blocks if isinstance(block, ReportBlock))


def section(block: ReportBlock, heading: str) -> str:
    """Choose the section with a heading; return its row."""
    graph = block.desk.session.graph
    row = next(row for row in block.tree.rows() if graph.printed(row, "heading") == heading)
    assert block.tree.go(row)
    block.editor.setFocus()
    QApplication.processEvents()
    return row


def stored(block: ReportBlock) -> str:
    """Return the text that is kept of the chosen section."""
    cell = block.desk.session.facts.cell(Address(block.pane.row, "text"))
    return cell.text if cell is not None else ""


def write(block: ReportBlock, text: str) -> None:
    """Replace the text of the chosen section by what is typed (through the input method) and leave it."""
    block.editor.selectAll()
    compose(block, text)
    block.pane.commit()
    QApplication.processEvents()


def compose(block: ReportBlock, text: str, preedit: str = "") -> None:
    """Let an input method give characters, and hold others that are still being composed."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(text)
    QApplication.sendEvent(block.editor, event)


def paste(block: ReportBlock, text: str) -> None:
    """Paste a text."""
    data = QMimeData()
    data.setText(text)
    block.editor.insertFromMimeData(data)


def put_cursor(block: ReportBlock, place: int) -> None:
    """Put the cursor somewhere."""
    cursor = block.editor.textCursor()
    cursor.setPosition(place)
    block.editor.setTextCursor(cursor)


def to_end(block: ReportBlock) -> None:
    """Put the cursor at the end."""
    block.editor.moveCursor(QTextCursor.MoveOperation.End)


def menu_by_keys(block: ReportBlock) -> QMenu:
    """Open the menu at the cursor as the Menu key and Shift+F10 do; return it."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(block.editor, event)
    QApplication.processEvents()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, text: str) -> None:
    """Choose an entry of a menu or of its sub-menus."""
    menus = [menu, *(one.menu() for one in menu.actions() if one.menu() is not None)]
    found = [one for each in menus if isinstance(each, QMenu) for one in each.actions() if one.text() == text]
    assert found, [one.text() for each in menus if isinstance(each, QMenu) for one in each.actions()]
    found[0].trigger()
    menu.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()


def undo(block: ReportBlock, window: Window) -> ReportBlock:
    """Press Ctrl+Z in the text; return the page that is shown then."""
    QTest.keyClick(block.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    return block_of(window)
