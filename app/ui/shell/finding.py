"""查找 (Ctrl+F): a bar above the page, in both views; Enter goes to the place, F3 to the next one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.core.records import Address
from app.services.review.searching import MOST, Hit, search
from app.ui import words
from app.ui import words_window as said
from app.ui.blocks import button
from app.ui.desk import Desk
from app.ui.words_reports import NO_HEADING
from app.wizard.items import addresses_of, items_of
from app.wizard.steps import steps_of

Go = Callable[[Address], bool]
_SECTIONS: Final = "sections"
_REST: Final = 200
"""Milliseconds without a key before the search runs."""
_LINES: Final = 6


class FindBar(QFrame):
    """Where words are looked for, and where they stand."""

    gone = Signal()
    """The bar was closed."""

    def __init__(self, desk: Desk, go: Go, parent: QWidget | None = None) -> None:
        """Build the hidden bar; `go` shows a cell in whichever view is open."""
        super().__init__(parent)
        self.desk, self._go = desk, go
        self.setObjectName("bar")
        self.hits: list[Hit] = []
        self._at = -1
        self.input, self.list, self._told = QLineEdit(), QListWidget(), QLabel()
        self.input.setAccessibleName(words.FIND)
        self.input.setPlaceholderText(said.FIND_ASK)
        self.input.setClearButtonEnabled(True)
        self.list.setAccessibleName(said.FIND_FOUND)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._lay_out()
        self.input.textChanged.connect(lambda _: self._rest.start())
        self._rest.timeout.connect(self.look)
        self.list.itemActivated.connect(lambda item: self.show_hit(self.list.row(item)))
        self.list.itemClicked.connect(lambda item: self.show_hit(self.list.row(item)))
        self.input.installEventFilter(self)
        self.list.installEventFilter(self)
        desk.closed.connect(self.close_bar)
        self.hide()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        name = QLabel(words.FIND)
        name.setBuddy(self.input)
        line.addWidget(name)
        line.addWidget(self.input, 1)
        line.addWidget(self._told)
        self._before = button(said.FIND_BEFORE, lambda: self.step(-1))
        self._after = button(said.FIND_AFTER, lambda: self.step(1))
        for one in (self._before, self._after, button(said.FIND_CLOSE, self.close_bar, flat=True)):
            line.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addLayout(line)
        layout.addWidget(self.list)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)

    # ---- opening and closing ----

    def open_bar(self) -> None:
        """Show the bar, ready to type in."""
        self.show()
        self.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.input.selectAll()
        self.look()

    def close_bar(self) -> None:
        """Hide the bar and give the focus back."""
        if self.isVisible():
            self._rest.stop()
            self.hide()
            self.gone.emit()

    # ---- looking ----

    def look(self) -> None:
        """Look for what was typed."""
        self._rest.stop()
        self.hits, self._at = [], -1
        self.list.clear()
        if self.desk.is_open:
            for page, hit in self._found():
                self.hits.append(hit)
                self.list.addItem(_line(page, self._name(hit), hit.text))
        self._fit()
        self._tell()

    def _found(self) -> list[tuple[str, Hit]]:
        """Return the hits that stand on a page, with its name, in the order of the pages."""
        hits = search(self.desk.session, self.input.text())
        pages = self._pages() if hits else {}
        order = {at: number for number, at in enumerate(pages)}
        there = [hit for hit in hits if hit.address[:2] in pages]
        return [(pages[hit.address[:2]], hit) for hit in sorted(there, key=lambda hit: order[hit.address[:2]])]

    def _name(self, hit: Hit) -> str:
        """Return what a cell is called in the list; the text of a section after its heading."""
        row = self.desk.session.facts.rows[hit.address.row]
        if row.table != _SECTIONS:
            return hit.label
        return self.desk.session.graph.printed(row.id, "heading") or NO_HEADING

    def _pages(self) -> dict[tuple[str, str], str]:
        """Return the page of every cell, the first that shows it."""
        found: dict[tuple[str, str], str] = {}
        answers = self.desk.session.graph.snapshot()
        for step in steps_of(answers):
            name = f"{step.attachment} {step.title}".strip()
            for address in addresses_of(answers, items_of(answers, step)):
                found.setdefault((address.row, address.key), name)
        return found

    def _fit(self) -> None:
        lines = min(len(self.hits), _LINES)
        height = sum(self.list.sizeHintForRow(row) for row in range(lines)) + 2 * self.list.frameWidth()
        self.list.setFixedHeight(height)
        self.list.setVisible(bool(lines))

    def _tell(self) -> None:
        asked = bool(self.input.text().strip())
        self._told.setText(said.found_at(self._at + 1, len(self.hits), more=len(self.hits) >= MOST) if asked else "")
        for one in (self._before, self._after):
            one.setEnabled(bool(self.hits))

    # ---- going ----

    def step(self, by: int) -> None:
        """Go to the next place, or the one before."""
        if self._rest.isActive():
            self.look()
        if self.hits:
            first = 0 if by > 0 else len(self.hits) - 1
            self.show_hit((self._at + by) % len(self.hits) if self._at >= 0 else first)

    def show_hit(self, row: int) -> None:
        """Go to a place."""
        self._at = row
        self.list.setCurrentRow(row)
        self._tell()
        self._go(self.hits[row].address)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Enter goes to the place, Esc closes, the arrows walk through the list while one types."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter(-1 if back else 1, here=watched is self.list)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() == Qt.Key.Key_Down and watched is self.input and self.hits:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self.list.setCurrentRow(max(self.list.currentRow(), 0))
        else:
            return super().eventFilter(watched, event)
        return True

    def _enter(self, by: int, *, here: bool) -> None:
        if here and self.list.currentRow() >= 0:
            self.show_hit(self.list.currentRow())
        else:
            self.step(by)


def _line(page: str, label: str, found: str) -> QListWidgetItem:
    """Return a line of the list: page, label, text."""
    text = said.FOUND_LINE.format(page=page, label=label, text=found).rstrip("：")
    line = QListWidgetItem(text)
    line.setToolTip(text)
    return line
