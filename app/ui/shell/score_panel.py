"""The score at the right, live: total, grade, a bar for each level 1 against its weight, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.review.scoring import Block, Level, levels_of
from app.ui import theme, words
from app.ui.blocks import clear, label


class Bar(QWidget):
    """A bar: how much of a weight was reached."""

    def __init__(self, share: Decimal, parent: QWidget | None = None) -> None:
        """Show a share between 0 and 1."""
        super().__init__(parent)
        self._share = Decimal(0)
        self.reach(share)
        self.setFixedHeight(max(self.fontMetrics().height() // 3, 6))
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 2)

    def reach(self, share: Decimal) -> None:
        """Show another share."""
        share = max(Decimal(0), min(Decimal(1), share))
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        round_by = self.height() // 2
        painter.setBrush(QColor(theme.LINE))
        painter.drawRoundedRect(QRectF(self.rect()), round_by, round_by)
        painter.setBrush(QColor(theme.ACCENT))
        reached = int(self.width() * self._share)
        painter.drawRoundedRect(QRectF(0, 0, reached, self.height()), round_by, round_by)


@dataclass(frozen=True, slots=True)
class _Line:
    """The line of a level 1."""

    name: QLabel
    bar: Bar
    figure: QLabel

    def show(self, level: Level) -> None:
        self.name.setText(level.name)
        self.bar.reach(level.share or Decimal(0))
        self.figure.setText(f"{level.score or '—'} / {level.weight or '—'}")


class ScorePanel(QWidget):
    """The scored sheet of the page that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the empty panel."""
        super().__init__(parent)
        self._shown: tuple[str, Block | None] | None = None
        self._lines: list[_Line] = []
        self._title = label("", "small")
        self._total, self._of = QLabel(), QLabel()
        self._total.setProperty("role", "score")
        self._of.setProperty("role", "faint")
        self._grade = QLabel()
        self._grade.setProperty("role", "caption")
        self._note = label("", "warning")
        self._bars = QGridLayout()
        self._bars.setColumnStretch(1, 1)
        self._bars.setVerticalSpacing(2)
        self._bars.setHorizontalSpacing(self.fontMetrics().horizontalAdvance("国") // 2)
        line = QHBoxLayout()
        for widget in (self._total, self._of):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignBaseline)
        line.addStretch()
        line.addWidget(self._grade, 0, Qt.AlignmentFlag.AlignBaseline)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._title)
        layout.addLayout(line)
        layout.addLayout(self._bars)
        layout.addWidget(self._note)

    def show_sheet(self, title: str, sheet: Block | None) -> None:
        """Show the scores of a sheet; None where the page belongs to none. What stands there already stays."""
        if self._shown == (title, sheet):
            return
        self._shown = (title, sheet)
        self._title.setText(title)
        scored = sheet is not None and (sheet.total.weight is not None or sheet.total.score is not None)
        self._of.setVisible(scored)
        self._grade.setVisible(scored)
        if sheet is None or not scored:
            self._total.setText(words.NO_SCORE)
            self._tell([])
            self._show_levels([])
            return
        total = sheet.total
        self._total.setText(total.score or "—")
        self._of.setText(words.of_weight(total.weight or ""))
        self._grade.setText(sheet.grade or "")
        self._grade.setAccessibleName(f"{words.GRADE}：{sheet.grade or ''}")
        self._tell([part for part in (total.problem, *sheet.remarks) if part])
        levels = levels_of(sheet)
        self._show_levels(levels if any(level.weight is not None for level in levels) else [])

    def _show_levels(self, levels: Sequence[Level]) -> None:
        """Show a line for each level 1; lines that are there are used again."""
        if len(levels) != len(self._lines):
            clear(self._bars)
            self._lines = [self._line(row) for row in range(len(levels))]
        for line, level in zip(self._lines, levels, strict=True):
            line.show(level)

    def _tell(self, problems: list[str]) -> None:
        self._note.setText(words.sentences(problems))
        self._note.setVisible(bool(problems))

    def _line(self, row: int) -> _Line:
        line = _Line(QLabel(), Bar(Decimal(0)), QLabel())
        line.figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for widget in (line.name, line.figure):
            widget.setProperty("role", "small")
        self._bars.addWidget(line.name, row, 0)
        self._bars.addWidget(line.bar, row, 1, Qt.AlignmentFlag.AlignVCenter)
        self._bars.addWidget(line.figure, row, 2)
        return line
