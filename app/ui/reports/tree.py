"""The outline of a report: numbers and headings, how each section stands, folding, jumping, moving with the keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem

from app.ui import theme
from app.ui import words_reports as words
from app.wizard.outline import Heading

_ROW: Final = int(Qt.ItemDataRole.UserRole)
_HIGHEST: Final = 10_000
_ALT: Final = Qt.KeyboardModifier.AltModifier


_SHEET: Final = (
    f"QTreeWidget {{ border: 1px solid {theme.LINE}; border-radius: 4px; outline: none; }}"
    f"QTreeWidget:focus {{ border: 2px solid {theme.ACCENT}; }}"
    "QTreeWidget::item { padding: 0.15em 0; }"
    f"QTreeWidget::item:selected {{ background: {theme.ACCENT_SOFT}; color: {theme.INK}; }}"
)


_COLOURS: Final = {words.EMPTY_MARK: theme.FAINT, words.STRUCK_MARK: theme.FAINT, words.WRONG_MARK: theme.ERROR}


class OutlineTree(QTreeWidget):
    """Sections of one report."""

    chosen = Signal(str)
    """Another section is shown: its row."""
    move_asked = Signal(int)
    remove_asked = Signal()
    write_asked = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setAccessibleName(words.OUTLINE)
        self.setWordWrap(True)
        self.setItemDelegateForColumn(0, _WholeHeading(self))
        self.setIndentation(self.fontMetrics().horizontalAdvance("国"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.header().setMinimumSectionSize(1)
        self.header().sectionResized.connect(self.scheduleDelayedItemsLayout)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * 8)
        self.setStyleSheet(_SHEET)
        self._shown: tuple[tuple[Heading, str], ...] = ()
        self._folded: set[str] = set()
        self.currentItemChanged.connect(self._current_changed)
        self.itemCollapsed.connect(lambda item: self._folded.add(row_of(item)))
        self.itemExpanded.connect(lambda item: self._folded.discard(row_of(item)))

    def show_sections(self, sections: Sequence[tuple[Heading, str]], chosen: str) -> None:
        """Show sections, each with the mark of how it stands; keep what is folded and what is chosen."""
        if tuple(sections) == self._shown and row_of(self.currentItem()) == chosen:
            return
        same = [one.row for one, _ in sections] == [one.row for one, _ in self._shown]
        same = same and [one.above for one, _ in sections] == [one.above for one, _ in self._shown]
        self._shown = tuple(sections)
        self.blockSignals(True)
        if same:
            for item, (heading, mark) in zip(self._items(), sections, strict=True):
                _write(item, heading, mark)
        else:
            self._fill()
        self.blockSignals(False)
        widths = [self.fontMetrics().horizontalAdvance(words.SIGNS.get(mark, mark)) for _, mark in sections if mark]
        self.header().resizeSection(1, max(widths, default=0) + 10)
        wanted = self.item_of(chosen) or self.item_of(self._first()) or self.topLevelItem(0)
        if wanted is not None and wanted is not self.currentItem():
            self.setCurrentItem(wanted)

    def _fill(self) -> None:
        self.clear()
        made: dict[str, QTreeWidgetItem] = {}
        for heading, mark in self._shown:
            item = QTreeWidgetItem(made.get(heading.above, self.invisibleRootItem()))
            item.setData(0, _ROW, heading.row)
            _write(item, heading, mark)
            made[heading.row] = item
        for row, item in made.items():
            item.setExpanded(row not in self._folded)

    def _first(self) -> str:
        """Return the first section that says something."""
        return next((heading.row for heading, _ in self._shown if heading.characters), "")

    def rows(self) -> list[str]:
        """Return the sections from the top."""
        return [heading.row for heading, _ in self._shown]

    def heading_of(self, row: str) -> Heading | None:
        """Return what is shown of a section."""
        return next((heading for heading, _ in self._shown if heading.row == row), None)

    def item_of(self, row: str) -> QTreeWidgetItem | None:
        """Return the item of a section."""
        return next((item for item in self._items() if row_of(item) == row), None)

    def go(self, row: str) -> bool:
        """Choose a section; False when there is none."""
        item = self.item_of(row)
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)
        return item is not None

    def _items(self) -> Iterator[QTreeWidgetItem]:
        waiting = [self.topLevelItem(n) for n in range(self.topLevelItemCount())]
        while waiting:
            item = waiting.pop(0)
            if item is not None:
                yield item
                waiting[:0] = [item.child(n) for n in range(item.childCount())]

    def _current_changed(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        self.chosen.emit(row_of(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Alt with up and down moves the section, Delete takes it out, Enter goes to its text."""
        alt = bool(event.modifiers() & _ALT)
        if alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.move_asked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}:
            self.write_asked.emit()
        else:
            super().keyPressEvent(event)


class _WholeHeading(QStyledItemDelegate):
    """Lets a heading take as many lines as it needs in the width of the outline; a tree by itself cuts it off."""

    def __init__(self, tree: OutlineTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Return the size of the heading, broken where it is longer than its line."""
        usual, depth, above = super().sizeHint(option, index), 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        metrics = self._tree.fontMetrics()
        em = metrics.horizontalAdvance("国")
        room = self._tree.columnWidth(0) - depth * self._tree.indentation() - em // 4
        flags = int(Qt.TextFlag.TextWordWrap)
        text = metrics.boundingRect(QRect(0, 0, max(room, em), _HIGHEST), flags, str(index.data() or ""))
        more = max(text.height() // metrics.height() - 1, 0)
        room_between = em // 2 if more else 0  # lines of mixed fonts lie a little wider than one font says
        return QSize(usual.width(), usual.height() + more * metrics.lineSpacing() + room_between)


def row_of(item: QTreeWidgetItem | None) -> str:
    """Return the section of an item, empty for none."""
    return str(item.data(0, _ROW)) if item is not None else ""


def _write(item: QTreeWidgetItem, heading: Heading, mark: str) -> None:
    text = f"{heading.number}{heading.words or words.NO_HEADING}"
    item.setText(0, text)
    item.setToolTip(0, text)
    item.setText(1, words.SIGNS.get(mark, mark))
    item.setToolTip(1, mark)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{text}　{mark}" if mark else text)
    item.setForeground(1, QColor(_COLOURS.get(mark, theme.WARNING)))
    item.setForeground(0, QColor(theme.FAINT if heading.struck else theme.INK))
    font = item.font(0)
    font.setStrikeOut(heading.struck)
    item.setFont(0, font)
