"""Ending the program: what is not in the file is asked about, copies go to the stick, then the window closes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.errors import JixiaoError
from app.services.files.saving import copy_to_stick
from app.ui import words_window as said
from app.ui.asking import ask
from app.ui.jobs import Job

if TYPE_CHECKING:
    from app.ui.shell.window import Window


class Leaving(QObject):
    """Leads from the wish to close to the closed window; every step of it can be stayed at."""

    def __init__(self, window: Window) -> None:
        """Belong to a window."""
        super().__init__(window)
        self._window = window
        self._touched: dict[Path, None] = {}
        self._asked = self._copied = False
        self._job: Job | None = None

    def remember(self, path: Path) -> None:
        """Remember a file that is filled in, for the stick."""
        self._touched[path] = None
        self._copied = False

    def may_close(self) -> bool:
        """Say whether nothing stands in the way."""
        return (self._asked or self._written()) and (self._copied or not self._to_copy())

    def begin(self) -> None:
        """Ask what must be asked, copy what must be copied, then close."""
        if not self._asked and not self._written():
            self._window.care.before_leaving(self._ask_no_more)
        elif self._job is None:
            self._window.desk.close()
            self._copy()

    def _written(self) -> bool:
        desk = self._window.desk
        return not desk.is_open or desk.session.flush().state != "unsaved"

    def _ask_no_more(self) -> None:
        self._asked = True
        self._window.close()
        self._asked = False

    # ---- the stick ----

    def _to_copy(self) -> Sequence[Path]:
        return [path for path in self._touched if path.exists()] if self._window.settings.stick else []

    def _copy(self) -> None:
        files, folder = self._to_copy(), Path(self._window.settings.stick)
        self._job = job = Job(self)
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        self._window.statusBar().showMessage(said.COPYING)
        job.start(lambda _: [copy_to_stick(path, folder) for path in files])

    def _done(self) -> None:
        self._job = None
        self._close()

    def _close(self) -> None:
        self._copied = True
        self._window.close()

    def _failed(self, problem: object) -> None:
        self._job = None
        self._window.statusBar().clearMessage()
        if not isinstance(problem, JixiaoError):
            self._close()
            return
        ask(
            self._window,
            said.STICK_FAILED,
            said.STICK_FAILED_MORE.format(why=problem.sentence()),
            [(said.TRY_AGAIN, self.begin), (said.QUIT_ANYWAY, self._close), (said.STAY, None)],
        )
