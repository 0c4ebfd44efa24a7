"""Draft reports: rows for the sections of the pack's outline, texts whose figures are bound to the data.

What a person typed is never overwritten. A drafted text carries the mark 草稿 until somebody touches it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.answers.answer_set import AnswerSet
from app.core.errors import UserError
from app.core.ids import new_row_id
from app.core.ranks import after, between
from app.core.records import ROOT_ID, Address, Cell, CellOp, Op, Row, RowOp
from app.core.tree import parse_row_path
from app.documents.reports.facts import FACTS, SCHEME, FactName, find_fact
from app.documents.reports.outline import Binder, Draft, Outliner
from app.documents.reports.pieces import REPORTS, SECTIONS, own_row
from app.documents.reports.spans import spans_of
from app.documents.rows import Paper, RowView
from app.packs.templates import bound_rows
from app.services.editing.cells import DRAFT_MARK
from app.services.session import Session


@dataclass(frozen=True, slots=True)
class Drafted:
    """What drafting did to one report: sections added, texts written, texts of persons left as they are."""

    report: str
    label: str
    added: int
    written: int
    kept: int


@dataclass(frozen=True, slots=True)
class Drafting:
    """The outcome: every report that was looked at, rows of business facts that were added, the step (empty: none)."""

    reports: tuple[Drafted, ...]
    facts: int
    step: str


@dataclass(frozen=True, slots=True)
class DraftTarget:
    """One section: its ids in the outline from the top, or its row; neither: everything."""

    path: tuple[str, ...] = ()
    row: str = ""

    def __bool__(self) -> bool:
        return bool(self.path or self.row)

    def hits(self, path: tuple[str, ...], row: str | None) -> bool:
        """Say whether a section is what was asked for."""
        return not self or (row == self.row if self.row else path == self.path)

    def leads(self, path: tuple[str, ...]) -> bool:
        """Say whether the section lies at or below a path."""
        return bool(self.path) and self.path[: len(path)] == path


def draft_reports(session: Session, *, report: str = "", section: str = "", renew: bool = False) -> Drafting:
    """Draft reports in one step: add the sections of a report that has none, write the texts that are blank.

    Args:
        session: the open evaluation.
        report: id of one report; empty for all that the evaluation has.
        section: one section: its ids in the outline (`basics/staff`) or its row (`reports[1]/sections[2]`).
        renew: write anew what was drafted and not touched since.

    Raises:
        UserError: no such report or section.
    """
    names, target = _chosen(session, report, section)
    work = DraftWork(session, renew=renew)
    done = _done(work, names, target, section)
    return work.commit("起草报告" + (f"：{done[0].label}" if len(done) == 1 else ""), done)


def restore_draft(session: Session, section: str, *, report: str = "") -> Drafting:
    """Put the draft in the place of the text of one section, whoever wrote it; one step.

    Raises:
        UserError: no such section, or the outline has no draft for it.
    """
    names, target = _chosen(session, report, section)
    work = DraftWork(session, renew=True, force=True)
    done = _done(work, names, target, section)
    if not target or not any(one.written for one in done):
        raise UserError(
            "draft.none",
            where=section,
            what="这一节没有草稿可以恢复",
            rule="提纲里写了草稿的章节才能恢复",
            repair="请写明是哪一节；没有草稿的直接填写",
        )
    return work.commit(f"恢复草稿：{section}", done)


def _chosen(session: Session, report: str, section: str) -> tuple[list[str], DraftTarget]:
    """Return the reports that are asked for and the section in them."""
    reports = session.pack.reports
    if "[" in section or section.startswith("#"):
        row = parse_row_path(section, session.tree)
        return [_report_of(session, row)], DraftTarget(row=row)
    if report and report not in reports:
        raise UserError(
            "draft.report",
            where=report,
            what="没有这份报告",
            rule=f"报告有：{'、'.join(reports) or '（无）'}",
            repair="请改正报告的编号",
        )
    root = RowView(session.graph.snapshot(), ROOT_ID)
    in_use = [name for name, one in reports.items() if root.holds(one.when)]
    return [report] if report else in_use, DraftTarget(tuple(part for part in section.split("/") if part))


def _report_of(session: Session, row: str) -> str:
    """Return the id of the report that a row of sections belongs to."""
    rows, current = session.facts.rows, row
    while rows[current].table == SECTIONS and (above := rows[current].parent) is not None:
        current = above
    name = session.graph.printed(current, "report") if rows[current].table == REPORTS and current != row else ""
    if name not in session.pack.reports:
        raise _no_section(session.tree.path(row) or ROOT_ID)
    return name


def _done(work: DraftWork, names: Sequence[str], target: DraftTarget, section: str) -> list[Drafted]:
    """Draft the reports in which the section stands.

    Raises:
        UserError: it stands in none.
    """
    drafts = {name: work.outline(name) for name in names}
    found = [name for name in names if not target.path or _stands(drafts[name], target.path)]
    if target and not found:
        raise _no_section(section)
    return [work.report(name, drafts[name], target) for name in found]


def _stands(drafts: Sequence[Draft], path: tuple[str, ...]) -> bool:
    below = [draft for draft in drafts if draft.id == path[0]]
    return bool(below) and (len(path) == 1 or any(_stands(draft.below, path[1:]) for draft in below))


def _no_section(section: str) -> UserError:
    return UserError(
        "draft.section",
        where=section,
        what="提纲里没有这一节",
        rule="写提纲里的编号，一级一级用 / 隔开（例如 basics/staff），或写章节的行（例如 reports[1]/sections[2]）",
        repair="请改正，可用 jixiao packs show 查看提纲",
    )


@dataclass(slots=True)
class DraftCount:
    """What was done to one report so far."""

    added: int = 0
    written: int = 0
    kept: int = 0


@dataclass(slots=True)
class DraftWork:
    """One run: the edits it makes, the rows of business facts it adds. `force`: over texts of persons too."""

    session: Session
    renew: bool = False
    force: bool = False
    ops: list[Op] = field(default_factory=list)
    wanted: dict[FactName, str] = field(default_factory=dict)

    @property
    def answers(self) -> AnswerSet:
        """Return the answers as they stand before the run."""
        return self.session.graph.snapshot()

    def outline(self, name: str) -> tuple[Draft, ...]:
        """Return the sections of a report as the pack would write them now."""
        binder = Binder(self.answers, self.fact, own_row(self.answers, name))
        return Outliner(binder).report(self.session.pack.reports[name], ROOT_ID)

    def fact(self, wanted: FactName) -> str:
        """Return the row of a business fact, one that is still to be added where there is none."""
        found = find_fact(self.answers, wanted) or self.wanted.get(wanted)
        return found or self.wanted.setdefault(wanted, new_row_id())

    def report(self, name: str, drafts: Sequence[Draft], target: DraftTarget) -> Drafted:
        """Draft one report."""
        count = DraftCount()
        own = own_row(self.answers, name)
        fresh = own is None or not self.session.graph.children(own, SECTIONS)
        DraftWalk(self, count, target).siblings(
            drafts, own or self.new_report(name), (), fresh=fresh, inside=not target
        )
        label = self.session.pack.reports[name].label or name
        return Drafted(name, label, count.added, count.written, count.kept)

    def new_report(self, name: str) -> str:
        """Add the report's own row: what its cover and its closing lines say, bound to the unit."""
        report = self.session.pack.reports[name]
        row = self.add(REPORTS, ROOT_ID)
        binder = Binder(self.answers, self.fact)
        texts = {"report": name}
        if report.cover:
            texts |= {"cover.title": binder.text(report.cover_title, ROOT_ID), "cover.unit": "{{#unit/unit.name}}"}
        if any("closing.unit" in line for line in report.closing):
            texts["closing.unit"] = "{{#unit/unit.name}}"
        for key, text in texts.items():
            self.put(row, key, text)
        return row

    # ---- edits ----

    def add(self, table: str, parent: str, rank: str | None = None, row: str | None = None) -> str:
        """Add a row, at the end of its list where no rank is given."""
        ranks = [self.session.facts.rows[one].rank for one in self.session.graph.children(parent, table)]
        ranks += [
            op.after.rank for op in self.ops if isinstance(op, RowOp) and op.after and self.is_in(op, table, parent)
        ]
        new = Row(row or new_row_id(), table, parent, rank or after(max(ranks, default=None)))
        self.ops.append(RowOp(new.id, new))
        return new.id

    def is_in(self, op: RowOp, table: str, parent: str) -> bool:
        """Say whether an edit adds a row to a list."""
        return op.after is not None and (op.after.table, op.after.parent) == (table, parent)

    def put(self, row: str, key: str, text: str, *, mark: str = "") -> None:
        """Fill in a cell where the pack has its key."""
        table = next((op.after.table for op in self.ops if isinstance(op, RowOp) and op.id == row and op.after), "")
        if key in self.session.pack.fields.get(table or self.session.facts.rows[row].table, {}):
            self.ops.append(CellOp(Address(row, key), Cell(text, mark=mark)))

    def commit(self, label: str, done: Sequence[Drafted]) -> Drafting:
        """Make the edits one step, with the business facts that the texts speak of."""
        texts = [op.after.text for op in self.ops if isinstance(op, CellOp) and op.after is not None]
        spoken = {row for text in texts for row in bound_rows(text)}
        added = {name: row for name, row in self.wanted.items() if row in spoken}
        for name, row in added.items():
            self.add(FACTS, ROOT_ID, row=row)
            self.put(row, "name", name.label(self.session.pack))
            if scheme := name.scheme_label(self.session.pack):
                self.put(row, SCHEME, scheme)
        changes = self.session.apply(label, self.ops) if self.ops else None
        return Drafting(tuple(done), len(added), changes.step if changes is not None else "")


@dataclass(frozen=True, slots=True)
class DraftWalk:
    """Goes through an outline beside the rows of the evaluation."""

    work: DraftWork
    count: DraftCount
    target: DraftTarget

    def siblings(
        self, drafts: Sequence[Draft], parent: str, path: tuple[str, ...], *, fresh: bool, inside: bool
    ) -> None:
        """Draft sibling sections and what lies below them.

        `fresh`: the sections above were just added, so all are; `inside`: they are asked for.
        """
        free = list(self.work.session.graph.children(parent, SECTIONS))
        before: str | None = None
        for draft in drafts:
            here, row = (*path, draft.id), self.match(draft, free)
            if row is not None:
                free.remove(row)
            asked = inside or self.target.hits(here, row)
            added = row is None and (fresh or self.missing(draft, here, asked=asked))
            if added:
                row = self.new_section(draft, parent, before, fresh=fresh)
            if row is None:
                continue
            before = row
            if asked:
                self.write(draft, row)
            if not (self.work.force and asked):
                self.siblings(draft.below, row, here, fresh=added, inside=asked)

    def missing(self, draft: Draft, path: tuple[str, ...], *, asked: bool) -> bool:
        """Say whether a section that is not there is to be added to a report that has others.

        One that a person took out stays out unless it is asked for; rows of a list that came since are added.
        """
        return (
            self.target.leads(path) or (asked and bool(self.target)) or (self.work.renew and bool(draft.section.each))
        )

    def match(self, draft: Draft, rows: Sequence[str]) -> str | None:
        """Return the row of a section: by its id in the outline, else by its heading."""
        graph = self.work.session.graph
        heading = self.printed(draft.heading)
        named = [row for row in rows if graph.printed(row, "section") == draft.id]
        if named and not draft.section.each:
            return named[0]
        unnamed = named or [row for row in rows if not graph.printed(row, "section")]
        return next((row for row in unnamed if heading and _bare(graph.printed(row, "heading")) == heading), None)

    def printed(self, heading: str) -> str:
        """Return what a heading prints, bare."""
        return _bare("".join(span.text for span in spans_of(self.work.answers, ROOT_ID, heading, Paper())))

    def new_section(self, draft: Draft, parent: str, before: str | None, *, fresh: bool) -> str:
        """Add a section after the one before it; the program numbers it."""
        row = self.work.add(SECTIONS, parent, None if fresh else self.rank(parent, before))
        self.count.added += 1
        self.work.put(row, "section", draft.id)
        if draft.heading:
            self.work.put(row, "heading", draft.heading)
        return row

    def rank(self, parent: str, before: str | None) -> str:
        """Return a rank right after a sibling; the first place when there is none."""
        held = {
            row: self.work.session.facts.rows[row].rank for row in self.work.session.graph.children(parent, SECTIONS)
        }
        new = {op.id: op.after.rank for op in self.work.ops if isinstance(op, RowOp) and op.after}
        left = held.get(before or "") or new.get(before or "")
        right = min((rank for rank in held.values() if left is None or rank > left), default=None)
        return between(left, right)

    def write(self, draft: Draft, row: str) -> None:
        """Write the draft of a section where its text is blank, or where it may be written over."""
        graph = self.work.session.graph
        cell = graph.cell(row, "text")
        if not draft.text or (cell is None and not draft.below and graph.children(row, SECTIONS)):
            return  # nothing to say, or somebody divided the section and wrote the text below it
        if cell is None or self.work.force or (self.work.renew and cell.mark == DRAFT_MARK):
            if cell is None or (cell.text, cell.mark) != (draft.text, DRAFT_MARK):
                self.work.put(row, "text", draft.text, mark=DRAFT_MARK)
                self.count.written += 1
        elif cell.mark != DRAFT_MARK:
            self.count.kept += 1


def _bare(heading: str) -> str:
    """Return a heading without blanks and the mark at its end."""
    return "".join(heading.split()).rstrip("。：:")
