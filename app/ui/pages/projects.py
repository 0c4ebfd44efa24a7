"""项目清单: one line for each project with its score and state; its other fields below."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QColor

from app.core.records import Address
from app.services.review.auditing import open_findings
from app.services.review.scoring import block_of
from app.ui import theme
from app.ui import words as common
from app.ui import words_pages as words
from app.ui.blocks import button, label
from app.ui.desk import Desk
from app.ui.grids.model import Index
from app.ui.pages.listing import ListBlock
from app.ui.pages.money import TableInUnit
from app.wizard.items import TableItem, items_of
from app.wizard.overview import first_of, pages_of
from app.wizard.pages import pages_in
from app.wizard.status import Graded, Progress, Status, graded, progress_of
from app.wizard.steps import Step

_PROJECTS = "projects"
_SLICE: Final = 0.05
"""Seconds of looking at a time; a list of usual length is looked through at once."""
_EXTRA = (words.CAME, words.SCORE_HEAD, words.FILLED_HEAD)
_STATE_COLOURS = {"error": theme.ERROR, "warning": theme.WARNING, "done": theme.DONE}


def has_pages(desk: Desk, table: str) -> bool:
    """Say whether each row of a table has a page of its own."""
    return any(page.each == table for page in pages_in(desk.session.pack).values())


class ProjectModel(TableInUnit):
    """The list, with columns that are only read: where the project comes from, its score, how far its page is."""

    def __init__(self, desk: Desk, item: TableItem, parent: QObject | None = None) -> None:
        """Show a list of projects."""
        self.statuses: dict[str, Status] = {}
        self._left: list[Step] = []
        self._found: Graded = {}
        super().__init__(desk, item, parent)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look_on)
        desk.closed.connect(self._soon.stop)
        self.look()

    def look(self) -> None:
        """Look again how far each page is, little by little: there may be hundreds."""
        desk = self.desk
        if not desk.is_open:
            return
        found = [(one.severity, one.address) for one in open_findings(desk.report)] if desk.report is not None else []
        self._found = graded(found)
        self._left = list(pages_of(desk.session.graph.snapshot(), self.item.table).values())
        self._look_on()

    def _look_on(self) -> None:
        if not self.desk.is_open:
            return
        graph, until, first = self.desk.session.graph, perf_counter() + _SLICE, True
        answers = graph.snapshot()
        while self._left and (first or perf_counter() < until):
            first, step = False, self._left.pop(0)
            if step.row in answers.facts.rows:
                self._take(step.row, progress_of(answers, items_of(answers, step), graph.is_computed))
        if self._left:
            self._soon.start()

    def _take(self, row: str, progress: Progress) -> None:
        status = progress.status(self._found)
        if self.statuses.get(row) != status:
            self.statuses[row] = status
            if row in self.rows:
                at = self.index(self.rows.index(row), self.columnCount() - 1)
                self.dataChanged.emit(at, at)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.item.keys) + len(_EXTRA)

    def ems(self) -> Sequence[int]:
        """Return how wide the columns are, those that are only read too."""
        return [*super().ems(), 6, 7, 6]

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
        if row not in self.desk.session.facts.rows:
            return None
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


class ProjectsBlock(ListBlock):
    """The page 项目清单."""

    def __init__(self, desk: Desk, item: TableItem) -> None:
        """Show the projects of the unit."""
        project = item.table == _PROJECTS
        self.open_page = button(words.GO_PAGE if project else words.GO_PAGE_OF_ROW, self.go_page, flat=True)
        super().__init__(desk, item)
        self.buttons.addWidget(self.open_page)
        if project:
            self.layout_.insertWidget(1, label(common.NO_SECRETS, "faint"))
        desk.audited.connect(self._audited)

    def make_model(self) -> TableInUnit:
        """Return the model of the list."""
        return ProjectModel(self.desk, self.item, self)

    def none_yet(self) -> str:
        """Return what is said while there is no project."""
        return words.NO_PROJECTS if self.item.table == _PROJECTS else ""

    def show_rest(self) -> None:
        """Show the other fields of the project at hand; its page can be gone to."""
        super().show_rest()
        answers = self.desk.session.graph.snapshot()
        self.open_page.setEnabled(self.shown in pages_of(answers, self.item.table))

    def _audited(self, _report: object) -> None:
        if isinstance(self.model, ProjectModel):
            self.model.look()

    def go_page(self) -> None:
        """Go to the page of the project at hand."""
        answers = self.desk.session.graph.snapshot()
        step = pages_of(answers, self.item.table).get(self.shown)
        address = first_of(answers, step, frozenset(self.all_keys)) if step is not None else None
        if address is not None:
            self.desk.go_asked.emit(address)
