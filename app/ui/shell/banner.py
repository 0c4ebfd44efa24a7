"""A calm line above the page while the file cannot be written: what happened, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.ui import words
from app.ui import words_window as said
from app.ui.blocks import button


class Banner(QFrame):
    """What hinders the writing, with 重新保存 and 另存到别处; hidden while all is well."""

    retry = Signal()
    elsewhere = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the hidden banner."""
        super().__init__(parent)
        self.setObjectName("banner")
        line = QHBoxLayout(self)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.addWidget(self.text, 1)
        self.retry_button = button(words.RETRY, self.retry.emit, primary=True)
        self.elsewhere_button = button(words.ELSEWHERE, self.elsewhere.emit)
        for one in (self.retry_button, self.elsewhere_button):
            line.addWidget(one)
        self._problem = ""
        self._rescued = False
        self.hide()

    def say(self, problem: str) -> None:
        """Say what hinders; empty takes the banner away."""
        if not problem:
            self._rescued = False
        self._problem = problem
        self._show()

    def tell_rescued(self) -> None:
        """Say that a copy was kept on this computer."""
        self._rescued = True
        self._show()

    def _show(self) -> None:
        text = said.stuck(self._problem, rescued=self._rescued) if self._problem else ""
        self.text.setText(text)
        self.text.setAccessibleName(text)
        self.setVisible(bool(text))
