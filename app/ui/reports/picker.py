"""插入数据: a figure found by words of its name, with keys alone: type, go down, Enter."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.services.editing.naming import Figure, FigureNames
from app.ui import words_reports as words
from app.ui.blocks import label
from app.ui.reports.difference import lined

_ROW: Final = int(Qt.ItemDataRole.UserRole)
_MOVES: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp})


class FigurePicker(QFrame):
    """Finds a figure by words of its name or by what it prints; it closes when one was chosen, or with Esc.

    A small window of its own, not a popup: input methods work in it.
    """

    chosen = Signal(object)
    """The `Figure`."""

    def __init__(self, names: FigureNames, parent: QWidget) -> None:
        """Show the first figures."""
        super().__init__(parent, Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("paper")
        self.setWindowTitle(words.INSERT_FIGURE)
        self._names, self._closing = names, False
        self.line, self.list, self._nothing = QLineEdit(), QListWidget(), label(words.NO_FIGURE, "faint")
        self.line.setPlaceholderText(words.FIND_FIGURE)
        self.line.setAccessibleName(words.INSERT_FIGURE)
        self.list.setAccessibleName(words.INSERT_FIGURE)
        em = self.fontMetrics().horizontalAdvance("国")
        self.list.setMinimumSize(em * 28, em * 14)
        lined(self.list)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        for widget in (self.line, self.list, self._nothing):
            layout.addWidget(widget)
        self.line.textChanged.connect(self.search)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self.search("")

    def show_at(self, at: QPoint) -> None:
        """Show it near a place of the screen, wholly on the screen."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = max(room.left(), min(at.x(), room.right() - self.width()))
        above = at.y() - self.height() - self.fontMetrics().height() * 2
        self.move(left, at.y() if at.y() + self.height() <= room.bottom() else max(room.top(), above))
        self.show()
        self.activateWindow()
        self.line.setFocus()

    def search(self, text: str) -> None:
        """Show the figures whose names or values hold the words."""
        self.list.clear()
        for figure in self._names.find(text):
            item = QListWidgetItem(words.figure_entry(figure.label, figure.printed), self.list)
            item.setToolTip(item.text())
            item.setData(_ROW, figure)
        self.list.setCurrentRow(0)
        self._nothing.setVisible(self.list.count() == 0)

    def take(self) -> None:
        """Take the figure that is marked."""
        self._take(self.list.currentItem())

    def _take(self, item: QListWidgetItem | None) -> None:
        figure = item.data(_ROW) if item is not None else None
        if isinstance(figure, Figure):
            self._end()
            self.chosen.emit(figure)

    def _end(self) -> None:
        if not self._closing:
            self._closing = True
            self.close()

    def event(self, event: QEvent) -> bool:
        """Close when another window is used."""
        if event.type() == QEvent.Type.WindowDeactivate:
            self._end()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let the keys of the line move in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.take()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._end()
                return True
        return super().eventFilter(watched, event)
