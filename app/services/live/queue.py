"""The file thread: commits edits one after another, keeps those that could not be written, tells how it stands."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event, Lock
from typing import Final, Literal, TypeVar

from app.core.errors import EnvironmentProblem, UserError
from app.core.records import Op
from app.models.file import EvaluationFile

State = Literal["saved", "saving", "unsaved"]
Result = TypeVar("Result")
_AWAY: Final = frozenset({"file.moved", "file.missing", "file.unreachable", "file.lock_lost", "file.changed"})
"""Problems of a medium that went away: the open handle may be dead for good."""
_BREATH: Final = 0.03
"""Seconds an edit waits before it is written, unless somebody waits for it: its score is painted first."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One named step on its way to the file, with what takes it back."""

    label: str
    ops: tuple[Op, ...]
    back: tuple[Op, ...]
    merge: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How the file stands: everything saved (`at`, ISO 8601), on its way, or not writable (`problem`).

    `waiting`: edits that are not in the file yet.
    """

    state: State
    at: str = ""
    waiting: int = 0
    problem: EnvironmentProblem | UserError | None = None


class FileThread:
    """Writes edits in order on one thread; `tell` is called there whenever the standing changes.

    After a failed commit nothing more is written until `retry`: later edits build on the failed one.
    """

    def __init__(self, file: EvaluationFile, tell: Callable[[Standing], None]) -> None:
        """Use an open file (`file`); from now on only this thread touches it."""
        self.file = file
        self._tell = tell
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="file")
        self._lock = Lock()
        self._waiting: deque[Edit] = deque()
        self._problem: EnvironmentProblem | UserError | None = None
        self._at = ""
        self._closed = False
        self._now = Event()

    @property
    def standing(self) -> Standing:
        """Return how the file stands."""
        with self._lock:
            return self._standing()

    def put(self, edit: Edit) -> None:
        """Queue an edit."""
        with self._lock:
            self._waiting.append(edit)
            stopped = self._problem is not None
        if stopped:
            self._tell(self.standing)
        else:
            self._pool.submit(self._write_soon)

    def take_last(self) -> Edit | None:
        """Take the last edit back that could not be written; None when none waits or the thread is writing."""
        with self._lock:
            return self._waiting.pop() if self._waiting and self._problem is not None else None

    def retry(self) -> Future[None]:
        """Try again to write what waits; a file that went away with its medium is opened anew when it is back."""
        return self._at_once(self._retry)

    def run(self, work: Callable[[EvaluationFile], Result]) -> Result:
        """Do something with the file after everything that was queued before, and wait for it.

        Raises:
            Exception: whatever the work raises.
        """
        return self._at_once(lambda: work(self.file)).result()

    def flush(self) -> Standing:
        """Wait until everything queued was tried; return how the file stands then."""
        self._at_once(lambda: None).result()
        return self.standing

    def waiting(self) -> Sequence[Edit]:
        """Return the edits that are not in the file."""
        with self._lock:
            return tuple(self._waiting)

    def close(self) -> None:
        """Write what waits if it can be written, close the file, end the thread; a second time does nothing."""
        if not self._closed:
            self._closed = True
            self._at_once(self._close_file)
            self._pool.shutdown(wait=True)

    def _close_file(self) -> None:
        self.file.close()

    def _at_once(self, work: Callable[[], Result]) -> Future[Result]:
        """Do something after everything that was queued, and let that wait no longer."""
        self._now.set()
        return self._pool.submit(self._then, work)

    def _then(self, work: Callable[[], Result]) -> Result:
        self._now.clear()
        return work()

    def _write_soon(self) -> None:
        if self._next() is not None:
            self._now.wait(_BREATH)
            self._write_all()

    def _write_all(self) -> None:
        """Write the edits that wait, on the file thread."""
        while (edit := self._next()) is not None:
            try:
                step = self.file.commit(edit.label, edit.ops, merge=edit.merge)
            except (EnvironmentProblem, UserError) as problem:
                with self._lock:
                    self._problem = problem
                break
            with self._lock:
                self._waiting.popleft()
                self._at = step.at
        self._tell(self.standing)

    def _retry(self) -> None:
        problem = self._clear()
        self._write_all()
        if problem is None or self._problem is None or self._problem.code not in _AWAY:
            return
        try:
            self.file = self.file.reopened()
        except (EnvironmentProblem, UserError) as still:
            with self._lock:
                self._problem = still
            self._tell(self.standing)
            return
        self._clear()
        self._write_all()

    def _clear(self) -> EnvironmentProblem | UserError | None:
        with self._lock:
            problem, self._problem = self._problem, None
        return problem

    def _next(self) -> Edit | None:
        with self._lock:
            return self._waiting[0] if self._waiting and self._problem is None else None

    def _standing(self) -> Standing:
        if self._problem is not None:
            return Standing("unsaved", self._at, len(self._waiting), self._problem)
        return Standing("saving" if self._waiting else "saved", self._at, len(self._waiting))
