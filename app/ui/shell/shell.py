"""The shell around an open evaluation: steps at the left, the page, score and findings at the right, buttons below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.core.records import ROOT_ID, Address
from app.services.review.auditing import PageFinding, Report, open_findings
from app.services.review.scoring import block_of
from app.services.session import Changes
from app.ui import words
from app.ui.blocks import label
from app.ui.desk import Desk
from app.ui.pages import parts  # noqa: F401 - fills the parts of pages
from app.ui.pages.page import Page
from app.ui.shell.foot import Foot
from app.ui.shell.side import Side, short_name
from app.ui.shell.statuses import Statuses
from app.ui.shell.step_list import StepList
from app.wizard.items import PartItem, addresses_of, items_of
from app.wizard.steps import Step, step_of_row, steps_of

_WIDE: Final = 68
"""Ems that steps, page and right side need beside each other."""
_BESIDE: Final = 30
"""Ems of a page that shows something beside it, which needs as much; with less the page waits until that is closed."""
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
        self.statuses = Statuses(desk, self.steps.steps, self)
        self._pack = desk.session.pack
        self._middle = QVBoxLayout()
        self.foot = Foot()
        self._wide = True
        self._beside: QWidget | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)  # after the score was painted, once for many edits
        self._soon.timeout.connect(self._catch_up)
        desk.closed.connect(self._soon.stop)
        self._lay_out()
        self.steps.chosen.connect(self.go_step)
        self.side.fix.connect(self.go)
        self.foot.walked.connect(self.walk)
        self.foot.missing.connect(self.go)
        self.foot.side_asked.connect(self.side.setVisible)
        desk.changed.connect(self.follow)
        desk.audited.connect(self._take_report)

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        self._page_side = middle = QWidget()
        self._middle.setContentsMargins(0, 0, 0, 0)
        middle.setLayout(self._middle)
        for widget, stretch in ((self.steps, 0), (middle, 1), (self.side, 0)):
            splitter.addWidget(widget)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(6)
        self._splitter = splitter
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(4)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.foot)
        self._share()

    # ---- how it shares its width ----

    def _share(self) -> None:
        """Share the width; where the page would become too narrow, the right side waits behind its button."""
        em = self.fontMetrics().horizontalAdvance("国")
        self._wide = self.width() >= em * _WIDE and self._beside is None
        self.side.setVisible(self._wide or self.foot.side_wanted)
        self.foot.offer_side(offered=not self._wide)
        steps = min(em * 14, max(self.width() * 2 // 9 if self.width() > em * 48 else self.width() // 5, em * 9))
        side = min(em * 17, max(self.width() // 4, em * 13))
        self.steps.setMinimumWidth(em * 7)
        middle = max(self.width() - steps - (side if self.side.isVisibleTo(self) else 0), em * 12)
        page = 0
        if self._beside is None:
            self._splitter.setSizes([steps, middle, side])
        else:
            page = em * _BESIDE if middle >= em * 2 * _BESIDE else 0
            self._splitter.setSizes([steps, page, middle - page, side])
        self._page_side.setVisible(self._beside is None or bool(page))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Share the new width."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Share the width anew when the type grows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._share()

    # ---- steps ----

    @property
    def all_steps(self) -> tuple[Step, ...]:
        """Return the steps as they stand."""
        return self.steps.steps.steps

    def begin(self, step_id: str = "") -> None:
        """Show the steps and one of them: the one named, else the first."""
        self.steps.steps.show(steps_of(self.desk.session.graph.snapshot()))
        self._go_known(step_id)
        self.statuses.listed()

    def _go_known(self, step_id: str) -> None:
        """Go to a step that is there, else to the first; say so where the form set has none that applies."""
        known = {step.id for step in self.all_steps}
        if known:
            self.go_step(step_id if step_id in known else self.all_steps[0].id)
        elif self.page is None:
            self._middle.addWidget(label(words.NO_STEPS, "faint"))

    def go_step(self, step_id: str) -> None:
        """Show a step."""
        if self.page is not None:
            self.page.leave()
        step = next(step for step in self.all_steps if step.id == step_id)
        items = items_of(self.desk.session.graph.snapshot(), step)
        page = Page(self.desk, step, items)
        if self.page is not None:
            self._middle.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
        self.page, self._pack = page, self.desk.session.pack
        self._middle.addWidget(page)
        self._listen(page)
        self.steps.go(step_id)
        self._show_side()
        self.side.verticalScrollBar().setValue(0)
        self.shown.emit(step_id)

    def _listen(self, page: Page) -> None:
        """Let parts of a page show something beside it, in the room of the right side."""
        for block in page.blocks:
            asked = getattr(block, "beside_asked", None)
            if asked is not None:
                asked.connect(self._show_beside)

    def _show_beside(self, widget: QWidget | None) -> None:
        """Show something between the page and the right side, which folds; None: nothing any more."""
        self._beside = widget
        if widget is not None:
            self._splitter.insertWidget(2, widget)
            self._splitter.setStretchFactor(2, 1)
            widget.show()
        self._share()

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
        """Show the score at once, what else an edit touches as soon as it is painted; other steps when rows changed."""
        if not self.desk.is_open:
            return
        if changes is None or changes.rows:
            self._follow_steps(anew=changes is None)
            self._show_side()
            self.statuses.listed()
        else:
            self._show_score()
            self.statuses.follow(changes)
            self._soon.start()

    def _catch_up(self) -> None:
        if self.desk.is_open:
            self._follow_steps(anew=False)
            self._show_side()

    def _follow_steps(self, *, anew: bool) -> None:
        """Show the steps as they stand now, and their page anew where it may be another."""
        steps = steps_of(self.desk.session.graph.snapshot())
        if steps != self.all_steps:
            here = self.page.step.id if self.page is not None else ""
            self.steps.steps.show(steps)
            self.statuses.listed()
            if here in {step.id for step in steps}:
                self.steps.go(here)
            else:
                self._go_known(here)
        elif anew and self.page is not None and self._stale(self.page):
            self._draw_again(self.page)

    def _draw_again(self, page: Page) -> None:
        """Draw the page anew after anything may have changed; it stays where it was."""
        kept = page.place()
        self.go_step(page.step.id)
        if self.page is not None:
            self.page.take_place(kept)

    def _stale(self, page: Page) -> bool:
        """Say whether a page must be drawn anew after undo: other items, another pack, parts that follow no change."""
        session = self.desk.session
        special = any(isinstance(one, PartItem) and one.part in _DRAWN_ONCE for one in page.items)
        return special or session.pack is not self._pack or items_of(session.graph.snapshot(), page.step) != page.items

    def _take_report(self, report: Report) -> None:
        self.show_findings(open_findings(report))

    def show_findings(self, findings: list[PageFinding]) -> None:
        """Take over what the audit found."""
        self.statuses.take(findings)
        self._show_side()

    def _show_side(self) -> None:
        if self.page is None:
            return
        self._soon.stop()
        self._show_score()
        step, answers = self.page.step, self.desk.session.graph.snapshot()
        here = {address[:2] for address in addresses_of(answers, self.page.items)}
        found = [one for one in self.statuses.findings if one.address[:2] in here]
        everywhere = "" if here else words.found_everywhere(*self.statuses.counts())
        self.side.show_findings(found, everywhere, known=self.desk.report is not None)
        status = self.statuses.look(step, answers, self.page.items)
        missing = status.missing if status is not None else ()
        self.side.show_missing([(address, short_name(self.desk.session, address)) for address in missing])
        place = self.steps.steps.place(step.id)
        told = words.missing_here(len(missing)) if here else ""
        self.foot.show_place(place, len(self.all_steps), told, missing[0] if missing else None)

    def _show_score(self) -> None:
        if self.page is not None:
            row = self.page.step.row
            scored = words.SCORE_OF_UNIT if row == ROOT_ID else words.SCORE_OF
            self.side.show_score(scored, block_of(self.desk.session.graph, row))
