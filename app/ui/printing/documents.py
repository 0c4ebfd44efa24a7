"""What is to be printed, and 签字盖章清单: one line for each document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.services.output.preview import Printable, Sheet
from app.ui import words

_KEY: Final = int(Qt.ItemDataRole.UserRole)
_PAGES: Final = 1
_RIGHT: Final = (1, 2)
_SIGNED: Final = (3, 4)
_WIDE: Final = 32
"""Ems below which who signs and which seals have no room; they stand in the tip then."""


class DocumentTable(QTableWidget):
    """Documents with ticks: name, pages, copies, who signs, which seals; as high as its lines."""

    alone = Signal(str, str)
    """One document is wanted alone: its id and row."""
    pointed = Signal(str, str)
    """The cursor stands at another document: its id and row."""

    def __init__(self) -> None:
        """Begin with no documents."""
        super().__init__(0, len(words.SHEET_HEADS))
        self.setHorizontalHeaderLabels(list(words.SHEET_HEADS))
        self.setAccessibleName(words.DOCUMENTS)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.cellDoubleClicked.connect(lambda row, _: self.alone.emit(*self._key(row)))
        self.currentCellChanged.connect(self._point)

    def show_documents(self, documents: Sequence[Printable]) -> None:
        """List documents, all ticked."""
        self.setRowCount(len(documents))
        for row, one in enumerate(documents):
            texts = (one.name, "", str(one.copies), one.signers, one.seals)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column in _RIGHT:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
            first = self._cell(row, 0)
            first.setData(_KEY, (one.id, one.row, one.changed))
            first.setToolTip("\n".join(part for part in (one.name, *texts[3:]) if part))
            first.setFlags(first.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            first.setCheckState(Qt.CheckState.Checked)
        self._fit()

    def show_pages(self, sheets: Sequence[Sheet]) -> None:
        """Show how many pages documents have."""
        pages = {(one.id, one.row): one.pages for one in sheets}
        for row in range(self.rowCount()):
            if self._key(row) in pages:
                self._cell(row, _PAGES).setText(str(pages[self._key(row)]))

    def chosen(self) -> list[tuple[str, str]]:
        """Return the documents that are ticked."""
        ticked = Qt.CheckState.Checked
        return [self._key(row) for row in range(self.rowCount()) if self._cell(row, 0).checkState() == ticked]

    def choose(self, *, every: bool = True, changed: bool = False) -> None:
        """Tick all, none, or those that changed since they were printed."""
        for row in range(self.rowCount()):
            on = bool(self._cell(row, 0).data(_KEY)[2]) if changed else every
            self._cell(row, 0).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        found = self.item(row, column)
        if found is None:
            found = QTableWidgetItem()
            self.setItem(row, column, found)
        return found

    def _key(self, row: int) -> tuple[str, str]:
        found = self._cell(row, 0).data(_KEY)
        return str(found[0]), str(found[1])

    def _point(self, row: int, _column: int, before: int, _at: int) -> None:
        if row >= 0 and row != before and self._cell(row, 0).data(_KEY) is not None:
            self.pointed.emit(*self._key(row))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Leave out who signs where there is no room; let the lines be as high as they are in the new width."""
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().horizontalAdvance("国") * _WIDE
        for column in _SIGNED:
            self.setColumnHidden(column, narrow)
        self._fit()

    def _fit(self) -> None:
        """Be as high as the lines are."""
        self.resizeRowsToContents()
        lines = sum(self.rowHeight(row) for row in range(self.rowCount()))
        self.setFixedHeight(lines + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth())
