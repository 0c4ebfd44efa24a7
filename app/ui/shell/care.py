"""Care for what cannot be written: banner, rescue on a thread, 重新保存, 另存为, the question before closing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.errors import JixiaoError
from app.services.files.places import on_network
from app.services.files.saving import other_year, save_copy, with_suffix
from app.services.live.queue import Standing
from app.services.live.rescue import forget_rescue, rescue
from app.ui import words
from app.ui import words_window as said
from app.ui.asking import ask, tell
from app.ui.desk import Desk
from app.ui.jobs import Job
from app.ui.shell.banner import Banner


class Care(QObject):
    """Watches how the file stands; nothing that was typed is lost without a person saying so."""

    saved_as = Signal(Path)
    """The evaluation was saved under another name and goes on there."""
    new_year = Signal(Path)
    """A new year was meant: last year's file is carried over."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        """Watch a desk."""
        super().__init__(window)
        self.desk, self._window = desk, window
        self.banner = Banner()
        self.banner.retry.connect(self.retry)
        self.banner.elsewhere.connect(self.ask_save_as)
        self._keeping: Job | None = None
        self._again = False
        self._kept_of = Path()
        self.kept = False
        self._working: Job | None = None
        self._then: Callable[[object], None] = lambda _: None
        desk.opened.connect(self._look_where)
        desk.standing.connect(self._follow)
        desk.closed.connect(self._forget)

    # ---- how the file stands ----

    def _look_where(self) -> None:
        """Say what a file on another computer asks for."""
        session = self.desk.session
        self.banner.tell(said.ON_NETWORK if not session.viewing and on_network(session.path) else "")

    def _follow(self, standing: Standing) -> None:
        stuck = standing.state == "unsaved" and standing.problem is not None
        if stuck and standing.problem is not None:
            self.banner.say(standing.problem.sentence())
            self._keep()
        elif standing.state == "saved":
            self.banner.say("")
            self._drop()

    def _keep(self) -> None:
        """Write a rescue off this thread; once more when something was typed meanwhile."""
        if self._keeping is not None:
            self._again = True
            return
        session = self.desk.session
        self._kept_of = session.path
        self._keeping = job = Job(self)
        job.done.connect(self._kept_now)
        job.failed.connect(self._not_kept)
        job.start(lambda _: rescue(session))

    def _kept_now(self) -> None:
        again, self._again = self._again, False
        self._not_kept()
        if not self.stuck():
            forget_rescue(self._kept_of)
        elif again:
            self._keep()
        else:
            self.kept = True
            self.banner.tell_rescued()

    def _not_kept(self) -> None:
        if self._keeping is not None:
            self._keeping.deleteLater()
            self._keeping = None

    def _drop(self) -> None:
        """Delete the rescue: everything is in the file, or is not wanted."""
        if self.kept:
            self.kept = False
            forget_rescue(self._kept_of)

    def _forget(self) -> None:
        self.banner.say("")
        self.banner.tell("")
        self.kept = self._again = False

    def stuck(self) -> bool:
        """Say whether something is not in the file."""
        return self.desk.is_open and self.desk.session.standing.state == "unsaved"

    # ---- ways out ----

    def retry(self) -> None:
        """Try again to write what waits, off this thread."""
        if not self.desk.is_open:
            return
        session = self.desk.session
        self._run(session.retry, self._follow_if_open)

    def _follow_if_open(self, standing: object) -> None:
        if self.desk.is_open and isinstance(standing, Standing):
            self.desk.standing.emit(standing)

    def ask_save_as(self) -> None:
        """Ask where a copy goes."""
        if not self.desk.is_open:
            return
        dialog = QFileDialog(self._window, said.SAVE_AS_TITLE, str(self.desk.session.path), words.FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("jxzp")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_as(Path(name)))
        dialog.open()

    def save_as(self, target: Path) -> None:
        """Save under another name and go on there; the name of another year asks first."""
        target = with_suffix(target)
        session = self.desk.session
        year = other_year(session, target)
        if not year or self.stuck():
            self._save_as(target)
            return
        ask(
            self._window,
            said.other_year(year, session.graph.printed("unit", "year")),
            said.OTHER_YEAR_MORE,
            [
                (said.OTHER_YEAR, lambda: self.new_year.emit(target)),
                (said.SAME_YEAR, lambda: self._save_as(target)),
                (words.CANCEL, None),
            ],
        )

    def _save_as(self, target: Path) -> None:
        session = self.desk.session
        self._run(lambda: save_copy(session, target), self._saved_as)

    def _saved_as(self, path: object) -> None:
        if isinstance(path, Path) and self.desk.is_open:
            self._drop()
            self.saved_as.emit(path)

    def _run(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        """Do work with the file off this thread, one at a time; a refusal is said."""
        if self._working is not None:
            return
        self._then = then
        self._working = job = Job(self)
        job.done.connect(self._done)
        job.failed.connect(self._refused)
        job.start(lambda _: work())

    def _rested(self) -> None:
        if self._working is not None:
            self._working.deleteLater()
            self._working = None

    def _done(self, result: object) -> None:
        self._rested()
        self._then(result)

    def _refused(self, problem: object) -> None:
        self._rested()
        if isinstance(problem, JixiaoError):
            tell(self._window, problem.what, problem.sentence(), words.OK)
        elif isinstance(problem, BaseException):
            raise problem

    # ---- leaving ----

    def before_leaving(self, then: Callable[[], None]) -> None:
        """Do `then` when everything is in the file; else ask first, and leave the person all ways."""
        if not self.desk.is_open or self.desk.session.flush().state != "unsaved":
            then()
            return
        problem = self.desk.session.standing.problem
        told = problem.sentence() if problem is not None else ""
        ask(
            self._window,
            said.LEAVING,
            f"{told}\n{said.LEAVING_MORE}",
            [
                (said.TRY_AGAIN, lambda: self._retry_then(then)),
                (words.ELSEWHERE, self.ask_save_as),
                (said.DISCARD, lambda: self._discard(then)),
                (said.STAY, None),
            ],
        )

    def _retry_then(self, then: Callable[[], None]) -> None:
        session = self.desk.session

        def after(standing: object) -> None:
            self._follow_if_open(standing)
            if self.desk.is_open:
                self.before_leaving(then)

        self._run(session.retry, after)

    def _discard(self, then: Callable[[], None]) -> None:
        self._drop()
        then()
