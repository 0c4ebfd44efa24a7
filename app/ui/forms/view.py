"""按表填写: one paper at a time, chosen above; the score and what the audit says of it at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.core.records import Address
from app.services.session import Changes
from app.ui import words
from app.ui.blocks import button, clear
from app.ui.desk import Desk
from app.ui.forms.beside import Beside
from app.ui.forms.page import SheetPage
from app.ui.forms.place import address_at
from app.ui.grids.around import RowBar
from app.wizard.papers import Sheet, besides_of, places_of, sheets_of

_WIDE: Final = 62
"""Ems that a paper and the right side need beside each other."""


class FormsView(QWidget):
    """The second view of the evaluation."""

    back = Signal()
    """The steps are wanted again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """List the papers of what is open on the desk."""
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("desk")
        self.choice = QComboBox()
        self.choice.setAccessibleName(words.WHICH_FORM)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(10)
        self.page: SheetPage | None = None
        self.sheets: tuple[Sheet, ...] = ()
        self.beside = Beside(desk)
        self.beside.fix.connect(self._fix)
        self.fold = button("", self._turn_side, flat=True)
        self._wanted: bool | None = None
        self._rows = QVBoxLayout()
        self._paper = QVBoxLayout()
        self._lay_out()
        self.choice.activated.connect(lambda at: self.show_sheet(self.sheets[at]))
        desk.changed.connect(self.follow)
        self._list()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        name = QLabel(words.WHICH_FORM)
        name.setBuddy(self.choice)
        line.addWidget(name)
        line.addWidget(self.choice, 1)
        line.addWidget(self.fold)
        line.addWidget(button(words.BY_STEPS, self.back.emit))
        left = QWidget()
        for inside in (self._rows, self._paper):
            inside.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._rows)
        column.addLayout(self._paper, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(6)
        for widget, stretch in ((left, 1), (self.beside, 0)):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(self._splitter.count() - 1, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 4, 8)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._splitter, 1)

    # ---- how it shares its width ----

    def _share(self) -> None:
        """Share the width; where the paper would become too narrow, the right side is folded until it is asked for."""
        em = self.fontMetrics().horizontalAdvance("国")
        shown = self.width() >= em * _WIDE if self._wanted is None else self._wanted
        self.beside.fold(folded=not shown)
        self.fold.setText(words.FOLD_SIDE if shown else words.SIDE_HEAD)
        side = min(em * 17, max(self.width() // 4, em * 13))
        self._splitter.setSizes([max(self.width() - side, em * 12), side])

    def _turn_side(self) -> None:
        self._wanted = self.beside.isHidden()
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Share the new width."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Share the width anew when the type grows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._share()

    # ---- which paper ----

    def show_sheet(self, sheet: Sheet, *, begin: bool = True) -> None:
        """Show a paper."""
        if self.page is not None:
            self.page.leave()
            self.choice.setFocus(Qt.FocusReason.OtherFocusReason)  # what goes must not hand it on to just anything
            clear(self._rows)
            clear(self._paper)
        self.page = SheetPage(self.desk, sheet)
        for bar in self.page.bars:
            self._rows.addWidget(bar)
        self.page.at_table.connect(self._offer_rows)
        self._paper.addWidget(self.page)
        self.choice.setCurrentIndex(self.sheets.index(sheet))
        self.beside.show_paper(sheet)
        self._offer_rows(self.page.bars[0] if self.page.bars else None)
        if begin:
            self.page.begin()

    def _offer_rows(self, bar: RowBar | None) -> None:
        """Show the buttons on rows of the table the cursor stands in; one that has none leaves those of another."""
        for one in self.page.bars if self.page is not None and bar is not None else ():
            one.setVisible(one is bar)

    def _fix(self, address: Address) -> None:
        """Go to what was found; what prints inside a text of the paper is filled in in the steps."""
        if not self.go(address):
            self.desk.go_asked.emit(address)

    def go(self, address: Address) -> bool:
        """Go to a cell on whichever paper it stands, the one that is shown first; False when none shows it."""
        if self.page is not None and self.page.go(address):
            return True
        here = self.page.sheet if self.page is not None else None
        for sheet in self.sheets:
            if sheet is not here and self._stands(sheet, address):
                self.show_sheet(sheet, begin=False)
                return self.page is not None and self.page.go(address)
        return False

    def _stands(self, sheet: Sheet, address: Address) -> bool:
        if sheet.report:
            return self._is_in_report(sheet, address.row)
        answers = self.desk.session.graph.snapshot()
        found = {at[:2] for at in places_of(answers, sheet)} | {item.address[:2] for item in besides_of(answers, sheet)}
        return address[:2] in found

    def _is_in_report(self, sheet: Sheet, row: str) -> bool:
        rows, at = self.desk.session.facts.rows, row
        while at in rows and rows[at].table == "sections" and (above := rows[at].parent) is not None:
            at = above
        return at in rows and rows[at].table == "reports" and self.desk.session.graph.printed(at, "report") == sheet.id

    def current(self) -> Address | None:
        """Return the cell that has the focus."""
        return address_at(self.page) if self.page is not None else None

    def show_first(self) -> None:
        """Show the first paper, unless one is shown."""
        if self.page is None and self.sheets:
            self.show_sheet(self.sheets[0])

    def leave(self) -> None:
        """Take over what is being typed."""
        if self.page is not None:
            self.page.leave()

    # ---- what changes ----

    def follow(self, _changes: Changes | None) -> None:
        """List other papers when some came or went; the cells follow by themselves."""
        if self.desk.is_open:
            self._list()

    def _list(self) -> None:
        sheets = sheets_of(self.desk.session.graph.snapshot())
        if sheets == self.sheets:
            return
        here = self.page.sheet if self.page is not None else None
        self.sheets = sheets
        self.choice.clear()
        self.choice.addItems([sheet.name for sheet in sheets])
        if here is not None:
            same = next((one for one in sheets if (one.id, one.row) == (here.id, here.row)), None)
            if same is None:
                self.show_sheet(sheets[0])
            else:
                self.choice.setCurrentIndex(sheets.index(same))
