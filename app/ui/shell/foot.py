"""The fixed buttons below a page: 上一步, 下一步, what is still missing, which step it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.records import Address
from app.ui import words
from app.ui.blocks import button, label


class Foot(QWidget):
    """What stands below every page."""

    walked = Signal(int)
    missing = Signal(object)
    """The first cell that is missing is wanted: its `Address`."""
    side_asked = Signal(bool)
    """The right side is wanted, or not any more; offered where it does not stand there anyway."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the line."""
        super().__init__(parent)
        self._first: Address | None = None
        self.back = button(words.BACK, partial(self.walked.emit, -1))
        self.next = button(words.NEXT, partial(self.walked.emit, 1), primary=True)
        self.left = button("", self._go, flat=True)
        self.side = button(words.SIDE_HEAD, self._ask_side, flat=True)
        self.side.setCheckable(True)
        self._place = label("", "small")
        self._place.setWordWrap(False)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for widget in (self.back, self._place):
            line.addWidget(widget)
        line.addStretch()
        line.addWidget(self.left)
        line.addStretch()
        for widget in (self.side, self.next):
            line.addWidget(widget)

    @property
    def side_wanted(self) -> bool:
        """Say whether the right side was asked for."""
        return self.side.isChecked()

    def show_place(self, place: int, count: int, told: str, first: Address | None) -> None:
        """Show which step it is and what is missing on it; `first` is where a click leads."""
        self.back.setEnabled(place > 0)
        self.next.setEnabled(place < count - 1)
        self._place.setText(words.step_of(place + 1, count))
        self._first = first
        self.left.setText(told)
        self.left.setEnabled(first is not None)

    def offer_side(self, *, offered: bool) -> None:
        """Offer the right side where it has no room of its own."""
        self.side.setVisible(offered)

    def _go(self) -> None:
        if self._first is not None:
            self.missing.emit(self._first)

    def _ask_side(self) -> None:
        self.side_asked.emit(self.side.isChecked())
