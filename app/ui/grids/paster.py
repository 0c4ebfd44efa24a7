"""Pasting into a grid: read the clipboard (a large one on a thread), plan, fill in as one step, say what was left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QPersistentModelIndex, Signal
from PySide6.QtGui import QGuiApplication

from app.core.errors import JixiaoError
from app.core.records import Address
from app.services.editing.adding import fill_and_add
from app.services.editing.filling import Filled, fill_cells
from app.ui import words
from app.ui import words_grid as said
from app.ui.grids.model import CellModel, Spot, bare
from app.ui.grids.notes import Note
from app.ui.grids.plan import Left, Plan, make_plan, short
from app.ui.grids.ranges import LARGE, MOST_CELLS, Clip, Range, StoppedError, TooLargeError, clip_of, read_clip
from app.ui.jobs import Job

_LAST: Final = (1_000_000, 0)


class Paster(QObject):
    """Pastes into one grid."""

    told = Signal(object)
    """A `Note` on what became of it."""
    progress = Signal(int, int)

    def __init__(self, model: CellModel, parent: QObject | None = None) -> None:
        """Paste into a model."""
        super().__init__(parent)
        self._model = model
        self._job: Job | None = None
        self._adding = False
        model.desk.came.connect(self._came)

    @property
    def reading(self) -> bool:
        """Say whether a large clipboard is being read, or what was read still comes into the grid."""
        return self._adding or (self._job is not None and self._job.running)

    def paste(self, at: Spot | None, chosen: list[Spot]) -> None:
        """Paste the clipboard at a place."""
        if self.reading:
            return
        if self._model.desk.session.viewing:
            self.told.emit(Note(said.ONLY_VIEWING))
            return
        clip = clip_of(QGuiApplication.clipboard().mimeData())
        if at is None:
            self.told.emit(Note(said.NO_CELL))
        elif clip.size > LARGE and not clip.own:
            self._read_apart(clip, at, chosen)
        else:
            self._read_here(clip, at, chosen)

    def stop(self) -> None:
        """Give up reading."""
        if self._job is not None:
            self._job.stop()

    def _read_here(self, clip: Clip, at: Spot, chosen: list[Spot]) -> None:
        try:
            held = read_clip(clip)
        except TooLargeError:
            self.told.emit(Note(said.too_large(MOST_CELLS)))
            return
        self._take(held, at, chosen)

    def _read_apart(self, clip: Clip, at: Spot, chosen: list[Spot]) -> None:
        """Read on a thread; the place is kept while rows come and go."""
        place = QPersistentModelIndex(self._model.index(*at))
        job = self._job = Job(self)

        def watch(done: int, whole: int) -> bool:
            job.progress.emit("", done, whole)
            return not job.stopped()

        job.progress.connect(lambda _, done, whole: self.progress.emit(done, whole))
        job.done.connect(lambda held: self._arrived(held, place, at, chosen))
        job.failed.connect(self._failed)
        self.told.emit(Note(said.READING, busy=True))
        job.start(lambda _: read_clip(clip, watch))

    def _arrived(self, held: Range | None, place: QPersistentModelIndex, at: Spot, chosen: list[Spot]) -> None:
        if self._model.desk.is_open:
            self._take(held, (place.row(), place.column()) if place.isValid() else at, chosen)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, StoppedError):
            self.told.emit(Note(said.STOPPED))
        elif isinstance(error, TooLargeError):
            self.told.emit(Note(said.too_large(MOST_CELLS)))
        else:
            self.told.emit(Note(said.NOT_READ))
            raise error

    # ---- filling in ----

    def fill(self, cells: Sequence[tuple[Address, str]], label: str) -> None:
        """Fill in cells as one step and say what was left."""
        self._fill(Plan(cells=list(cells)), label)

    def _take(self, held: Range | None, at: Spot, chosen: list[Spot]) -> None:
        if held is None:
            self.told.emit(Note(said.NO_TEXT))
            return
        plan = make_plan(self._model, at, held, chosen)
        if plan.cells or plan.new:
            wide = max(len(held.cells(row)) for row in range(len(held.rows)))
            self._fill(plan, said.paste_step(len(held.rows), wide))
        else:
            self.told.emit(Note(said.not_pasted(len(plan.left)), plan.left) if plan.left else Note(said.NOTHING_NEW))

    def _fill(self, plan: Plan, label: str) -> None:
        """Fill in as one step, which may come in parts, and say what was left; a refusal of the whole is said."""
        desk = self._model.desk
        session, refused = desk.session, list[JixiaoError]()

        def act() -> Filled:
            if plan.listed is None:
                return fill_cells(session, plan.cells, label)
            return fill_and_add(session, (plan.listed.parent, plan.listed.table), plan.cells, plan.new, label)

        def hear(problem: JixiaoError, _about: object) -> None:
            refused.append(problem)

        def say(filled: Filled) -> None:
            self._adding = False
            self.told.emit(_note(plan, filled, self._model))

        desk.refused.connect(hear)
        self._adding = True
        desk.do_in_parts(act, say)
        desk.refused.disconnect(hear)
        self._adding = self._adding and session.coming
        if self._adding:
            self.told.emit(Note(said.COMING, busy=True, stops=False))
        for problem in refused:
            self.told.emit(Note(words.problem(problem.what, problem.rule)))

    def _came(self, done: int, whole: int) -> None:
        if self._adding:
            self.progress.emit(done, whole)


def _note(plan: Plan, filled: Filled, model: CellModel) -> Note | None:
    """Say what became of a paste; nothing where everything was taken and is seen."""
    seen = [one for one in plan.left if not _same_now(one, model)]
    left = [*seen, *(_refused(plan, model, at, problem) for at, problem in filled.refused)]
    left.sort(key=lambda one: min(model.spots(one.address), default=_LAST) if one.address is not None else _LAST)
    if not left and not plan.new:
        return None
    return Note(said.pasted(filled.done, len(plan.new), len(left)), left, undo=bool(filled.done or plan.new))


def _same_now(left: Left, model: CellModel) -> bool:
    """Say whether a computed cell has become what was to be pasted into it."""
    at = left.address
    return at is not None and left.reason == said.COMPUTED and bare(model.printed(at)) == bare(left.text)


def _refused(plan: Plan, model: CellModel, at: Address, problem: JixiaoError) -> Left:
    text = next((text for address, text in plan.cells if address == at), "")
    shown = text if text and text not in problem.what else ""
    return Left(model.label(at), short(shown), said.reason(problem.what, problem.rule), at)
