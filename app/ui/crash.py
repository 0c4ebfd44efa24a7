"""What the program does not expect: one dialog with a text to copy that holds nothing a person typed."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.services.about import machine, version
from app.services.installation import Checked, check
from app.ui import words
from app.ui import words_window as said
from app.ui.blocks import button, label
from app.ui.jobs import Job


def report_of(error: BaseException) -> str:
    """Return what may leave the office: kinds of errors and places in the program; no messages, values or folders."""
    return "\n".join([f"{words.PRODUCT} {version()}", machine(), *_lines(error)])


def _lines(error: BaseException | None, deep: int = 5) -> Iterator[str]:
    if error is None or deep == 0:
        return
    yield type(error).__name__
    yield from (f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in _frames(error))
    yield from _lines(error.__cause__ or error.__context__, deep - 1)


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    return traceback.extract_tb(error.__traceback__, limit=-40)


def _place(file: str) -> str:
    """Return a file as the program knows it, without the folders of the computer."""
    parts = Path(file).parts
    for name in ("app", "site-packages"):
        if name in parts:
            place = len(parts) - 1 - parts[::-1].index(name)
            return "/".join(parts[place:])
    return Path(file).name


class CrashDialog(QDialog):
    """Says it calmly and gives the text."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Build the dialog."""
        super().__init__(parent)
        self.setWindowTitle(words.PRODUCT)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        em = self.fontMetrics().horizontalAdvance("国")
        self.resize(em * 36, em * 22)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em, em, em)
        layout.addWidget(label(said.CRASH, "title"))
        self.damage = label("", "error")
        self.damage.hide()
        layout.addWidget(self.damage)
        layout.addWidget(label(said.CRASH_MORE))
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(said.CRASH)
        layout.addWidget(self.text, 1)
        line = QHBoxLayout()
        line.addWidget(button(said.COPY, self.copy))
        line.addStretch()
        line.addWidget(button(said.GO_ON, self.accept, primary=True))
        layout.addLayout(line)
        job = Job(self)
        job.done.connect(self._tell_damage)
        job.start(lambda _: check())

    def _tell_damage(self, found: Checked | None) -> None:
        """Say that the program's own files are not whole, where that is so: it explains the rest."""
        if found is not None and found.wrong:
            self.damage.setText(found.words)
            self.damage.show()
            self.resize(self.width(), self.height() + self.damage.heightForWidth(self.text.width()))
            self.text.appendPlainText("\n".join(found.wrong))

    def copy(self) -> None:
        """Put the text on the clipboard."""
        QApplication.clipboard().setText(self.text.toPlainText())


class Watch(QObject):
    """Shows what nobody caught, on whatever thread it happened; one dialog at a time."""

    _happened = Signal(str)

    def __init__(self, window: QWidget) -> None:
        """Belong to a window."""
        super().__init__(window)
        self._window = window
        self.dialog: CrashDialog | None = None
        self._happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over what Python would print."""
        sys.excepthook = self.caught
        threading.excepthook = lambda told: self.caught(told.exc_type, told.exc_value, told.exc_traceback)

    def caught(
        self, kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None = None
    ) -> None:
        """Show an error that nobody caught."""
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        text = report_of(error if error is not None else kind())
        if sys.stderr is not None:
            print(text, file=sys.stderr)  # noqa: T201 - for whoever started the program in a terminal
        self._happened.emit(text)

    def _show(self, text: str) -> None:
        if self.dialog is None:
            self.dialog = CrashDialog(text, self._window)
            self.dialog.finished.connect(self._closed)
            self.dialog.open()

    def _closed(self) -> None:
        self.dialog = None
