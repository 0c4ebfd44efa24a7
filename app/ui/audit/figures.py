"""Figures in texts: which agree, which do not, which could not be tied to anything; 换成取数 where it is offered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.records import Address
from app.services.review.auditing import CheckedFigure
from app.services.review.figures import bind_figure
from app.ui import words
from app.ui.blocks import Role, button, label
from app.ui.desk import Desk

_MOST: Final = 300


class FigureList(QWidget):
    """The list, folded; what does not agree comes first."""

    def __init__(self, desk: Desk, figures: Sequence[CheckedFigure]) -> None:
        """Show the head with the numbers."""
        super().__init__()
        self.desk = desk
        self.figures = sorted(figures, key=lambda one: (one.agrees, bool(one.label)))
        wrong = sum(not one.agrees for one in figures)
        untied = sum(one.agrees and not one.label for one in figures)
        self._title = words.figures_head(len(figures), wrong, untied)
        self.head = button("", self.turn, flat=True)
        line = QHBoxLayout()
        line.addWidget(self.head)
        line.addStretch()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addLayout(line)
        self._body: QWidget | None = None
        self._name()

    def turn(self) -> None:
        """Fold or unfold."""
        if self._body is None:
            self._body = self._make()
            self._layout.addWidget(self._body)
        else:
            self._body.setVisible(self._body.isHidden())
        self._name()

    def _name(self) -> None:
        unfolded = self._body is not None and not self._body.isHidden()
        self.head.setText(f"{'▾' if unfolded else '▸'} {self._title}")

    def _make(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        for one in self.figures[:_MOST]:
            column.addWidget(self._line(one))
        if len(self.figures) > _MOST:
            column.addWidget(label(words.more_lines(len(self.figures) - _MOST), "faint"))
        return body

    def _line(self, one: CheckedFigure) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        state = (words.AGREES if one.label else words.UNTIED) if one.agrees else words.DISAGREES
        role: Role = "" if one.agrees else "error"
        texts = QVBoxLayout()
        texts.addWidget(label(words.figure_line(one.text, one.label, one.expected, state), role))
        texts.addWidget(label(f"{one.place.label}：{one.place.quoted}", "faint"))
        line.addLayout(texts, 1)
        if one.binding and not self.desk.session.viewing:
            line.addWidget(button(words.BIND, partial(self.bind, one), flat=True))
        fix = button(words.FIX, partial(self.desk.go_asked.emit, Address(*one.place.address)), flat=True)
        fix.setAccessibleName(f"{words.FIX}：{one.place.label}")
        line.addWidget(fix)
        return row

    def bind(self, one: CheckedFigure) -> None:
        """Put the figure that follows its cell in the place of the typed one."""
        session = self.desk.session
        place = session.tree.address_path(one.place.address)
        if self.desk.do(lambda: bind_figure(session, place, one.start)) is not None:
            self.desk.calm.emit()
