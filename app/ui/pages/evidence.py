"""佐证材料: a register of what proves which indicators, and where it is kept (PRACTICE A17)."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.records import Address
from app.documents.lists.evidence import about_words
from app.services.editing.adding import fill_and_add
from app.ui import words_pages as words
from app.ui.blocks import button, label
from app.ui.desk import Desk
from app.ui.pages.money import TableInUnit
from app.ui.pages.picking import IndicatorPicker
from app.ui.pages.tables import TableBlock
from app.wizard.items import TableItem

EVIDENCE = "evidence"
_ABOUT = "about"
_EMS = {"number": 4, "name": 12, _ABOUT: 12, "evidence_place": 8, "pages": 4}
_OTHER = 7
"""Widths of the columns in characters: all have room beside each other at 1280 points across."""


class EvidenceModel(TableInUnit):
    """The register; the indicators are shown by their names."""

    def ems(self) -> Sequence[int]:
        """Return how wide the columns are."""
        return [_EMS.get(key, _OTHER) for key in self.item.keys]

    def printed(self, address: Address) -> str:
        """Return what a cell prints; the indicators by their names."""
        if address.key == _ABOUT:
            return about_words(self.desk.session.graph.snapshot(), address.row)
        return super().printed(address)


class EvidenceBlock(TableBlock):
    """The page 佐证材料."""

    def __init__(self, desk: Desk, item: TableItem) -> None:
        """Show the register."""
        super().__init__(desk, item)
        self.places = button(words.CHOOSE_PLACES, self.choose_places, flat=True)
        self.places.setEnabled(not desk.session.viewing)
        self.buttons.addWidget(self.places)
        self.bar.add.clicked.disconnect()
        self.bar.add.clicked.connect(lambda _=False: self.add())  # with its number
        self._none = label(words.NO_EVIDENCE, "faint")
        self.layout_.insertWidget(1, label(words.EVIDENCE_HINT, "warning"))
        self.layout_.insertWidget(2, label(words.EVIDENCE_MORE, "faint"))
        self.layout_.addWidget(self._none)
        self._say_none()
        self.model.modelReset.connect(self._say_none)

    def make_model(self) -> TableInUnit:
        """Return the model of the register."""
        return EvidenceModel(self.desk, self.item, self)

    def _say_none(self) -> None:
        self._none.setVisible(not self.model.rows)

    def add(self) -> None:
        """Add an entry with the next number."""
        session, number = self.desk.session, str(len(self.model.rows) + 1)
        new = {"number": number} if "number" in self.item.keys else {}
        under = (self.item.parent, self.item.table)
        added = self.desk.do(lambda: fill_and_add(session, under, [], [new], words.ADD_EVIDENCE))
        if added is not None and self.model.rows:
            self.go(Address(self.model.rows[-1], "name"))

    def choose_places(self) -> IndicatorPicker | None:
        """Choose what the entry at hand proves."""
        row = self.current()
        if row is None:
            return None
        dialog = IndicatorPicker(self.desk, words.PLACES_TITLE, words.PLACES_HINT, self)
        dialog.fill(ticked=self.desk.session.graph.printed(row, _ABOUT).split("、"))
        dialog.chosen.connect(lambda ids: self.desk.set(Address(row, _ABOUT), "、".join(ids)))
        dialog.open()
        return dialog
