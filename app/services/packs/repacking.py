"""Change the pack of a filled evaluation (更换表样): preview, then one undoable step; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from app.answers.graph import AnswerGraph
from app.core.records import ROOT_ID, Address, Cell, CellOp, Facts, MetaOp, Op, Row
from app.packs.loading import load_pack
from app.packs.local_terms import with_terms
from app.packs.registry import Resolved, find
from app.packs.schema import Pack
from app.services.files.creating import pack_body
from app.services.packs.aside import TABLE, Aside, asides, put_aside, put_back
from app.services.packs.localising import local_terms, usable_terms
from app.services.review.scoring import Scores, score_graph
from app.services.session import PACK, Session

_TERMS = "terms"


@dataclass(frozen=True, slots=True)
class RepackReport:
    """What a change of pack does, in words: packs before and after, and lists of places."""

    before: str
    after: str
    scores: tuple[str, ...]
    homeless: tuple[str, ...]
    now_computed: tuple[str, ...]
    unused: tuple[str, ...]
    other_meaning: tuple[str, ...]
    returned: tuple[str, ...]

    def sections(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield titles and lines in the order a person reads them."""
        yield "得分有变", self.scores
        yield "没有地方放，已放入待处理", self.homeless
        yield "改为自动计算，原填的数保留但不再使用", self.now_computed
        yield "新表样不用，原填的内容保留", self.unused
        yield "栏名或口径有变，请核对", self.other_meaning
        yield "从待处理放回原处", self.returned

    def as_dict(self) -> dict[str, object]:
        """Return the report for `--json`."""
        return {
            "before": self.before,
            "after": self.after,
            "scores": list(self.scores),
            "homeless": list(self.homeless),
            "now_computed": list(self.now_computed),
            "unused": list(self.unused),
            "other_meaning": list(self.other_meaning),
            "returned": list(self.returned),
        }


def repack(path: Path, pack_id: str, *, dry_run: bool, take_over: bool = False) -> RepackReport:
    """Change the pack of an evaluation to the current revision of another, as one undoable step.

    Raises:
        UserError: no such pack.
        EnvironmentProblem: the file cannot be opened or written.
    """
    resolved = find(pack_id)
    with Session.open(path, mode="view" if dry_run else "edit", take_over=take_over) as session:
        plan = _plan(session, resolved)
        if not dry_run and plan.ops:
            session.file.keep_pack(pack_body(resolved))
            session.apply(f"更换表样为{resolved.id}", plan.ops)
        return plan.report


@dataclass(frozen=True, slots=True)
class _Plan:
    ops: list[Op]
    report: RepackReport


@dataclass(frozen=True, slots=True)
class _Move:
    """A change of pack while it is worked out."""

    session: Session
    new: Pack
    homeless_terms: frozenset[str]

    @property
    def facts(self) -> Facts:
        return self.session.facts

    def homeless_rows(self) -> list[Row]:
        """Return the rows without a place in the new pack, parents first."""
        found: dict[str, Row] = {}
        for row in self._from_the_root(ROOT_ID):
            if (row.parent or "") in found or not self._has_place(row, self.facts.rows):
                found[row.id] = row
        return list(found.values())

    def homeless_cells(self, gone: set[str]) -> list[tuple[Address, Cell]]:
        """Return the cells of rows that stay whose key or form the new pack does not have."""
        rows = [self.facts.rows[ROOT_ID], *self._from_the_root(ROOT_ID)]
        return [
            (Address(row.id, key, form), cell)
            for row in rows
            if row.id not in gone and row.table != TABLE
            for (key, form), cell in sorted(self.facts.cells.get(row.id, {}).items())
            if not self._has_cell(row.table, key, form)
        ]

    def returned(self, gone: set[str]) -> list[Aside]:
        """Return what was put aside earlier and has a free place in the new pack."""
        rows = {row_id: row for row_id, row in self.facts.rows.items() if row_id not in gone}
        back: list[Aside] = []
        for aside in asides(self.facts):
            at = aside.address
            if aside.row is not None:
                if at.row not in self.facts.rows and self._has_place(aside.row, rows):
                    rows[at.row] = aside.row
                    back.append(aside)
            elif at.row in rows and self.facts.cell(at) is None and self._has_cell(rows[at.row].table, at.key, at.form):
                back.append(aside)
        return back

    def other_units(self, gone: set[str]) -> list[CellOp]:
        """Return the edits that write the unit beside money that was typed in the old pack's unit.

        A bare figure counts in the unit of the pack; under a pack in 元 the same digits would mean another sum.
        """
        ops = []
        for row_id, cells in self.facts.cells.items():
            table = self.facts.rows[row_id].table
            old, new = self.session.pack.fields.get(table, {}), self.new.fields.get(table, {})
            for (key, form), cell in cells.items():
                money = key in old and key in new and old[key].kind == "money" and not form and row_id not in gone
                if not money or old[key].unit == new[key].unit or cell.state != "value" or "{{" in cell.text:
                    continue
                typed_in = cell.measure or old[key].unit
                measure = "" if typed_in == new[key].unit else typed_in
                ops.append(CellOp(Address(row_id, key), replace(cell, measure=measure)))
        return ops

    def _has_place(self, row: Row, rows: Mapping[str, Row]) -> bool:
        """Say whether a row can hang where it does under the new pack."""
        parent = rows.get(row.parent or "")
        table = self.new.tables.get(row.table)
        if row.table == _TERMS and row.id in self.homeless_terms:
            return False
        return row.table == TABLE or (table is not None and parent is not None and parent.table in table.parents)

    def _has_cell(self, table: str, key: str, form: str) -> bool:
        known = not form or form in self.new.forms or form in self.new.reports
        return known and key in self.new.fields.get(table, {})

    def _from_the_root(self, row_id: str) -> Iterator[Row]:
        for table in self.session.tree.tables_of(row_id):
            for child in self.session.tree.children[row_id, table]:
                yield self.facts.rows[child]
                yield from self._from_the_root(child)


def _plan(session: Session, resolved: Resolved) -> _Plan:
    """Work out the edits and the report without touching the file."""
    move = _move(session, resolved)
    rows = move.homeless_rows()
    gone = {row.id for row in rows}
    cells, returned = move.homeless_cells(gone), move.returned(gone)
    ops: list[Op] = [*move.other_units(gone), *put_aside(session.facts, session.tree, cells, rows)]
    ops += put_back(session.facts, returned)
    if session.facts.meta[PACK] != resolved.digest:
        ops.append(MetaOp(PACK, resolved.digest))
    after = AnswerGraph(move.new, session.facts)
    after.apply([op for op in ops if not isinstance(op, MetaOp)])
    report = RepackReport(
        before=f"{session.pack.id}（修订{session.pack.revision}）",
        after=f"{move.new.id}（修订{move.new.revision}）",
        scores=tuple(_score_changes(score_graph(session.graph), score_graph(after))),
        homeless=(*(_row_words(session, row) for row in rows), *(_words(session, *found) for found in cells)),
        now_computed=tuple(_now_computed(session, after)),
        unused=tuple(_unused(session, after)),
        other_meaning=(*_money_words(session.pack, move.new), *_other_meaning(session, move.new)),
        returned=tuple(_back_words(aside, after) for aside in returned),
    )
    return _Plan(ops, report)


def _move(session: Session, resolved: Resolved) -> _Move:
    """Lay the local terms that fit over the new pack; rows of the others have no place."""
    aside: dict[str, dict[str, str]] = {}
    for found in asides(session.facts):
        if found.cell is not None:
            aside.setdefault(found.address.row, {})[found.address.key] = found.cell.text
    waiting = {cells["term"]: cells["value"] for cells in aside.values() if {"term", "value"} <= set(cells)}
    used, unused = usable_terms(resolved.body, {**waiting, **local_terms(session.facts)})
    rows = {row.id: cell.text for row in session.facts.rows.values() if (cell := _term_of(session.facts, row))}
    rows |= {row_id: cells["term"] for row_id, cells in aside.items() if "term" in cells}
    homeless = frozenset(row_id for row_id, term in rows.items() if term in unused)
    pack = with_terms(resolved.body, used) if used else load_pack(resolved.body)
    return _Move(session, pack, homeless)


def _term_of(facts: Facts, row: Row) -> Cell | None:
    return facts.cell(Address(row.id, "term")) if row.table == _TERMS else None


# ---- words ----


def _words(session: Session, address: Address, cell: Cell) -> str:
    return f"{session.tree.address_path(address)} {session.label(address)} {cell.text or '（空）'}"


def _row_words(session: Session, row: Row) -> str:
    return f"{session.tree.path(row.id)} {session.title(row.id)}（整行）"


def _back_words(aside: Aside, after: AnswerGraph) -> str:
    row = after.facts.rows[aside.address.row]
    label = after.pack.tables[row.table].label
    if aside.cell is None:
        return f"{label}（整行）"
    return f"{label}“{after.pack.fields[row.table][aside.address.key].label}” {aside.cell.text or '（空）'}"


def _score_changes(before: Scores, after: Scores) -> Iterator[str]:
    found = {block.row: block for block in after.blocks}
    for old in before.blocks:
        new = found.get(old.row)
        if new is None:
            yield f"{old.name}：总分 {old.total.score or '无法计算'} → 不再计分"
            continue
        if old.total.score != new.total.score:
            yield f"{old.name}：总分 {old.total.score or '无法计算'} → {new.total.score or '无法计算'}"
        for one, two in zip(old.rows, new.rows, strict=False):
            if one.score != two.score:
                yield f"{old.name} “{one.level3}”：得分 {one.score or '无法计算'} → {two.score or '无法计算'}"


def _typed(session: Session, after: AnswerGraph) -> Iterator[tuple[Address, Cell]]:
    """Yield the cells of facts that stay where they are."""
    for row_id, cells in session.facts.cells.items():
        for (key, form), cell in cells.items():
            if not form and after.cell(row_id, key) is not None and session.facts.rows[row_id].table != TABLE:
                yield Address(row_id, key), cell


def _now_computed(session: Session, after: AnswerGraph) -> Iterator[str]:
    for address, cell in _typed(session, after):
        at = (address.row, address.key)
        if cell.origin != "overridden" and after.is_computed(*at) and not session.graph.is_computed(*at):
            yield f"{_words(session, address, cell)} → {after.printed(*at) or '无法计算'}"


def _unused(session: Session, after: AnswerGraph) -> Iterator[str]:
    """Yield rows and keys that counted and no longer do, because of a `when` of the new pack."""
    rows = {row for row in after.facts.rows if row in session.facts.rows}
    out = {row for row in rows if session.graph.in_force(row) and not after.in_force(row)}
    for row in sorted(out):
        yield _row_words(session, session.facts.rows[row])
    for address, cell in _typed(session, after):
        at = (address.row, address.key)
        if address.row not in out and session.graph.in_force(*at) and not after.in_force(*at):
            yield _words(session, address, cell)


def _money_words(old: Pack, new: Pack) -> Iterator[str]:
    if old.unit_of_money != new.unit_of_money:
        yield f"金额单位：{old.unit_of_money} → {new.unit_of_money}，已填的数按{old.unit_of_money}保留，印出时换算"


def _other_meaning(session: Session, new: Pack) -> Iterator[str]:
    seen = set()
    for row_id, cells in session.facts.cells.items():
        table = session.facts.rows[row_id].table
        for key, form in cells:
            old_field, new_field = session.pack.fields.get(table, {}).get(key), new.fields.get(table, {}).get(key)
            if form or not old_field or not new_field or (table, key) in seen:
                continue
            seen.add((table, key))
            if (old_field.label, old_field.kind) != (new_field.label, new_field.kind):
                yield f"{table}.{key}：“{old_field.label}” → “{new_field.label}”"
