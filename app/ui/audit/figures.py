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
from app.ui.fold import Fold

_MOST: Final = 300


class FigureList(Fold):
    """The list, folded; what does not agree comes first."""

    def __init__(self, desk: Desk, figures: Sequence[CheckedFigure]) -> None:
        """Show the head with the numbers."""
        self.desk = desk
        self.figures = sorted(figures, key=lambda one: (one.agrees, bool(one.label)))
        wrong = sum(not one.agrees for one in figures)
        untied = sum(one.agrees and not one.label for one in figures)
        super().__init__(words.figures_head(len(figures), wrong, untied))

    def fill(self) -> None:
        """Make the lines."""
        for one in self.figures[:_MOST]:
            self.inside.addWidget(self._line(one))
        if len(self.figures) > _MOST:
            self.inside.addWidget(label(words.more_lines(len(self.figures) - _MOST), "faint"))

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
