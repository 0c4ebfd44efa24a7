"""The right side: the live score, and what the audit says of this page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.core.records import Address
from app.services.review.auditing import PageFinding
from app.services.review.scoring import Block
from app.ui import words
from app.ui.blocks import clear
from app.ui.shell.score_panel import ScorePanel


class Side(QScrollArea):
    """Score and findings of the page that is shown."""

    fix = Signal(object)
    """去修改 was chosen: the `Address`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the empty side."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        self.score = ScorePanel()
        heading = QLabel(words.HERE)
        heading.setProperty("role", "heading")
        self._found = QVBoxLayout()
        layout.addWidget(self.score)
        layout.addWidget(heading)
        layout.addLayout(self._found)
        layout.addStretch()
        self.setWidget(inner)

    def show_score(self, title: str, block: Block | None) -> None:
        """Show a scored sheet."""
        self.score.show_sheet(title, block)

    def show_findings(self, found: list[PageFinding]) -> None:
        """Show what the audit says of this page, errors first."""
        clear(self._found)
        if not found:
            self._found.addWidget(QLabel(words.NOTHING_FOUND))
        for one in found:
            self._found.addWidget(self._card(one))

    def _card(self, one: PageFinding) -> QWidget:
        card = QFrame()
        layout = QVBoxLayout(card)
        layout.setContentsMargins(0, 4, 0, 4)
        text = QLabel(f"{words.SEVERITIES[one.severity]}：{one.message}")
        text.setWordWrap(True)
        text.setProperty("role", one.severity)
        advice = QLabel(one.advice)
        advice.setWordWrap(True)
        advice.setProperty("role", "faint")
        fix = QPushButton(words.FIX)
        fix.setProperty("flat", "true")
        fix.setAccessibleName(f"{words.FIX}：{one.message}")
        fix.clicked.connect(lambda _=False, at=one.address: self.fix.emit(Address(*at)))
        for widget in (text, advice, fix):
            layout.addWidget(widget)
        return card
