"""审核: everything the audit found, by paper, errors first, folded; filters; explanations; figures in texts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from app.core.findings import Severity
from app.core.records import Address
from app.services.review.auditing import Entry, Found, Report, explain_finding
from app.ui import words
from app.ui.audit.cards import EntryCard, report_in
from app.ui.audit.figures import FigureList
from app.ui.blocks import button, clear, label
from app.ui.desk import Desk
from app.ui.fold import Fold
from app.wizard.items import Item
from app.wizard.steps import Step
from app.wizard.whereabouts import Whereabouts

_SORTS: Final[tuple[Severity, ...]] = ("error", "warning", "hint")
_OPEN: Final = 12
"""Entries that are shown without unfolding."""

Group = list[tuple[Entry, tuple[Found, ...]]]


class PaperGroup(Fold):
    """The findings of one paper."""

    def __init__(self, page: FindingsBlock, name: str, group: Group, *, unfolded: bool) -> None:
        """Show the head, the cards when it is unfolded."""
        self._page, self._group, self.name = page, group, name
        self.cards: list[EntryCard] = []
        counts = [sum(len(hits) for entry, hits in group if entry.severity == sort) for sort in _SORTS]
        super().__init__(words.paper_head(name, *counts), unfolded=unfolded)

    def fill(self) -> None:
        """Make the cards."""
        for entry, hits in self._group:
            self.cards.append(self._page.card(entry, hits, self.name))
            self.inside.addWidget(self.cards[-1])


class FindingsBlock(QWidget):
    """The page 审核."""

    def __init__(self, desk: Desk, _step: Step, _item: Item) -> None:
        """Show the last report; a new one is shown when it comes."""
        super().__init__()
        self.desk = desk
        self.groups: list[PaperGroup] = []
        self._turned: dict[str, bool] = {}
        self._verdict = label("", "heading")
        self.sorts, self.papers, self._list = QTabBar(), QComboBox(), QVBoxLayout()
        for name in (words.ALL, *words.SEVERITIES.values()):
            self.sorts.addTab(name)
        self.sorts.setAccessibleName(words.WHICH_SORT)
        self.sorts.setDrawBase(False)
        self.papers.setAccessibleName(words.WHICH_PAPER)
        self._lay_out()
        self.sorts.currentChanged.connect(lambda _: self._show())
        self.papers.activated.connect(lambda _: self._show())
        desk.audited.connect(self.show_report)
        for made in (self.sorts, self.papers):
            made.setVisible(desk.report is not None)
        if desk.report is not None:
            self.show_report(desk.report)
        else:
            self._verdict.setText(words.AUDITING)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        self.sorts.setUsesScrollButtons(False)
        self.sorts.setExpanding(False)
        self.papers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.papers.setMinimumContentsLength(14)
        line.addWidget(self.papers, 1)
        line.addWidget(button(words.AUDIT_AGAIN, self.desk.calm.emit))
        layout.addWidget(self._verdict)
        layout.addLayout(line)
        layout.addWidget(self.sorts, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._list)

    # ---- what is shown ----

    def show_report(self, report: Report) -> None:
        """Show a report; filters stay as they are."""
        for made in (self.sorts, self.papers):
            made.show()
        counts = report.counts
        self._verdict.setText(words.verdict(report.verdict, counts.error, counts.warning))
        numbers = (counts.error + counts.warning + counts.hint, counts.error, counts.warning, counts.hint)
        for at, (name, count) in enumerate(zip((words.ALL, *words.SEVERITIES.values()), numbers, strict=True)):
            self.sorts.setTabText(at, words.sort_tab(name, count))
        self._by_paper = _by_paper(report, Whereabouts(self.desk.session.graph.snapshot()))
        chosen = self.papers.currentText()
        self.papers.clear()
        self.papers.addItems([words.ALL_PAPERS, *self._by_paper])
        self.papers.setCurrentText(chosen if chosen in self._by_paper else words.ALL_PAPERS)
        self._show()

    def _show(self) -> None:
        report = self.desk.report
        if report is None:
            return
        self._turned |= {group.name: group.unfolded for group in self.groups}
        clear(self._list)
        self.groups = []
        shown = 0
        for name, group in self._chosen():
            unfolded = self._turned.get(name, shown < _OPEN)
            shown += len(group)
            self.groups.append(PaperGroup(self, name, group, unfolded=unfolded))
            self._list.addWidget(self.groups[-1])
        if not self.groups:
            self._list.addWidget(label(words.NONE_OF_SORT, "faint"))
        self._below(report)

    def _chosen(self) -> Iterator[tuple[str, Group]]:
        """Yield papers with the entries that are asked for; of everything the hints come in a fold of their own."""
        paper, at = self.papers.currentText(), self.sorts.currentIndex()
        wanted = _SORTS[:2] if at == 0 else (_SORTS[at - 1],)
        for name, group in self._by_paper.items():
            entries = [(entry, hits) for entry, hits in group if entry.severity in wanted]
            if entries and paper in {name, words.ALL_PAPERS}:
                yield name, entries

    def _below(self, report: Report) -> None:
        if self.sorts.currentIndex() == 0:
            hints = report.counts.hint
            if hints:
                self._list.addWidget(
                    _left(button(words.hints(hints), partial(self.sorts.setCurrentIndex, 3), flat=True))
                )
            if report.checked_figures:
                self._list.addWidget(FigureList(self.desk, report.checked_figures))
            if report.skipped:
                self._list.addWidget(label(words.skipped(len({one.code for one in report.skipped})), "faint"))

    def card(self, entry: Entry, hits: tuple[Found, ...], paper: str) -> EntryCard:
        """Return the card of an entry on a paper."""
        made = EntryCard(entry, hits, paper, viewing=self.desk.session.viewing)
        made.fix.connect(lambda at: self.desk.go_asked.emit(Address(*at)))
        made.explained.connect(self._explain)
        return made

    # ---- what is said ----

    def _explain(self, entry: Entry, hits: list[Found], text: str, agreed_by: str, alarm: bool) -> None:
        if not hits:
            return
        session, report = self.desk.session, self.desk.report
        every = len(hits) == len(entry.hits)
        places = [] if every else [session.tree.address_path(hit.places[0].address) for hit in hits if hit.places]
        self.desk.do(
            lambda: explain_finding(
                session, entry.code, text, places=places, agreed_by=agreed_by, false_alarm=alarm, report=report
            )
        )
        self.desk.calm.emit()


def _left(widget: QWidget) -> QWidget:
    """Return a widget at the left of a line of its own."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(widget)
    line.addStretch()
    return row


def _by_paper(report: Report, where: Whereabouts) -> dict[str, Group]:
    """Return the entries of every paper, gravest first, each with the hits that stand there."""
    found: dict[str, Group] = {}
    for entry in report.entries:
        here: dict[str, list[Found]] = {}
        for hit in entry.hits:
            place = hit.places[0] if hit.places else None
            name = (where.paper_of(place.address) or report_in(place.label)) if place is not None else ""
            here.setdefault(name or words.OTHER_PAPER, []).append(hit)
        for name, hits in here.items():
            found.setdefault(name, []).append((entry, tuple(hits)))
    return found
