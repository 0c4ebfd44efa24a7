"""A process with the window, in which a clerk types into a new evaluation; it says what the window calls saved.

Started as `python -m tests.ui.typist UNIT YEAR PACK`; writes the path of the file, then a line `n` whenever the window
shows 已保存 behind the n-th value. It goes on until somebody kills it.
"""

from __future__ import annotations

import sys

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.ui import words
from app.ui.main import prepare
from app.ui.shell.window import Window
from tests.ui.hands import KEY, begin, is_saved, press, settle, type_over

BOXES = ("单位简称", "主管部门", "预算编码")
"""Labels of boxes that take any text; the first of them that stands on a page is typed into."""

PAUSE = 300
"""Milliseconds a clerk rests at most between two values; the length varies, so that the kill falls anywhere."""


def say(what: object) -> None:
    """Tell the test."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def boxes(over: QWidget) -> list[QLineEdit]:
    """Return the boxes that are typed into."""
    lines = [one for one in over.findChildren(QLineEdit) if one.isVisible() and not one.isReadOnly()]
    return [one for one in lines if one.accessibleName() in BOXES]


def type_on(window: Window) -> None:
    """Type one value after the other and say what is saved."""
    while not boxes(window):
        press(window, words.NEXT)
        settle()
    held = boxes(window)[0]
    say(held.accessibleName())
    for number in range(1, 100_000):
        type_over(held, f"第{number}次")
        QTest.keyClick(held, KEY.Key_Return)
        QTest.qWait(number * 37 % PAUSE)
        if is_saved(window):
            say(number)


def main(unit: str, year: str, pack: str) -> None:
    """Type until killed."""
    app = QApplication([words.PRODUCT])
    prepare(app)
    window = Window()
    window.show()
    begin(window, pack=pack, year=year, unit=unit)
    say(window.desk.session.path)
    type_on(window)


if __name__ == "__main__":
    main(*sys.argv[1:])
