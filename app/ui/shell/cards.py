"""Unit cards in the window: 把本单位存为单位卡 in the menu, the list with 删除 in the settings."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QScrollArea, QVBoxLayout, QWidget

from app.core.errors import JixiaoError
from app.services.cards import list_cards, remove_card, save_card
from app.ui import words
from app.ui import words_cards as said
from app.ui import words_window as frame
from app.ui.asking import ask
from app.ui.blocks import button, clear, label
from app.ui.desk import Desk
from app.ui.shell.actions import Actions, Entry


class UnitCards:
    """Keeps the unit of what is open as a card."""

    def __init__(self, desk: Desk, window: QMainWindow) -> None:
        """Work for a window."""
        self._desk, self._window = desk, window

    def offer(self, actions: Actions) -> None:
        """Stand in the menu 设置."""
        actions.add(Entry("card", frame.MENU_SETTINGS, said.SAVE_CARD, "", apart=True), self.save)

    def save(self) -> None:
        """Keep the unit as a card, and say so."""
        if (focus := self._window.focusWidget()) is not None:
            focus.clearFocus()
        try:
            card = save_card(self._desk.session)
        except JixiaoError as problem:
            ask(self._window, problem.what, problem.sentence(), [(words.OK, None)])
            return
        self._window.statusBar().showMessage(said.SAVED.format(name=card.name), 15000)


class CardList(QScrollArea):
    """The cards of this computer, each with 删除."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show them."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(said.CARDS)
        inner = QWidget()
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.setWidget(inner)
        self.show_cards()

    def show_cards(self) -> None:
        """Show the cards as they are now."""
        clear(self._lines)
        cards = list_cards()
        for card in cards.known:
            self._line(card.name, card.name, card.path)
        for path in cards.broken:
            self._line(said.BROKEN_ONE.format(name=path.name), path.name, path)
        if not cards.known and not cards.broken:
            self._lines.addWidget(label(said.NONE_YET, "faint"))
        self._lines.addStretch()
        rows = min(max(len(cards.known) + len(cards.broken), 1), 3)
        self.setFixedHeight(self.fontMetrics().height() * 5 // 2 * rows)

    def _line(self, text: str, name: str, path: Path) -> None:
        line = QHBoxLayout()
        line.addWidget(label(text), 1)
        delete = button(frame.DELETE, partial(self._ask, name, path), flat=True)
        delete.setAccessibleName(said.DELETE_IT.format(name=name))
        line.addWidget(delete)
        self._lines.addLayout(line)

    def _ask(self, name: str, path: Path) -> None:
        choices = [(frame.DELETE, partial(self._remove, path)), (words.CANCEL, None)]
        ask(self, said.ASK.format(name=name), said.ASK_MORE, choices)

    def _remove(self, path: Path) -> None:
        try:
            remove_card(path)
        except JixiaoError as problem:
            ask(self, problem.what, problem.sentence(), [(words.OK, None)])
        self.show_cards()
