"""The shell around an open evaluation: steps at the left, the page, score and findings at the right, buttons below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.core.findings import Severity
from app.core.records import Address
from app.services.review.auditing import PageFinding, Report, open_findings
from app.services.review.scoring import block_of
from app.services.session import Changes
from app.ui import words
from app.ui.desk import Desk
from app.ui.pages import parts  # noqa: F401 - fills the parts of pages
from app.ui.pages.page import Page
from app.ui.shell.side import Side
from app.ui.shell.step_list import StepList
from app.wizard.items import PartItem, addresses_of, items_of
from app.wizard.status import status_of
from app.wizard.steps import Step, step_of_row, steps_of

_DRAWN_ONCE = frozenset({"audit", "print", "public"})
"""Parts that follow no change."""


class Shell(QWidget):
    """One open evaluation."""

    shown = Signal(str)
    """Another step is shown: its id."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the shell for what is open on the desk."""
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("desk")
        self.steps = StepList()
        self.side = Side()
        self.page: Page | None = None
        self._pack = desk.session.pack
        self.findings: list[PageFinding] = []
        self._middle = QVBoxLayout()
        self._missing = QLabel()
        self._lay_out()
        self.steps.chosen.connect(self.go_step)
        self.side.fix.connect(self.go)
        desk.changed.connect(self.follow)
        desk.audited.connect(self._take_report)
        desk.go_asked.connect(self.go)

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        middle = QWidget()
        self._middle.setContentsMargins(0, 0, 0, 0)
        middle.setLayout(self._middle)
        for widget, stretch in ((self.steps, 0), (middle, 1), (self.side, 0)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
        em = self.fontMetrics().horizontalAdvance("国")
        splitter.setSizes([em * 13, em * 60, em * 17])
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.addWidget(splitter, 1)
        layout.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self._back, self._next = QPushButton(words.BACK), QPushButton(words.NEXT)
        self._next.setProperty("primary", "true")
        self._back.clicked.connect(lambda: self.walk(-1))
        self._next.clicked.connect(lambda: self.walk(1))
        line.addWidget(self._back)
        line.addStretch()
        line.addWidget(self._missing)
        line.addStretch()
        line.addWidget(self._next)
        return line

    # ---- steps ----

    @property
    def all_steps(self) -> tuple[Step, ...]:
        """Return the steps as they stand."""
        return self.steps.steps.steps

    def begin(self, step_id: str = "") -> None:
        """Show the steps and one of them: the one named, else the first."""
        self.steps.steps.show(steps_of(self.desk.session.graph.snapshot()))
        known = {step.id for step in self.all_steps}
        self.go_step(step_id if step_id in known else self.all_steps[0].id)
        self._tell_statuses()

    def go_step(self, step_id: str) -> None:
        """Show a step."""
        if self.page is not None:
            self.page.leave()
        step = next(step for step in self.all_steps if step.id == step_id)
        items = items_of(self.desk.session.graph.snapshot(), step)
        page = Page(self.desk, step, items)
        if self.page is not None:
            self._middle.removeWidget(self.page)
            self.page.deleteLater()
        self.page, self._pack = page, self.desk.session.pack
        self._middle.addWidget(page)
        self.steps.go(step_id)
        self._show_side()
        self.shown.emit(step_id)

    def go(self, address: Address) -> bool:
        """Go to a cell wherever it stands; False when no page shows it."""
        if self.page is not None and self.page.go(address):
            return True
        answers = self.desk.session.graph.snapshot()
        own = step_of_row(self.all_steps, answers, address.row)
        for step in ([own] if own is not None else []) + [one for one in self.all_steps if one is not own]:
            if any(found[:2] == address[:2] for found in addresses_of(answers, items_of(answers, step))):
                self.go_step(step.id)
                return self.page is not None and self.page.go(address)
        return False

    def go_part(self, part: str) -> bool:
        """Go to the first step that shows a part of the program (the audit, the printing); False when none does."""
        answers = self.desk.session.graph.snapshot()
        for step in self.all_steps:
            if any(isinstance(one, PartItem) and one.part == part for one in items_of(answers, step)):
                self.go_step(step.id)
                return True
        return False

    def walk(self, by: int) -> None:
        """Go some steps on, or back."""
        place = self.steps.steps.place(self.page.step.id) + by if self.page is not None else -1
        if 0 <= place < len(self.all_steps):
            self.go_step(self.all_steps[place].id)

    # ---- what changes ----

    def follow(self, changes: Changes | None) -> None:
        """Show the score again; show other steps when rows came or went."""
        if not self.desk.is_open:
            return
        steps = steps_of(self.desk.session.graph.snapshot())
        if steps != self.all_steps:
            here = self.page.step.id if self.page is not None else ""
            self.steps.steps.show(steps)
            if here in {step.id for step in steps}:
                self.steps.go(here)
            else:
                self.go_step(steps[0].id)
        elif changes is None and self.page is not None and self._stale(self.page):
            self.go_step(self.page.step.id)
        self._show_side()

    def _stale(self, page: Page) -> bool:
        """Say whether a page must be drawn anew after undo: other items, another pack, parts that follow no change."""
        session = self.desk.session
        special = any(isinstance(one, PartItem) and one.part in _DRAWN_ONCE for one in page.items)
        return special or session.pack is not self._pack or items_of(session.graph.snapshot(), page.step) != page.items

    def _take_report(self, report: Report) -> None:
        self.show_findings(open_findings(report))

    def show_findings(self, findings: list[PageFinding]) -> None:
        """Take over what the audit found."""
        self.findings = findings
        self._show_side()
        self._tell_statuses()

    def _show_side(self) -> None:
        if self.page is None:
            return
        step = self.page.step
        self.side.show_score(step.title, block_of(self.desk.session.graph, step.row))
        answers = self.desk.session.graph.snapshot()
        here = {address[:2] for address in addresses_of(answers, self.page.items)}
        self.side.show_findings([one for one in self.findings if one.address[:2] in here])
        status = status_of(answers, self.page.items, self.desk.session.graph.is_computed, self._places())
        self.steps.steps.set_status(step.id, status)
        self._missing.setText(words.missing_here(len(status.missing)))
        place = self.steps.steps.place(step.id)
        self._back.setEnabled(place > 0)
        self._next.setEnabled(place < len(self.all_steps) - 1)

    def _places(self) -> list[tuple[Severity, Address]]:
        return [(one.severity, one.address) for one in self.findings]

    def _tell_statuses(self) -> None:
        answers = self.desk.session.graph.snapshot()
        for step in self.all_steps:
            items = items_of(answers, step)
            self.steps.steps.set_status(
                step.id, status_of(answers, items, self.desk.session.graph.is_computed, self._places())
            )
