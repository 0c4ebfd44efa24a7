"""The whole audit off the interface thread: begun when nothing was typed for a moment, dropped when it comes late."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from app.services.review.auditing import AnswerSet, Report, audit_answers
from app.ui.desk import Desk


class _Voice(QObject):
    """Brings a result to the interface thread; lives as long as the auditor."""

    done = Signal(int, object)


class _Run(QRunnable):
    """One audit of one snapshot."""

    def __init__(self, number: int, answers: AnswerSet, voice: _Voice) -> None:
        super().__init__()
        self._number, self._answers, self._voice = number, answers, voice

    def run(self) -> None:
        """Audit on a thread of the pool."""
        self._voice.done.emit(self._number, audit_answers(self._answers))


class Auditor(QObject):
    """Audits the evaluation on the desk again and again."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Listen to a desk."""
        super().__init__(parent)
        self.desk = desk
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._voice = _Voice(self)
        self._voice.done.connect(self._take)
        self._number = 0
        desk.calm.connect(self.start)
        desk.closed.connect(self.stop)

    def start(self) -> None:
        """Audit what stands now; earlier runs that still go on count no more."""
        if self.desk.is_open:
            self._number += 1
            self._pool.clear()
            self._pool.start(_Run(self._number, self.desk.session.graph.snapshot(), self._voice))

    def stop(self) -> None:
        """Let no run that still goes on count."""
        self._number += 1

    def wait(self) -> None:
        """Wait until nothing runs."""
        self._pool.waitForDone()

    def _take(self, number: int, report: Report) -> None:
        if number == self._number and self.desk.is_open:
            self.desk.take_report(report)
