"""Session: one open evaluation, its file, its pack and its graph of answers.

A change is committed to the file first and then applied to the graph, so a returned `Changes` is a confirmed edit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from app.answers.store import Store
from app.core.errors import DataError, UserError
from app.core.records import Address, CellOp, Facts, MetaOp, Op, RowOp
from app.core.tree import RowTree, row_tree
from app.models.file import EvaluationFile, StepInfo, Version, Who
from app.packs.schema import Pack
from app.services.packs.localising import local_terms, localise, usable_terms

PACK = "pack"
"""Meta entry: digest of the pack in use; takes part in undo."""

SAMPLE = "sample"
"""Meta entry: name of the sample the file was made from (样例), absent in real evaluations."""

Mode = Literal["edit", "view"]


@dataclass(frozen=True, slots=True)
class Changes:
    """What an action changed: its label, the cells set, every other place whose value may have changed, and rows.

    `rows` are those that came, went or moved.
    """

    label: str
    cells: frozenset[tuple[str, str]]
    also: frozenset[tuple[str, str]] = frozenset()
    step: str = ""
    rows: frozenset[str] = frozenset()


class Session:
    """One open evaluation. Use as a context manager; not shared between threads."""

    entry_unit: str = ""
    """The unit in which people type money at the moment, where they write none (元); empty: each field's own."""

    def __init__(self, file: EvaluationFile) -> None:
        """Read the file, load the pack it keeps, build the graph."""
        self._file = file
        self._tree: RowTree | None = None
        self.reload()

    @classmethod
    def open(cls, path: Path, *, mode: Mode = "edit", take_over: bool = False) -> Self:
        """Open an evaluation file.

        Raises:
            UserError: there is no such file.
            EnvironmentProblem: locked, foreign, newer, damaged, read-only.
            DataError: the pack kept in the file is not sound.
        """
        file = EvaluationFile.open(path, who=Who.here(), mode=mode, take_over=take_over)
        try:
            return cls(file)
        except BaseException:
            file.close()
            raise

    @property
    def file(self) -> EvaluationFile:
        """Return the file."""
        return self._file

    def reload(self) -> None:
        """Read everything from the file again (after undo, redo, a change of pack)."""
        facts = self.file.read()
        body = self.file.pack(facts.meta[PACK])
        if body is None:
            raise DataError(
                "file.no_pack",
                where=str(self.file.path),
                what="文件里没有它所用的表样",
                rule="自评文件要带着自己的表样",
                repair="请从备份恢复，或用 jixiao check 查看",
            )
        localised = localise(body.body, facts)
        self.pack: Pack = localised.pack
        self.graph = localised.graph
        self.unused_terms: Mapping[str, UserError] = localised.unused
        self.kept_pack = body

    @property
    def pack_body(self) -> bytes:
        """Return the resolved pack that the file keeps, without local terms."""
        return self.kept_pack.body

    @property
    def facts(self) -> Facts:
        """Return rows and cells as they stand now."""
        return self.graph.facts

    @property
    def tree(self) -> RowTree:
        """Return the tree of rows as it stands now; built once for each state of the rows."""
        facts = self.facts
        if self._tree is None or self._tree.rows is not facts.rows:
            self._tree = row_tree(facts)
        return self._tree

    def apply(self, label: str, ops: Sequence[Op], *, merge: bool = False) -> Changes:
        """Commit edits as one named step, then bring the graph up to date.

        Raises:
            UserError: a local term that does not fit the pack; nothing was changed.
            EnvironmentProblem: the commit failed (disk full, medium gone); nothing was changed.
        """
        self._check_terms(ops)
        step = self.file.commit(label, ops, merge=merge)
        changed = self.follow(step.ops)
        return changes_of(label, step.ops, changed, step.id)

    def undo(self) -> StepInfo | None:
        """Take back the last step; None when there is none."""
        return self._moved(self.file.undo())

    def redo(self) -> StepInfo | None:
        """Bring back the step that was undone last; None when there is none."""
        return self._moved(self.file.redo())

    def _moved(self, step: StepInfo | None) -> StepInfo | None:
        if step is not None:
            self.follow(step.ops)
        return step

    def _check_terms(self, ops: Sequence[Op]) -> None:
        """Refuse edits after which a local term would not fit; a change of pack sets those aside itself."""
        touching = [op for op in ops if touches_pack(op, self.facts)]
        if not touching or any(isinstance(op, MetaOp) for op in touching):
            return
        store = Store(self.facts)
        store.apply(touching)
        unused = usable_terms(self.pack_body, local_terms(store.facts))[1]
        for name, problem in unused.items():
            if name not in self.unused_terms:
                raise problem

    def follow(self, ops: Sequence[Op]) -> frozenset[tuple[str, str]]:
        """Bring the graph up to date with edits; a change of pack or local terms builds it anew from the file."""
        if any(touches_pack(op, self.facts) for op in ops):
            self.reload()
            return frozenset()
        return frozenset(self.graph.apply(ops))

    def versions(self, address: Address) -> list[Version]:
        """Return what a cell held before, the newest first."""
        return self.file.versions(address)

    def opening_words(self) -> list[str]:
        """Return in words what happened when the file was opened: a lock taken over, an older version brought up."""
        opening = self.file.opening
        words = []
        if opening.taken_over is not None:
            holder = opening.taken_over
            words.append(f"本文件原由“{holder.user}（{holder.computer}）”打开，现由本机继续填写。")
        if opening.migrated_from is not None:
            words.append(f"本文件由较早版本（{opening.migrated_from}）的程序生成，已升级，升级前的文件已备份。")
        words += [f"本地要求没有使用：{problem.sentence()}" for problem in self.unused_terms.values()]
        return words

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


def changes_of(label: str, ops: Sequence[Op], changed: frozenset[tuple[str, str]], step: str = "") -> Changes:
    """Return what edits changed; `changed` are all places whose value may be another."""
    cells = frozenset((op.address.row, op.address.key) for op in ops if isinstance(op, CellOp))
    rows = frozenset(op.id for op in ops if isinstance(op, RowOp))
    return Changes(label, cells, changed - cells, step, rows)


def touches_pack(op: Op, facts: Facts) -> bool:
    """Say whether an edit changes the pack or the local terms, so that all formulas must be built anew."""
    if isinstance(op, MetaOp):
        return op.name == PACK
    row_id = op.address.row if isinstance(op, CellOp) else op.id
    after = op.after if isinstance(op, RowOp) else None
    row = after or facts.rows.get(row_id)
    return row is not None and row.table == "terms"
