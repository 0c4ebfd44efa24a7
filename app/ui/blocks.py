"""Small pieces that all pages are made of: labels and buttons of one look, emptying a layout."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QWidget

Role = Literal["", "huge", "title", "heading", "caption", "score", "small", "faint", "error", "warning", "hint"]


def label(text: str, role: Role = "") -> QLabel:
    """Return a label that breaks its lines."""
    made = QLabel(text)
    made.setIndent(0)
    made.setWordWrap(True)
    if role:
        made.setProperty("role", role)
    return made


def red_line() -> QFrame:
    """Return the red line below the name of whoever issues a paper."""
    made = QFrame()
    made.setObjectName("red")
    made.setFixedHeight(max(made.fontMetrics().height() // 8, 2))
    return made


def button(text: str, act: Callable[[], object], *, primary: bool = False, flat: bool = False) -> QPushButton:
    """Return a button that does something."""
    made = QPushButton(text)
    made.setProperty("primary", "true" if primary else "false")
    made.setProperty("flat", "true" if flat else "false")
    made.clicked.connect(lambda _=False: act())
    return made


def set_role(made: QWidget, role: Role) -> None:
    """Give a widget another role and paint it so."""
    if made.property("role") == role:
        return
    made.setProperty("role", role)
    made.style().unpolish(made)
    made.style().polish(made)


def clear(layout: QLayout, *, keep_parent: bool = False) -> None:
    """Take everything out of a layout, at once for the eye.

    `keep_parent`: widgets stay children until they are deleted; without it they are styled anew, which takes long where
    there are many of them.
    """
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            if not keep_parent:
                widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner, keep_parent=keep_parent)
