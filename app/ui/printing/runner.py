"""Work that takes a while, below a page: a bar, 取消, what came of it, the folder it went to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from app.core.errors import JixiaoError
from app.ui import words
from app.ui.blocks import button, label, set_role
from app.ui.jobs import Job


class Runner(QWidget):
    """Runs one piece of work at a time; a result that comes after `leave` or a newer run is dropped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing running."""
        super().__init__(parent)
        self.bar, self.said = QProgressBar(), label("", "faint")
        self.stop = button(words.CANCEL, self.cancel)
        self.open_folder = button(words.OPEN_FOLDER, self._open, flat=True)
        self._job: Job | None = None
        self._folder = Path()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.bar.setMaximumWidth(self.fontMetrics().horizontalAdvance("国") * 16)
        self.bar.setAccessibleName(words.PROGRESS)
        layout.addWidget(self.bar)
        layout.addWidget(self.stop)
        layout.addWidget(self.said, 1)
        layout.addWidget(self.open_folder)
        for hidden in (self.bar, self.stop, self.open_folder):
            hidden.hide()
        self.hide()

    @property
    def running(self) -> bool:
        """Say whether something runs."""
        return self._job is not None

    def run(self, work: Callable[[Job], object], then: Callable[[Any], None]) -> bool:
        """Do some work on a thread, then something with its result here; False while something else runs."""
        if self._job is not None:
            return False
        job = Job(self)
        self._job = job
        job.done.connect(partial(self._done, job, then))
        job.failed.connect(partial(self._failed, job))
        job.progress.connect(partial(self._tell, job))
        self.bar.setRange(0, 0)
        for shown in (self, self.bar, self.stop):
            shown.show()
        self.open_folder.hide()
        self.say(words.WORKING)
        job.start(work)
        return True

    def cancel(self) -> None:
        """Ask what runs to stop."""
        if self._job is not None:
            self._job.stop()
            self.say(words.STOPPING)

    def leave(self) -> None:
        """Stop what runs and want its result no more."""
        self.cancel()
        self._job = None

    def say(self, text: str, *, bad: bool = False) -> None:
        """Say something in the line."""
        self.setVisible(True)
        self.said.setText(text)
        set_role(self.said, "error" if bad else "faint")

    def offer(self, folder: Path) -> None:
        """Offer to open the folder that was written to."""
        self._folder = folder
        self.open_folder.show()

    def _done(self, job: Job, then: Callable[[Any], None], result: object) -> None:
        if job is self._job:
            stopped = job.stopped()
            self.rest()
            self.say(words.STOPPED if stopped else "")
            then(result)

    def _failed(self, job: Job, error: Exception) -> None:
        if job is not self._job:
            return
        self.rest()
        if not isinstance(error, JixiaoError):
            raise error
        self.say(error.sentence(), bad=True)

    def show_progress(self, done: int, count: int) -> None:
        """Show how far something is that runs here, without a thread."""
        for shown in (self, self.bar, self.stop):
            shown.show()
        self.bar.setRange(0, count)
        self.bar.setValue(done)
        self.say(words.page_of(done, count) if done else words.WORKING)

    def rest(self) -> None:
        """Show that nothing runs any more."""
        self._job = None
        self.bar.hide()
        self.stop.hide()

    def _tell(self, job: Job, what: str, done: int, count: int) -> None:
        if job is self._job and not job.stopped():
            self.bar.setRange(0, count)
            self.bar.setValue(done)
            self.say(what)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
