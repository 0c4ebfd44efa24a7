"""Over a computed value by hand (手工改定, 手工定分): the value and a sentence why, or back to the computed one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.errors import JixiaoError
from app.core.records import Address
from app.services.editing.cells import field_of
from app.ui import words
from app.ui.blocks import button, label
from app.ui.desk import Desk


class OverrideDialog(QDialog):
    """Asks for a value and a reason; never blocks the program."""

    def __init__(self, desk: Desk, address: Address, typed: str = "", parent: QWidget | None = None) -> None:
        """Ask about one cell; `typed` is what was typed over it already."""
        super().__init__(parent)
        self.desk, self.address = desk, address
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        field, view = field_of(desk.session, address), desk.view(address)
        self.setWindowTitle(words.override(field.kind == "points"))
        computed = desk.session.graph.printed_computed(address.row, address.key)
        self.value, self.note = QLineEdit(typed or view.printed), QLineEdit(view.note)
        self.value.setAccessibleName(field.label)
        self.note.setAccessibleName(words.REASON)
        self._problem = label("", "error")
        self._problem.hide()
        form = QFormLayout()
        form.addRow(words.COMPUTED, label(computed or words.CANNOT))
        form.addRow(field.label, self.value)
        form.addRow(words.REASON, self.note)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(label(words.OVERRIDE_HINT, "faint"))
        layout.addWidget(self._problem)
        layout.addLayout(self._buttons())
        self.resize(self.fontMetrics().horizontalAdvance("国") * 26, self.sizeHint().height())
        (self.note if typed else self.value).setFocus()

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
