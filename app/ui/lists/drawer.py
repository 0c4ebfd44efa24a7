"""待核实清单, 暂定数清单, 未打印的内容: a window beside the pages that follows the evaluation; 去修改 leads there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from app.services.review.lists import Line, not_printed, provisional, to_check
from app.services.session import Session
from app.ui import words
from app.ui.blocks import button, clear, label
from app.ui.desk import Desk

_MOST: Final = 200
_LISTS: Final[tuple[tuple[str, str, Callable[[Session], list[Line]]], ...]] = (
    (words.LIST_TO_CHECK, words.NONE_TO_CHECK, to_check),
    (words.LIST_PROVISIONAL, words.NONE_PROVISIONAL, provisional),
    (words.LIST_NOT_PRINTED, words.NONE_NOT_PRINTED, not_printed),
)


class ListView(QScrollArea):
    """One list."""

    def __init__(self, desk: Desk, none: str, read: Callable[[Session], list[Line]]) -> None:
        """Begin with nothing; `refresh` fills it."""
        super().__init__()
        self.desk, self._none, self._read = desk, none, read
        self.lines: list[Line] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("paper")
        column = QVBoxLayout(inner)
        self._rows = QVBoxLayout()
        column.addLayout(self._rows)
        column.addStretch()
        self.setWidget(inner)

    def refresh(self) -> None:
        """Read the list anew."""
        lines = self._read(self.desk.session)
        if lines == self.lines and self._rows.count():
            return
        self.lines = lines
        clear(self._rows)
        if not lines:
            self._rows.addWidget(label(self._none, "faint"))
        for line in lines[:_MOST]:
            self._rows.addWidget(self._row(line))
        if len(lines) > _MOST:
            self._rows.addWidget(label(words.more_lines(len(lines) - _MOST), "faint"))

    def _row(self, line: Line) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 2, 0, 2)
        texts = QVBoxLayout()
        texts.addWidget(label(f"{line.label}：{line.text}" if line.text else line.label))
        if line.told:
            texts.addWidget(label(line.told, "faint"))
        across.addLayout(texts, 1)
        if line.address is not None:
            fix = button(words.FIX, partial(self.desk.go_asked.emit, line.address), flat=True)
            fix.setAccessibleName(f"{words.FIX}：{line.label}")
            across.addWidget(fix, 0, Qt.AlignmentFlag.AlignTop)
        return row


class Lists(QTabWidget):
    """The three lists, in a drawer at the side."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Show the lists of what is open on the desk."""
        super().__init__(parent)
        self.desk = desk
        self.setAccessibleName(words.LISTS)
        self.setDocumentMode(True)
        self.views = [ListView(desk, none, read) for _, none, read in _LISTS]
        for (title, _, _), view in zip(_LISTS, self.views, strict=True):
            view.setAccessibleName(title)
            view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.addTab(view, title)
        desk.changed.connect(lambda _: self.refresh())
        self.currentChanged.connect(lambda _: self.refresh())

    def open_at(self, number: int) -> None:
        """Show one of the lists."""
        self.setCurrentIndex(number)
        self.refresh()

    def refresh(self) -> None:
        """Read the list that is shown anew, and count all."""
        if not self.desk.is_open or not self.isVisible():
            return
        view = self.currentWidget()
        if isinstance(view, ListView):
            view.refresh()
            self.setTabText(self.currentIndex(), words.counted(_LISTS[self.currentIndex()][0], len(view.lines)))

    def showEvent(self, event: object) -> None:  # noqa: N802
        """Read the list when it comes into sight."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()
