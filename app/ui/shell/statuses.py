"""How far every step is: at once for the page that is shown, little by little for those that an edit may touch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer

from app.core.records import ROOT_ID
from app.services.output.printing import PRINTED
from app.services.review.auditing import AnswerSet, PageFinding
from app.services.session import Changes
from app.ui import words
from app.ui.desk import Desk
from app.ui.shell.step_list import StepModel
from app.wizard.items import BandItem, FieldItem, Item, PartItem, ReportItem, TableItem, items_of
from app.wizard.status import Graded, Progress, State, Status, graded, progress_of
from app.wizard.steps import Step

_FILLED_IN: Final = (BandItem, FieldItem, ReportItem, TableItem)
"""What people fill in on a page; the other parts are work with what was filled in."""
_SLICE: Final = 0.005
"""Seconds of work at a time: a key that is pressed meanwhile is not felt to wait."""


class Statuses(QObject):
    """Keeps the states in the list of steps."""

    def __init__(self, desk: Desk, model: StepModel, parent: QObject | None = None) -> None:
        """Know nothing yet; everything is looked at when the steps are `listed`."""
        super().__init__(parent)
        self.desk, self._model = desk, model
        self.findings: Sequence[PageFinding] = ()
        self._graded: Graded = {}
        self._known: dict[str, Progress | None] = {}
        self._stale: dict[str, None] = {}
        self._filled_in: set[str] = set()
        self._printing: set[str] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._work)
        desk.closed.connect(self._soon.stop)  # another file may be open before this goes

    def listed(self) -> None:
        """Look at all steps again."""
        self._again(step.id for step in self._model.steps)

    def follow(self, changes: Changes) -> None:
        """Look again at the steps on which something was changed, or that are made for a row in which it was."""
        if changes.rows or not changes.cells or any(row == ROOT_ID for row, _ in changes.cells):
            self.listed()
            return
        cells = changes.cells | changes.also
        rows = self._above(row for row, _ in cells) - {ROOT_ID}
        self._again(step.id for step in self._model.steps if step.row in rows or self._stands_on(step, cells))

    def take(self, findings: Sequence[PageFinding]) -> None:
        """Take over what the audit found."""
        self.findings = findings
        self._graded = graded((one.severity, one.address) for one in findings)
        for step in self._model.steps:
            if step.id in self._known:
                self._tell(step.id)

    def look(self, step: Step, answers: AnswerSet, items: Sequence[Item]) -> Status | None:
        """Look at a step now; None for one on which nothing is filled in."""
        self._stale.pop(step.id, None)
        self._known[step.id] = self._progress(answers, items)
        parts = {one.part for one in items if isinstance(one, PartItem)}
        if any(isinstance(one, _FILLED_IN) for one in items) or "survey" in parts:
            self._filled_in.add(step.id)
        if "print" in parts:
            self._printing.add(step.id)
        return self._tell(step.id)

    def counts(self) -> tuple[int, int, int]:
        """Return how many errors, 须说明 and hints are open."""
        counts = self.desk.report.counts if self.desk.report is not None else None
        return (counts.error, counts.warning, counts.hint) if counts is not None else (0, 0, 0)

    @property
    def working(self) -> bool:
        """Say whether some steps still wait to be looked at."""
        return bool(self._stale)

    # ---- inside ----

    def _again(self, steps: Iterable[str]) -> None:
        self._stale |= dict.fromkeys(steps)
        if self._stale:
            self._soon.start()

    def _stands_on(self, step: Step, cells: frozenset[tuple[str, str]]) -> bool:
        known = self._known.get(step.id)
        return known is not None and not known.own.isdisjoint(cells)

    def _above(self, rows: Iterable[str]) -> set[str]:
        """Return rows and all rows above them."""
        facts, found = self.desk.session.facts.rows, set[str]()
        for row in rows:
            at: str | None = row
            while at is not None and at not in found:
                found.add(at)
                at = facts[at].parent if at in facts else None
        return found

    def _work(self) -> None:
        """Look at as many steps as fit into a slice; the rest comes after what waits for the person."""
        if not self.desk.is_open:
            return
        answers, until = self.desk.session.graph.snapshot(), perf_counter() + _SLICE
        steps = {step.id: step for step in self._model.steps}
        while self._stale and perf_counter() < until:
            step = steps.get(next(iter(self._stale)))
            if step is None:
                del self._stale[next(iter(self._stale))]
            else:
                self.look(step, answers, items_of(answers, step))
        if self._stale:
            self._soon.start()

    def _progress(self, answers: AnswerSet, items: Sequence[Item]) -> Progress | None:
        """Return how much is filled in; None for the audit itself."""
        if any(isinstance(one, PartItem) and one.part == "audit" for one in items):
            return None
        return progress_of(answers, items, self.desk.session.graph.is_computed)

    def _tell(self, step_id: str) -> Status | None:
        progress = self._known[step_id]
        if progress is None:
            status = self._of_audit()
        else:
            status = progress.status(self._graded) if progress.own else self._of_none(step_id)
        self._model.set_status(step_id, status)
        return status

    def _of_none(self, step_id: str) -> Status | None:
        """Return the state of a page without cells: 未填 where rows can be added, none where nothing is filled in."""
        if step_id in self._printing:
            printed = bool(self.desk.session.facts.meta.get(PRINTED))
            return Status(
                "done" if printed else "blank", told=words.STEP_PRINTED if printed else words.STEP_NOT_PRINTED
            )
        return Status("blank") if step_id in self._filled_in else None

    def _of_audit(self) -> Status | None:
        """Return the state of the audit: it is as far as the evaluation."""
        errors, warnings, hints = self.counts()
        state: State = "error" if errors else "warning" if warnings else "done"
        return Status(state, errors=errors, warnings=warnings, hints=hints) if self.desk.report else None
