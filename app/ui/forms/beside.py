"""What stands beside a paper: the score it belongs to, what is missing on it, what the audit says of it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.core.records import ROOT_ID
from app.services.review.auditing import PageFinding, Report, open_findings
from app.services.review.scoring import block_of
from app.services.session import Changes
from app.ui import words
from app.ui.desk import Desk
from app.ui.shell.side import Side, short_name
from app.wizard.items import addresses_of
from app.wizard.papers import Sheet, items_on
from app.wizard.status import progress_of


class Beside(Side):
    """The right side of the steps, for a paper."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Begin without a paper."""
        super().__init__(parent)
        self.desk = desk
        self.sheet: Sheet | None = None
        self._folded = False
        self.found: list[PageFinding] = []
        """What the audit says of the paper."""
        self._open = open_findings(desk.report) if desk.report is not None else []
        self._soon = QTimer(self, singleShot=True, interval=0)  # after the score was painted, once for many edits
        self._soon.timeout.connect(self._show_rest)
        desk.closed.connect(self._soon.stop)
        desk.changed.connect(self._follow)
        desk.audited.connect(self._take_report)

    def show_paper(self, sheet: Sheet) -> None:
        """Show what belongs to a paper."""
        self.sheet = sheet
        self._show_score()
        self._show_rest()
        self.verticalScrollBar().setValue(0)

    def fold(self, *, folded: bool) -> None:
        """Fold, or unfold with what changed meanwhile."""
        self.setVisible(not folded)
        if self._folded and not folded and self.desk.is_open and self._is_there():
            self._folded = False
            self._show_score()
            self._show_rest()
        self._folded = folded

    def _follow(self, _changes: Changes | None) -> None:
        if self.desk.is_open and self._is_there() and not self._folded:
            self._show_score()
            self._soon.start()

    def _take_report(self, report: Report) -> None:
        self._open = open_findings(report)
        self._show_rest()

    def _is_there(self) -> bool:
        return self.sheet is not None and self.sheet.row in self.desk.session.facts.rows

    def _show_score(self) -> None:
        row = self.sheet.row if self.sheet is not None else ROOT_ID
        scored = words.SCORE_OF_UNIT if row == ROOT_ID else words.SCORE_OF
        self.show_score(scored, block_of(self.desk.session.graph, row))

    def _show_rest(self) -> None:
        if self.sheet is None or self._folded or not self.desk.is_open or not self._is_there():
            return
        session = self.desk.session
        answers = session.graph.snapshot()
        items = items_on(answers, self.sheet)
        here = {address[:2] for address in addresses_of(answers, items)}
        self.found = [one for one in self._open if one.address[:2] in here]
        self.show_findings(self.found, known=self.desk.report is not None)
        missing = progress_of(answers, items, session.graph.is_computed).missing
        self.show_missing([(address, short_name(session, address)) for address in missing])
