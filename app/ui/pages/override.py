"""Over a computed value by hand (手工改定, 手工定分): the value and a sentence why, or back to the computed one."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.errors import JixiaoError
from app.core.numbers import num
from app.core.records import Address
from app.services.editing.cells import field_of
from app.services.editing.money import in_other, typed_in
from app.ui import words, words_pages
from app.ui.blocks import button, label, set_role
from app.ui.desk import Desk


class OverrideDialog(QDialog):
    """Asks for a value and a reason; never blocks the program."""

    def __init__(self, desk: Desk, address: Address, typed: str = "", parent: QWidget | None = None) -> None:
        """Ask about one cell; `typed` is what was typed over it already."""
        super().__init__(parent)
        self.desk, self.address, self._typed = desk, address, typed
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        field, view = field_of(desk.session, address), desk.view(address)
        self.setWindowTitle(words.override(field.kind == "points"))
        unit = desk.session.entry_unit
        other = bool(unit) and in_other(desk.session, address, unit)
        self._computed = desk.session.graph.printed_computed(address.row, address.key)
        now = typed_in(desk.session, address, unit) if other else view.printed
        self.value, self.note = QLineEdit(typed or now), QLineEdit(view.note)
        self.value.setAccessibleName(field.label)
        self.note.setAccessibleName(words.REASON)
        self._problem = label("", "error")
        self._problem.hide()
        form = QFormLayout()
        own = f"{self._computed}{field.unit}" if other and self._computed else self._computed
        form.addRow(words.COMPUTED, label(own or words.CANNOT))
        form.addRow(words_pages.cell_head(field.label, unit if other else field.unit), self.value)
        form.addRow(words.REASON, self.note)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        self._hint = label(words.OVERRIDE_HINT, "faint")
        if field.kind == "points":
            self.value.textChanged.connect(self._tell)
        layout.addWidget(self._hint)
        layout.addWidget(self._problem)
        layout.addLayout(self._buttons())
        self.resize(self.fontMetrics().horizontalAdvance("国") * 26, self.sizeHint().height())
        self.value.setFocus()
        self.value.selectAll()
        if field.kind == "points":
            self._tell(self.value.text())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Let what is typed next follow what was typed already."""
        super().showEvent(event)
        if self._typed:
            QTimer.singleShot(0, self, self._go_on)  # a dialog marks its first box when it appears

    def _go_on(self) -> None:
        self.value.deselect()
        self.value.setCursorPosition(len(self.value.text()))

    def _tell(self, text: str) -> None:
        """Say what a score by hand means beside the computed one."""
        own, computed = num(text), num(self._computed)
        told, high = words.OVERRIDE_HINT, False
        if own is not None and computed is not None and own != computed:
            high = own > computed
            told = (words_pages.higher if high else words_pages.lower)(self._computed, text.strip())
        self._hint.setText(told)
        set_role(self._hint, "warning" if high else "faint")

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(button(words.BACK_TO_COMPUTED, self.give_back, flat=True))
        line.addStretch()
        line.addWidget(button(words.CANCEL, self.reject))
        done = button(words.OK, self.take, primary=True)
        done.setDefault(True)
        line.addWidget(done)
        return line

    def take(self) -> None:
        """Set the value; when it is refused, say why and stay."""
        self.desk.refused.connect(self._say)
        done = self.desk.set(self.address, self.value.text(), self.note.text())
        self.desk.refused.disconnect(self._say)
        if done:
            self.accept()

    def give_back(self) -> None:
        """Let the computed value count again."""
        self.desk.set(self.address, "")
        self.accept()

    def _say(self, problem: JixiaoError, _about: object) -> None:
        self._problem.setText(words.problem(problem.what, problem.rule))
        self._problem.show()


def ask_override(desk: Desk, address: Address, typed: str, parent: QWidget) -> OverrideDialog:
    """Open the question about one cell."""
    dialog = OverrideDialog(desk, address, typed, parent)
    dialog.open()
    return dialog
