"""Typed figures that equal a figure of the forms: 改为取数, one or all of the section."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.review.auditing import CheckedFigure
from app.ui import words_reports as words
from app.ui.blocks import Role, button, clear, label

_MOST: Final = 2


class FigureOffers(QWidget):
    """A line for each of the first figures; out of sight when there is none."""

    wanted = Signal(object)
    """`CheckedFigure`s that are to follow their cells."""

    def __init__(self) -> None:
        """Begin out of sight."""
        super().__init__()
        self._shown: tuple[tuple[CheckedFigure, ...], bool] = ((), True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_figures(self, figures: Sequence[CheckedFigure], *, viewing: bool) -> None:
        """Offer figures, what differs first; what is shown already stays, under the hand of whoever uses it."""
        if (tuple(figures), viewing) == self._shown:
            return
        self._shown = (tuple(figures), viewing)
        clear(self._column)
        self.setVisible(bool(figures))
        ordered = sorted(figures, key=lambda one: (one.agrees, one.start))
        for one in ordered[:_MOST]:
            self._column.addWidget(self._line(one, viewing=viewing))
        same = [one for one in figures if one.agrees]
        if len(figures) > _MOST or len(same) > 1:
            self._column.addWidget(self._last(len(figures) - _MOST, same, viewing=viewing))

    def _line(self, one: CheckedFigure, *, viewing: bool) -> QWidget:
        told = words.may_bind(one.text, one.label)
        if not one.agrees:
            told = words.may_correct(one.text, one.label, one.expected)
        made = None if viewing else button(words.BIND, partial(self.wanted.emit, [one]), flat=True)
        if made is not None:
            made.setAccessibleName(f"{words.BIND}：{one.text}")
        return _row(told, "hint" if one.agrees else "error", made)

    def _last(self, more: int, same: Sequence[CheckedFigure], *, viewing: bool) -> QWidget:
        made = None
        if len(same) > 1 and not viewing:
            made = button(words.BIND_ALL, partial(self.wanted.emit, list(same)), flat=True)
        return _row(words.more_figures(more) if more > 0 else "", "faint", made)


def _row(told: str, role: Role, made: QWidget | None) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(label(told, role), 1)
    if made is not None:
        line.addWidget(made)
    return row
