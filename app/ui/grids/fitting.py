"""How a text fits into its cell: its distance from the edges, and a figure that must never lose a digit."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

WRAP: Final = Qt.TextFlag.TextWordWrap
"""How the texts of cells break their lines."""
CENTRE: Final = Qt.AlignmentFlag.AlignCenter
_LEAST: Final = 2
_SMALLEST: Final = 6
_FIGURE: Final = re.compile(r"[-+−]?[\d,.]+%?")
"""What breaks nowhere."""


def room_in(metrics: QFontMetrics, text: str, rect: QRect, across: Qt.AlignmentFlag) -> QRect:
    """Return where a text stands in its cell: off its edges, less where it would have to break its line for that."""
    em = metrics.horizontalAdvance("国")
    left = right = max(em * 3 // 8, 4)
    if (len(text) + 1) * em > rect.width():
        needed = max(metrics.horizontalAdvance(line) for line in text.split("\n")) + 1
        centred = not across & (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignRight)
        less_left = _LEAST if centred or across & Qt.AlignmentFlag.AlignRight else left
        less_right = _LEAST if centred or across & Qt.AlignmentFlag.AlignLeft else right
        if rect.width() - left - right < needed <= rect.width() - less_left - less_right:
            left, right = less_left, less_right
        elif needed > rect.width() - left - right and _FIGURE.fullmatch(text):
            left = right = _LEAST
    return rect.adjusted(left, 0, -right, 0)


def font_in(font: QFont, metrics: QFontMetrics, text: str, room: QRect) -> QFont:
    """Return the type of a text: smaller for a figure that is too long for its cell, which would lose digits."""
    needed = metrics.horizontalAdvance(text) + 1 if _FIGURE.fullmatch(text) else 0
    if needed <= room.width():
        return font
    smaller = QFont(font)
    smaller.setPointSize(max(font.pointSize() * room.width() // needed, _SMALLEST))
    return smaller
