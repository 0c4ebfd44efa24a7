"""Session: one open evaluation, its file, its pack and its graph of answers.

A change is committed to the file first and then applied to the graph, so a returned `Changes` is a confirmed edit.
"""

from __future__ import annotations

import getpass
import platform
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from app.answers.graph import AnswerGraph
from app.core.records import Address, Facts, Op
from app.core.tree import RowTree, row_tree
from app.models.file import EvaluationFile, StepInfo, Who
from app.packs.loading import load_pack
from app.packs.local_terms import with_terms
from app.packs.schema import Pack

PACK = "pack"
"""Meta entry: digest of the pack in use; takes part in undo."""

SAMPLE = "sample"
"""Meta entry: name of the sample the file was made from (样例), absent in real evaluations."""

Mode = Literal["edit", "view"]


def current_user() -> Who:
    """Return who works here: the account and the computer, as the lock and the history name them."""
    name = "未知"
    with suppress(OSError, KeyError, ImportError):  # no account name in a bare container: the lock says 未知
        name = getpass.getuser()
    return Who(user=name, computer=platform.node() or "未知")


def now() -> str:
    """Return the present time as the records keep it (ISO 8601, seconds, UTC)."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Changes:
    """What an action changed: its label, the cells set, and every other place whose value may have changed."""

    label: str
    cells: frozenset[tuple[str, str]]
    also: frozenset[tuple[str, str]] = frozenset()
    step: str = ""


class Session:
    """One open evaluation. Use as a context manager; not shared between threads."""

    def __init__(self, file: EvaluationFile, who: Who) -> None:
        """Read the file, load the pack it keeps, build the graph."""
        self.file = file
        self.who = who
        self.reload()

    @classmethod
    def open(cls, path: Path, *, mode: Mode = "edit", take_over: bool = False) -> Self:
        """Open an evaluation file.

        Raises:
            UserError: there is no such file.
            EnvironmentProblem: locked, foreign, newer, damaged, read-only.
            DataError: the pack kept in the file is not sound.
        """
        who = current_user()
        file = EvaluationFile.open(path, who=who, mode=mode, take_over=take_over)
        try:
            return cls(file, who)
        except BaseException:
            file.close()
            raise

    def reload(self) -> None:
        """Read everything from the file again (after undo, redo, a change of pack)."""
        self.facts_at_open: Facts = self.file.read()
        body = self.file.pack(self.facts_at_open.meta[PACK])
        self.pack: Pack = with_terms(load_pack(body.body), local_terms(self.facts_at_open))
        self.graph = AnswerGraph(self.pack, self.facts_at_open)

    @property
    def facts(self) -> Facts:
        """Return rows and cells as they stand now."""
        return self.graph.facts

    @property
    def tree(self) -> RowTree:
        """Return the tree of rows as it stands now."""
        return row_tree(self.facts)

    def apply(self, label: str, ops: Sequence[Op], *, merge: bool = False) -> Changes:
        """Commit edits as one named step, then bring the graph up to date.

        Raises:
            EnvironmentProblem: the commit failed (disk full, medium gone); nothing was changed.
        """
        step = self.file.commit(label, ops, merge=merge)
        if any(_touches_pack(op, self.facts) for op in ops):
            self.reload()
            return Changes(label, _cells(ops), step=step.id if step else "")
        changed = self.graph.apply(ops)
        cells = _cells(ops)
        return Changes(label, cells, frozenset(changed) - cells, step.id if step else "")

    def undo(self) -> StepInfo | None:
        """Take back the last step; None when there is none."""
        step = self.file.undo()
        if step:
            self.reload()
        return step

    def redo(self) -> StepInfo | None:
        """Bring back the step that was undone last; None when there is none."""
        step = self.file.redo()
        if step:
            self.reload()
        return step

    def close(self) -> None:
        """Close the file and give its lock back."""
        self.file.close()

    def __enter__(self) -> Self:
        """Return the session itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the session."""
        self.close()

    def label(self, address: Address) -> str:
        """Return the words for a cell: the row's title and the label of the column."""
        row = self.facts.rows[address.row]
        meaning = self.pack.fields.get(row.table, {}).get(address.key)
        label = meaning.label if meaning else address.key
        title = self.title(address.row)
        return f"{title}“{label}”" if title else f"“{label}”"

    def title(self, row_id: str) -> str:
        """Return the words for a row: its table and place, and its title where it has one; empty for the root."""
        row = self.facts.rows[row_id]
        if row.parent is None:
            return ""
        table = self.pack.tables[row.table]
        above = self.title(row.parent)
        name = self.graph.printed(row_id, table.title) if table.title else ""
        own = f"{table.label}第{self.tree.place(row_id)}行" + (f"（{name}）" if name else "")
        return f"{above}{own}"


def local_terms(facts: Facts) -> dict[str, str]:
    """Return the local terms (本地要求) that are set in an evaluation: term id → value."""
    terms: dict[str, str] = {}
    for row in facts.rows.values():
        if row.table == "terms":
            cells = facts.cells.get(row.id, {})
            term, value = cells.get(("term", "")), cells.get(("value", ""))
            if term and value and term.text:
                terms[term.text] = value.text
    return terms


def _cells(ops: Sequence[Op]) -> frozenset[tuple[str, str]]:
    return frozenset((op.address.row, op.address.key) for op in ops if hasattr(op, "address"))


def _touches_pack(op: Op, facts: Facts) -> bool:
    """Say whether an edit changes the pack or the local terms, so that all formulas must be built anew."""
    if hasattr(op, "name"):
        return True
    row = facts.rows.get(op.address.row if hasattr(op, "address") else op.id)
    after = getattr(op, "after", None)
    return (row is not None and row.table == "terms") or getattr(after, "table", "") == "terms"
