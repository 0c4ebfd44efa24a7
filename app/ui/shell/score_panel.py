"""The score at the right, live: total, grade, a bar for each level 1 against its weight, what is missing."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.services.review.scoring import Block, Level, levels_of
from app.ui import theme, words
from app.ui.blocks import clear


class Bar(QWidget):
    """A bar: how much of a weight was reached."""

    def __init__(self, share: Decimal, parent: QWidget | None = None) -> None:
        """Show a share between 0 and 1."""
        super().__init__(parent)
        self._share = float(max(Decimal(0), min(Decimal(1), share)))
        self.setFixedHeight(8)
        self.setMinimumWidth(40)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.LINE))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setBrush(QColor(theme.ACCENT))
        painter.drawRoundedRect(QRectF(0, 0, self.width() * self._share, self.height()), 4, 4)


class ScorePanel(QWidget):
    """The scored sheet of the page that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the empty panel."""
        super().__init__(parent)
        self._title = QLabel()
        self._total = QLabel()
        self._total.setProperty("role", "title")
        self._note = QLabel()
        self._note.setProperty("role", "faint")
        self._note.setWordWrap(True)
        self._bars = QGridLayout()
        self._bars.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._title, self._total, self._note):
            layout.addWidget(widget)
        layout.addLayout(self._bars)

    def show_sheet(self, title: str, sheet: Block | None) -> None:
        """Show the scores of a sheet; None where the page belongs to none."""
        clear(self._bars)
        self._title.setText(title)
        if sheet is None:
            self._total.setText(words.NO_SCORE)
            self._note.setText("")
            return
        total = sheet.total
        weight = f" / {total.weight}" if total.weight else ""
        self._total.setText(f"{words.TOTAL} {total.score or '—'}{weight}")
        grade = f"{words.GRADE}：{sheet.grade}" if sheet.grade else ""
        self._note.setText("；".join(part for part in (grade, total.problem) if part))
        for row, level in enumerate(levels_of(sheet)):
            self._level(row, level)

    def _level(self, row: int, level: Level) -> None:
        label = QLabel(level.name)
        figure = QLabel(f"{level.score or '—'}/{level.weight or '—'}")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._bars.addWidget(label, row, 0)
        self._bars.addWidget(Bar(level.share or Decimal(0)), row, 1)
        self._bars.addWidget(figure, row, 2)
