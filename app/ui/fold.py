"""A head that folds what stands below it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.blocks import button


class Fold(QWidget):
    """A head that folds what stands below it; put that into `inside`."""

    turned = Signal(bool)
    """It was unfolded (True) or folded."""

    def __init__(self, title: str, *, unfolded: bool) -> None:
        """Show the head."""
        super().__init__()
        self.title, self.unfolded = title, unfolded
        self.body = QWidget()
        self.inside = QVBoxLayout(self.body)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.head = button("", self.turn, flat=True)
        line = QHBoxLayout()
        line.addWidget(self.head)
        line.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.body)
        self.show_fold()

    def turn(self) -> None:
        """Fold or unfold."""
        self.unfolded = not self.unfolded
        self.show_fold()
        self.turned.emit(self.unfolded)

    def show_fold(self) -> None:
        """Show it as it is now."""
        self.head.setText(f"{'▾' if self.unfolded else '▸'} {self.title}")
        self.body.setVisible(self.unfolded)
