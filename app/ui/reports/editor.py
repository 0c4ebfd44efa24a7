"""The editor of a stored text: words as typed, bound figures as chips that follow the data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from app.services.editing.chips import Piece
from app.ui import theme
from app.ui import words_reports as words
from app.ui.reports.chips import (
    BINDING,
    BLANK,
    CHIP,
    OBJECT,
    SHOWN,
    ChipPainter,
    chip_format,
    piece_of,
    printed_length,
)
from app.ui.reports.clipboard import clean, mime_of, pieces_in

_LINE: Final = 180
"""Height of a line, in hundredths of a character: the same with every font."""
_WIDEST: Final = 40
"""Characters that a line has at most: longer ones are hard to follow with the eye."""
_REST: Final = 1200
"""Milliseconds without a key after which what was typed is taken over."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A typed figure that may be bound: where it begins in what is printed, as typed, and whether it differs."""

    start: int
    text: str
    wrong: bool


class TextEditor(QTextEdit):
    """Edits one stored text."""

    left = Signal()
    """The editor was left, or nothing was typed for a moment: what stands there may be taken over."""
    menu_wanted = Signal(object, QPoint)
    """The menu of the chip or mark at the cursor is wanted: the cursor, where on the screen."""
    let_go = Signal()
    """The window took the focus away to do something (undo, save)."""
    picker_wanted = Signal()
    """A figure is to be put in."""
    shortened = Signal(int)
    """A paste was too long: how many characters were kept."""
    laid = Signal(int)
    """The lines begin so far from the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with an empty text."""
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(words.WRITE_HERE)
        self.known: Callable[[str], bool] = lambda _binding: True
        self._composing = False
        self._marks: tuple[Mark, ...] = ()
        self._chip = ChipPainter(self)
        self.document().documentLayout().registerHandler(CHIP, self._chip)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._rested)
        self.textChanged.connect(self._rest.start)

    # ---- the stored text ----

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show a stored text; what was typed before can no more be taken back here, only by the window."""
        self.setUndoRedoEnabled(False)
        self.clear()
        cursor = self.textCursor()
        shape = QTextBlockFormat()
        em = self.fontMetrics().horizontalAdvance("国")
        shape.setLineHeight(em * _LINE // 100, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        shape.setTextIndent(em * 2)
        cursor.setBlockFormat(shape)
        for piece in pieces:
            self._insert(cursor, piece)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setUndoRedoEnabled(True)
        self.document().setModified(False)
        self.show_marks(())
        self._rest.stop()

    def insert_pieces(self, pieces: Sequence[Piece]) -> None:
        """Put words and bound figures in the place of what is selected; one step of the editor's own undo."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        for piece in pieces:
            self._insert(cursor, piece)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def replace(self, start: int, end: int, pieces: Sequence[Piece]) -> None:
        """Put words and bound figures in the place of a stretch of the document."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.insert_pieces(pieces)
        self.left.emit()

    def exchange(self, cursor: QTextCursor, start: int, end: int, pieces: Sequence[Piece]) -> None:
        """Put words and bound figures in the place of a stretch, within a step that somebody else began."""
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        for piece in pieces:
            self._insert(cursor, piece)

    def _insert(self, cursor: QTextCursor, piece: Piece) -> None:
        if not piece.binding:
            cursor.insertText(piece.text, QTextCharFormat())
            return
        cursor.insertText(OBJECT, chip_format(piece))
        cursor.setCharFormat(QTextCharFormat())

    def stored(self) -> str:
        """Return the text as it is kept: chips as their bindings, braces that were typed told apart by a blank."""
        return "\n".join(
            "".join(
                str(form.property(BINDING)) * len(text)
                if form.objectType() == CHIP
                else text.replace("\u2028", "\n").replace("{{", "{ {")
                for _, text, form in self._stretches(first, last)
            )
            for first, last in self._blocks()
        )

    def characters(self) -> int:
        """Return the number of characters as printed, blanks left out."""
        count = 0
        for _, text, form in self._stretches():
            shown = text if form.objectType() != CHIP else "" if form.property(BLANK) else str(form.property(SHOWN))
            count += sum(not one.isspace() for one in shown) * (len(text) if form.objectType() == CHIP else 1)
        return count

    def _blocks(self) -> list[tuple[int, int]]:
        found, block = [], self.document().begin()
        while block.isValid():
            found.append((block.position(), block.position() + block.length() - 1))
            block = block.next()
        return found

    def _stretches(self, first: int = 0, last: int = -1) -> list[tuple[int, str, QTextCharFormat]]:
        """Return the stretches of one format between two places: where, text, format."""
        found = []
        block = self.document().findBlock(first)
        while block.isValid() and (last < 0 or block.position() <= last):
            place = block.begin()
            while not place.atEnd():
                fragment = place.fragment()
                found.append((fragment.position(), fragment.text(), fragment.charFormat()))
                place += 1
            if last >= 0:
                break
            block = block.next()
        return found

    # ---- chips and typed figures ----

    def chip_at(self, cursor: QTextCursor) -> tuple[int, Piece] | None:
        """Return place and contents of the chip before or behind a cursor; None where there is none."""
        for place in (cursor.position() + 1, cursor.position()):
            probe = QTextCursor(self.document())
            if 0 < place < self.document().characterCount():
                probe.setPosition(place)
                form = probe.charFormat()
                if form.objectType() == CHIP:
                    return place - 1, piece_of(form)
        return None

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Underline typed figures that may be bound."""
        self._marks = tuple(marks)
        self.setExtraSelections([made for mark in marks if (made := self._underlined(mark)) is not None])

    def mark_at(self, cursor: QTextCursor) -> Mark | None:
        """Return the underlined figure at a cursor."""
        for mark in self._marks:
            place = self.place_of(mark)
            if place is not None and place[0] <= cursor.position() <= place[1]:
                return mark
        return None

    def place_of(self, mark: Mark) -> tuple[int, int] | None:
        """Return where a figure stands in the document; None when it was changed since."""
        start, at = -1, 0
        for number, (first, last) in enumerate(self._blocks()):
            at += 1 if number else 0
            for position, text, form in self._stretches(first, last):
                length = printed_length(form, text)
                if at <= mark.start < at + length and form.objectType() != CHIP:
                    start = position + mark.start - at
                at += length
        probe = QTextCursor(self.document())
        if start < 0 or start + len(mark.text) >= self.document().characterCount():
            return None
        probe.setPosition(start)
        probe.setPosition(start + len(mark.text), QTextCursor.MoveMode.KeepAnchor)
        return (start, start + len(mark.text)) if probe.selectedText() == mark.text else None

    def _underlined(self, mark: Mark) -> QTextEdit.ExtraSelection | None:
        place = self.place_of(mark)
        if place is None:
            return None
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(place[0])
        cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(QColor(theme.ERROR if mark.wrong else theme.ACCENT))
        made.cursor, made.format = cursor, form
        return made

    # ---- keys and mouse ----

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where the editor itself has nothing left to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = (
                (QKeySequence.StandardKey.Undo, self.document().isUndoAvailable()),
                (QKeySequence.StandardKey.Redo, self.document().isRedoAvailable()),
            )
            if any(event.matches(key) and not there for key, there in own):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ask for a figure with Ctrl+I."""
        if event.key() == Qt.Key.Key_I and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.picker_wanted.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer the forms of a chip or the binding of a figure, or the usual menu."""
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if keyboard else self.cursorForPosition(event.pos())
        if self.chip_at(cursor) is None and self.mark_at(cursor) is None:
            super().contextMenuEvent(event)
            return
        self.setTextCursor(cursor)
        at = self.viewport().mapToGlobal(self.cursorRect().bottomLeft()) if keyboard else event.globalPos()
        self.menu_wanted.emit(cursor, at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the menu of a chip."""
        cursor = self.cursorForPosition(event.position().toPoint())
        if self.chip_at(cursor) is None or self.isReadOnly():
            super().mouseDoubleClickEvent(event)
        else:
            self.menu_wanted.emit(cursor, event.globalPosition().toPoint())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """Remember whether something is being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    @property
    def composing(self) -> bool:
        """Say whether an input method holds characters that are not in the text yet."""
        return self._composing

    def end_composing(self) -> None:
        """Let the input method give what it holds."""
        if self._composing:
            QGuiApplication.inputMethod().commit()
            self._composing = False

    def _rested(self) -> None:
        if self._composing:
            self._rest.start()
        elif self.document().isModified():
            self.left.emit()

    # ---- the clipboard, the focus, the width ----

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Copy what prints as plain text, beside it the bound figures for a paste in this evaluation."""
        cursor = self.textCursor()
        pieces: list[Piece] = []
        for number, (first, last) in enumerate(self._blocks()):
            begin, end = max(first, cursor.selectionStart()), min(last, cursor.selectionEnd())
            if number and cursor.selectionStart() < first <= cursor.selectionEnd():
                pieces.append(Piece("\n"))
            for position, text, form in self._stretches(first, last):
                part = text[max(begin - position, 0) : max(end - position, 0)]
                if part:
                    pieces += [piece_of(form)] * len(part) if form.objectType() == CHIP else [Piece(part)]
        return mime_of(pieces)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        """Take texts; files that are dropped are the window's."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Paste plain text, without the braces of bindings; figures that were copied here stay bound."""
        pieces = pieces_in(source, self.known)
        if not pieces and source.hasText():
            text, whole = clean(source.text(), self.document().characterCount())
            pieces = [Piece(text)]
            if not whole:
                self.shortened.emit(len(text))
        self.insert_pieces(pieces)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Say that the editor was left, after the input method has given what was being composed."""
        super().focusOutEvent(event)
        self._composing = False
        if event.reason() == Qt.FocusReason.OtherFocusReason:
            self.let_go.emit()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the lines at a width that can be read, in the middle of the paper."""
        em = self.fontMetrics().horizontalAdvance("国")
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        side = max(em, (room - em * _WIDEST) // 2)
        self.setViewportMargins(side, em // 2, max(0, side - em), 0)
        self.laid.emit(side)
        super().resizeEvent(event)
