"""通知要求: what this year's notice sets, over the form, without YAML; default rules are compared and ticked."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.services.editing.terms import TermView, confirm_term, list_terms, set_term
from app.services.session import Changes
from app.ui import words, words_pages
from app.ui.blocks import label, set_role
from app.ui.desk import Desk
from app.wizard.items import Item
from app.wizard.steps import Step


class TermsBlock(QWidget):
    """Every local term with the form's own value beside it."""

    def __init__(self, desk: Desk, _step: Step, _item: Item) -> None:
        """Show the terms."""
        super().__init__()
        self.desk = desk
        self.terms = list_terms(desk.session)
        self.inputs: dict[str, QWidget] = {}
        self.ticks: dict[str, QCheckBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(label(words.TERMS, "heading"))
        layout.addWidget(label(words.TERMS_HINT, "faint"))
        self.told = label("")
        layout.addWidget(self.told)
        self._grid = QGridLayout()
        for column, share in enumerate((2, 3, 3)):
            self._grid.setColumnStretch(column, share)
        self._grid.setHorizontalSpacing(self.fontMetrics().horizontalAdvance("国"))
        layout.addLayout(self._grid)
        for name, terms in self._groups().items():
            self._grid.addWidget(label(name, "heading"), self._grid.rowCount(), 0, 1, 4)
            for term in terms:
                self._add(self._grid.rowCount(), term)
        self._tell()
        desk.changed.connect(self.follow)

    def follow(self, changes: Changes | None) -> None:
        """Show what was compared; after anything else the page is drawn anew."""
        if changes is None or not self.desk.is_open:
            return
        self.terms = list_terms(self.desk.session)
        for term in self.terms:
            if term.id in self.ticks:
                self.ticks[term.id].setChecked(term.confirmed)
        self._tell()

    def _tell(self) -> None:
        checks = [term for term in self.terms if term.check]
        done = sum(term.confirmed for term in checks)
        set_role(self.told, "warning" if done < len(checks) else "faint")
        self.told.setText(words_pages.checked_of(done, len(checks)))

    def _groups(self) -> dict[str, list[TermView]]:
        found: dict[str, list[TermView]] = {}
        for term in self.terms:
            group = term.group or words_pages.TERM_GROUPS.get(term.kind, words.TERMS)
            found.setdefault(group, []).append(term)
        return found

    # ---- one term ----

    def _add(self, row: int, term: TermView) -> None:
        made = self._input(term)
        made.setAccessibleName(term.label)
        made.setAccessibleDescription(term.hint)
        made.setEnabled(not self.desk.session.viewing)
        self.inputs[term.id] = made
        name = label(term.label)
        name.setBuddy(made)
        em = self.fontMetrics().horizontalAdvance("国")
        name.setMinimumWidth(em * 6)
        name.setMaximumWidth(em * 14)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(made, row, 1)
        self._grid.addWidget(self._beside(term), row, 2)
        if term.check:
            self._grid.addWidget(self._tick(term), row, 3)

    def _beside(self, term: TermView) -> QLabel:
        usual = words_pages.of_pack(term.choices.get(term.of_pack, term.of_pack))
        parts = (words.OWN_TERM if term.own else "", usual, term.hint)
        return label("　".join(part for part in parts if part), "warning" if term.own else "faint")

    def _tick(self, term: TermView) -> QCheckBox:
        tick = QCheckBox(words_pages.CHECKED)
        tick.setAccessibleName(f"{words_pages.CHECKED}：{term.label}")
        tick.setToolTip(words_pages.BY_DEFAULT)
        tick.setChecked(term.confirmed)
        tick.setEnabled(not self.desk.session.viewing)
        tick.clicked.connect(lambda on: self._confirm(term.id, on))
        self.ticks[term.id] = tick
        return tick

    def _input(self, term: TermView) -> QWidget:
        if term.choices:
            box = QComboBox()
            box.addItem(words.AS_PACK, "")
            for value, text in term.choices.items():
                box.addItem(text, value)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
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

    # ---- what is done ----

    def _set(self, name: str, value: str) -> None:
        self.desk.do(lambda: set_term(self.desk.session, name, value))

    def _confirm(self, name: str, on: bool) -> None:
        self.desk.do(lambda: confirm_term(self.desk.session, name, confirmed=on))
