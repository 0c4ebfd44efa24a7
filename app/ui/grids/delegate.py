"""Editors of grid cells: a line, a choice, a box for texts of several lines. What is being composed is never lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QMimeData, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QInputMethodEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import theme
from app.ui.grids.fitting import WRAP, font_in, room_in
from app.ui.grids.keys import ENTER
from app.ui.grids.model import CellModel
from app.ui.grids.ranges import MOST_TEXT

if TYPE_CHECKING:
    from app.ui.grids.view import GridView

Index = QModelIndex | QPersistentModelIndex
_NO_HINT = QAbstractItemDelegate.EndEditHint.NoHint
_COMPOSING: Final = "composing"
FILLED: Final = "filled"
"""Property of an editor that got its text."""
_LEAST_EMS: Final = 6
_UP: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Left})
_ACROSS: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right})
_ARROWS: Final = _ACROSS | {Qt.Key.Key_Up, Qt.Key.Key_Down}


class TextBox(QPlainTextEdit):
    """A box for a text of several lines; far too much is not pasted into it."""

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Paste plain text, as much as a cell takes."""
        self.insertPlainText(source.text()[:MOST_TEXT].replace("\0", ""))


class CellDelegate(QStyledItemDelegate):
    """Makes the editor that a cell needs, and shows which cell is the current one."""

    def __init__(self, view: GridView) -> None:
        """Serve a grid."""
        super().__init__(view)
        self._view = view

    # ---- painting ----

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell with its lines at the right and below, as on paper; the current one has a frame."""
        cells, rect = self._view.cells, option.rect
        chosen = option.state & QStyle.StateFlag.State_Selected
        ground = QColor(theme.ACCENT_SOFT) if chosen else cells.data(index, Qt.ItemDataRole.BackgroundRole)
        painter.save()
        if ground is not None:
            painter.fillRect(rect, ground)
        text = cells.data(index, Qt.ItemDataRole.DisplayRole)
        if text:
            across = cells.data(index, Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignCenter
            painter.setPen(cells.data(index, Qt.ItemDataRole.ForegroundRole) or QColor(theme.INK))
            metrics = self._view.fontMetrics()
            room = room_in(metrics, str(text), rect, across)
            painter.setFont(font_in(self._view.font(), metrics, str(text), room))
            painter.drawText(room, int(across) | int(WRAP), str(text))
        if self._view.ruled:
            self._rule(painter, rect)
        if self._view.hasFocus() and index == self._view.currentIndex():
            painter.setPen(QPen(QColor(theme.ACCENT), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _rule(self, painter: QPainter, rect: QRect) -> None:
        """Draw the lines of a cell that the frame of the grid does not draw."""
        painter.setPen(QColor(theme.LINE))
        if rect.right() < self._view.viewport().width() - 2:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        if rect.bottom() < self._view.viewport().height() - 2:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    # ---- editors ----

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802
        """Return an editor for a cell."""
        model = index.model()
        field = model.field(index) if isinstance(model, CellModel) else None
        if field is None:
            return super().createEditor(parent, option, index)
        if field.kind == "choice":
            editor: QWidget = _choice(parent, field.choices)
        elif field.kind == "longtext":
            editor = TextBox(parent)
        else:
            editor = QLineEdit(parent)
        editor.setAccessibleName(field.label)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """Put what was typed before into the editor, once: what is being typed now is not overwritten."""
        if editor.property(FILLED):
            return
        editor.setProperty(FILLED, True)
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        over = self._view.began == QAbstractItemView.EditTrigger.AnyKeyPressed
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
            editor.selectAll() if over else editor.moveCursor(editor.textCursor().MoveOperation.End)
            return
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        line = _line_of(editor)
        if line is not None:
            line.setText(text)
            line.selectAll() if over else line.end(False)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802
        """Give the evaluation what stands in the editor, also what is still being composed."""
        if not self._view.cells.desk.is_open:
            return
        _finish_composing(editor)
        line = _line_of(editor)
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText())
        elif line is not None:
            model.setData(index, line.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        """Let an editor be large enough to write in, inside the grid."""
        rect, metrics = option.rect, editor.fontMetrics()
        rect.setWidth(max(rect.width(), metrics.horizontalAdvance("国") * _LEAST_EMS))
        if isinstance(editor, QPlainTextEdit):
            rect.setHeight(max(rect.height(), metrics.lineSpacing() * 5))
        room = self._view.viewport().rect()
        rect.moveRight(min(rect.right(), room.right()))
        rect.moveBottom(min(rect.bottom(), max(room.bottom(), rect.height() - 1)))
        editor.setGeometry(rect)
        del index

    # ---- keys inside an editor ----

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802
        """End editing with Enter, Tab and arrows as Excel does; Enter breaks a line in a box (Ctrl+Enter ends it)."""
        if isinstance(event, QInputMethodEvent):
            editor.setProperty(_COMPOSING, event.preeditString())
        if not isinstance(editor, QWidget) or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(editor, event)
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if isinstance(editor, QPlainTextEdit) and event.key() in ENTER and plain:
            return False
        return self._ends(editor, event) or super().eventFilter(editor, event)

    def _ends(self, editor: QWidget, event: QKeyEvent) -> bool:
        key, back = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        view = self._view
        if key in ENTER:
            self._end(editor, lambda: view.step(right=view.enter_goes_right, back=back))
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._end(editor, lambda: view.walk_on(forward=key == Qt.Key.Key_Tab))
        elif isinstance(editor, QLineEdit) and key in _ARROWS and self._moves(key):
            self._end(editor, lambda: view.step(right=key in _ACROSS, back=key in _UP))
        else:
            return False
        return True

    def _moves(self, key: int) -> bool:
        """Say whether an arrow leaves a line: up and down always, across while a value is typed anew."""
        typing = self._view.began == QAbstractItemView.EditTrigger.AnyKeyPressed
        return key not in _ACROSS or typing

    def _end(self, editor: QWidget, go_on: Callable[[], object]) -> None:
        """End editing and go on; where the text was refused, stay at the cell."""
        self._view.said_no = False
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, _NO_HINT)
        if not self._view.said_no:
            go_on()


def _choice(parent: QWidget, choices: tuple[str, ...]) -> QComboBox:
    """Return a list to choose from that can also be typed into."""
    box = QComboBox(parent)
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(["", *choices])
    completer = box.completer()
    if completer is not None:
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    return box


def _line_of(editor: QWidget) -> QLineEdit | None:
    if isinstance(editor, QComboBox):
        return editor.lineEdit()
    return editor if isinstance(editor, QLineEdit) else None


def _finish_composing(editor: QWidget) -> None:
    """Take over what an input method still holds."""
    QGuiApplication.inputMethod().commit()
    left = editor.property(_COMPOSING)
    if left:
        editor.setProperty(_COMPOSING, "")
        event = QInputMethodEvent()
        event.setCommitString(str(left))
        QApplication.sendEvent(editor, event)
