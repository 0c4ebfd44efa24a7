"""The evaluation on the desk: one open session, what changes in it, how its file stands, what the audit says.

Pages listen to its signals and ask "does it touch me?"; they change the evaluation only through it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import EnvironmentProblem, JixiaoError, UserError
from app.core.records import ROOT_ID, Address
from app.services.editing.cells import CellView, set_value, view_cell
from app.services.editing.filling import fill_cells
from app.services.live.queue import Standing
from app.services.live.session import LiveSession
from app.services.review.auditing import Report
from app.services.session import SAMPLE, Changes

Result = TypeVar("Result")
_CALM = 300
"""Milliseconds of rest before the whole audit runs again."""


class Desk(QObject):
    """One open evaluation; none before `open`."""

    opened = Signal()
    closed = Signal()
    changed = Signal(object)
    """`Changes` of an edit; None when everything may be another (undo, local terms)."""
    standing = Signal(object)
    """`Standing` of the file."""
    refused = Signal(object, object)
    """An action was refused: the problem, and the `Address` it concerns (or None)."""
    audited = Signal(object)
    """`Report` of the whole audit."""
    go_asked = Signal(object)
    """Somebody wants to go to a cell: its `Address`."""
    calm = Signal()
    """Nothing was changed for a moment: time for the whole audit."""
    came = Signal(int, int)
    """How far a large edit is, of how much."""
    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing open."""
        super().__init__(parent)
        self._session: LiveSession | None = None
        self.name = ""
        self.output = ""
        self.enter_right = False
        self.report: Report | None = None
        self.units: dict[str, str] = {}
        """Pages on which people work in 元, by the page's id; kept in the settings."""
        self._told.connect(self._heard)  # from the file thread to this one
        self._rest = QTimer(self, singleShot=True, interval=_CALM)
        self._rest.timeout.connect(self.calm)
        self._then: Callable[[Changes], None] | None = None
        self._parts = QTimer(self, singleShot=True, interval=0)
        self._parts.timeout.connect(self._next_part)

    # ---- what is open ----

    @property
    def is_open(self) -> bool:
        """Say whether an evaluation is open."""
        return self._session is not None

    @property
    def session(self) -> LiveSession:
        """Return the open session."""
        if self._session is None:
            message = "nothing is open"
            raise RuntimeError(message)
        return self._session

    @property
    def is_sample(self) -> bool:
        """Say whether a sample is open."""
        return SAMPLE in self.session.facts.meta

    @property
    def title(self) -> str:
        """Return what the window is called: unit, year, and whether it is a sample or only looked at."""
        session = self.session
        unit, year = session.graph.printed("unit", "unit.name"), session.graph.printed("unit", "year")
        marks = [mark for mark, on in (("样例", self.is_sample), ("只能查看", session.viewing)) if on]
        return " ".join(
            part for part in (unit, f"{year}年度自评" if year else "", *(f"【{m}】" for m in marks)) if part
        )

    def open(self, path: Path, *, viewing: bool = False, take_over: bool = False) -> None:
        """Open a file in place of what is open.

        Raises:
            JixiaoError: it cannot be opened; what was open before stays.
        """
        session = LiveSession.open_live(
            path, self._told.emit, name=self.name, mode="view" if viewing else "edit", take_over=take_over
        )
        self.close()
        self._session = session
        self.opened.emit()
        self._rest.start()

    def close(self) -> None:
        """Close what is open, written to the end."""
        if self._session is not None:
            self.finish()
            self._rest.stop()
            self._session.close()
            self._session = None
            self.report = None
            self.closed.emit()

    # ---- actions ----

    def view(self, address: Address) -> CellView:
        """Return a cell as a person sees it."""
        return view_cell(self.session, address)

    def set(self, address: Address, text: str, note: str = "") -> bool:
        """Fill in a cell; False when it was refused (`refused` says why, nothing changed)."""
        return self.do(lambda: set_value(self.session, address, text, note=note), address) is not None

    def fill(self, cells: Sequence[tuple[Address, str]], label: str = "粘贴") -> None:
        """Fill in many cells as one step; the first that is refused is said, with how many more there are."""
        filled = self.do(lambda: fill_cells(self.session, cells, label)) if cells else None
        if filled is not None and filled.refused:
            address, problem = filled.refused[0]
            self.refused.emit(problem, address)

    def do(self, action: Callable[[], Result], about: Address | None = None) -> Result | None:
        """Carry out an action of the services and tell everybody; None when it was refused."""
        self.finish()
        pack = self.session.pack
        try:
            result = action()
        except (UserError, EnvironmentProblem) as problem:
            self.refused.emit(problem, about)
            return None
        changes = result if isinstance(result, Changes) else _changes_in(result)
        self._tell(changes if self.session.pack is pack else None)
        return result

    def do_in_parts(self, action: Callable[[], Result], then: Callable[[Result], None]) -> None:
        """Carry out an action that may be large, a part at a time so that the window lives; then call back.

        Whatever else is done meanwhile is done after it. A refusal is said as by `do`, without calling back.
        """
        self.finish()
        try:
            with self.session.in_parts():
                result = action()
        except (UserError, EnvironmentProblem) as problem:
            self.refused.emit(problem, None)
            return

        def end(changes: Changes | None) -> None:
            self._tell(changes)
            then(result)

        if self.session.coming:
            self._then = end
            self._parts.start()
        else:
            end(_changes_in(result))

    def _next_part(self) -> None:
        if self._session is None or self._then is None:
            return
        done, whole, changes = self._session.next_part()
        if self._session.coming:
            self.came.emit(done, whole)
            self._parts.start()
        else:
            then, self._then = self._then, None
            then(changes)

    def finish(self) -> None:
        """Finish a large edit at once, before something else is done."""
        self._parts.stop()
        while self._then is not None and self._session is not None:
            self._next_part()
            self._parts.stop()

    def take_report(self, report: Report) -> None:
        """Keep what the audit found and tell everybody."""
        self.report = report
        self.audited.emit(report)

    def save(self) -> None:
        """Write what waits now and keep a restore point (备份)."""
        self.finish()
        try:
            self.session.keep_point()
        except JixiaoError as problem:
            self.refused.emit(problem, None)
        self.standing.emit(self.session.standing)

    def undo(self) -> str:
        """Take back the last step; return its name, empty when there is none."""
        return self._step(self.session.undo)

    def redo(self) -> str:
        """Bring back the step undone last; return its name, empty when there is none."""
        return self._step(self.session.redo)

    def _step(self, move: Callable[[], object]) -> str:
        self.finish()
        try:
            step = move()
        except JixiaoError as problem:
            self.refused.emit(problem, None)
            return ""
        if step is None:
            return ""
        self._tell(None)
        return str(getattr(step, "label", ""))

    def _heard(self, _then: Standing) -> None:
        """Say how the file stands now: another edit may wait since its thread spoke."""
        if self._session is not None:
            self.standing.emit(self._session.standing)

    def _tell(self, changes: Changes | None) -> None:
        self.changed.emit(changes)
        self.standing.emit(self.session.standing)
        self._rest.start()


def touches(changes: Changes | None, address: Address) -> bool:
    """Say whether a change may concern a cell."""
    return changes is None or address[:2] in changes.cells or address[:2] in changes.also


def touches_root(changes: Changes | None) -> bool:
    """Say whether a change may concern what is said of the unit itself: its name, the year, the deadline."""
    return changes is None or bool(changes.rows) or any(row == ROOT_ID for row, _ in changes.cells)


def _changes_in(result: object) -> Changes | None:
    """Return the changes an action gave back, alone or beside something else."""
    parts = result if isinstance(result, tuple) else (getattr(result, "changes", None),)
    return next((part for part in parts if isinstance(part, Changes)), None)


def clock_of(standing: Standing) -> str:
    """Return the time of the last commit as people read it: 10:32."""
    return standing.at[11:16]
