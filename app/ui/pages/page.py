"""A page of the wizard: the items of a step one below the other, in one scroll area."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.records import Address
from app.ui.desk import Desk
from app.ui.grids.band import BandModel
from app.ui.grids.view import GridView
from app.ui.pages.fields import FieldRow
from app.ui.pages.override import ask_override
from app.ui.pages.tables import TableBlock
from app.wizard.items import BandItem, FieldItem, Item, PartItem, ReportItem, TableItem, TextItem
from app.wizard.steps import Step

Maker = Callable[[Desk, Step, Item], QWidget]

PARTS: dict[str, Maker] = {}
"""Widgets of the parts that the program brings itself, by name; modules of this package put theirs in."""


class Page(QScrollArea):
    """One step, drawn."""

    def __init__(self, desk: Desk, step: Step, items: tuple[Item, ...], parent: QWidget | None = None) -> None:
        """Draw a step."""
        super().__init__(parent)
        self.step, self.items, self.desk = step, items, desk
        self.blocks: list[QWidget] = []
        self.setWidgetResizable(True)
        self.setAccessibleName(step.title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        paper = QWidget()
        paper.setObjectName("paper")
        self._layout = QVBoxLayout(paper)
        self._layout.setContentsMargins(24, 16, 24, 24)
        self._head()
        for item in items:
            self._add(item)
        self._layout.addStretch()
        self.setWidget(paper)

    def _head(self) -> None:
        title = QLabel(f"{self.step.attachment}　{self.step.title}" if self.step.attachment else self.step.title)
        title.setProperty("role", "title")
        self._layout.addWidget(title)
        if self.step.hint:
            hint = QLabel(self.step.hint)
            hint.setWordWrap(True)
            hint.setProperty("role", "faint")
            self._layout.addWidget(hint)

    def _add(self, item: Item) -> None:
        block = _block(self.desk, self.step, item)
        self.blocks.append(block)
        self._layout.addWidget(block)

    def leave(self) -> None:
        """Let every block finish: take over what is being typed, give memory back."""
        for block in self.blocks:
            leave = getattr(block, "leave", None)
            if leave is not None:
                leave()

    def go(self, address: Address) -> bool:
        """Go to a cell of the page; False when it does not stand here."""
        for block in self.blocks:
            if isinstance(block, FieldRow) and block.address[:2] == address[:2]:
                block.go()
                self.ensureWidgetVisible(block)
                return True
            go = getattr(block, "go", None)
            if go is not None and not isinstance(block, FieldRow) and go(address):
                self.ensureWidgetVisible(block)
                return True
        return False


def _block(desk: Desk, step: Step, item: Item) -> QWidget:
    if isinstance(item, FieldItem):
        return FieldRow(desk, item)
    if isinstance(item, TableItem):
        return TableBlock(desk, item)
    if isinstance(item, BandItem):
        view = GridView(BandModel(desk, item))
        view.setAccessibleName(item.title or step.title)
        view.wanted_override.connect(lambda at, typed: ask_override(desk, Address(*at), typed, view))
        return view
    if isinstance(item, TextItem):
        text = QLabel(item.text)
        text.setWordWrap(True)
        text.setProperty("role", "faint")
        return text
    return _special(desk, step, item)


def _special(desk: Desk, step: Step, item: ReportItem | PartItem) -> QWidget:
    maker = PARTS.get("report" if isinstance(item, ReportItem) else item.part)
    return maker(desk, step, item) if maker is not None else QWidget()
