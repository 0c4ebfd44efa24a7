"""Two texts beside each other, with what differs marked: struck where it goes, underlined where it comes."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QDialog, QListWidget, QSplitter, QTextEdit, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.blocks import label

_MOST: Final = 4_000
"""Characters up to which texts are compared letter by letter; longer ones are compared by lines."""
_FEWEST: Final = 3
"""Letters that are the same before they count as the same words."""
_SHARE: Final = 3
"""One part in so many must be the same before differences are marked."""

Stretch = tuple[str, bool]


def compared(now: str, then: str) -> tuple[list[Stretch], list[Stretch]]:
    """Return both texts in stretches, each with whether the other text does not have it.

    Two letters that happen to be the same do not count; of texts that have little in common nothing is marked.
    """
    short = len(now) <= _MOST and len(then) <= _MOST
    left, right = (list(one) if short else one.splitlines(keepends=True) for one in (now, then))
    codes = SequenceMatcher(None, left, right, autojunk=not short).get_opcodes()
    before: list[Stretch] = []
    after: list[Stretch] = []
    for sort, a, b, c, d in codes:
        same = sort == "equal" and (not short or b - a >= _FEWEST)
        for side, part in ((before, "".join(left[a:b])), (after, "".join(right[c:d]))):
            if part:
                side.append((part, not same))
    shared = sum(len(part) for part, differs in before if not differs)
    if shared * _SHARE < max(len(now), len(then)):
        return [(now, False)] if now else [], [(then, False)] if then else []
    return before, after


def show_stretches(box: QTextEdit, stretches: list[Stretch], *, gone: bool) -> None:
    """Show a text with its differences."""
    box.clear()
    cursor, marked = box.textCursor(), QTextCharFormat()
    marked.setForeground(QColor(theme.ERROR if gone else theme.DONE))
    marked.setFontStrikeOut(gone)
    marked.setFontUnderline(not gone)
    for text, differs in stretches:
        cursor.insertText(text, marked if differs else QTextCharFormat())
    box.verticalScrollBar().setValue(0)


def room_for(dialog: QDialog) -> QSize:
    """Return a size for a dialog with two texts: no larger than the window it stands over."""
    em, above = dialog.fontMetrics().horizontalAdvance("国"), dialog.parentWidget()
    room = above.window().size() if above is not None else QSize(em * 60, em * 32)
    return QSize(min(em * 60, room.width() * 9 // 10), min(em * 32, room.height() * 9 // 10))


def put_side_by_side(splitter: QSplitter, named: Sequence[tuple[str, QWidget]]) -> None:
    """Add what there is to choose, the text as it is and the one that takes its place, each below its name."""
    for name, box in named:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(name, "faint"))
        column.addWidget(box)
        splitter.addWidget(side)


def lined(made: QListWidget) -> None:
    """Give the entries of a list their room; long ones take several lines."""
    made.setWordWrap(True)
    made.setStyleSheet("QListWidget::item, QListWidget::item:selected { padding: 0.3em 0.2em; }")
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def text_box(name: str) -> QTextEdit:
    """Return a box that shows a text to be read."""
    made = QTextEdit()
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    made.setAccessibleName(name)
    return made
