"""What a person does with what stands over the window: questions, buttons."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMessageBox, QWidget

from app.core.errors import EnvironmentProblem
from app.core.tree import parse_address
from app.ui.shell.window import Window

GOAL = "goal.actual"


def question(window: QWidget) -> QMessageBox | None:
    """Return the question that is shown."""
    QApplication.processEvents()
    return next((one for one in window.findChildren(QMessageBox) if one.isVisible()), None)


def buttons(inside: QWidget) -> list[str]:
    """Return the words of the buttons to be seen."""
    return [one.text() for one in inside.findChildren(QAbstractButton) if one.isVisibleTo(inside) and one.text()]


def click(inside: QWidget, text: str) -> None:
    """Click the button with these words."""
    QApplication.processEvents()
    found = [one for one in inside.findChildren(QAbstractButton) if one.text() == text and one.isVisibleTo(inside)]
    assert found, f"no button {text} among {buttons(inside)}"
    found[0].click()
    QApplication.processEvents()


def answer(window: QWidget, text: str) -> None:
    """Answer the question that is shown."""
    box = question(window)
    assert box is not None, "no question is shown"
    click(box, text)


def dialog(window: QWidget, kind: type[QDialog]) -> QDialog:
    """Return the dialog of a kind that is shown."""
    QApplication.processEvents()
    return next(one for one in window.findChildren(kind) if one.isVisible())


def wait_for(done: Callable[[], bool], seconds: int = 10) -> None:
    """Let the window work until something is so."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not happen"
        QApplication.processEvents()
        time.sleep(0.005)


def write(window: Window, text: str, path: str = GOAL) -> None:
    """Fill in a cell as a page does."""
    assert window.desk.set(parse_address(path, window.desk.session.tree), text)


def read(window: Window, path: str = GOAL) -> str:
    """Return what a cell shows."""
    address = parse_address(path, window.desk.session.tree)
    return window.desk.session.graph.printed(address.row, address.key)


def full(*_args: object, **_named: object) -> None:
    """Stand in for `EvaluationFile.commit` on a full disk."""
    raise EnvironmentProblem(
        "file.disk_full", where="自评.jxzp", what="磁盘空间不足，没有保存成功", repair="请清理磁盘后重试"
    )
