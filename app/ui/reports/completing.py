"""A name that is being typed is completed: a short list below the cursor, taken with Tab, never in the way."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.services.editing.chips import Piece
from app.services.editing.naming import Completion, FigureNames
from app.ui import words_reports as words
from app.ui.reports.chips import OBJECT
from app.ui.reports.editor import TextEditor

_REST: Final = 250
_TAIL: Final = 24
_WHAT: Final = int(Qt.ItemDataRole.UserRole)


class Completer(QListWidget):
    """Offers figures whose names are being typed."""

    def __init__(self, editor: TextEditor, names: FigureNames) -> None:
        """Listen to an editor."""
        super().__init__(editor)
        self._editor, self._names = editor, names
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(words.complete_keys())
        self.hide()
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.offer)
        self._typed = False
        editor.installEventFilter(self)
        editor.document().contentsChange.connect(self._changed)
        editor.cursorPositionChanged.connect(self._moved)
        self.itemClicked.connect(self._take)

    def offer(self) -> None:
        """Show what may be meant by the end of what was typed."""
        editor = self._editor
        if editor.composing or editor.isReadOnly() or not editor.hasFocus() or not editor.document().isModified():
            return
        cursor = editor.textCursor()
        typed = cursor.block().text()[: cursor.positionInBlock()][-_TAIL:].rpartition(OBJECT)[2]
        found = self._names.complete(typed) if not cursor.hasSelection() else []
        self.clear()
        for one in found:
            item = QListWidgetItem(words.complete_hint(one.figure.label, one.figure.printed), self)
            item.setData(_WHAT, one)
        if found:
            hint = QListWidgetItem(words.complete_keys(), self)
            hint.setFlags(Qt.ItemFlag.NoItemFlags)
            self._place()
        self.setVisible(bool(found))

    def take(self) -> None:
        """Take the first one."""
        self._take(self.item(0))

    def _take(self, item: QListWidgetItem | None) -> None:
        one = item.data(_WHAT) if item is not None else None
        self.hide()
        if isinstance(one, Completion):
            figure = Piece(one.figure.printed, one.figure.binding, one.figure.label)
            self._editor.insert_pieces([*([Piece(one.rest)] if one.rest else []), figure])
            self.hide()

    def _place(self) -> None:
        width = max(self.sizeHintForColumn(0) + 12, self.fontMetrics().horizontalAdvance("国") * 12)
        height = self.sizeHintForRow(0) * self.count() + 6
        self.setCurrentRow(0)
        self.resize(min(width, self._editor.width()), height)
        at = self._editor.viewport().mapTo(self._editor, self._editor.cursorRect().bottomLeft() + QPoint(0, 2))
        above = at.y() - self._editor.cursorRect().height() - height - 4
        low = at.y() + height > self._editor.height()
        self.move(min(at.x(), self._editor.width() - self.width()), above if low and above >= 0 else at.y())

    def _changed(self, _place: int, _gone: int, come: int) -> None:
        self._typed = True
        self.hide()
        if 0 < come <= _TAIL:
            self._rest.start()

    def _moved(self) -> None:
        if not self._typed:
            self.hide()
            self._rest.stop()
        self._typed = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the offer with Tab, send it away with Esc; every other key goes to the text."""
        if self.isVisible():
            if event.type() == QEvent.Type.FocusOut:
                self.hide()
            elif isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Escape}:
                if event.type() == QEvent.Type.ShortcutOverride:
                    event.accept()
                    return True
                if event.type() == QEvent.Type.KeyPress:
                    if event.key() == Qt.Key.Key_Tab:
                        self.take()
                    self.hide()
                    return True
        return super().eventFilter(watched, event)
