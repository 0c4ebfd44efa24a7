"""Editors of grid cells: a line, a choice, a box for texts of several lines."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.records import Address
from app.services.editing.cells import field_of
from app.ui.grids.model import ADDRESS, CellModel

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Makes the editor that a cell needs."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802
        """Return an editor for a cell."""
        model, address = index.model(), index.data(ADDRESS)
        if not isinstance(model, CellModel) or address is None:
            return super().createEditor(parent, option, index)
        field = field_of(model.desk.session, Address(*address))
        if field.kind == "choice":
            editor: QWidget = _choice(parent, field.choices, free=field.open)
        elif field.kind == "longtext":
            editor = QPlainTextEdit(parent)
            editor.setTabChangesFocus(True)
        else:
            editor = QLineEdit(parent)
        editor.setAccessibleName(field.label)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """Put what was typed into the editor."""
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802
        """Give the evaluation what stands in the editor."""
        if isinstance(editor, QComboBox):
            text = editor.currentText()
        elif isinstance(editor, QPlainTextEdit):
            text = editor.toPlainText()
        else:
            text = editor.text() if isinstance(editor, QLineEdit) else ""
        model.setData(index, text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        """Let a box for texts be high enough to write in."""
        rect = option.rect
        if isinstance(editor, QPlainTextEdit):
            rect.setHeight(max(rect.height(), editor.fontMetrics().lineSpacing() * 5))
        editor.setGeometry(rect)
        del index

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let Enter write a line break in a box (Ctrl+Enter ends it), and leave keys to the input method."""
        if isinstance(editor, QPlainTextEdit) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
                return False
        return super().eventFilter(editor, event)


def _choice(parent: QWidget, choices: tuple[str, ...], *, free: bool) -> QComboBox:
    box = QComboBox(parent)
    box.addItems(["", *choices])
    box.setEditable(free)
    return box
