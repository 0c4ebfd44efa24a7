"""Approved targets: where a target comes from, an approved change, an approved row that is left out (PRACTICE A1)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.errors import JixiaoError
from app.core.records import Address
from app.services.editing.targets import adjust_target, leave_out
from app.services.session import Changes
from app.ui import words as common
from app.ui import words_pages as words
from app.ui.blocks import button, label
from app.ui.desk import Desk
from app.ui.pages.fields import FieldRow
from app.wizard.items import FieldItem

_MORE = (
    "direction",
    "band",
    "band.share",
    "band.note",
    "prior.target",
    "prior.actual",
    "july.actual",
    "forecast",
    "monitor.note",
)
_SOURCE = ("target.source", "target.approved", "target.document", "target.document_date")


class KeysDialog(QDialog):
    """Some fields of one row; every field counts at once, as on a page."""

    def __init__(self, desk: Desk, row: str, about: tuple[str, str, tuple[str, ...]], parent: QWidget) -> None:
        """Show fields of a row: `about` is the title, a sentence, the keys (those the form set has are shown)."""
        super().__init__(parent)
        title, told, keys = about
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        known = desk.session.pack.fields[desk.session.facts.rows[row].table]
        layout = QVBoxLayout(self)
        layout.addWidget(label(told, "faint"))
        self.fields = [
            FieldRow(desk, FieldItem(Address(row, key), known[key], known[key].label)) for key in keys if key in known
        ]
        for field in self.fields:
            layout.addWidget(field)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(button(words.CLOSE, self.accept, primary=True))
        layout.addLayout(line)
        self.resize(self.fontMetrics().horizontalAdvance("国") * 40, self.sizeHint().height())
        desk.closed.connect(self.close)


class ApprovedDialog(KeysDialog):
    """Where the target of a row comes from."""

    def __init__(self, desk: Desk, row: str, parent: QWidget) -> None:
        """Show the source of a row's target."""
        super().__init__(desk, row, (words.APPROVED_TITLE, words.APPROVED_HINT, _SOURCE), parent)


class MoreDialog(KeysDialog):
    """What a row has besides and no form prints: direction, how far a qualitative one was reached, last year, July."""

    def __init__(self, desk: Desk, row: str, parent: QWidget) -> None:
        """Show the other fields of a row."""
        super().__init__(desk, row, (words.MORE_TITLE, words.MORE_HINT, _MORE), parent)


class _Ask(QDialog):
    """Asks for a few texts, then acts; what is refused is said and the dialog stays."""

    def __init__(self, desk: Desk, title: str, told: str, names: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self.setWindowTitle(title)
        self.boxes = [QLineEdit() for _ in names]
        self._problem = label("", "error")
        self._problem.hide()
        form = QFormLayout()
        for name, box in zip(names, self.boxes, strict=True):
            box.setAccessibleName(name)
            form.addRow(name, box)
        layout = QVBoxLayout(self)
        layout.addWidget(label(told))
        layout.addLayout(form)
        layout.addWidget(self._problem)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(button(common.CANCEL, self.reject))
        done = button(common.OK, self.take, primary=True)
        done.setDefault(True)
        line.addWidget(done)
        layout.addLayout(line)
        self.resize(self.fontMetrics().horizontalAdvance("国") * 30, self.sizeHint().height())

    def act(self) -> Callable[[], Changes]:
        """Return what is done with the texts."""
        raise NotImplementedError

    def take(self) -> None:
        """Do it; when it is refused, say why and stay."""
        self.desk.refused.connect(self._say)
        done = self.desk.do(self.act())
        self.desk.refused.disconnect(self._say)
        if done is not None:
            self.accept()

    def _say(self, problem: JixiaoError, _about: object) -> None:
        self._problem.setText(common.problem(problem.what, problem.rule))
        self._problem.show()


class AdjustDialog(_Ask):
    """An approved change of an approved target: the new target, its document and date."""

    def __init__(self, desk: Desk, row: str, parent: QWidget) -> None:
        """Ask about a row."""
        names = (words.NEW_TARGET, words.DOCUMENT, words.DOCUMENT_DATE)
        super().__init__(desk, words.ADJUSTED, words.LOCKED_MORE, names, parent)
        self.row = row

    def act(self) -> Callable[[], Changes]:
        """Change the target."""
        text, document, date = (box.text() for box in self.boxes)
        return lambda: adjust_target(self.desk.session, self.row, text, document=document, date=date)


class LeaveOutDialog(_Ask):
    """An approved row that does not count: it is kept, with the reason."""

    def __init__(self, desk: Desk, row: str, parent: QWidget) -> None:
        """Ask about a row."""
        super().__init__(desk, words.LEAVE_OUT, words.LEAVE_OUT_ASK + words.LEAVE_OUT_MORE, (words.WHY,), parent)
        self.row = row

    def act(self) -> Callable[[], Changes]:
        """Mark it as left out."""
        reason = self.boxes[0].text()
        return lambda: leave_out(self.desk.session, self.row, reason)
