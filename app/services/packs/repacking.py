"""Change the pack of a filled evaluation (更换表样): preview, then one undoable step; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.answers.graph import AnswerGraph
from app.core.ids import new_row_id
from app.core.ranks import after as rank_after
from app.core.records import ROOT_ID, Address, Cell, CellOp, Facts, MetaOp, Op, Row, RowOp
from app.packs.loading import load_pack
from app.packs.local_terms import with_terms
from app.packs.registry import find
from app.packs.resolve import Resolved
from app.packs.schema import Pack
from app.services.files.creating import pack_body
from app.services.packs.localising import local_terms
from app.services.review.scoring import Scores, score_graph
from app.services.session import PACK, Session

_TABLE = "left"


@dataclass(frozen=True, slots=True)
class RepackReport:
    """What a change of pack does, in words: packs before and after, and lists of places."""

    before: str
    after: str
    scores: tuple[str, ...]
    homeless: tuple[str, ...]
    now_computed: tuple[str, ...]
    other_meaning: tuple[str, ...]
    returned: tuple[str, ...]

    def sections(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield titles and lines in the order a person reads them."""
        yield "得分有变", self.scores
        yield "没有地方放，已放入待处理", self.homeless
        yield "改为自动计算，原填的数保留但不再使用", self.now_computed
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
            "other_meaning": list(self.other_meaning),
            "returned": list(self.returned),
        }


def repack(path: Path, pack_id: str, *, dry_run: bool) -> RepackReport:
    """Change the pack of an evaluation to the current revision of another, as one undoable step.

    Raises:
        UserError: no such pack.
        EnvironmentProblem: the file cannot be opened or written.
    """
    resolved = find(pack_id)
    with Session.open(path, mode="view" if dry_run else "edit") as session:
        plan = _plan(session, resolved)
        if not dry_run and plan.ops:
            session.file.keep_pack(pack_body(resolved))
            session.apply(f"更换表样为{resolved.id}", plan.ops)
        return plan.report


@dataclass(frozen=True, slots=True)
class _Plan:
    ops: list[Op]
    report: RepackReport


def _plan(session: Session, resolved: Resolved) -> _Plan:
    """Work out the edits and the report without touching the file."""
    new = with_terms(resolved.body, _known_terms(session, resolved))
    homeless = list(_homeless(session, new))
    returned = list(_returned(session, new))
    ops = [*_put_aside(session, homeless), *_put_back(session, returned)]
    if session.facts.meta[PACK] != resolved.digest:
        ops.append(MetaOp(PACK, resolved.digest))
    after = AnswerGraph(new, _applied(session, new, ops))
    report = RepackReport(
        before=f"{session.pack.id}（修订{session.pack.revision}）",
        after=f"{new.id}（修订{new.revision}）",
        scores=tuple(_score_changes(score_graph(session.graph), score_graph(after))),
        homeless=tuple(f"{_words(session, a)} {cell.text}" for a, cell in homeless),
        now_computed=tuple(_now_computed(session, after)),
        other_meaning=tuple(_other_meaning(session, new)),
        returned=tuple(f"{_words(session, a)} {cell.text}" for _, a, cell in returned),
    )
    return _Plan(ops, report)


def _known_terms(session: Session, resolved: Resolved) -> dict[str, str]:
    terms = load_pack(resolved.body).terms
    return {name: value for name, value in local_terms(session.facts).items() if name in terms}


def _words(session: Session, address: Address) -> str:
    return f"{session.tree.address_path(address)} {session.label(address)}"


def _homeless(session: Session, new: Pack) -> Iterator[tuple[Address, Cell]]:
    """Yield cells whose key or form the new pack does not have."""
    for row_id, cells in session.facts.cells.items():
        fields = new.fields.get(session.facts.rows[row_id].table, {})
        for (key, form), cell in cells.items():
            if key not in fields or (form and form not in new.forms and form not in new.reports):
                yield Address(row_id, key, form), cell


def _returned(session: Session, new: Pack) -> Iterator[tuple[str, Address, Cell]]:
    """Yield cells put aside earlier whose place exists in the new pack and is free: row of `left`, address, cell."""
    for row in session.facts.rows.values():
        cells = session.facts.cells.get(row.id, {})
        about, text = cells.get(("about", "")), cells.get(("text", ""))
        if row.table != _TABLE or about is None or text is None:
            continue
        parts = about.text.split("|")
        if len(parts) != 3 or parts[0] not in session.facts.rows:
            continue
        address = Address(*parts)
        known = address.key in new.fields.get(session.facts.rows[address.row].table, {})
        if known and session.facts.cell(address) is None and (not address.form or address.form in new.forms):
            yield row.id, address, Cell(text.text, origin="stated" if address.form else "typed", note=text.note)


def _put_aside(session: Session, homeless: list[tuple[Address, Cell]]) -> list[Op]:
    rows = session.tree.children.get((ROOT_ID, _TABLE), ())
    rank = session.facts.rows[rows[-1]].rank if rows else None
    ops: list[Op] = []
    for address, cell in homeless:
        rank = rank_after(rank)
        row = Row(new_row_id(), _TABLE, ROOT_ID, rank)
        ops += [
            RowOp(row.id, row),
            CellOp(Address(row.id, "about"), Cell("|".join(address))),
            CellOp(Address(row.id, "text"), Cell(cell.text, note=cell.note)),
            CellOp(address, None),
        ]
    return ops


def _put_back(session: Session, returned: list[tuple[str, Address, Cell]]) -> list[Op]:
    ops: list[Op] = []
    for row_id, address, cell in returned:
        ops += [CellOp(address, cell), *(CellOp(Address(row_id, *k), None) for k in session.facts.cells[row_id])]
        ops.append(RowOp(row_id, None))
    return ops


def _applied(session: Session, new: Pack, ops: list[Op]) -> Facts:
    """Return the facts as they would stand after the edits."""
    graph = AnswerGraph(new, session.facts)
    graph.apply([op for op in ops if not isinstance(op, MetaOp)])
    return graph.facts


def _score_changes(before: Scores, after: Scores) -> Iterator[str]:
    for old, new in zip(before.blocks, after.blocks, strict=False):
        if old.total.score != new.total.score:
            yield f"{old.name}：总分 {old.total.score or '无法计算'} → {new.total.score or '无法计算'}"
        for one, two in zip(old.rows, new.rows, strict=False):
            if one.score != two.score:
                yield f"{old.name} “{one.level3}”：得分 {one.score or '无法计算'} → {two.score or '无法计算'}"


def _now_computed(session: Session, after: AnswerGraph) -> Iterator[str]:
    for row_id, cells in session.facts.cells.items():
        for (key, form), cell in cells.items():
            typed = cell.origin != "overridden" and not form
            if typed and after.is_computed(row_id, key) and not session.graph.is_computed(row_id, key):
                address = Address(row_id, key)
                yield f"{_words(session, address)} {cell.text} → {after.printed(row_id, key) or '无法计算'}"


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
