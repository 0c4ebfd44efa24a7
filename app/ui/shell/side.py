"""The right side: the live score, what is missing on this page, and what the audit says of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.records import Address
from app.services.review.auditing import PageFinding
from app.services.review.scoring import Block
from app.ui import words
from app.ui.blocks import button, clear, label
from app.ui.lines import Line
from app.ui.shell.score_panel import ScorePanel

_MOST_MISSING = 6
_MOST_FOUND = 30


class Side(QScrollArea):
    """Score and findings of the page that is shown."""

    fix = Signal(object)
    """去修改 was chosen: the `Address`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the empty side."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(10, 6, 6, 6)
        self.score = ScorePanel()
        self._missing_head = label(words.MISSING, "heading")
        self._missing, self._found = QVBoxLayout(), QVBoxLayout()
        self._missing.setSpacing(0)
        layout.addWidget(self.score)
        layout.addWidget(self._missing_head)
        layout.addLayout(self._missing)
        self._found_head = label(words.HERE, "heading")
        layout.addWidget(self._found_head)
        layout.addLayout(self._found)
        layout.addStretch()
        self.setWidget(inner)
        self._kept: list[object] = [None, None]

    def show_score(self, title: str, block: Block | None) -> None:
        """Show a scored sheet."""
        self.score.show_sheet(title, block)

    def show_missing(self, missing: Sequence[tuple[Address, str]]) -> None:
        """Show what is not filled in yet, each with its name; a click goes there."""
        if self._kept[0] == missing:
            return
        self._kept[0] = missing
        clear(self._missing, keep_parent=True)
        self._missing_head.setVisible(bool(missing))
        for address, name in missing[:_MOST_MISSING]:
            self._missing.addWidget(Line(name, partial(self.fix.emit, address), breaks=True))
        if len(missing) > _MOST_MISSING:
            self._missing.addWidget(label(words.more_missing(len(missing) - _MOST_MISSING), "small"))

    def show_findings(self, found: list[PageFinding], all_told: str = "") -> None:
        """Show what the audit says of this page, errors first; `all_told` stands for a page without cells."""
        if self._kept[1] == (found, all_told):
            return
        self._kept[1] = (found, all_told)
        clear(self._found, keep_parent=True)
        self._found_head.setText(words.EVERYWHERE if all_told else words.HERE)
        if not found:
            self._found.addWidget(label(all_told or words.NOTHING_FOUND, "faint"))
        for one in found[:_MOST_FOUND]:
            self._found.addWidget(self._card(one))
        if len(found) > _MOST_FOUND:
            self._found.addWidget(label(words.more_lines(len(found) - _MOST_FOUND), "small"))

    def _card(self, one: PageFinding) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        card.setProperty("role", one.severity)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(8, 4, 6, 4)
        layout.setSpacing(2)
        fix = button(words.FIX, partial(self.fix.emit, Address(*one.address)), flat=True)
        fix.setAccessibleName(f"{words.FIX}：{one.message}")
        sort = QLabel(words.SEVERITIES[one.severity])
        sort.setProperty("role", one.severity)
        head = QHBoxLayout()
        head.addWidget(sort, 1)
        head.addWidget(fix)
        layout.addLayout(head)
        layout.addWidget(label(one.message))
        if one.advice:
            layout.addWidget(label(one.advice, "small"))
        return card
