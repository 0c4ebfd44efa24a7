"""Long work off the interface thread: told of its progress, stopped when asked, dropped when nobody waits any more."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

Result = TypeVar("Result")


_RUNNING: Final[set[Job]] = set()
"""Jobs that run; a job lives until its result has come, also when nobody waits for it any more."""


class _Ear(QObject):
    """Hears from the thread, also when the job itself is no more allowed to speak."""

    came = Signal(bool, object)


class Job(QObject):
    """One piece of work; its signals come on the thread it was made on, and only while its owner is there."""

    done = Signal(object)
    failed = Signal(object)
    progress = Signal(str, int, int)

    def __init__(self, owner: QObject | None = None) -> None:
        """Begin with nothing running.

        The job does not belong to its owner as a child: it would be destroyed with it while its thread speaks.
        """
        super().__init__()
        self._stop = Event()
        self.running = False
        self.ear = _Ear()
        self.ear.came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        if owner is not None:
            owner.destroyed.connect(self._drop)

    def start(self, work: Callable[[Job], object]) -> None:
        """Do the work on a thread of the pool; it may ask `stopped` and emit `progress`."""
        self.running = True
        _RUNNING.add(self)
        QThreadPool.globalInstance().start(_Run(self, work))

    def stop(self) -> None:
        """Ask the work to stop."""
        self._stop.set()

    def stopped(self) -> bool:
        """Say whether the work was asked to stop."""
        return self._stop.is_set()

    def _deliver(self, well: bool, what: object) -> None:
        self.running = False
        (self.done if well else self.failed).emit(what)
        _RUNNING.discard(self)

    def _drop(self) -> None:
        self.blockSignals(True)
        self.stop()


class _Run(QRunnable):
    def __init__(self, job: Job, work: Callable[[Job], object]) -> None:
        super().__init__()
        self._job, self._work = job, work

    def run(self) -> None:
        try:
            result = self._work(self._job)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is told on the interface thread
            self._say(error, well=False)
        else:
            self._say(result, well=True)

    def _say(self, what: object, *, well: bool) -> None:
        """Tell the job, unless the program is at its end."""
        try:
            self._job.ear.came.emit(well, what)
        except RuntimeError:
            return
