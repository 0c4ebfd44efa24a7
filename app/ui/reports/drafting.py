"""按数据重新起草: what would change, section by section and side by side, before anything is replaced."""

from __future__ import annotations

from collections import Counter
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.services.editing.redrafting import USUAL, Proposal, plan_drafts, write_drafts
from app.ui import words_reports as words
from app.ui.blocks import button, label
from app.ui.desk import Desk
from app.ui.reports.difference import compared, lined, put_side_by_side, room_for, show_stretches, text_box

_WHAT: Final = int(Qt.ItemDataRole.UserRole)
_KINDS: Final = tuple(words.KINDS)


class DraftDialog(QDialog):
    """Proposals with boxes to tick; nothing is written before the button."""

    def __init__(self, desk: Desk, report: str, parent: QWidget) -> None:
        """Make the proposals and show them; what a person wrote is not ticked."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.DRAFT_AGAIN)
        self.desk, self.report = desk, report
        self.list = QListWidget()
        lined(self.list)
        self.list.setAccessibleName(words.DRAFT_AGAIN)
        self.now, self.then = text_box(words.NOW), text_box(words.THEN)
        plan = plan_drafts(desk.session, report)
        self.write_button = button(words.DRAFT_WRITE, self.write, primary=True)
        for one in plan:
            self._add(one)
        self._lay_out(plan)
        self.list.currentItemChanged.connect(lambda item, _before: self._show(item))
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.list.setCurrentRow(0)
        self._tell()

    def _add(self, one: Proposal) -> None:
        item = QListWidgetItem(f"{one.heading or words.NO_HEADING}（{words.SHORT_KINDS[one.kind]}）", self.list)
        item.setToolTip(item.text())
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if one.kind in USUAL else Qt.CheckState.Unchecked)
        item.setData(_WHAT, one)

    def _lay_out(self, plan: list[Proposal]) -> None:
        counts = Counter(str(one.kind) for one in plan)
        layout = QVBoxLayout(self)
        if not plan:
            layout.addWidget(label(words.NOTHING_NEW))
        else:
            found = words.drafts_found([(kind, counts[kind]) for kind in words.KINDS if kind in counts])
            layout.addWidget(self._body(found), 1)
            layout.addWidget(label(words.DRAFT_INTRO, "faint"))
        line = QHBoxLayout()
        line.addStretch()
        cancel: QPushButton = button(words.CANCEL if plan else words.CLOSE, self.reject)
        line.addWidget(cancel)
        if plan:
            line.addWidget(self.write_button)
        layout.addLayout(line)
        if plan:
            self.resize(room_for(self))

    def _body(self, found: str) -> QWidget:
        em = self.fontMetrics().horizontalAdvance("国")
        splitter = QSplitter(Qt.Orientation.Horizontal)
        put_side_by_side(splitter, ((found, self.list), (words.NOW, self.now), (words.THEN, self.then)))
        splitter.setSizes([em * 18, em * 18, em * 18])
        splitter.setChildrenCollapsible(False)
        return splitter

    def chosen(self) -> list[Proposal]:
        """Return what is ticked."""
        items = [self.list.item(n) for n in range(self.list.count())]
        return [item.data(_WHAT) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _show(self, item: QListWidgetItem | None) -> None:
        one = item.data(_WHAT) if item is not None else None
        if isinstance(one, Proposal):
            before, after = compared(one.now, one.then)
            show_stretches(self.now, before, gone=True)
            show_stretches(self.then, after, gone=False)

    def _tell(self) -> None:
        self.write_button.setEnabled(bool(self.chosen()))

    def write(self) -> None:
        """Write what is ticked, as one step."""
        chosen = self.chosen()
        if chosen:
            self.desk.do(lambda: write_drafts(self.desk.session, self.report, chosen))
        self.accept()
