"""A head that folds what stands below it; that is made when it is unfolded first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.blocks import button
from app.ui.lines import Line


class Fold(QWidget):
    """A head that folds what stands below it: what is put into `inside`, or made by `fill`."""

    turned = Signal(bool)
    """It was unfolded (True) or folded."""

    def __init__(self, title: str, *, unfolded: bool = False, wide: bool = True) -> None:
        """Show the head; a `wide` one takes its whole line, so that a long title is shortened there."""
        super().__init__()
        self.title, self.unfolded = title, unfolded
        self._filled = False
        self.body = QWidget()
        self.inside = QVBoxLayout(self.body)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.head = Line("", self.turn) if wide else button("", self.turn, flat=True)
        line = QHBoxLayout()
        line.addWidget(self.head)
        if not wide:
            line.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.body)
        self.show_fold()

    def fill(self) -> None:
        """Make what stands below the head, once, when it comes to be seen."""

    def turn(self) -> None:
        """Fold or unfold."""
        self.unfolded = not self.unfolded
        self.show_fold()
        self.turned.emit(self.unfolded)

    def show_fold(self) -> None:
        """Show it as it is now."""
        if self.unfolded and not self._filled:
            self._filled = True
            self.fill()
        told = f"{'▼' if self.unfolded else '▶'} {self.title}"
        if isinstance(self.head, Line):
            self.head.call(told)
        else:
            self.head.setText(told)
        self.body.setVisible(self.unfolded)
