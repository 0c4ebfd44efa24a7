"""Questions and tellings that hold nothing up: shown over the window, answered when the person likes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

Choice = tuple[str, Callable[[], object] | None]


def ask(parent: QWidget, text: str, more: str, choices: Sequence[Choice]) -> QMessageBox:
    """Show a question with its answers; the first one is the usual one, the last one is what Esc means."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(parent.window().windowTitle())
    box.setText(text)
    box.setInformativeText(more)
    box.setTextFormat(Qt.TextFormat.PlainText)
    for place, (name, act) in enumerate(choices):
        last = place == len(choices) - 1
        made = box.addButton(name, QMessageBox.ButtonRole.RejectRole if last else QMessageBox.ButtonRole.ActionRole)
        if act is not None:
            made.clicked.connect(lambda _=False, chosen=act: chosen())
        if place == 0:
            box.setDefaultButton(made)
        if last:
            box.setEscapeButton(made)
    box.open()
    return box


def tell(parent: QWidget, text: str, more: str, button: str) -> QMessageBox:
    """Tell something with one button."""
    return ask(parent, text, more, [(button, None)])
