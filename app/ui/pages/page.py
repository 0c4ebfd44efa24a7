"""A page of the wizard: the items of a step one below the other, in one scroll area; below it the panel of the cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.records import Address
from app.services.editing.money import Doubt, in_other
from app.ui import words_pages
from app.ui.desk import Desk
from app.ui.grids.around import around
from app.ui.grids.model import ADDRESS
from app.ui.grids.view import GridView
from app.ui.pages.bands import BodyBlock, rows_table
from app.ui.pages.cell_panel import CellPanel
from app.ui.pages.evidence import EVIDENCE, EvidenceBlock
from app.ui.pages.fields import FieldRow
from app.ui.pages.foot import Foot
from app.ui.pages.indicator_table import IndicatorTable
from app.ui.pages.indicators import IndicatorBlock
from app.ui.pages.listing import MOST_COLUMNS, ListBlock
from app.ui.pages.money import BandInUnit, InUnit, MoneySwitch, ask_yuan
from app.ui.pages.override import ask_override
from app.ui.pages.projects import ProjectsBlock, has_pages
from app.ui.pages.tables import TableBlock
from app.wizard.items import BandItem, FieldItem, Item, PartItem, ReportItem, TableItem, TextItem, addresses_of
from app.wizard.steps import Step

INDICATORS = "indicators"
_YUAN = "元"
_ADDED_HERE = frozenset({"team", "goals"})
"""Tables whose rows come and go in the form itself; others have a list of their own."""

Maker = Callable[[Desk, Step, Item], QWidget]

PARTS: dict[str, Maker] = {}
"""Widgets of the parts that the program brings itself, by name; modules of this package put theirs in."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is: scrolled how far, the name of what has the focus, the current cell of a grid."""

    scrolled: int
    name: str
    address: Address | None


class _Form(QWidget):
    """Bands of one form, one right below the other."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(0)


class Page(QScrollArea):
    """One step, drawn."""

    def __init__(self, desk: Desk, step: Step, items: tuple[Item, ...], parent: QWidget | None = None) -> None:
        """Draw a step."""
        super().__init__(parent)
        self.step, self.items, self.desk = step, items, desk
        self.blocks: list[QWidget] = []
        self.unit = desk.units.get(step.page, "")
        self.switch: MoneySwitch | None = None
        self._foot = Foot(self, self)
        self.panel = CellPanel(desk)
        self._at: QWidget | None = None
        self._form: _Form | None = None
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
        if not any(getattr(block, "fills_page", False) for block in self.blocks):
            self._layout.addStretch(1)
        self.setWidget(paper)
        self._watch()

    def _head(self) -> None:
        line = QHBoxLayout()
        title = QLabel(f"{self.step.attachment}　{self.step.title}" if self.step.attachment else self.step.title)
        title.setProperty("role", "title")
        title.setWordWrap(True)
        line.addWidget(title, 1)
        if self._has_money():
            self.switch = MoneySwitch(self.unit)
            self.switch.chosen.connect(self.set_unit)
            line.addWidget(self.switch)
        self._layout.addLayout(line)
        if self.step.hint:
            hint = QLabel(self.step.hint)
            hint.setWordWrap(True)
            hint.setProperty("role", "faint")
            self._layout.addWidget(hint)

    def _add(self, item: Item) -> None:
        block = _block(self.desk, self.step, item)
        if isinstance(block, TableBlock) and block.item.title == self.step.title:
            block.bar.title.hide()
        self.blocks.append(block)
        share = 1 if getattr(block, "fills_page", False) else 0
        if isinstance(item, BandItem):
            self._put_band(item, block)
        else:
            self._form = None
            self._layout.addWidget(block, share)

    def _put_band(self, item: BandItem, block: QWidget) -> None:
        """Put a band right below the one before it where both stand on one form, as on the paper."""
        if self._form is None or self._form.name != item.form or item.title:
            self._form = _Form(item.form)
            self._layout.addWidget(self._form)
        elif isinstance(block, GridView):
            block.join()
        for part in around(block) if isinstance(block, GridView) else (block,):
            self._form.lines.addWidget(part)

    # ---- the panels below ----

    def _watch(self) -> None:
        """Let the panels follow the cursor, wherever it goes on the page."""
        self._foot.take(self.panel)
        self.panel.back.connect(lambda: self._at.setFocus() if self._at is not None else None)
        for block in self.blocks:
            foot = getattr(block, "foot", None)
            if isinstance(foot, QWidget):
                self._foot.take(foot)
        for view in self.findChildren(GridView):
            view.selectionModel().currentChanged.connect(lambda index, _, view=view: self._moved(view, index))
            if isinstance(view.cells, InUnit):
                view.cells.doubted.connect(self._ask_yuan)
        for field in self.findChildren(FieldRow):
            self._take_field(field)
        for block in self.blocks:
            if isinstance(block, ListBlock):
                block.fields_made.connect(self._take_fields)
        if self.unit:
            self.set_unit(self.unit)

    def _take_field(self, field: FieldRow) -> None:
        field.entered.connect(lambda address, field=field: self._entered(field, address))
        field.doubted.connect(self._ask_yuan)

    def _take_fields(self, block: ListBlock) -> None:
        for field in block.fields:
            self._take_field(field)
            if self.unit:
                field.set_unit(self.unit)

    def _moved(self, view: GridView, index: QModelIndex) -> None:
        self._at = view
        kinds = (IndicatorBlock, IndicatorTable)
        own = next((block for block in self.blocks if isinstance(block, kinds) and block.view is view), None)
        if own is not None:
            self._foot.only(own.foot)
        else:
            at = index.data(ADDRESS) if index.isValid() else None
            self._foot.only(self.panel)
            self.panel.show_cell(Address(*at) if at is not None else None, self.unit)

    def _entered(self, field: FieldRow, address: Address) -> None:
        self._at = field.input
        self._foot.only(self.panel)
        self.panel.show_cell(address, self.unit)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go to the panel with F6."""
        if event.key() == Qt.Key.Key_F6 and not self.panel.isHidden():
            self.panel.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the foot at the bottom."""
        super().resizeEvent(event)
        self._foot.place()

    def keep_free(self, height: int) -> None:
        """Leave room at the bottom, so that nothing of the page lies under the foot."""
        if self.viewportMargins().bottom() != height:
            self.setViewportMargins(0, 0, 0, height)

    # ---- money ----

    def _has_money(self) -> bool:
        session = self.desk.session
        answers = session.graph.snapshot()
        known = (at for at in addresses_of(answers, self.items) if at.row in session.facts.rows)
        return any(in_other(session, at, _YUAN) for at in known)

    def set_unit(self, unit: str) -> None:
        """Show and type the money of the page in 元, or (empty) in the unit of the forms."""
        self.unit = unit
        self.desk.units[self.step.page] = unit
        if self.desk.is_open and self.isVisible():
            self.desk.session.entry_unit = unit
        self.panel.set_unit(unit)
        for view in self.findChildren(GridView):
            if isinstance(view.cells, InUnit):
                view.cells.set_unit(unit)
        for field in self.findChildren(FieldRow):
            field.set_unit(unit)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """From now on a bare figure is meant in the unit of the page."""
        super().showEvent(event)
        if self.desk.is_open:
            self.desk.session.entry_unit = self.unit

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Elsewhere a bare figure is meant in the unit of its field."""
        super().hideEvent(event)
        if self.desk.is_open:
            self.desk.session.entry_unit = ""

    def _ask_yuan(self, address: Address, found: Doubt) -> None:
        ask_yuan(self, self.desk, Address(*address), found)

    # ---- going to a cell ----

    def place(self) -> Place:
        """Return where the page is: how far it was scrolled, what has the focus by its name."""
        focus = self.focusWidget()
        view = focus if isinstance(focus, GridView) else None
        at = view.currentIndex().data(ADDRESS) if view is not None and view.currentIndex().isValid() else None
        name = focus.accessibleName() if focus is not None else ""
        return Place(self.verticalScrollBar().value(), name, Address(*at) if at is not None else None)

    def take_place(self, place: Place) -> None:
        """Be where another drawing of the page was."""
        if place.address is not None:
            self.go(place.address)
        elif place.name:
            found = next((one for one in self.findChildren(QWidget) if one.accessibleName() == place.name), None)
            if found is not None:
                found.setFocus(Qt.FocusReason.OtherFocusReason)
        paper = self.widget()
        if paper is not None:
            paper.adjustSize()
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(place.scrolled))

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
                self._show_current(block)
                return True
        return False

    def _show_current(self, block: QWidget) -> None:
        """Bring the current cell of a grid into sight; the grid may be higher than the window."""
        view = block if isinstance(block, GridView) else getattr(block, "view", None)
        inside = self.widget()
        if isinstance(view, GridView) and view.currentIndex().isValid() and inside is not None:
            rect = view.visualRect(view.currentIndex())
            at = view.viewport().mapTo(inside, rect.center())
            self.ensureVisible(at.x(), at.y(), 0, rect.height() // 2 + 24)


def _block(desk: Desk, step: Step, item: Item) -> QWidget:
    if isinstance(item, FieldItem):
        return FieldRow(desk, item)
    if isinstance(item, TableItem):
        return _table(desk, item)
    if isinstance(item, BandItem):
        return _band(desk, item)
    if isinstance(item, TextItem):
        text = QLabel(item.text)
        text.setWordWrap(True)
        text.setProperty("role", "faint")
        return text
    return _special(desk, step, item)


def _table(desk: Desk, item: TableItem) -> QWidget:
    if has_pages(desk, item.table):
        return ProjectsBlock(desk, item)
    if item.table == INDICATORS:
        return IndicatorTable(desk, item)
    if item.table == EVIDENCE:
        return EvidenceBlock(desk, item)
    return ListBlock(desk, item) if len(item.keys) > MOST_COLUMNS else TableBlock(desk, item)


def _band(desk: Desk, item: BandItem) -> QWidget:
    table = rows_table(desk, item)
    if table == INDICATORS:
        return IndicatorBlock(desk, item)
    if table in _ADDED_HERE:
        return BodyBlock(desk, item, table)
    view = GridView(BandInUnit(desk, item))
    view.setAccessibleName(item.title or step_name(desk, item))
    view.wanted_override.connect(lambda at, typed: ask_override(desk, Address(*at), typed, view))
    return view


def step_name(desk: Desk, item: BandItem) -> str:
    """Return what a band without a title is called: the form it stands on."""
    form = desk.session.pack.forms[item.form]
    return form.label or form.number or words_pages.FORM


def _special(desk: Desk, step: Step, item: ReportItem | PartItem) -> QWidget:
    maker = PARTS.get("report" if isinstance(item, ReportItem) else item.part)
    return maker(desk, step, item) if maker is not None else QWidget()
