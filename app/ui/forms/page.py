"""按表填写: one paper at a time, chosen above; cells are typed into in place, as in the steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.records import Address
from app.documents.tree import Grid, Paragraph
from app.services.session import Changes
from app.ui import words
from app.ui.blocks import button, label
from app.ui.desk import Desk
from app.ui.forms.model import SheetModel
from app.ui.forms.place import address_at
from app.ui.grids.around import box_under
from app.ui.grids.view import GridView
from app.ui.pages.fields import FieldRow
from app.ui.pages.override import ask_override
from app.ui.reports.page import ReportBlock
from app.wizard.items import ReportItem
from app.wizard.papers import Sheet, besides_of, blocks_of, places_of, sheets_of
from app.wizard.steps import Step

_ALIGNS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "justify": Qt.AlignmentFlag.AlignLeft,
}


class SheetPage(QScrollArea):
    """One paper, drawn."""

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        """Draw a form or a report."""
        super().__init__()
        self.desk, self.sheet = desk, sheet
        self.grids: list[GridView] = []
        self.fields: list[FieldRow] = []
        self.report: ReportBlock | None = None
        self.setWidgetResizable(True)
        self.setAccessibleName(sheet.name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._paper = paper = QWidget()
        paper.setObjectName("paper")
        self._layout = QVBoxLayout(paper)
        self._layout.setContentsMargins(24, 16, 24, 24)
        if sheet.report:
            step = Step(sheet.id, sheet.id, sheet.row, sheet.name)
            self.report = ReportBlock(desk, step, ReportItem(sheet.id, sheet.name))
            self._layout.addWidget(self.report, 1)
        else:
            self._draw()
            self._layout.addStretch()
        self.setWidget(paper)

    def _draw(self) -> None:
        answers = self.desk.session.graph.snapshot()
        for block in blocks_of(answers, self.sheet):
            if isinstance(block, Grid):
                self._table(block)
            else:
                self._line(block)
        besides = besides_of(answers, self.sheet)
        if besides:
            self._layout.addWidget(label(words.BESIDES, "heading"))
        for item in besides:
            row = FieldRow(self.desk, item)
            self.fields.append(row)
            self._layout.addWidget(row)

    def _table(self, grid: Grid) -> None:
        view = GridView(SheetModel(self.desk, self.sheet, len(self.grids), self))
        view.setShowGrid(grid.border)
        view.setAccessibleName(self.sheet.name)
        view.wanted_override.connect(lambda at, typed: ask_override(self.desk, Address(*at), typed, view))
        self.grids.append(view)
        for part in (view, box_under(view)):
            self._layout.addWidget(part)
        for line in grid.tail:
            self._line(line)

    def _line(self, paragraph: Paragraph) -> None:
        if not paragraph.text.strip():
            return
        line = QLabel(paragraph.text)
        line.setWordWrap(True)
        line.setAlignment(_ALIGNS[paragraph.align])
        if paragraph.level:
            line.setProperty("role", "title")
        self._layout.addWidget(line)

    def places(self) -> list[QWidget]:
        """Return everything that takes the focus."""
        return [*self.grids, *self.fields, *([self.report] if self.report is not None else [])]

    def go(self, address: Address) -> bool:
        """Go to a cell; False when it does not stand here."""
        for field in self.fields:
            if field.address[:2] == address[:2]:
                field.go()
                self.ensureWidgetVisible(field)
                return True
        for view in self.grids:
            if view.go(address):
                at = view.visualRect(view.currentIndex()).center()
                seen = view.mapTo(self._paper, at)
                self.ensureVisible(seen.x(), seen.y(), 50, self.viewport().height() // 3)
                return True
        return self.report is not None and self.report.go(address)

    def begin(self) -> None:
        """Go to the first cell that people fill in."""
        for view in self.grids:
            model = view.cells
            first = model.first() if isinstance(model, SheetModel) else None
            if first is not None and view.go(first):
                return

    def leave(self) -> None:
        """Take over what is being typed."""
        if self.report is not None:
            self.report.leave()


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
        self._score = label("", "faint")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 4, 8, 8)
        line = QHBoxLayout()
        name = QLabel(words.WHICH_FORM)
        name.setBuddy(self.choice)
        line.addWidget(name)
        line.addWidget(self.choice, 2)
        line.addWidget(self._score, 1)
        line.addWidget(button(words.BY_STEPS, self.back.emit))
        self._layout.addLayout(line)
        self.choice.activated.connect(lambda at: self.show_sheet(self.sheets[at]))
        desk.changed.connect(self.follow)
        self._list()

    # ---- which paper ----

    def show_sheet(self, sheet: Sheet, *, begin: bool = True) -> None:
        """Show a paper."""
        if self.page is not None:
            self.page.leave()
            self._layout.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
        self.page = SheetPage(self.desk, sheet)
        self._layout.addWidget(self.page, 1)
        self.choice.setCurrentIndex(self.sheets.index(sheet))
        if begin:
            self.page.begin()

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
        session = self.desk.session
        total, grade = session.graph.printed("unit", "total.score"), session.graph.printed("unit", "total.grade")
        self._score.setText(words.total(total, grade))
        sheets = sheets_of(session.graph.snapshot())
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
