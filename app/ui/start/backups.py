"""备份与恢复: the backups of an evaluation, to look at and to go back to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.services.files.backups import Point
from app.ui import words
from app.ui import words_window as said
from app.ui.blocks import button, label


class BackupsDialog(QDialog):
    """Backups, the newest first; `target` is the file they are of, where it is known."""

    look = Signal(Path)
    """A backup is to be opened for viewing."""
    restore = Signal(Path, Path)
    """A backup is to be put into a place."""

    def __init__(self, points: Sequence[Point], target: Path | None, parent: QWidget | None = None) -> None:
        """List backups."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(said.BACKUPS)
        self._points, self._target = tuple(points), target
        em = self.fontMetrics().horizontalAdvance("国")
        self.resize(em * 44, em * (26 if points else 10))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(em, em, em, em)
        layout.addWidget(label(said.BACKUPS_HINT, "faint"))
        if not points:
            layout.addWidget(label(said.NO_BACKUPS))
        self.table = self._listed()
        self.table.setVisible(bool(points))
        layout.addWidget(self.table, 1)
        if not points:
            layout.addStretch(1)
        layout.addLayout(self._foot())

    def _listed(self) -> QTableWidget:
        heads = list(said.BACKUP_HEADS)
        table = QTableWidget(len(self._points), len(heads))
        table.setHorizontalHeaderLabels(heads)
        table.verticalHeader().hide()
        table.horizontalHeader().setHighlightSections(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setAccessibleName(said.BACKUPS)
        for row, point in enumerate(self._points):
            for column, text in enumerate((f"{point.at:%Y-%m-%d %H:%M}", point.name, point.size)):
                item = QTableWidgetItem(text)
                if column == len(heads) - 1:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                table.setItem(row, column, item)
        table.resizeColumnsToContents()
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        if self._points:
            table.selectRow(0)
        return table

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        if self._points:
            line.addWidget(button(said.LOOK, self._look))
            line.addStretch()
            line.addWidget(button(said.RESTORE_TO, self._ask_place))
            if self._target is not None:
                line.addWidget(button(said.RESTORE_OVER, self._restore_over, primary=True))
        else:
            line.addStretch()
        line.addWidget(button(words.CANCEL if self._points else words.OK, self.reject))
        return line

    def _chosen(self) -> Path:
        return self._points[max(self.table.currentRow(), 0)].path

    def _look(self) -> None:
        chosen = self._chosen()
        self.accept()
        self.look.emit(chosen)

    def _restore_over(self) -> None:
        if self._target is not None:
            self._give(self._target)

    def _ask_place(self) -> None:
        point = self._points[max(self.table.currentRow(), 0)]
        start = self._target or Path(point.name)
        dialog = QFileDialog(self, said.RESTORE_TO, str(start), words.FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("jxzp")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._give(Path(name)))
        dialog.open()

    def _give(self, target: Path) -> None:
        chosen = self._chosen()
        self.accept()
        self.restore.emit(chosen, target)
