"""The indicators of all forms with a box each, to be ticked."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.core.records import ROOT_ID
from app.ui import words_pages as words
from app.ui.blocks import button, label
from app.ui.desk import Desk

_INDICATORS = "indicators"


class IndicatorPicker(QDialog):
    """Lists the indicators by the form they stand on."""

    chosen = Signal(list)
    """Ids of the indicators that were ticked, in their order."""

    def __init__(self, desk: Desk, title: str, told: str, parent: QWidget) -> None:
        """Show an empty list; `fill` fills it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.desk, self.list, self.search = desk, QTreeWidget(), QLineEdit()
        self.tops: dict[str, QTreeWidgetItem] = {}
        self.search.setPlaceholderText(words.SEARCH)
        self.search.setAccessibleName(words.SEARCH)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.list.setHeaderHidden(True)
        self.list.setAccessibleName(title)
        layout, foot = QVBoxLayout(self), QHBoxLayout()
        layout.addWidget(label(told, "faint"))
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        foot.addStretch()
        foot.addWidget(button(words.CLOSE, self.reject))
        foot.addWidget(button(words.PUT_IN, self.take, primary=True))
        layout.addLayout(foot)
        em = self.fontMetrics().horizontalAdvance("国")
        self.resize(em * 38, em * 28)
        desk.closed.connect(self.close)

    def fill(self, *, ticked: Collection[str] = (), without: str = "") -> None:
        """List all indicators but those of one form.

        Args:
            ticked: rows that are ticked already.
            without: the row whose indicators are left out.
        """
        for row in indicators_of(self.desk):
            if self.desk.session.facts.rows[row].parent != without:
                self._line(row, ticked=row in ticked)

    def _line(self, row: str, *, ticked: bool) -> None:
        session = self.desk.session
        parent = session.facts.rows[row].parent or ""
        top = self.tops.get(parent)
        if top is None:
            top = self.tops[parent] = QTreeWidgetItem(self.list, [session.title(parent) or words.OVERALL])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            top.setExpanded(True)
        parts = (session.graph.printed(row, key) for key in ("level3", "target", "actual"))
        name, *figures = [part for part in parts if part] or [words.NO_NAME]
        line = QTreeWidgetItem(top, ["　".join([name, *figures])])
        line.setData(0, Qt.ItemDataRole.UserRole, row)
        line.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def lines(self) -> list[QTreeWidgetItem]:
        """Return the lines of all indicators."""
        found = (top.child(at) for top in self.tops.values() for at in range(top.childCount()))
        return [line for line in found if line is not None]

    def _filter(self, text: str) -> None:
        parts = text.split()
        for line in self.lines():
            line.setHidden(not all(part in line.text(0) for part in parts))

    def take(self) -> None:
        """Give back what is ticked."""
        ticked = [line for line in self.lines() if line.checkState(0) == Qt.CheckState.Checked]
        self.chosen.emit([str(line.data(0, Qt.ItemDataRole.UserRole)) for line in ticked])
        self.accept()


def indicators_of(desk: Desk) -> list[str]:
    """Return the indicators of the unit, then those of each goal and project, in order."""
    children = desk.session.tree.children
    found = list(children.get((ROOT_ID, _INDICATORS), ()))
    for table in ("goals", "projects"):
        for row in children.get((ROOT_ID, table), ()):
            found += children.get((row, _INDICATORS), ())
    return found
