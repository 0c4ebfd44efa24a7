"""One field: label with unit, input, hint, what was understood, what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.core.errors import JixiaoError
from app.core.records import Address
from app.services.session import Changes
from app.ui import theme, words
from app.ui.desk import Desk, touches
from app.wizard.items import FieldItem


class LongText(QPlainTextEdit):
    """A box for sentences; it says when it is left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Say that the box was left, after the input method has given what was being composed."""
        super().focusOutEvent(event)
        self.left.emit()


class FieldRow(QWidget):
    """One field of a page."""

    entered = Signal(object)
    """The field has the focus: its `Address`."""

    def __init__(self, desk: Desk, item: FieldItem, parent: QWidget | None = None) -> None:
        """Show a field."""
        super().__init__(parent)
        self.desk, self.address, self.field = desk, item.address, item.field
        unit = f"（{item.field.unit}）" if item.field.unit else ""
        star = " *" if item.field.required else ""
        self._label = QLabel(f"{item.label}{unit}{star}")
        self._label.setWordWrap(True)
        self.input = self._make_input()
        self.input.setAccessibleName(item.label)
        self.input.setAccessibleDescription(item.field.hint)
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
        layout.setColumnMinimumWidth(0, self.fontMetrics().horizontalAdvance("国") * 12)
        layout.setColumnStretch(1, 1)
        layout.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.input, 0, 1)
        layout.addWidget(self._sign, 0, 2)
        layout.addWidget(self._note, 1, 1)

    def _make_input(self) -> QWidget:
        if self.field.kind == "choice" and not self.field.open:
            box = QComboBox()
            box.addItems(["", *self.field.choices])
            box.activated.connect(self.commit)
            return box
        if self.field.kind == "longtext":
            text = LongText()
            text.setTabChangesFocus(True)
            text.setFixedHeight(self.fontMetrics().lineSpacing() * 6)
            text.left.connect(self.commit)
            return text
        line = QLineEdit()
        line.setMaximumWidth(self.fontMetrics().horizontalAdvance("国") * 30)
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
        self._write(view.printed if computed else view.text)
        sign, told = words.ORIGINS.get(view.origin, ("", ""))
        self._sign.setText(sign)
        self._sign.setToolTip(told)
        self._sign.setStyleSheet(f"color: {theme.ORIGIN_COLOURS.get(view.origin, theme.FAINT)}")
        understood = view.printed if view.printed and view.printed != view.text and not computed else ""
        self._say(f"按“{understood}”理解。" if understood and view.origin == "typed" else self.field.hint, "faint")
        if isinstance(self.input, (QLineEdit, QPlainTextEdit)):
            self.input.setReadOnly(computed or self.desk.session.viewing)
        else:
            self.input.setEnabled(not self.desk.session.viewing)

    def text(self) -> str:
        """Return what stands in the input."""
        if isinstance(self.input, QComboBox):
            return self.input.currentText()
        return self.input.toPlainText() if isinstance(self.input, QPlainTextEdit) else self.input.text()  # type: ignore[attr-defined]

    def commit(self) -> None:
        """Give the evaluation what stands in the input."""
        if self.desk.is_open and not self._read_only() and self.text() != self.desk.view(self.address).text:
            self.desk.set(self.address, self.text())

    def go(self) -> None:
        """Put the cursor here."""
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_only(self) -> bool:
        return isinstance(self.input, (QLineEdit, QPlainTextEdit)) and self.input.isReadOnly()

    def _write(self, text: str) -> None:
        if text == self.text():
            return
        if isinstance(self.input, QComboBox):
            self.input.setCurrentText(text)
        elif isinstance(self.input, QPlainTextEdit):
            self.input.setPlainText(text)
        elif isinstance(self.input, QLineEdit):
            self.input.setText(text)

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
