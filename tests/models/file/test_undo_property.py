"""Undo × n then redo × n restores the facts exactly, for any sequence of edits, moves and deletions."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.core.records import ROOT_ID, Address, Cell, CellOp, Facts, MetaOp, Op, Row, RowOp
from app.core.tree import row_tree
from app.models.file import EvaluationFile, PackBody, Who

BODY = b"{}"
PACK = PackBody(hashlib.sha256(BODY).hexdigest(), "probe", "1", BODY)
WHO = Who("王", "wang", "FIN-02")

KEYS = st.sampled_from(["name", "target", "actual", "budget.initial.total"])
FORMS = st.sampled_from(["", "", "", "att1"])
CELLS = st.builds(
    Cell,
    text=st.text(max_size=6) | st.sampled_from(["51万人", "——", "\U00020000𠮷", "'\"\\\0"]),
    state=st.sampled_from(["value", "na", "empty"]),
    measure=st.sampled_from(["", "元"]),
    origin=st.sampled_from(["typed", "overridden", "stated"]),
    note=st.sampled_from(["", "从严扣分"]),
    mark=st.sampled_from(["", "待核实"]),
)
FEW_CELLS = st.sampled_from([None, Cell("1"), Cell("1", note="从严扣分"), Cell("2")])
"""So few that quick edits often end where they began."""

Plain = tuple[dict[str, Row], dict[Address, Cell], dict[str, str]]


def plain(facts: Facts) -> Plain:
    """Return the facts as three flat dictionaries."""
    cells = {Address(row, *at): cell for row, held in facts.cells.items() for at, cell in held.items()}
    return dict(facts.rows), cells, dict(facts.meta)


def applied(before: Plain, ops: Iterable[Op]) -> Plain:
    """Return the facts after operations, by the plainest possible means."""
    rows, cells, meta = dict(before[0]), dict(before[1]), dict(before[2])
    for op in ops:
        at, into = (
            (op.address, cells)
            if isinstance(op, CellOp)
            else (op.id, rows)
            if isinstance(op, RowOp)
            else (op.name, meta)
        )
        if op.after is None:
            into.pop(at, None)  # type: ignore[attr-defined]
        else:
            into[at] = op.after  # type: ignore[index]
    return rows, cells, meta


def content(facts: Plain) -> Plain:
    """Leave out who and when."""
    return facts[0], {at: replace(cell, by="", at="") for at, cell in facts[1].items()}, facts[2]


class UndoMachine(RuleBasedStateMachine):
    """A file beside a list of all states it went through."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="jixiao-undo-"))
        self.now = datetime(2025, 5, 19, 10, 5, tzinfo=UTC)
        self.number = 0
        self.joinable: Address | None = None

    @initialize()
    def make(self) -> None:
        path = self.folder / "a.jxzp"
        self.file = EvaluationFile.create(path, pack=PACK, meta={}, who=WHO, clock=lambda: self.now)
        self.states = [plain(self.file.read())]
        self.place = 0

    def teardown(self) -> None:
        if hasattr(self, "file"):
            self.file.close()
        shutil.rmtree(self.folder)

    @property
    def present(self) -> Plain:
        return self.states[self.place]

    def commit(self, ops: list[Op], *, merge: bool = False) -> None:
        wanted = applied(self.present, ops)
        step = self.file.commit("编辑", ops, merge=merge)
        reached = applied(self.present, step.ops)
        assert content(reached) == content(wanted)
        if content(wanted) == content(self.present):
            assert step.no == 0
            return
        single = step.ops[0].address if len(step.ops) == 1 and isinstance(step.ops[0], CellOp) else None
        if merge and single is not None and single == self.joinable and self.place == len(self.states) - 1:
            self.states[self.place] = reached
            if content(reached) == content(self.states[self.place - 1]):
                del self.states[self.place]
                self.place -= 1
                single = None
        else:
            self.states[self.place + 1 :] = [reached]
            self.place += 1
        self.joinable = single

    @rule(data=st.data(), key=KEYS, form=FORMS, cell=st.none() | CELLS, merge=st.booleans())
    def edit_cell(self, data: st.DataObject, key: str, form: str, cell: Cell | None, *, merge: bool) -> None:
        row = data.draw(st.sampled_from(sorted(self.present[0])))
        self.commit([CellOp(Address(row, key, form), cell)], merge=merge)

    @rule(first=FEW_CELLS, second=FEW_CELLS)
    def edit_one_cell_quickly(self, first: Cell | None, second: Cell | None) -> None:
        for cell in (first, second):
            self.commit([CellOp(Address(ROOT_ID, "name"), cell)], merge=True)

    @rule(
        data=st.data(), table=st.sampled_from(["projects", "indicators"]), rank=st.text("abz", max_size=3), cell=CELLS
    )
    def add_row(self, data: st.DataObject, table: str, rank: str, cell: Cell) -> None:
        parent = data.draw(st.sampled_from(sorted(self.present[0])))
        self.number += 1
        new = f"r{self.number}"
        self.commit([CellOp(Address(new, "name"), cell), RowOp(new, Row(new, table, parent, rank))])

    @rule(data=st.data(), rank=st.text("abz", max_size=3))
    def move_row(self, data: st.DataObject, rank: str) -> None:
        rows = self.present[0]
        moved = data.draw(st.sampled_from(sorted(rows)))
        if moved == ROOT_ID:
            return
        below = {moved, *row_tree(Facts(rows, {})).below(moved)}
        parent = data.draw(st.sampled_from(sorted(rows.keys() - below)))
        self.commit([RowOp(moved, replace(rows[moved], parent=parent, rank=rank))])

    @rule(data=st.data())
    def delete_row(self, data: st.DataObject) -> None:
        rows, cells, _ = self.present
        gone = data.draw(st.sampled_from(sorted(rows)))
        if gone == ROOT_ID:
            return
        ids = [*row_tree(Facts(rows, {})).below(gone), gone]
        ops: list[Op] = [CellOp(at, None) for at in cells if at.row in ids]
        self.commit([*ops, *(RowOp(row, None) for row in ids)])

    @rule(digest=st.sampled_from(["aa", "bb"]), sample=st.sampled_from([None, "yes"]))
    def change_settings(self, digest: str, sample: str | None) -> None:
        self.commit([MetaOp("pack", digest), MetaOp("sample", sample)])

    @rule()
    def undo(self) -> None:
        step = self.file.undo()
        assert (step is None) == (self.place == 0)
        if step is not None:
            self.joinable = None
            assert applied(self.present, step.ops) == self.states[self.place - 1]
            self.place -= 1

    @rule()
    def redo(self) -> None:
        step = self.file.redo()
        assert (step is None) == (self.place == len(self.states) - 1)
        if step is not None:
            self.joinable = None
            assert applied(self.present, step.ops) == self.states[self.place + 1]
            self.place += 1

    @precondition(lambda self: len(self.states) > 1)
    @rule(reopen=st.booleans())
    def undo_all_and_redo_all(self, *, reopen: bool) -> None:
        while self.place:
            self.undo()
            assert plain(self.file.read()) == self.present
        if reopen:
            self.reopen()
        while self.place < len(self.states) - 1:
            self.redo()
            assert plain(self.file.read()) == self.present

    @rule()
    def reopen(self) -> None:
        self.file.close()
        self.joinable = None
        self.file = EvaluationFile.open(
            self.file.path, who=WHO, clock=lambda: self.now, backups=self.folder / "backups"
        )

    @rule(seconds=st.sampled_from([1, 30]))
    def wait_a_little(self, seconds: int) -> None:
        """Too little to end a step: the machine's clock goes on by at most half a minute between two edits."""
        self.now += timedelta(seconds=seconds)
        self.joinable = self.joinable if seconds < 2 else None
        if self.joinable is None:
            self.now += timedelta(seconds=60)

    @invariant()
    def the_file_holds_the_present_state(self) -> None:
        if hasattr(self, "file"):
            assert plain(self.file.read()) == self.present
            done = [step for step in self.file.history(10_000) if not step.undone]
            assert len(done) == self.place


TestUndo = UndoMachine.TestCase
TestUndo.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
