"""Drafting a report again: first what would change, section by section, then what was chosen of it as one step."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from app.documents.reports.outline import Draft
from app.documents.reports.pieces import SECTIONS, own_row
from app.services.editing.cells import DRAFT_MARK
from app.services.editing.chips import pieces_of
from app.services.editing.confirming import TEXT
from app.services.editing.reports import DraftCount, Drafted, Drafting, DraftTarget, DraftWalk, DraftWork
from app.services.session import Session

Kind = Literal["new", "blank", "draft", "own"]
"""What stands in the place of a draft: no such section, no text, an untouched draft, the words of a person."""

Path = tuple[str, ...]

USUAL: Final = frozenset({"blank", "draft"})
"""Kinds that are written unless somebody says otherwise: nothing of a person's is lost."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What drafting would do to one section: its place in the outline, what stands there, what would."""

    path: Path
    row: str
    heading: str
    kind: Kind
    now: str
    then: str


def plan_drafts(session: Session, report: str) -> list[Proposal]:
    """Return what drafting a report again would change, in the order of the report; nothing is changed."""
    work = DraftWork(session, renew=True, force=True)
    own = own_row(work.answers, report)
    if own is None:
        return []
    return list(_Planner(work, DraftCount(), DraftTarget(), report=report).plans(work.outline(report), own, ()))


def write_drafts(session: Session, report: str, chosen: Sequence[Proposal]) -> Drafting:
    """Write the drafts that were chosen, as one step.

    Raises:
        EnvironmentProblem: the file cannot be changed.
    """
    work = DraftWork(session, renew=True, force=True)
    own = own_row(work.answers, report)
    label, count = session.pack.reports[report].label or report, DraftCount()
    if own is not None:
        rows, paths = {one.row for one in chosen if one.row}, {one.path for one in chosen if not one.row}
        walk = _Chooser(work, count, DraftTarget(), rows=rows, paths=paths)
        walk.siblings(work.outline(report), own, (), fresh=False, inside=True)
    done = Drafted(report, label, count.added, count.written, count.kept)
    return work.commit(f"重新起草报告：{label}", [done])


@dataclass(frozen=True, slots=True)
class _Planner(DraftWalk):
    """Goes through the outline and tells what it would write."""

    report: str = ""

    def plans(self, drafts: Sequence[Draft], parent: str, path: Path) -> Iterator[Proposal]:
        """Yield what would change in sibling sections and what lies below them."""
        free = list(self.work.session.graph.children(parent, SECTIONS))
        for draft in drafts:
            here, row = (*path, draft.id), self.match(draft, free)
            if row is None:
                yield self.proposal(draft, here, "", "new")
                continue
            free.remove(row)
            kind = self.kind(draft, row)
            if kind is not None:
                yield self.proposal(draft, here, row, kind)
            yield from self.plans(draft.below, row, here)

    def kind(self, draft: Draft, row: str) -> Kind | None:
        """Return what stands in the place of a draft; None when it would change nothing."""
        cell = self.work.session.graph.cell(row, TEXT)
        if not draft.text or (cell is None and not draft.below and self.work.session.graph.children(row, SECTIONS)):
            return None
        if cell is None:
            return "blank"
        if cell.text == draft.text or not self.shown(row, draft.text, blank="").strip():
            return None
        return "draft" if cell.mark == DRAFT_MARK else "own"

    def proposal(self, draft: Draft, path: Path, row: str, kind: Kind) -> Proposal:
        """Return what would change in a section."""
        cell = self.work.session.graph.cell(row, TEXT) if row else None
        now = self.shown(row, cell.text) if cell is not None else ""
        heading = self.work.session.graph.printed(row, "heading") if row else self.shown("unit", draft.heading)
        return Proposal(path, row, heading, kind, now, self.shown(row or "unit", draft.text))

    def shown(self, row: str, text: str, blank: str = "（未填）") -> str:
        """Return what a stored text prints."""
        return "".join(piece.text for piece in pieces_of(self.work.session, row, text, self.report, blank))


@dataclass(frozen=True, slots=True)
class _Chooser(DraftWalk):
    """Goes through the outline and writes what was chosen."""

    rows: Collection[str] = field(default_factory=frozenset)
    paths: Collection[Path] = field(default_factory=frozenset)

    def siblings(self, drafts: Sequence[Draft], parent: str, path: Path, *, fresh: bool, inside: bool) -> None:
        """Go through sibling sections and what lies below them."""
        free = list(self.work.session.graph.children(parent, SECTIONS)) if not fresh else []
        before: str | None = None
        for draft in drafts:
            here, row = (*path, draft.id), self.match(draft, free)
            added = row is None and (fresh or here in self.paths)
            if row is not None:
                free.remove(row)
            elif added:
                row = self.new_section(draft, parent, before, fresh=fresh)
            if row is None:
                continue
            before = row
            if added or row in self.rows:
                self.write(draft, row)
            self.siblings(draft.below, row, here, fresh=added, inside=inside)
