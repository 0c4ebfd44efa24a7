"""通知要求: what this year's notice sets, over the form, without YAML."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from app.services.editing.terms import TermView, list_terms, set_term
from app.ui import words
from app.ui.blocks import label
from app.ui.desk import Desk
from app.wizard.items import Item
from app.wizard.steps import Step


class TermsBlock(QWidget):
    """Every local term with the form's own value beside it."""

    def __init__(self, desk: Desk, _step: Step, _item: Item) -> None:
        """Show the terms."""
        super().__init__()
        self.desk = desk
        self.inputs: dict[str, QWidget] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 8, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(label(words.TERMS, "heading"), 0, 0, 1, 3)
        self._grid.addWidget(label(words.TERMS_HINT, "faint"), 1, 0, 1, 3)
        for row, term in enumerate(list_terms(desk.session), 2):
            self._add(row, term)

    def _add(self, row: int, term: TermView) -> None:
        made = self._input(term)
        made.setAccessibleName(term.label)
        made.setEnabled(not self.desk.session.viewing)
        self.inputs[term.id] = made
        usual = term.choices.get(term.of_pack, term.of_pack)
        mark = words.OWN_TERM if term.own else ""
        self._grid.addWidget(label(term.label), row, 0)
        self._grid.addWidget(made, row, 1)
        told = "　".join(part for part in (mark, f"{words.OF_PACK}：{usual}" if usual else "", term.hint) if part)
        self._grid.addWidget(label(told, "warning" if term.own else "faint"), row, 2)

    def _input(self, term: TermView) -> QWidget:
        if term.choices:
            box = QComboBox()
            box.addItem(words.AS_PACK, "")
            for value, text in term.choices.items():
                box.addItem(text, value)
            box.setCurrentIndex(max(box.findData(term.own), 0))
            box.activated.connect(lambda _: self._set(term.id, str(box.currentData())))
            return box
        line = QLineEdit(term.own)
        line.setPlaceholderText(term.of_pack)
        line.editingFinished.connect(partial(self._line_left, term, line))
        return line

    def _line_left(self, term: TermView, line: QLineEdit) -> None:
        if line.text().strip() != term.own:
            self._set(term.id, line.text())

    def _set(self, name: str, value: str) -> None:
        self.desk.do(lambda: set_term(self.desk.session, name, value))
