"""The editor of a stored text: words as typed, bound figures as chips that follow the data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QMimeData, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from app.services.editing.chips import Piece
from app.ui import theme, words

CHIP: Final = int(QTextFormat.ObjectTypes.UserObject) + 1
_BINDING: Final = int(QTextFormat.Property.UserProperty) + 1
_SHOWN: Final = _BINDING + 1
_TOLD: Final = _BINDING + 2
_OBJECT: Final = "\ufffc"
_MOST: Final = 200_000
"""Characters that are pasted at once."""


class _Chip(QPyTextObject):
    """Draws a bound figure as a chip in the line."""

    def intrinsicSize(self, doc: QTextDocument, _place: int, form: QTextFormat) -> QSizeF:  # noqa: N802
        """Return how much room the chip takes."""
        metrics = QFontMetricsF(doc.defaultFont())
        return QSizeF(metrics.horizontalAdvance(str(form.property(_SHOWN))) + 8, metrics.height())

    def drawObject(  # noqa: N802
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, _place: int, form: QTextFormat
    ) -> None:
        """Draw the chip."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.ACCENT))
        painter.setBrush(QBrush(QColor(theme.ACCENT_SOFT)))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
        painter.setFont(doc.defaultFont())
        painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, str(form.property(_SHOWN)))
        painter.restore()


class TextEditor(QTextEdit):
    """Edits one stored text."""

    left = Signal()
    menu_wanted = Signal(str, QPointF)
    """The menu of a chip is wanted: its binding, where on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with an empty text."""
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self._chip = _Chip(self)
        self.document().documentLayout().registerHandler(CHIP, self._chip)

    # ---- the stored text ----

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show a stored text; undo of the window takes the place of the editor's own."""
        self.setUndoRedoEnabled(False)
        self.clear()
        cursor = self.textCursor()
        for piece in pieces:
            self._insert(cursor, piece)
        self.setUndoRedoEnabled(True)

    def insert_piece(self, piece: Piece) -> None:
        """Put a bound figure at the cursor."""
        self._insert(self.textCursor(), piece)

    def _insert(self, cursor: QTextCursor, piece: Piece) -> None:
        if not piece.binding:
            cursor.insertText(piece.text, QTextCharFormat())
            return
        form = QTextCharFormat()
        form.setObjectType(CHIP)
        form.setProperty(_BINDING, piece.binding)
        form.setProperty(_SHOWN, piece.text)
        form.setProperty(_TOLD, piece.told)
        form.setToolTip(piece.told)
        cursor.insertText(_OBJECT, form)
        cursor.setCharFormat(QTextCharFormat())

    def stored(self) -> str:
        """Return the text as it is kept: chips as their bindings, braces that were typed told apart by a blank."""
        lines = []
        block = self.document().begin()
        while block.isValid():
            lines.append("".join(self._stretches(block)))
            block = block.next()
        return "\n".join(lines)

    def _stretches(self, block: object) -> list[str]:
        found = []
        stretch = block.begin()  # type: ignore[attr-defined]
        while not stretch.atEnd():
            fragment = stretch.fragment()
            form = fragment.charFormat()
            if form.objectType() == CHIP:
                found.append(str(form.property(_BINDING)) * len(fragment.text()))
            else:
                found.append(fragment.text().replace("\u2028", "\n").replace("{{", "{ {"))
            stretch += 1
        return found

    def characters(self) -> int:
        """Return the number of characters as printed, blanks left out."""
        return sum(not c.isspace() for c in self.toPlainText())

    # ---- one chip ----

    def chip_at(self, cursor: QTextCursor) -> tuple[int, str] | None:
        """Return place and binding of the chip before or behind a cursor; None where there is none."""
        for place in (cursor.position(), cursor.position() + 1):
            probe = QTextCursor(self.document())
            if place <= self.document().characterCount() - 1:
                probe.setPosition(place)
                form = probe.charFormat()
                if form.objectType() == CHIP:
                    return place - 1, str(form.property(_BINDING))
        return None

    def replace_chip(self, place: int, piece: Piece) -> None:
        """Put something else in the place of a chip."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        cursor.setPosition(place + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._insert(cursor, piece)
        self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer the forms of a chip, or the usual menu."""
        chip = self.chip_at(self.cursorForPosition(event.pos()))
        if chip is None:
            super().contextMenuEvent(event)
        else:
            self.setTextCursor(self.cursorForPosition(event.pos()))
            self.menu_wanted.emit(chip[1], QPointF(event.globalPos()))

    def chip_menu(self, forms: Sequence[tuple[str, str]], told: str, shown: str) -> QMenu:
        """Return the menu of the chip at the cursor: other forms, 改为手写文字."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chip = self.chip_at(self.textCursor())
        place = chip[0] if chip is not None else 0
        for text, binding in forms:
            menu.addAction(text, partial(self.replace_chip, place, Piece(text, binding, told)))
        menu.addSeparator()
        menu.addAction(words.AS_WORDS, partial(self.replace_chip, place, Piece(shown)))
        return menu

    # ---- the clipboard, the focus ----

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Paste plain text only, without the braces of bindings."""
        if source.hasText():
            self.textCursor().insertText(source.text().replace(_OBJECT, "")[:_MOST], QTextCharFormat())

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Say that the editor was left."""
        super().focusOutEvent(event)
        self.left.emit()
