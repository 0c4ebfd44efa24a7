"""Defects of whole rows: rows dropped, reasons removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from app.core.records import Address, CellOp
from app.packs.schema_reports import Section
from tests.audit.mutation.kinds import Site, kind, said
from tests.audit.mutation.scene import Mutation, Node, Scene

_LISTS: Final = frozenset({"internal_units", "institutions", "duties", "regulations", "team", "attachments"})


@kind("原因删掉")
def reason_removed(scene: Scene, name: str) -> Iterator[Site]:
    """The reason of lost points, of a low rate, of what was left out is gone."""
    for node, cell in scene.typed:
        if node[1] in {"reason", "budget.rate_reason", "left_out.reason", "in_scope.reason"} and _is_due(scene, node):
            at = {node, *((node[0], key) for key in ("score", "actual", "budget.rate", "budget.executed.total"))}
            ops = (CellOp(Address(*node), None),)
            mutation = Mutation(name, frozenset(at), said(scene, node, cell.text, ""), ops)
            yield Site(node, lambda _, m=mutation: m)


def _is_due(scene: Scene, node: Node) -> bool:
    """Say whether a reason stands beside what it explains: points lost, a row left out."""
    row, key = node
    if key in {"left_out.reason", "in_scope.reason"}:
        return True
    kept = scene.facts.cell(Address(row, "score"))
    if kept is not None and kept.note:
        return False  # the note of the score tells it as well
    of = ("score", "weight") if key == "reason" else ("budget.score", "budget.weight")
    score, weight = (scene.answers.value(row, one) for one in of)
    return isinstance(score, Decimal) and isinstance(weight, Decimal) and score < weight


@kind("漏了一行")
def row_dropped(scene: Scene, name: str) -> Iterator[Site]:
    """A row is missing while its weight, its number in a list, its name or its figure stands elsewhere."""
    for row in sorted(scene.facts.rows.values(), key=lambda one: scene.tree.path(one.id)):
        if row.parent is not None and scene.answers.in_force(row.id) and (at := _missed(scene, row.id)):
            words = f"{scene.tree.path(row.id)}（{_title(scene, row.id)}）"
            mutation = Mutation(name, frozenset(at), words, scene.drop(row.id))
            yield Site((row.id, ""), lambda _, m=mutation: m)


def _title(scene: Scene, row: str) -> str:
    table = scene.pack.tables.get(scene.table(row))
    return scene.answers.printed(row, table.title) if table is not None and table.title else ""


def _missed(scene: Scene, row: str) -> set[Node]:
    """Return the places that tell that a row is missing; none where nothing does."""
    table = scene.table(row)
    parent = scene.facts.rows[row].parent or ""
    bound = {
        node for key, form in scene.facts.cells.get(row, {}) if not form for node in scene.graph.bound_to(row, key)
    }
    found = {node for node in bound if node[0] != row}
    if table == "indicators" and scene.answers.value(row, "weight") and scene.answers.value(row, "score") is not None:
        siblings = scene.tree.children[parent, table]
        found |= {(parent, key) for key in ("", "total.weight", "rows.weight", "budget.weight", "name")}
        found |= {(one, "weight") for one in siblings if one != row}
    title = _title(scene, row)
    if table in _LISTS | {"projects"} and title and _on_paper(scene, row):
        found |= _naming(scene, row, title)
    if table == "sections" and _outlined(scene, row):
        found |= _around(scene, row)
    return found


def _on_paper(scene: Scene, row: str) -> bool:
    """Say whether a row is printed or goes into something that is; a list for the clerk alone is not missed."""
    cells = {node for node, _ in scene.typed if node[0] == row}
    return any(node in scene.papers or scene.graph.dependents(*node) for node in cells)


def _naming(scene: Scene, row: str, title: str) -> set[Node]:
    """Return the cells that name a row by hand, and those that count its list."""
    inside = {row, *scene.tree.below(row)}
    naming = {
        (prose.address.row, prose.address.key)
        for prose in scene.prose
        if prose.address.row not in inside and title in prose.bare
    }
    table = scene.table(row)
    counted = {node for node, _ in scene.typed if node[1] == f"unit.{table}_count"}
    stated = {(at, key) for at, cells in scene.facts.cells.items() for key, form in cells if form and table in key}
    return naming | counted | stated


def _outlined(scene: Scene, row: str) -> bool:
    """Say whether the outline asks for a section, or numbers typed by hand go on behind it."""
    report = next(one for one in _above(scene, row) if scene.table(one) == "reports")
    outline = scene.pack.reports.get(scene.answers.printed(report, "report"))
    section = scene.answers.printed(row, "section")
    asked = outline is not None and any(name == section and one.required for name, one in _flat(outline.sections))
    siblings = scene.tree.children[scene.facts.rows[row].parent or "", "sections"]
    later = siblings[siblings.index(row) + 1 :]
    return asked or any(scene.answers.printed(one, "number") for one in later)


def _flat(sections: Mapping[str, Section]) -> Iterator[tuple[str, Section]]:
    for name, one in sections.items():
        yield name, one
        yield from _flat(one.sections)


def _above(scene: Scene, row: str) -> Iterator[str]:
    at: str | None = row
    while at is not None:
        yield at
        at = scene.facts.rows[at].parent


def _around(scene: Scene, row: str) -> set[Node]:
    """Return the cells of the report and of the sections beside and above a section, and none."""
    parent = scene.facts.rows[row].parent or ""
    rows = {*scene.tree.children[parent, "sections"], *_above(scene, row)} - {row, "unit"}
    return {(one, key) for one in rows for key in ("", "number", "heading", "text", "report", "title")}
