"""插入数据: a figure found by words of its name, with keys alone: type, go down, Enter."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.services.editing.chips import Figure, figures
from app.ui import words_reports as words
from app.ui.desk import Desk

_ROW: Final = int(Qt.ItemDataRole.UserRole)
_MOVES: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp})


class FigurePicker(QFrame):
    """Finds a figure by words of its name; it closes when one was chosen, or with Esc."""

    chosen = Signal(object)
    """The `Figure`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Show the first figures."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("paper")
        self.desk = desk
        self.words, self.list = QLineEdit(), QListWidget()
        self.words.setPlaceholderText(words.FIND_FIGURE)
        self.words.setAccessibleName(words.INSERT_FIGURE)
        em = self.fontMetrics().horizontalAdvance("国")
        self.list.setMinimumSize(em * 26, em * 16)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addWidget(self.list)
        self.words.textChanged.connect(self.search)
        self.words.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self.search("")
        self.words.setFocus()

    def search(self, text: str) -> None:
        """Show the figures whose names hold the words."""
        self.list.clear()
        for figure in figures(self.desk.session, text):
            item = QListWidgetItem(f"{figure.label}：{figure.printed}", self.list)
            item.setToolTip(item.text())
            item.setData(_ROW, figure)
        self.list.setCurrentRow(0)

    def take(self) -> None:
        """Take the figure that is marked."""
        self._take(self.list.currentItem())

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            figure = item.data(_ROW)
            if isinstance(figure, Figure):
                self.chosen.emit(figure)
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let the keys of the line move in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.take()
                return True
        return super().eventFilter(watched, event)
