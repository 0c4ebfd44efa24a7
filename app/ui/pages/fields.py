"""One field: label with unit, input, hint, what was understood, what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.core.errors import JixiaoError
from app.core.records import Address
from app.services.editing.money import doubt, in_other, in_unit, typed_in
from app.services.review.cell_about import prior_of
from app.services.session import Changes
from app.ui import theme, words, words_pages
from app.ui.blocks import set_role
from app.ui.desk import Desk, touches
from app.wizard.items import FieldItem

_LABEL, _FIGURE, _WIDEST = 12, 14, 44
"""Widths in characters: of labels, of figures, of other lines."""
_FEWEST, _MOST = 3, 12
"""Lines of a box for sentences: at least, and before it scrolls."""
_NUMBERS = frozenset({"money", "rate", "count", "number", "points"})
_FIGURES = frozenset({"money", "rate", "count", "number", "points", "date", "year", "quantity"})


class LongText(QPlainTextEdit):
    """A box for sentences; it says when it is left."""

    left = Signal()
    growing = False

    def grow(self) -> None:
        """Be as high as what is written needs."""
        self.growing = True
        self.textChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        lines = max(_FEWEST, min(int(self.document().size().height()), _MOST))
        metrics = self.fontMetrics()
        self.setFixedHeight(lines * metrics.lineSpacing() + metrics.horizontalAdvance("国"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Break the lines anew, and be as high as they need."""
        super().resizeEvent(event)
        if self.growing and event.size().width() != event.oldSize().width():
            self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Say that the box was left, after the input method has given what was being composed."""
        super().focusOutEvent(event)
        self.left.emit()


class FieldRow(QWidget):
    """One field of a page."""

    entered = Signal(object)
    """The field has the focus: its `Address`."""
    doubted = Signal(object, object)
    """A figure looks like 元: its `Address`, the `Doubt`."""

    def __init__(self, desk: Desk, item: FieldItem, parent: QWidget | None = None) -> None:
        """Show a field."""
        super().__init__(parent)
        self.desk, self.address, self.field = desk, item.address, item.field
        self.unit, self._name = "", item.label
        self._label, self._prior = QLabel(), QLabel()
        self._label.setWordWrap(True)
        self._label.setMaximumWidth(self.fontMetrics().horizontalAdvance("国") * _LABEL)
        self._label.setMinimumWidth(self._label.maximumWidth())
        set_role(self._prior, "faint")
        self.input = self._make_input()
        self.input.setAccessibleName(item.label)
        self.input.setAccessibleDescription(item.field.hint)
        self.input.installEventFilter(self)
        self._label.setBuddy(self.input)
        self._sign = QLabel()
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._lay_out()
        desk.changed.connect(self.follow)
        desk.refused.connect(self._refused)
        self.show_value()

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setHorizontalSpacing(0)
        layout.setColumnStretch(2, 1)
        em = self.fontMetrics().horizontalAdvance("国")
        self._sign.setFixedWidth(em * 5 // 4)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        long = isinstance(self.input, QPlainTextEdit)
        up = Qt.AlignmentFlag.AlignTop if long else Qt.AlignmentFlag.AlignVCenter
        for one in (self._label, self._sign) if long else ():
            one.setContentsMargins(0, em // 2, 0, 0)  # beside the first line of the box
        layout.addWidget(self._label, 0, 0, up)
        layout.addWidget(self._sign, 0, 1, up)
        line = QHBoxLayout()
        line.addWidget(self.input, 1)
        line.addWidget(self._prior)
        line.addStretch()
        layout.addLayout(line, 0, 2)
        layout.addWidget(self._note, 1, 2)

    def _make_input(self) -> QWidget:
        if self.field.kind == "choice" and not self.field.open:
            box = QComboBox()
            box.addItems(["", *self.field.choices])
            box.setMaximumWidth(self.fontMetrics().horizontalAdvance("国") * _WIDEST)
            box.activated.connect(self.commit)
            return box
        if self.field.kind == "longtext":
            text = LongText()
            text.setTabChangesFocus(True)
            text.setMaximumWidth(self.fontMetrics().horizontalAdvance("国") * _WIDEST)
            text.grow()
            text.left.connect(self.commit)
            return text
        line = QLineEdit()
        wide = _FIGURE if self.field.kind in _FIGURES else _WIDEST
        line.setMaximumWidth(self.fontMetrics().horizontalAdvance("国") * wide)
        if self.field.kind in _NUMBERS:
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.editingFinished.connect(self.commit)
        return line

    # ---- values ----

    def follow(self, changes: Changes | None) -> None:
        """Show the value again when a change touches it."""
        if self.desk.is_open and self.address.row in self.desk.session.facts.rows and touches(changes, self.address):
            self.show_value()

    def show_value(self) -> None:
        """Show the value as typed, how it came to be, and the hint."""
        view = self.desk.view(self.address)
        computed = self.desk.session.graph.is_computed(*self.address[:2])
        self._write(self._held())
        self._show_label()
        sign, told = words.ORIGINS.get(view.origin, ("", ""))
        self._sign.setText(sign)
        self._sign.setToolTip(told)
        self._sign.setStyleSheet(f"color: {theme.ORIGIN_COLOURS.get(view.origin, theme.FAINT)}")
        prior = prior_of(self.desk.session, self.address, self.unit)
        self._prior.setText(words_pages.prior(prior) if prior else "")
        self._prior.setVisible(bool(prior))
        if isinstance(self.input, QComboBox):
            self.input.setItemText(0, words_pages.default_choice(view.printed) if view.origin == "default" else "")
        understood = view.printed if view.printed and view.printed != view.text and not computed else ""
        self._say(f"按“{understood}”理解。" if understood and view.origin == "typed" else self.field.hint, "faint")
        if isinstance(self.input, (QLineEdit, QPlainTextEdit)):
            self.input.setReadOnly(computed or self.desk.session.viewing)
        else:
            self.input.setEnabled(not self.desk.session.viewing)

    def text(self) -> str:
        """Return what stands in the input."""
        if isinstance(self.input, QComboBox):
            return self.input.currentText() if self.input.currentIndex() else ""
        return self.input.toPlainText() if isinstance(self.input, QPlainTextEdit) else self.input.text()  # type: ignore[attr-defined]

    def commit(self) -> None:
        """Give the evaluation what stands in the input."""
        if not self.desk.is_open or self._read_only() or self.text() == self._held():
            return
        text, asked = self.text(), None
        if self.unit:
            text = in_unit(self.desk.session, self.address, text, self.unit)
        else:
            asked = doubt(self.desk.session, self.address, text)
        if self.desk.set(self.address, text) and asked is not None:
            self.doubted.emit(self.address, asked)

    def set_unit(self, unit: str) -> None:
        """Show money in a unit; empty: the field's own."""
        self.unit = unit
        self.show_value()

    def _held(self) -> str:
        """Return what stands in the evaluation, as the input shows it."""
        view = self.desk.view(self.address)
        if view.text and self.unit and in_other(self.desk.session, self.address, self.unit):
            return typed_in(self.desk.session, self.address, self.unit)
        return view.printed if self.desk.session.graph.is_computed(*self.address[:2]) else view.text

    def _show_label(self) -> None:
        other = bool(self.unit) and in_other(self.desk.session, self.address, self.unit)
        unit = self.unit if other else self.field.unit
        self._label.setText(f"{self._name}{f'（{unit}）' if unit else ''}{' *' if self.field.required else ''}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Say that the field has the focus."""
        if watched is self.input and event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self.address)
        return super().eventFilter(watched, event)

    def go(self) -> None:
        """Put the cursor here."""
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_only(self) -> bool:
        return isinstance(self.input, (QLineEdit, QPlainTextEdit)) and self.input.isReadOnly()

    def _write(self, text: str) -> None:
        if text == self.text():
            return
        if isinstance(self.input, QComboBox):
            if text and self.input.findText(text) < 1:
                self.input.addItem(text)
            self.input.setCurrentIndex(self.input.findText(text) if text else 0)
        elif isinstance(self.input, QPlainTextEdit):
            self.input.setPlainText(text)
        elif isinstance(self.input, QLineEdit):
            self.input.setText(text)
            self.input.setToolTip(text)
            if not self.input.hasFocus():
                self.input.setCursorPosition(0)  # a long text is seen from its beginning

    def _refused(self, problem: JixiaoError, address: Address | None) -> None:
        if address is not None and address[:2] == self.address[:2]:
            self._say(
                "".join(part for part in (problem.what, "。", problem.rule, "。", problem.repair, "。") if part),
                "error",
            )

    def _say(self, text: str, role: str) -> None:
        self._note.setProperty("role", role)
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self._note.style().unpolish(self._note)
        self._note.style().polish(self._note)
