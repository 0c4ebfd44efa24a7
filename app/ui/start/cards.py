"""The choice of a unit card on the page that begins an evaluation."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from app.services.cards import Card, Cards
from app.ui import words_cards as words
from app.ui.blocks import label


class CardChoice(QWidget):
    """The known cards; one that is chosen fills the unit's name, another name puts the card away."""

    taken = Signal(object)
    """The `Card` that was chosen."""

    def __init__(self, unit: QLineEdit, parent: QWidget | None = None) -> None:
        """Choose for a line that holds the name of the unit."""
        super().__init__(parent)
        self._unit = unit
        self._form: QFormLayout | None = None
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        self.box = QComboBox()
        self.box.setAccessibleName(words.CARD)
        self._about, self._broken = label(words.CARD_HINT, "faint"), label("", "warning")
        for one in (self.box, self._about, self._broken):
            lines.addWidget(one)
        self.setFocusProxy(self.box)
        self.box.currentIndexChanged.connect(self._take)
        unit.textChanged.connect(self._renamed)

    def follow(self, form: QFormLayout) -> None:
        """Be a row of a form, seen only where there are cards."""
        self._form = form

    @property
    def chosen(self) -> Card | None:
        """Return the card that is chosen."""
        card = self.box.currentData()
        return card if isinstance(card, Card) else None

    def start(self, cards: Cards) -> None:
        """Show the cards, none chosen; say how many could not be read."""
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItem(words.NO_CARD)
        for card in cards.known:
            self.box.addItem(card.name, card)
        self.box.blockSignals(False)
        self.box.setVisible(bool(cards.known))
        self._broken.setText(words.BROKEN.format(count=len(cards.broken)))
        self._broken.setVisible(bool(cards.broken))
        self._tell()
        if self._form is not None:
            self._form.setRowVisible(self, bool(cards.known or cards.broken))

    def _take(self) -> None:
        if (card := self.chosen) is not None:
            self._unit.setText(card.name)
            self.taken.emit(card)
        self._tell()

    def _renamed(self, name: str) -> None:
        if (card := self.chosen) is not None and name.strip() != card.name:
            self.box.setCurrentIndex(0)

    def _tell(self) -> None:
        card = self.chosen
        self._about.setText((card.about if card is not None else "") or words.CARD_HINT)
        self._about.setVisible(self.box.count() > 1)
