"""佐证材料: a register of what proves which indicators, and where it is kept (PRACTICE A17)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.core.records import ROOT_ID, Address
from app.documents.lists.evidence import about_words
from app.services.editing.adding import fill_and_add
from app.ui import words_pages as words
from app.ui.blocks import button, label
from app.ui.desk import Desk
from app.ui.pages.money import TableInUnit
from app.ui.pages.tables import TableBlock
from app.wizard.items import TableItem

EVIDENCE = "evidence"
_ABOUT = "about"
_INDICATORS = "indicators"


class EvidenceModel(TableInUnit):
    """The register; the indicators are shown by their names."""

    def printed(self, address: Address) -> str:
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
        self.buttons.insertWidget(self.buttons.count() - 1, self.places)
        self._none = label(words.NO_EVIDENCE, "faint")
        self.layout_.insertWidget(1, label(words.EVIDENCE_HINT, "warning"))
        self.layout_.insertWidget(2, label(words.EVIDENCE_MORE, "faint"))
        self.layout_.addWidget(self._none)
        self._widths()
        self.model.modelReset.connect(self._widths)

    def make_model(self) -> TableInUnit:
        """Return the model of the register."""
        return EvidenceModel(self.desk, self.item, self)

    def _widths(self) -> None:
        header, em = self.view.horizontalHeader(), self.fontMetrics().horizontalAdvance("国")
        header.setStretchLastSection(False)
        for column, key in enumerate(self.item.keys):
            wide = key in {"name", _ABOUT}
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if wide else QHeaderView.ResizeMode.Interactive
            )
            header.resizeSection(column, em * (10 if key == "evidence_place" else 6))
        self._none.setVisible(not self.model.rows)

    def add(self) -> None:
        """Add an entry with the next number."""
        session, number = self.desk.session, str(len(self.model.rows) + 1)
        new = {"number": number} if "number" in self.item.keys else {}
        under = (self.item.parent, self.item.table)
        added = self.desk.do(lambda: fill_and_add(session, under, [], [new], words.ADD_EVIDENCE))
        if added is not None and self.model.rows:
            self.go(Address(self.model.rows[-1], "name"))

    def choose_places(self) -> PlacesDialog | None:
        """Choose what the entry at hand proves."""
        row = self.current()
        if row is None:
            return None
        dialog = PlacesDialog(self.desk, row, self)
        dialog.chosen.connect(lambda ids: self.desk.set(Address(row, _ABOUT), "、".join(ids)))
        dialog.open()
        return dialog


class PlacesDialog(QDialog):
    """The indicators of all forms, with a box each."""

    chosen = Signal(list)
    """Ids of the indicators that were ticked."""

    def __init__(self, desk: Desk, row: str, parent: QWidget) -> None:
        """Show what an entry proves."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.PLACES_TITLE)
        self.desk, self.list = desk, QTreeWidget()
        self.list.setHeaderHidden(True)
        self.list.setAccessibleName(words.PLACES_TITLE)
        held = desk.session.graph.printed(row, _ABOUT)
        self._tops: dict[str, QTreeWidgetItem] = {}
        for one in _indicators(desk):
            self._line(one, ticked=one in held.split("、"))
        layout, foot = QVBoxLayout(self), QHBoxLayout()
        layout.addWidget(label(words.PLACES_HINT, "faint"))
        layout.addWidget(self.list, 1)
        foot.addStretch()
        foot.addWidget(button(words.CLOSE, self.reject))
        foot.addWidget(button(words.PUT_IN, self.take, primary=True))
        layout.addLayout(foot)
        em = self.fontMetrics().horizontalAdvance("国")
        self.resize(em * 34, em * 26)

    def _line(self, row: str, *, ticked: bool) -> None:
        session = self.desk.session
        parent = session.facts.rows[row].parent or ""
        top = self._tops.get(parent)
        if top is None:
            name = session.title(parent) or words.OVERALL
            top = self._tops[parent] = QTreeWidgetItem(self.list, [name])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            top.setExpanded(True)
        line = QTreeWidgetItem(top, [session.graph.printed(row, "level3") or words.NO_NAME])
        line.setData(0, Qt.ItemDataRole.UserRole, row)
        line.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def take(self) -> None:
        """Give back what is ticked."""
        lines = [top.child(at) for top in self._tops.values() for at in range(top.childCount())]
        ticked = [line for line in lines if line is not None and line.checkState(0) == Qt.CheckState.Checked]
        self.chosen.emit([str(line.data(0, Qt.ItemDataRole.UserRole)) for line in ticked])
        self.accept()


def _indicators(desk: Desk) -> list[str]:
    """Return the indicators of the unit, then those of each project, in order."""
    children = desk.session.tree.children
    found = list(children.get((ROOT_ID, _INDICATORS), ()))
    for table in ("goals", "projects"):
        for row in children.get((ROOT_ID, table), ()):
            found += children.get((row, _INDICATORS), ())
    return found
