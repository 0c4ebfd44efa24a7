"""The audit kept up to date while somebody types: after an edit only what read something of it is asked again.

What each rule read is noted while it runs (`reading`, `notebook`): an expression row by row, a registered rule as a
whole, and what several rules share. The result is that of a full audit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.answers.answer_set import AnswerSet
from app.audit.compiling import CompiledRule, rules_of
from app.audit.engine import (
    FIGURES,
    MOST,
    Figures,
    Missed,
    Outcome,
    entry_of,
    figures_of,
    gather,
    not_in_force,
    put_together,
    told,
    year_of,
)
from app.audit.explaining import explained, given_of
from app.audit.notebook import SHARED, Node, Notebook, alike
from app.audit.reading import NotedAnswers, NotedView
from app.audit.report import SEVERITIES, Entry, Found, Report
from app.audit.running import at_row, refused, registered, scopes_of
from app.audit.timing import TimedView, Timer, TooSlowError
from app.documents.rows import RowView

_ALL: Final = ""
"""Names the outcome of a whole rule, where a row id names that of one row."""

_PART: Final = "@part:"
"""Begins the name of the outcome of a rule for one part."""

_UNKNOWN: Final = object()
"""A shared result that is like no other."""


class StoppedError(BaseException):
    """The audit was told to end. No `Exception`, so that no rule and nobody who reports faulty rules swallows it."""


def _never() -> bool:
    return False


@dataclass(slots=True)
class _Timer(Timer):
    """A timer that also asks whether the audit should end."""

    stop: Callable[[], bool] = _never

    def check(self) -> None:
        if self.stop():
            raise StoppedError
        Timer.check(self)


@dataclass(frozen=True, slots=True)
class _Failed:
    """What a rule raised at a row."""

    error: Exception


@dataclass(frozen=True, slots=True)
class _Part:
    """What a registered rule found in a part, and what it raised then."""

    found: tuple[Found | Missed, ...]
    error: Exception | None = None


class Auditor:
    """One evaluation under audit. Belongs to one thread, usually not that of the window."""

    def __init__(self, *, today_year: int | None = None) -> None:
        """Begin with nothing audited; see `audit` for `today_year`."""
        self._today_year = today_year
        self._timer = _Timer(0)
        self._notebook = Notebook()
        self._noted: NotedAnswers | None = None
        self._report: Report | None = None

    @property
    def report(self) -> Report | None:
        """Return the report of the last audit that went to its end."""
        return self._report

    def update(self, answers: AnswerSet, *, stop: Callable[[], bool] = _never) -> Report | None:
        """Audit answers; what reads nothing that changed since the last time is not asked again.

        What changed is found by comparing the answers, so that no edit can be forgotten. With another pack everything
        is audited.

        Args:
            answers: the answers.
            stop: asked between rules and rows; when it says yes the audit ends, and the next one goes on from there.

        Returns:
            the report, the same as that of a full audit; None when it was stopped.
        """
        self._timer.stop = stop
        try:
            view = self._follow(answers)
            self._renew_shared(view)
            self._report = put_together(
                answers, lambda rule: self._look(rule, view), lambda: self._figures(view), self._today_year
            )
        except StoppedError:
            return None
        return self._report

    def _follow(self, answers: AnswerSet) -> NotedView:
        """Put the answers behind the noted ones, and drop what reads something of their differences."""
        if self._noted is None or self._noted.answers.pack is not answers.pack:
            self._notebook = Notebook()
            self._noted = NotedAnswers(self._notebook, answers)
        else:
            self._drop(self._noted.follow(answers))
        self._notebook.reads = set()
        return NotedView(self._noted.answers, timer=self._timer, notebook=self._notebook)

    def _drop(self, nodes: Iterable[Node]) -> None:
        for (name, of), result in self._notebook.touch(nodes).items():
            if name == SHARED:
                self._notebook.before[of] = _UNKNOWN if of in self._notebook.before else result
            elif of != _ALL:
                self._notebook.drop((name, _ALL))

    def _renew_shared(self, view: NotedView) -> None:
        """Make again what rules share; who read it is only dropped where it came out otherwise."""
        changed = self._notebook.before
        while changed:
            function, before = next(iter(changed.items()))
            node: Node = (SHARED, function)
            if self._notebook.is_read(node) and not alike(before, self._made(function, view)):
                self._drop([node])
            del changed[function]

    def _made(self, function: object, view: NotedView) -> object:
        self._timer.again()
        try:
            return view.once(function)  # type: ignore[arg-type]
        except Exception:  # noqa: BLE001 - the rules that need it meet the same error, and report it
            return _UNKNOWN

    def _look(self, compiled: CompiledRule, view: NotedView) -> Outcome:
        self._timer.again()
        self._timer.check()
        return self._notebook.get((compiled.code, _ALL), lambda: gather(self._found(compiled, view), self._timer))

    def _figures(self, view: NotedView) -> Figures:
        self._timer.again()
        return self._notebook.get((FIGURES, _ALL), lambda: figures_of(view))

    def _found(self, compiled: CompiledRule, view: NotedView) -> Iterator[Found | Missed]:
        if compiled.python is not None:
            yield from self._registered(compiled, view)
            return
        for table in compiled.rule.for_:
            for row in view.rows(table):
                found = self._notebook.get((compiled.code, row.row), _asking(compiled, view, row))
                if isinstance(found, _Failed):
                    raise found.error
                if found is not None:
                    yield found

    def _registered(self, compiled: CompiledRule, view: NotedView) -> Iterator[Found | Missed]:
        """Ask a registered rule about each part it is asked about, as far as that has not been kept."""
        unlooked = refused(compiled, view)
        if unlooked is not None:
            yield from (told(compiled, view, one) for one in unlooked)
            return
        for scope in scopes_of(compiled, view):
            part = self._notebook.get((compiled.code, f"{_PART}{scope}"), _asking_part(compiled, view, scope))
            yield from part.found
            if part.error is not None:
                raise part.error


def _asking_part(compiled: CompiledRule, view: NotedView, scope: str) -> Callable[[], _Part]:
    """Return the question about a part."""

    def ask() -> _Part:
        found: list[Found | Missed] = []
        try:
            for hit in registered(compiled, view.within(scope)):
                found.append(told(compiled, view, hit))
                if len(found) > MOST:
                    break
        except TooSlowError:
            raise
        except Exception as error:  # noqa: BLE001 - kept like any other answer, and reported for the rule
            return _Part(tuple(found), error)
        return _Part(tuple(found))

    return ask


def _asking(compiled: CompiledRule, view: TimedView, row: RowView) -> Callable[[], Found | Missed | _Failed | None]:
    """Return the question to a row."""

    def ask() -> Found | Missed | _Failed | None:
        try:
            found = at_row(compiled, view, view.row(row.row))
            return None if found is None else told(compiled, view, found)
        except TooSlowError:
            raise
        except Exception as error:  # noqa: BLE001 - kept like any other answer, and reported for the rule
            return _Failed(error)

    return ask


def audit_cells(answers: AnswerSet, rows: Iterable[str], *, today_year: int | None = None) -> tuple[Entry, ...]:
    """Return what the expression rules of single rows say of them now: for the cell that is being typed.

    Fast enough for every keystroke; what other rows and registered rules say comes with the next `Auditor.update`.

    Args:
        answers: the answers.
        rows: ids of the rows; rows that are not there or not in force say nothing.
        today_year: see `audit`.
    """
    timer = Timer.start()
    view = TimedView(answers, timer=timer)
    present = [view.row(row) for row in rows if row in answers.facts.rows and answers.in_force(row)]
    year, given = year_of(answers, today_year), given_of(answers)
    entries = []
    for compiled in rules_of(answers.pack).rules:
        if compiled.python is not None or not_in_force(compiled.rule, year):
            continue
        timer.again()
        asked = (_asked(compiled, view, row) for row in present if row.table in compiled.rule.for_)
        hits = gather((found for found in asked if found is not None), timer).hits
        if hits:
            own = [said for said in given if said.code == compiled.code]
            entries.append(entry_of(compiled, explained(hits, own)))
    return tuple(sorted(entries, key=lambda entry: SEVERITIES.index(entry.severity)))


def _asked(compiled: CompiledRule, view: TimedView, row: RowView) -> Found | Missed | None:
    found = at_row(compiled, view, row)
    return None if found is None else told(compiled, view, found)
