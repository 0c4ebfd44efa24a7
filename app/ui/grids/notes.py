"""The calm box at a grid: what became of a paste, what was not taken and why, how to take an action back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from PySide6.QtCore import QDeadlineTimer, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from app.ui import theme
from app.ui import words_grid as said
from app.ui.blocks import button, label
from app.ui.grids.plan import Left

_SHOWN: Final = 8
_SETTLED: Final = 60
_AGAIN: Final = 300
_FRESH: Final = 1000
"""Milliseconds without a move after which the page is laid out with the box, and how long a note is new."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is said: a sentence, what was left, whether undo is offered, it takes time (and stops), it must be seen."""

    text: str
    left: Sequence[Left] = ()
    undo: bool = False
    busy: bool = False
    seen: bool = False
    stops: bool = True


class NoteBox(QFrame):
    """Shows one note below a grid; hidden while there is none."""

    undo_asked = Signal()
    stop_asked = Signal()
    go_asked = Signal(object)
    """A line was clicked: the `Address` it speaks of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing to say."""
        super().__init__(parent)
        self.setObjectName("note")
        self.setStyleSheet(
            f"QFrame#note {{ background: {theme.ACCENT_SOFT}; border: 1px solid {theme.LINE}; border-radius: 4px; }}"
        )
        self.setAccessibleName(said.NOTE)
        self.note: Note | None = None
        self._fresh = QDeadlineTimer(0)
        self._sight = QTimer(self, singleShot=True)
        self._sight.timeout.connect(self._come_into_sight)
        self._text = label("")
        self._list = label("")
        self._list.setTextFormat(Qt.TextFormat.RichText)
        self._list.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._list.linkActivated.connect(self._clicked)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(self.fontMetrics().height() // 2)
        self._undo = button(said.UNDO, self.undo_asked.emit, flat=True)
        self._stop = button(said.STOP, self.stop_asked.emit, flat=True)
        self._copy = button(said.COPY_LIST, self.copy_list, flat=True)
        self._close = button(said.CLOSE, self.hide, flat=True)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._text, 1)
        for one in (self._undo, self._stop, self._copy, self._close):
            head.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 6, 6)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        layout.addWidget(self._list)

    def show_note(self, note: Note | None) -> None:
        """Say something, or nothing any more."""
        self.note = note
        self.setVisible(note is not None)
        if note is None:
            return
        self._text.setText(note.text)
        self._undo.setVisible(note.undo)
        self._stop.setVisible(note.busy and note.stops)
        self._close.setVisible(not note.busy)
        self._copy.setVisible(len(note.left) > 1)
        self._bar.setVisible(note.busy)
        self._bar.setRange(0, 0)
        self._list.setVisible(bool(note.left))
        lines = [_line(number, left) for number, left in enumerate(note.left[:_SHOWN])]
        if len(note.left) > _SHOWN:
            lines.append(escape(said.more_left(len(note.left) - _SHOWN)))
        self._list.setText("<br>".join(lines))
        if note.left or note.undo or note.busy or note.seen:
            self._fresh = QDeadlineTimer(_FRESH)
            self._sight.start(_SETTLED)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Come into sight once the page is laid out with the box."""
        super().resizeEvent(event)
        if not self._fresh.hasExpired():
            self._sight.start(_SETTLED)

    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802
        """Come into sight once the page is laid out with the box."""
        super().moveEvent(event)
        if not self._fresh.hasExpired():
            self._sight.start(_SETTLED)

    def _come_into_sight(self) -> None:
        """Scroll the page so far that the box is seen."""
        over = self.parentWidget()
        while over is not None and not isinstance(over, QScrollArea):
            over = over.parentWidget()
        if over is not None and self.isVisible():
            over.ensureWidgetVisible(self, 0, 0)
        if not self._fresh.hasExpired():
            self._sight.start(_AGAIN)  # panels of the page may still grow

    def follow(self, _changes: object) -> None:
        """Something else was done, which undo would take back: what was said is past; a list of what is left stays."""
        if self.note is None or self.note.busy:
            return
        if self.note.left:
            self._undo.hide()
        else:
            self.show_note(None)

    def progress(self, done: int, whole: int) -> None:
        """Show how far the reading has come."""
        self._bar.setRange(0, max(whole, 1))
        self._bar.setValue(done)

    def words(self) -> str:
        """Return the sentence that is shown; empty while there is none."""
        return self.note.text if self.note is not None and not self.isHidden() else ""

    def lines(self) -> list[str]:
        """Return everything that was not taken, a line each."""
        return [said.left_line(*_told(one)) for one in (self.note.left if self.note is not None else ())]

    def copy_list(self) -> None:
        """Copy the whole list."""
        QGuiApplication.clipboard().setText("\n".join(self.lines()))

    def _clicked(self, link: str) -> None:
        if self.note is not None and link.isdigit() and int(link) < len(self.note.left):
            self.go_asked.emit(self.note.left[int(link)].address)


def _told(left: Left) -> tuple[str, str, str]:
    return left.where, left.text.replace("\n", " "), left.reason


def _line(number: int, left: Left) -> str:
    text = escape(said.left_line(*_told(left)))
    return f'<a href="{number}" style="color:{theme.ACCENT}">{text}</a>' if left.address is not None else text
