"""The whole audit off the interface thread: begun when nothing was typed for a moment, ended by the next edit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from app.services.review.auditing import LiveAudit, Report
from app.services.session import Changes
from app.ui.desk import Desk


class _Voice(QObject):
    """Brings a result to the interface thread; lives as long as the auditor."""

    done = Signal(int, object)


class _Run(QRunnable):
    """One audit of one snapshot."""

    def __init__(self, number: int, audit: Callable[[], Report | None], voice: _Voice) -> None:
        super().__init__()
        self._number, self._audit, self._voice = number, audit, voice

    def run(self) -> None:
        """Audit on a thread of the pool; what was stopped, or comes when the window is gone, is dropped."""
        report = self._audit()
        if report is None:
            return
        try:
            self._voice.done.emit(self._number, report)
        except RuntimeError:
            return


class Auditor(QObject):
    """Audits the evaluation on the desk again and again; after the first time only what an edit touched."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Listen to a desk."""
        super().__init__(parent)
        self.desk = desk
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._voice = _Voice(self)
        self._voice.done.connect(self._take)
        self._number = 0
        self._live = LiveAudit()
        desk.calm.connect(self.start)
        desk.changed.connect(self._outdated)
        desk.opened.connect(self._begin_anew)
        desk.closed.connect(self._begin_anew)

    def start(self) -> None:
        """Audit what stands now; earlier runs that still go on count no more."""
        if self.desk.is_open:
            self.stop()
            self._pool.clear()
            self._pool.start(_Run(self._number, self._work(), self._voice))

    def audit_anew(self) -> None:
        """Audit everything, also what no edit touched."""
        self._live = LiveAudit()
        self.start()

    def _work(self) -> Callable[[], Report | None]:
        number, live, answers = self._number, self._live, self.desk.session.graph.snapshot()
        return lambda: live.update(answers, stop=lambda: number != self._number)

    def stop(self) -> None:
        """Let no run that still goes on count; it ends soon, and the next one goes on from there."""
        self._number += 1

    def wait(self) -> None:
        """Wait until nothing runs."""
        self._pool.waitForDone()

    def _outdated(self, _changes: Changes | None) -> None:
        self.stop()

    def _begin_anew(self) -> None:
        self.stop()
        self._live = LiveAudit()

    def _take(self, number: int, report: Report) -> None:
        if number == self._number and self.desk.is_open:
            self.desk.take_report(report)
