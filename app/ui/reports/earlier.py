"""以前的文字: what a section said before, and what drafting it now would say; one of them may be taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from app.core.records import Address
from app.services.editing.confirming import write_section
from app.services.editing.earlier import EarlierText, earlier_texts, printed_text
from app.services.editing.redrafting import Proposal, plan_drafts, write_drafts
from app.ui import words_reports as words
from app.ui.blocks import button, label
from app.ui.desk import Desk
from app.ui.jobs import Job
from app.ui.reports.difference import compared, lined, put_side_by_side, room_for, show_stretches, text_box

_WHAT: Final = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One text to choose: what it prints, and where it comes from."""

    printed: str
    earlier: EarlierText | None = None
    draft: Proposal | None = None


class EarlierDialog(QDialog):
    """Lists the texts of one section; the chosen one is shown beside the present one."""

    def __init__(self, desk: Desk, report: str, section: str, parent: QWidget) -> None:
        """Look the texts up on a thread."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.EARLIER)
        self.desk, self.report, self.section = desk, report, section
        self.list = QListWidget()
        lined(self.list)
        self.list.setAccessibleName(words.EARLIER)
        self.now, self.then = text_box(words.NOW), text_box(words.THEN)
        self.use_button = button(words.USE_THIS, self.use, primary=True)
        self._told = label(words.EARLIER_INTRO, "faint")
        self._lay_out()
        self.list.currentItemChanged.connect(lambda item, _before: self._show(item))
        self._job = Job(self)
        self._job.done.connect(self._take)
        session = desk.session
        self._job.start(lambda _job: earlier_texts(session, section))
        desk.closed.connect(self.reject)
        self._show(None)

    def _lay_out(self) -> None:
        em = self.fontMetrics().horizontalAdvance("国")
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        put_side_by_side(splitter, ((words.EARLIER, self.list), (words.NOW, self.now), (words.THEN, self.then)))
        splitter.setSizes([em * 16, em * 19, em * 19])
        layout = QVBoxLayout(self)
        layout.addWidget(self._told)
        layout.addWidget(splitter, 1)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(button(words.CANCEL, self.reject))
        line.addWidget(self.use_button)
        layout.addLayout(line)
        self.resize(room_for(self))

    def _take(self, texts: list[EarlierText]) -> None:
        if not self.desk.is_open:
            return
        session = self.desk.session
        draft = next((one for one in plan_drafts(session, self.report) if one.row == self.section), None)
        if draft is not None:
            self._add(words.FIRST_DRAFT, _Entry(draft.then, draft=draft))
        for one in texts:
            mark = f"（{one.mark}）" if one.mark else ""
            printed = printed_text(session, self.section, one.stored, self.report)
            self._add(f"{words.clock(one.at, one.by)}{mark}", _Entry(printed, earlier=one))
        self.list.setCurrentRow(0)
        if not self.list.count():
            self._told.setText(words.NO_EARLIER)
        self.list.setFocus()

    def _add(self, text: str, entry: _Entry) -> None:
        item = QListWidgetItem(text, self.list)
        item.setToolTip(text)
        item.setData(_WHAT, entry)

    def _show(self, item: QListWidgetItem | None) -> None:
        cell = self.desk.session.facts.cell(Address(self.section, "text"))
        now = printed_text(self.desk.session, self.section, cell.text if cell is not None else "", self.report)
        entry = item.data(_WHAT) if item is not None else None
        then = entry.printed if isinstance(entry, _Entry) else now
        before, after = compared(now, then)
        show_stretches(self.now, before, gone=True)
        show_stretches(self.then, after if entry is not None else [], gone=False)
        self.use_button.setEnabled(entry is not None and not self.desk.session.viewing)

    def use(self) -> None:
        """Put the chosen text in the place of the present one, as one step."""
        item = self.list.currentItem()
        entry = item.data(_WHAT) if item is not None else None
        if isinstance(entry, _Entry):
            session, draft, earlier = self.desk.session, entry.draft, entry.earlier
            if draft is not None:
                self.desk.do(lambda: write_drafts(session, self.report, [draft]))
            elif earlier is not None:
                self.desk.do(lambda: write_section(session, self.section, earlier.stored, label=words.TAKE_BACK))
        self.accept()
