"""The door: opening, making and refusing evaluation files, with the ways out of everything that hinders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import JixiaoError, UserError
from app.services.files.making import make_evaluation
from app.services.files.places import proposed_folder
from app.services.packs.managing import add_pack, all_packs
from app.services.samples import build_sample, sample_titles
from app.services.settings import Settings
from app.ui import words
from app.ui.desk import Desk
from app.ui.start.new import NewPage, Wanted
from app.ui.start.page import Choice, StartPage

_CAN_VIEW: Final = frozenset({"file.locked", "file.read_only", "file.folder_read_only", "file.lock_lost"})


class Door(QObject):
    """Leads from the start page to an open evaluation."""

    page_wanted = Signal(QWidget)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        """Build the pages before an evaluation."""
        super().__init__(parent)
        self.desk = desk
        self.settings = Settings()
        self.start, self.new = StartPage(), NewPage()
        self.start.open_asked.connect(self.open)
        self.start.new_asked.connect(self.begin)
        self.start.sample_asked.connect(self.open_sample)
        self.start.pack_asked.connect(self.install)
        self.new.left.connect(lambda: self.page_wanted.emit(self.start))
        self.new.wanted.connect(self.make)

    def show_start(self, settings: Settings) -> None:
        """Show the start page with what was open lately."""
        self.settings = settings
        self.start.show_recent(settings.recent)
        self.start.show_samples(sample_titles())
        self.page_wanted.emit(self.start)

    # ---- opening ----

    def open(self, path: Path, *, viewing: bool = False, take_over: bool = False) -> None:
        """Open a file; when something hinders, say it and offer the ways out."""
        try:
            self.desk.open(path, viewing=viewing, take_over=take_over)
        except JixiaoError as problem:
            self.start.say(problem, self._ways(path, problem))
            self.page_wanted.emit(self.start)
        else:
            self.start.say(None)

    def open_dropped(self, paths: Sequence[Path]) -> None:
        """Open what was dropped: one evaluation file; anything else is said."""
        files = [path for path in paths if path.suffix.lower() == ".jxzp" and path.is_file()]
        if len(paths) == 1 and files:
            self.open(files[0])
            return
        self.start.say(
            UserError(
                "drop.one",
                where="",
                what=f"拖来的是{len(paths)}个文件" if len(paths) > 1 else "拖来的不是自评文件",
                rule="一次拖一份自评文件（.jxzp）",
                repair="请重新拖动，或点“打开自评文件”",
            )
        )

    def _ways(self, path: Path, problem: JixiaoError) -> list[Choice]:
        ways: list[Choice] = []
        if problem.code in _CAN_VIEW:
            ways.append((words.ONLY_VIEW, lambda: self.open(path, viewing=True)))
        if problem.code == "file.locked":
            ways.append((words.TAKE_OVER, lambda: self.open(path, take_over=True)))
        return [*ways, (words.NEW, self.begin)]

    def open_sample(self, name: str) -> None:
        """Build a sample in the proposed folder and open it."""
        try:
            built = build_sample(name, proposed_folder(self.settings.folder) / words.SAMPLE, lambda _: None)
        except JixiaoError as problem:
            self.start.say(problem)
            return
        self.open(built.path)

    # ---- making ----

    def begin(self, sources: Sequence[Path] = ()) -> None:
        """Show the page that begins an evaluation."""
        try:
            self.new.start(all_packs(), proposed_folder(self.settings.folder), sources)
        except JixiaoError as problem:
            self.start.say(problem)
            return
        self.page_wanted.emit(self.new)

    def make(self, wanted: Wanted) -> None:
        """Make the file and open it."""
        try:
            make_evaluation(
                wanted.path, pack_id=wanted.pack, year=wanted.year, unit=wanted.unit, sources=wanted.sources
            )
        except JixiaoError as problem:
            self.new.say(problem)
            return
        self.open(wanted.path)

    def install(self, path: Path) -> None:
        """Take over a 表样 file."""
        try:
            add_pack(path)
        except JixiaoError as problem:
            self.start.say(problem)
            return
        self.begin()
