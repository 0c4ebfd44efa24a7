"""The start page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.errors import JixiaoError
from app.ui import words


class StartPage(QWidget):
    """Where everything begins."""

    open_asked = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(parent)
        self.setObjectName("desk")
        title = QLabel(words.PRODUCT)
        title.setProperty("role", "title")
        greeting = QLabel(words.GREETING)
        greeting.setProperty("role", "faint")
        self._problem = QLabel()
        self._problem.setProperty("role", "error")
        self._problem.setWordWrap(True)
        self._problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 40, 48, 40)
        for widget in (title, greeting):
            layout.addWidget(widget)
        layout.addLayout(self._buttons())
        layout.addWidget(self._problem)
        recent = QLabel(words.NO_RECENT)
        recent.setProperty("role", "faint")
        layout.addWidget(recent)
        layout.addStretch()

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.open_button = QPushButton(words.OPEN)
        self.open_button.clicked.connect(self._ask)
        line.addWidget(self.open_button)
        line.addStretch()
        line.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return line

    def _ask(self) -> None:
        dialog = QFileDialog(self, words.OPEN, "", words.FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open_asked.emit(Path(name)))
        dialog.open()

    def say(self, problem: JixiaoError) -> None:
        """Say why a file could not be opened, and the ways out."""
        self._problem.setText(problem.sentence())
        self._problem.show()
