"""A calm line above the page: the file cannot be written, or lies where it is worth knowing; what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.ui import words
from app.ui import words_window as said
from app.ui.blocks import button


class Banner(QFrame):
    """What hinders the writing, else what is worth knowing, with the ways out; hidden while there is neither."""

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
        self.known_button = button(said.KNOWN, lambda: self.tell(""))
        for one in (self.retry_button, self.elsewhere_button, self.known_button):
            line.addWidget(one)
        self._problem = self._told = ""
        self._rescued = False
        self.hide()

    def say(self, problem: str) -> None:
        """Say what hinders; empty takes the banner away."""
        if not problem:
            self._rescued = False
        self._problem = problem
        self._show()

    def tell(self, text: str) -> None:
        """Say something worth knowing of where the file lies, until the person has read it; empty takes it away."""
        self._told = text
        self._show()

    def tell_rescued(self) -> None:
        """Say that a copy was kept on this computer."""
        self._rescued = True
        self._show()

    def _show(self) -> None:
        text = said.stuck(self._problem, rescued=self._rescued) if self._problem else self._told
        self.retry_button.setVisible(bool(self._problem))
        self.known_button.setVisible(not self._problem)
        self.text.setText(text)
        self.text.setAccessibleName(text)
        self.setVisible(bool(text))
