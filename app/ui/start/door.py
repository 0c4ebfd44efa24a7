"""The door: opening, making and refusing evaluation files, with the ways out of everything that hinders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import JixiaoError
from app.services.files.backups import points, put_back
from app.services.files.intake import take_in
from app.services.files.making import make_evaluation
from app.services.files.places import proposed_folder
from app.services.live.rescue import drop_rescued, list_rescued, take_back
from app.services.packs.managing import add_pack, all_packs
from app.services.samples import build_sample, sample_titles
from app.services.settings import Settings
from app.ui import words
from app.ui import words_window as said
from app.ui.asking import ask
from app.ui.desk import Desk
from app.ui.start.backups import BackupsDialog
from app.ui.start.new import NewPage, Wanted
from app.ui.start.page import Choice, StartPage

Guard = Callable[[Callable[[], None]], None]

_CAN_VIEW: Final = frozenset(
    {"file.locked", "file.read_only", "file.folder_read_only", "file.lock_lost", "file.busy", "file.disk_full"}
)


class Door(QObject):
    """Leads from the start page to an open evaluation."""

    page_wanted = Signal(QWidget)
    left = Signal()
    """The page that begins an evaluation was left."""
    said = Signal(str)
    """Something worth knowing happened."""
    named = Signal(str)
    """The 填报人姓名 was given at the first start; empty when the question was put off."""

    def __init__(self, desk: Desk, window: QWidget, guard: Guard) -> None:
        """Build the pages before an evaluation; `guard` does something once nothing of what is open can be lost."""
        super().__init__(window)
        self.desk, self._window, self._guard = desk, window, guard
        self.settings = Settings()
        self.start, self.new = StartPage(), NewPage()
        self.start.open_asked.connect(self.open)
        self.start.new_asked.connect(self.begin)
        self.start.sample_asked.connect(self.open_sample)
        self.start.pack_asked.connect(self.install)
        self.start.named.connect(self.named)
        self.start.take_back_asked.connect(self.take_back)
        self.start.drop_asked.connect(self.ask_drop)
        self.new.left.connect(self.left)
        self.new.wanted.connect(self.make)

    @property
    def folder(self) -> Path:
        """Return where new files go."""
        return proposed_folder(self.settings.folder)

    def show_start(self, settings: Settings) -> None:
        """Show the start page with what was open lately."""
        self.settings = settings
        self.start.show_recent(settings.recent)
        self.start.show_samples(sample_titles())
        self.start.show_rescued(list_rescued())
        self.start.ask_name(asked=bool(settings.name) or settings.name_asked)
        self.page_wanted.emit(self.start)

    # ---- opening ----

    def open(
        self, path: Path, *, viewing: bool = False, take_over: bool = False, then: Callable[[], object] = bool
    ) -> None:
        """Open a file; when something hinders, say it and offer the ways out. What is open already stays open."""
        if self.desk.is_open and _same(self.desk.session.path, path) and not take_over:
            self.left.emit()
            return
        self._guard(lambda: self._open(path, viewing, take_over, then))

    def _open(self, path: Path, viewing: bool, take_over: bool, then: Callable[[], object]) -> None:
        try:
            self.desk.open(path, viewing=viewing, take_over=take_over)
        except JixiaoError as problem:
            self._hindered(problem, self._ways(path, problem))
        else:
            self.start.say(None)
            then()

    def take(self, paths: Sequence[Path]) -> None:
        """Open what was dropped or named at the start: one evaluation file; anything else is said."""
        try:
            taken = take_in(paths, self.folder)
        except JixiaoError as problem:
            self._hindered(problem)
            return
        if taken.unpacked:
            self.said.emit(said.DROPPED_ZIP.format(name=taken.path.name, folder=taken.path.parent))
        self.open(taken.path)

    def ask_file(self) -> None:
        """Ask for a file and open it."""
        self.start.ask_file()

    def _hindered(self, problem: JixiaoError, ways: Sequence[Choice] = ()) -> None:
        """Say a problem: on the start page, or over the evaluation that is open and stays."""
        if self.desk.is_open:
            ask(self._window, problem.what, problem.sentence(), [*ways, (words.CANCEL if ways else words.OK, None)])
            return
        self.start.say(problem, ways)
        self.page_wanted.emit(self.start)

    def _ways(self, path: Path, problem: JixiaoError) -> list[Choice]:
        ways: list[Choice] = []
        if problem.code in _CAN_VIEW:
            ways.append((words.ONLY_VIEW, lambda: self.open(path, viewing=True)))
            ways.append((said.SAVE_ONE, lambda: self.open(path, viewing=True, then=self._save_as)))
        if problem.code == "file.locked":
            ways.append((words.TAKE_OVER, lambda: self.open(path, take_over=True)))
        if problem.code == "file.missing":
            ways.append((said.OPEN_OTHER, self.ask_file))
        return [*ways, (words.FROM_BACKUP, lambda: self.show_backups(path)), (words.NEW, self.begin)]

    def _save_as(self) -> None:
        act = getattr(self._window, "ask_save_as", None)
        if act is not None:
            act()

    def open_sample(self, name: str) -> None:
        """Build a sample in the proposed folder and open it."""
        try:
            built = build_sample(name, self.folder / words.SAMPLE, lambda _: None)
        except JixiaoError as problem:
            self._hindered(problem)
            return
        self.open(built.path)

    # ---- backups and what was rescued ----

    def show_backups(self, path: Path | None = None) -> None:
        """Show the backups of a file, of what is open, or all there are."""
        session = self.desk.session if self.desk.is_open and path is None else None
        target = session.path if session is not None else path
        try:
            listed = points(session.file_id if session is not None else "", target.name if target else "")
        except JixiaoError as problem:
            self._hindered(problem)
            return
        dialog = BackupsDialog(listed, target, self._window)
        dialog.look.connect(partial(self.open, viewing=True))
        dialog.restore.connect(lambda point, place: self._guard(lambda: self.restore(point, place)))
        dialog.open()

    def restore(self, point: Path, target: Path) -> None:
        """Put a backup into a place and open it there; what stood there is kept beside it."""
        self.desk.close()
        try:
            aside = put_back(point, target, replace=target.exists())
        except JixiaoError as problem:
            self._hindered(problem, [(words.FROM_BACKUP, lambda: self.show_backups(target))])
            return
        self.open(target)
        text = said.RESTORED.format(aside=aside.name) if aside else said.RESTORED_PLAIN.format(path=target)
        self.said.emit(text)

    def take_back(self, kept: Path) -> None:
        """Open what could not be written last time, as a file of its own."""
        try:
            path = take_back(kept, self.folder)
        except JixiaoError as problem:
            self._hindered(problem)
            return
        self.open(path)

    def ask_drop(self, kept: Path) -> None:
        """Delete what could not be written last time, after a question."""
        ask(
            self._window,
            said.DROP_RESCUED_ASK,
            said.DROP_RESCUED_MORE,
            [(said.DELETE, lambda: self._drop(kept)), (words.CANCEL, None)],
        )

    def _drop(self, kept: Path) -> None:
        drop_rescued(kept)
        self.start.show_rescued(list_rescued())

    # ---- making ----

    def begin(self, sources: Sequence[Path] = (), target: Path | None = None) -> None:
        """Show the page that begins an evaluation; `target` is where it goes when a person said so already."""
        try:
            self.new.start(all_packs(), self.folder, sources, target)
        except JixiaoError as problem:
            self._hindered(problem)
            return
        self.page_wanted.emit(self.new)

    def make(self, wanted: Wanted) -> None:
        """Make the file and open it."""
        try:
            made = make_evaluation(
                wanted.path,
                pack_id=wanted.pack,
                year=wanted.year,
                unit=wanted.unit,
                sources=wanted.sources,
                card=wanted.card,
            )
        except JixiaoError as problem:
            self.new.say(problem)
            return
        self.open(wanted.path)
        if made is not None:
            self.said.emit(said.carried([(title, len(lines)) for title, lines in made.sections()]))

    def install(self, path: Path) -> None:
        """Take over a 表样 file."""
        try:
            add_pack(path)
        except JixiaoError as problem:
            self._hindered(problem)
            return
        self.begin()


def _same(one: Path, other: Path) -> bool:
    return one.absolute() == other.absolute() or (one.exists() and other.exists() and one.samefile(other))
