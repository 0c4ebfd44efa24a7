"""Long work off the interface thread: told of its progress, stopped when asked, dropped when nobody waits any more."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

Result = TypeVar("Result")


class Job(QObject):
    """One piece of work; its signals come on the thread it was made on."""

    done = Signal(object)
    failed = Signal(object)
    progress = Signal(str, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing running."""
        super().__init__(parent)
        self._stop = Event()
        self.running = False
        self.done.connect(self._ended)
        self.failed.connect(self._ended)

    def start(self, work: Callable[[Job], object]) -> None:
        """Do the work on a thread of the pool; it may ask `stopped` and emit `progress`."""
        self.running = True
        QThreadPool.globalInstance().start(_Run(self, work))

    def stop(self) -> None:
        """Ask the work to stop."""
        self._stop.set()

    def stopped(self) -> bool:
        """Say whether the work was asked to stop."""
        return self._stop.is_set()

    def _ended(self) -> None:
        self.running = False


class _Run(QRunnable):
    def __init__(self, job: Job, work: Callable[[Job], object]) -> None:
        super().__init__()
        self._job, self._work = job, work

    def run(self) -> None:
        try:
            result = self._work(self._job)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong is told on the interface thread
            self._say(self._job.failed, error)
        else:
            self._say(self._job.done, result)

    def _say(self, signal: object, what: object) -> None:
        """Tell the job, unless the window it belonged to is gone."""
        try:
            signal.emit(what)  # type: ignore[attr-defined]
        except RuntimeError:
            return
