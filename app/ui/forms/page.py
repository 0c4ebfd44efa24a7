"""One paper of 按表填写: cells are typed into in place, as in the steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.records import Address
from app.documents.tree import Grid, Paragraph
from app.ui import words
from app.ui.blocks import label
from app.ui.desk import Desk
from app.ui.forms.model import SheetModel
from app.ui.grids.around import RowBar, box_under
from app.ui.grids.view import GridView
from app.ui.pages.fields import FieldRow
from app.ui.pages.override import ask_override
from app.ui.reports.page import ReportBlock
from app.wizard.items import ReportItem
from app.wizard.papers import Sheet, besides_of, blocks_of
from app.wizard.steps import Step

_ALIGNS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
    "justify": Qt.AlignmentFlag.AlignLeft,
}


class SheetPage(QScrollArea):
    """One paper, drawn."""

    at_table = Signal(object)
    """The cursor went to a table: its `RowBar`, None where it has no list."""

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        """Draw a form or a report."""
        super().__init__()
        self.desk, self.sheet = desk, sheet
        self.grids: list[GridView] = []
        self.bars: list[RowBar] = []
        """The buttons on rows, one line of them for each table that has a list."""
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
        model = SheetModel(self.desk, self.sheet, len(self.grids), self)
        view = GridView(model)
        view.setShowGrid(grid.border)
        view.setAccessibleName(self.sheet.name)
        view.wanted_override.connect(lambda at, typed: ask_override(self.desk, Address(*at), typed, view))
        self.grids.append(view)
        bar = RowBar(view, _listed(model)) if model.lists else None
        if bar is not None:
            self.bars.append(bar)
        view.selectionModel().currentChanged.connect(lambda: self._at(view, bar))
        for part in (view, box_under(view)):
            self._layout.addWidget(part)
        for line in grid.tail:
            self._line(line)

    def _at(self, view: GridView, bar: RowBar | None) -> None:
        """Say which list the cursor stands in, and that it stands in this table."""
        held = view.rows.listed() if bar is not None else None
        if bar is not None and held is not None:
            bar.title.setText(self.desk.session.pack.tables[held.table].label)
            bar.title.show()
        self.at_table.emit(bar)

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


def _listed(model: SheetModel) -> str:
    """Return what the only list of a table holds; empty for several."""
    held = model.the_list()
    return model.desk.session.pack.tables[held.table].label if held is not None else ""
