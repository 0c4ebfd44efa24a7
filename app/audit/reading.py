"""Answers that note what is read from them, and what is different between two sets of answers.

What is handed to the rules is one answer set for the whole life of an auditor; behind it stand the answers of the
moment, so that a view of a row that somebody kept looks at the present.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from app.answers.answer_set import AnswerSet
from app.audit.notebook import ANY, Node, Notebook, alike
from app.audit.timing import TimedView
from app.audit.view import AuditView, Within
from app.core.records import Cell, Facts
from app.documents.rows import RowView

Key = TypeVar("Key")
Part = TypeVar("Part")
Made = TypeVar("Made")
_ROW: Final = "@row"
_CELLS: Final = "@cells"
_LIST: Final = "@:"
_FORM: Final = "|"
_SHEETS: Final[Node] = ("@", "@sheets")
_OUT: Final[Node] = ("@", "@out")
_NONE: Final[Mapping[tuple[str, str], Cell]] = {}
_MISSING: Final = object()


class _Noted(Mapping[Any, Any]):
    """A mapping that notes each key that is asked for; whoever walks through it reads everything."""

    __slots__ = ("_node", "_notebook", "now")

    def __init__(self, notebook: Notebook, now: Mapping[Any, Any], node: Callable[[Any], Node]) -> None:
        self._notebook = notebook
        self._node = node
        self.now = now

    def get(self, key: Any, default: Any = None) -> Any:
        self._notebook.reads.add(self._node(key))
        return self.now.get(key, default)

    def __getitem__(self, key: Any) -> Any:
        self._notebook.reads.add(self._node(key))
        return self.now[key]

    def __contains__(self, key: object) -> bool:
        self._notebook.reads.add(self._node(key))
        return key in self.now

    def __iter__(self) -> Iterator[Any]:
        self._notebook.reads.add(ANY)
        return iter(self.now)

    def __len__(self) -> int:
        self._notebook.reads.add(ANY)
        return len(self.now)


class _Values(_Noted):
    """Values, texts or problems: their keys are their nodes."""

    __slots__ = ()

    def get(self, key: Any, default: Any = None) -> Any:
        self._notebook.reads.add(key)
        return self.now.get(key, default)


class _Cells(_Noted):
    """The cells of all rows, each row's noting in its turn."""

    __slots__ = ()

    def get(self, key: Any, default: Any = None) -> Any:
        if key in self.now:
            return _RowCells(self._notebook, key, self)
        self._notebook.reads.add((key, _CELLS))
        return default

    def __getitem__(self, key: Any) -> Any:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found


class _RowCells(Mapping[tuple[str, str], Cell]):
    """The cells of one row, noting each that is asked for."""

    __slots__ = ("_all", "_notebook", "_row")

    def __init__(self, notebook: Notebook, row: str, cells: _Cells) -> None:
        self._notebook = notebook
        self._row = row
        self._all = cells

    @property
    def _now(self) -> Mapping[tuple[str, str], Cell]:
        return self._all.now.get(self._row, _NONE)  # type: ignore[no-any-return]

    def get(self, key: tuple[str, str], default: Any = None) -> Any:
        self._notebook.reads.add(_cell_node(self._row, key))
        return self._now.get(key, default)

    def __getitem__(self, key: tuple[str, str]) -> Cell:
        self._notebook.reads.add(_cell_node(self._row, key))
        return self._now[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        self._notebook.reads.add((self._row, _CELLS))
        return iter(self._now)

    def __len__(self) -> int:
        self._notebook.reads.add((self._row, _CELLS))
        return len(self._now)


class _Sheets(tuple[Any, ...]):  # noqa: SLOT001 - a tuple has no room for slots with names
    """The scored sheets. Whoever looks at one of them reads them all."""

    notebook: Notebook

    def __getitem__(self, at: Any) -> Any:
        self.notebook.reads.add(_SHEETS)
        return super().__getitem__(at)

    def __iter__(self) -> Iterator[Any]:
        self.notebook.reads.add(_SHEETS)
        return super().__iter__()

    def __len__(self) -> int:
        self.notebook.reads.add(_SHEETS)
        return super().__len__()


class _Out(frozenset[str]):
    """The rows that are not in force. Whoever looks for one of them reads them all; most rules go by the lists."""

    notebook: Notebook

    def __contains__(self, row: object) -> bool:
        self.notebook.reads.add(_OUT)
        return super().__contains__(row)

    def __iter__(self) -> Iterator[str]:
        self.notebook.reads.add(_OUT)
        return super().__iter__()


def _cell_node(row: str, key: tuple[str, str]) -> Node:
    return (row, f"{key[0]}{_FORM}{key[1]}" if key[1] else key[0])


def _list_node(key: tuple[str, str]) -> Node:
    return (key[0], _LIST + key[1])


def _row_node(row: str) -> Node:
    return (row, _ROW)


class NotedAnswers:
    """An answer set that notes what is read from it, and is brought up to date in place."""

    def __init__(self, notebook: Notebook, answers: AnswerSet) -> None:
        """Put answers behind it."""
        self._notebook = notebook
        self._behind = answers
        self._values = [_Values(notebook, part, _own) for part in _valued(answers)]
        self._lists = _Noted(notebook, answers.lists, _list_node)
        self._rows = _Noted(notebook, answers.facts.rows, _row_node)
        self._cells = _Cells(notebook, answers.facts.cells, _row_node)
        self.answers = self._noted(answers)

    def follow(self, answers: AnswerSet) -> set[Node]:
        """Put later answers of the same pack behind it; return what is different in them."""
        different = differences(self._behind, answers)
        self._behind = answers
        for part, now in zip(self._values, _valued(answers), strict=True):
            part.now = now
        self._lists.now, self._rows.now, self._cells.now = answers.lists, answers.facts.rows, answers.facts.cells
        self.answers = self._noted(answers)
        return different

    def _noted(self, answers: AnswerSet) -> AnswerSet:
        out, sheets = _Out(answers.out), _Sheets(answers.sheets)
        out.notebook = sheets.notebook = self._notebook
        values, texts, problems = self._values
        facts = Facts(self._rows, self._cells, answers.facts.meta)
        mappings: dict[str, Any] = {"values": values, "texts": texts, "problems": problems, "lists": self._lists}
        return replace(answers, facts=facts, out=out, sheets=sheets, **mappings)


def _own(node: Node) -> Node:
    return node


def _valued(answers: AnswerSet) -> tuple[Mapping[Any, Any], ...]:
    return answers.values, answers.texts, answers.problems


def differences(before: AnswerSet, after: AnswerSet) -> set[Node]:
    """Return what somebody who read the earlier answers would now read otherwise."""
    found: set[Node] = set()
    for old, new in zip(_valued(before), _valued(after), strict=True):
        found.update(_changed(old, new))
    found.update(map(_list_node, _changed(before.lists, after.lists)))
    found.update(map(_row_node, _changed(before.facts.rows, after.facts.rows)))
    for row in _changed(before.facts.cells, after.facts.cells):
        found.add((row, _CELLS))
        cells = (facts.cells.get(row, _NONE) for facts in (before.facts, after.facts))
        found.update(_cell_node(row, key) for key in _changed(*cells))
    if before.out != after.out:
        found.add(_OUT)
    if not alike(before.sheets, after.sheets):
        found.add(_SHEETS)
    if found:
        found.add(ANY)
    return found


def _changed(old: Mapping[Key, Part], new: Mapping[Key, Part]) -> Iterator[Key]:
    """Yield the keys of what was added, taken away or replaced by something else."""
    for key, part in new.items():
        before = old.get(key, _MISSING)
        if before is not part and not alike(before, part):
            yield key
    if len(old) != len(new) or any(key not in new for key in old):
        yield from (key for key in old if key not in new)


@dataclass(frozen=True, slots=True)
class _RowsOf:
    """The rows of a table that are in force, anywhere in the tree."""

    table: str

    def __call__(self, view: AuditView) -> tuple[str, ...]:
        return tuple(row.row for row in AuditView.rows(view, self.table))


@dataclass(frozen=True, slots=True)
class NotedView(TimedView):
    """A view over noted answers: what several rules share is kept from audit to audit."""

    notebook: Notebook = field(kw_only=True)

    def _once(self, make: Callable[[AuditView], Made]) -> Made:
        """Return what a function makes of this view, made anew only when something it read has changed."""
        return self.notebook.shared(Within(self.scope, make) if self.scope else make, lambda: make(self))

    def rows(self, table: str) -> Iterator[RowView]:
        """Yield every row of a table that is in force."""
        for row in self.once(_RowsOf(table)):
            yield self.row(row)
