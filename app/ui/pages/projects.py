"""项目清单: one line for each project with its score and state; its other fields below."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QVBoxLayout

from app.core.records import Address
from app.services.editing.cells import field_of
from app.services.review.auditing import open_findings
from app.services.review.scoring import block_of
from app.services.session import Changes
from app.ui import theme
from app.ui import words as common
from app.ui import words_pages as words
from app.ui.blocks import button, clear, label
from app.ui.desk import Desk
from app.ui.grids.model import Index
from app.ui.grids.table import TableModel
from app.ui.pages.fields import FieldRow
from app.ui.pages.tables import TableBlock
from app.wizard.items import FieldItem, TableItem
from app.wizard.overview import first_of, pages_of, statuses_of
from app.wizard.status import Status

_IN_LIST = ("origin", "state")
_EXTRA = (words.CAME, words.SCORE_HEAD, words.FILLED_HEAD)
_STATE_COLOURS = {"error": theme.ERROR, "warning": theme.WARNING, "done": theme.DONE}


def has_pages(desk: Desk, table: str) -> bool:
    """Say whether each row of a table has a page of its own."""
    return any(page.each == table for page in desk.session.pack.pages.values())


class ProjectModel(TableModel):
    """The list, with columns that are only read: where the project comes from, its score, how far its page is."""

    def __init__(self, desk: Desk, item: TableItem, parent: QObject | None = None) -> None:
        """Show a list of projects."""
        self.statuses: dict[str, Status] = {}
        super().__init__(desk, item, parent)
        self.look()

    def look(self) -> None:
        """Look again how far each page is."""
        desk = self.desk
        if not desk.is_open:
            return
        found = [(one.severity, one.address) for one in open_findings(desk.report)] if desk.report is not None else []
        session = desk.session
        now = statuses_of(session.graph.snapshot(), self.item.table, session.graph.is_computed, found)
        if now != self.statuses:
            self.statuses = now
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.item.keys) + len(_EXTRA)

    def address(self, index: Index) -> Address | None:
        """Return the cell at a place; None in a column that is only read."""
        return super().address(index) if index.column() < len(self.item.keys) else None

    def longtext(self, column: int) -> bool:
        """Say whether a column holds texts of several lines."""
        return column < len(self.item.keys) and super().longtext(column)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's label, a row's number."""
        extra = section - len(self.item.keys)
        if orientation == Qt.Orientation.Horizontal and extra >= 0:
            return _EXTRA[extra] if role == Qt.ItemDataRole.DisplayRole else None
        return super().headerData(section, orientation, role)

    def words(self, index: Index, role: int) -> Any:
        """Return what a column that is only read says."""
        row, extra = self.rows[index.row()], index.column() - len(self.item.keys)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return (self._came, self._score, self._state)[extra](row)
        if role == Qt.ItemDataRole.BackgroundRole:
            return QColor("#f6f5f1")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            state = self.statuses[row].state if extra == len(_EXTRA) - 1 and row in self.statuses else ""
            return QColor(_STATE_COLOURS.get(state, theme.INK))
        return None

    def _came(self, row: str) -> str:
        origin = self.desk.view(Address(row, self.item.keys[0])).origin
        return words.CAME_FROM.get(origin, words.CAME_FROM["typed"])

    def _score(self, row: str) -> str:
        block = block_of(self.desk.session.graph, row)
        return words.score_in(block.total.score, block.total.weight) if block is not None else ""

    def _state(self, row: str) -> str:
        return self.statuses[row].words if row in self.statuses else words.NO_PAGE


class ProjectsBlock(TableBlock):
    """The page 项目清单."""

    def __init__(self, desk: Desk, item: TableItem) -> None:
        """Show the projects of the unit."""
        self.all_keys = item.keys
        short = tuple(key for at, key in enumerate(item.keys) if at == 0 or key in _IN_LIST)
        super().__init__(desk, replace(item, keys=short))
        self.shown = ""
        self.fields: list[FieldRow] = []
        self._said, self._head = label("", "faint"), label("", "heading")
        self._more = QVBoxLayout()
        self.open_page = button(words.GO_PAGE, self.go_page, flat=True)
        self.buttons.insertWidget(self.buttons.count() - 1, self.open_page)
        self.layout_.insertWidget(1, label(common.NO_SECRETS, "faint"))
        for widget in (self._said, self._head):
            self.layout_.addWidget(widget)
        self.layout_.addLayout(self._more)
        self._widths()
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_rest())
        self.model.modelReset.connect(self._widths)
        desk.changed.connect(self._follow)
        desk.audited.connect(self._audited)
        self._show_rest()

    def make_model(self) -> TableModel:
        """Return the model of the list."""
        return ProjectModel(self.desk, self.item, self)

    def _widths(self) -> None:
        header, em = self.view.horizontalHeader(), self.fontMetrics().horizontalAdvance("国")
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, self.model.columnCount()):
            header.resizeSection(column, em * 6)
        self._said.setText("" if self.model.rows else words.NO_PROJECTS)
        self._said.setVisible(bool(self._said.text()))

    # ---- the one at hand ----

    def _show_rest(self) -> None:
        row = self.current() or ""
        answers = self.desk.session.graph.snapshot()
        self.open_page.setEnabled(row in pages_of(answers, self.item.table))
        name = answers.printed(row, self.item.keys[0]) if row else ""
        self._head.setText(words.project_head(name))
        if row == self.shown and row:
            return
        self.shown = row
        self._head.setVisible(bool(row))
        clear(self._more)
        self.fields = []
        for key in self.all_keys if row else ():
            if key not in self.item.keys:
                self._field(Address(row, key))

    def _field(self, address: Address) -> None:
        meaning = field_of(self.desk.session, address)
        made = FieldRow(self.desk, FieldItem(address, meaning, meaning.label))
        self.fields.append(made)
        self._more.addWidget(made)

    def _follow(self, changes: Changes | None) -> None:
        if not self.desk.is_open:
            return
        gone = self.shown and self.shown not in self.desk.session.facts.rows
        if gone or changes is None or any(row in self.model.rows for row, _ in changes.cells):
            self._show_rest()

    def _audited(self, _report: object) -> None:
        if isinstance(self.model, ProjectModel):
            self.model.look()

    # ---- what is done ----

    def copy(self) -> None:
        """Copy the project at hand with everything below it, and go to the copy."""
        row = self.current()
        super().copy()
        if row is not None and row in self.model.rows:
            self.go(Address(self.model.rows[self.model.rows.index(row) + 1], self.item.keys[0]))

    def remove(self) -> None:
        """Remove the project at hand and say that undo brings it back."""
        row = self.current()
        name = self.desk.session.graph.printed(row, self.item.keys[0]) if row is not None else ""
        super().remove()
        if row is not None and row not in self.model.rows:
            self._said.setText(words.removed(name))
            self._said.show()

    def go_page(self) -> None:
        """Go to the page of the project at hand."""
        row, answers = self.current() or "", self.desk.session.graph.snapshot()
        step = pages_of(answers, self.item.table).get(row)
        address = first_of(answers, step, frozenset(self.all_keys)) if step is not None else None
        if address is not None:
            self.desk.go_asked.emit(address)

    def go(self, address: Address) -> bool:
        """Go to a cell; a field that stands below is shown for its project."""
        if address.key in self.all_keys and address.key not in self.item.keys and address.row in self.model.rows:
            self.view.go(Address(address.row, self.item.keys[0]))
            field = next((one for one in self.fields if one.address[:2] == address[:2]), None)
            if field is not None:
                field.go()
            return field is not None
        return super().go(address)
