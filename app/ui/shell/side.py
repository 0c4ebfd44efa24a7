"""The right side: the live score, what is missing on this page, and what the audit says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.records import Address
from app.services.review.auditing import PageFinding
from app.services.review.scoring import Block
from app.services.session import Session
from app.ui import words
from app.ui.blocks import button, clear, label
from app.ui.fold import Fold
from app.ui.lines import Line
from app.ui.shell.score_panel import ScorePanel

_IN_ROW: Final = re.compile("[^“”]*第([0-9]+)行[^“”]*“([^“”]+)”")
"""A label of a cell in a table as the services write it: 绩效指标第3行（参保率）“年度指标值”."""
_MOST_MISSING = 6
_MOST_FOUND = 30
_MOST_HINTS = 2


class HintFold(Fold):
    """Many hints, folded until they are asked for."""

    def __init__(self, side: Side, hints: Sequence[PageFinding], *, unfolded: bool) -> None:
        """Show the head."""
        self._side, self._hints = side, hints
        super().__init__(words.hints_here(len(hints)), unfolded=unfolded, wide=False)

    def fill(self) -> None:
        """Make the cards."""
        self._side.list_cards(self.inside, self._hints)


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
        self._unfolded = False

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

    def show_findings(self, found: list[PageFinding], all_told: str = "", *, known: bool = True) -> None:
        """Show what the audit says of this page, errors first; `all_told` stands for a page without cells.

        Args:
            found: the findings.
            all_told: what the audit says of everything.
            known: the audit has said something already.
        """
        if self._kept[1] == (found, all_told, known):
            return
        self._kept[1] = (found, all_told, known)
        clear(self._found, keep_parent=True)
        self._found_head.setText(words.EVERYWHERE if all_told else words.HERE)
        if not found:
            told = (all_told or words.NOTHING_FOUND) if known else words.AUDITING
            self._found.addWidget(label(told, "faint"))
        hints = [one for one in found if one.severity == "hint"]
        if len(hints) <= _MOST_HINTS:
            self.list_cards(self._found, found)
            return
        self.list_cards(self._found, [one for one in found if one.severity != "hint"])
        fold = HintFold(self, hints, unfolded=self._unfolded)
        fold.turned.connect(self._remember)
        self._found.addWidget(fold)

    def list_cards(self, into: QVBoxLayout, found: Sequence[PageFinding]) -> None:
        """Put a card for each finding into a column."""
        for one in found[:_MOST_FOUND]:
            into.addWidget(self._card(one))
        if len(found) > _MOST_FOUND:
            into.addWidget(label(words.more_lines(len(found) - _MOST_FOUND), "small"))

    def _remember(self, unfolded: bool) -> None:
        self._unfolded = unfolded

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


def short_name(session: Session, address: Address) -> str:
    """Return what a cell is called in short: its label, behind the number of its row."""
    told = session.label(address)
    in_row = _IN_ROW.fullmatch(told)
    return words.in_row(in_row[1], in_row[2]) if in_row is not None else told.strip("“”")
