"""The number before a heading, where the unit writes it otherwise than the program counts."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from app.core.records import Address
from app.ui import words_reports as words
from app.ui.desk import Desk


class NumberBox(QLineEdit):
    """Number of one section; empty: the program numbers it."""

    def __init__(self, desk: Desk) -> None:
        """Begin with no section."""
        super().__init__()
        self.desk, self.row = desk, ""
        self.setAccessibleName(words.NUMBER)
        self.setPlaceholderText(words.NUMBER)
        self.setToolTip(words.NUMBER_HINT)
        self.textChanged.connect(self.fit)
        self.editingFinished.connect(self.commit)

    def show_row(self, row: str) -> None:
        """Show the number of a section as it was typed."""
        self.row = row
        self.setEnabled(bool(row))
        self.setReadOnly(self.desk.session.viewing)
        if not self.isModified() and self.text() != self._kept():
            self.setText(self._kept())

    def show_counted(self, number: str) -> None:
        """Show the number the program gives where none was typed."""
        self.setPlaceholderText(number or words.NUMBER)
        self.fit()

    def fit(self) -> None:
        """Be as wide as the number, so that the heading follows right behind it."""
        em = self.fontMetrics().horizontalAdvance("国")
        told = self.text() or self.placeholderText()
        self.setFixedWidth(min(max(self.fontMetrics().horizontalAdvance(told), em) + em, em * 8))

    def commit(self) -> None:
        """Give the evaluation what stands here."""
        there = self.desk.is_open and self.row in self.desk.session.facts.rows and not self.isReadOnly()
        if there and self.isModified() and self.text().strip() != self._kept():
            self.desk.set(Address(self.row, "number"), self.text().strip())
        self.setModified(False)

    def _kept(self) -> str:
        cell = self.desk.session.facts.cell(Address(self.row, "number")) if self.row else None
        return cell.text if cell is not None else ""
