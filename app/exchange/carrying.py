"""Start a year from last year's evaluation (带入上年资料), by the dictionary's carry rules, across packs.

What a key becomes is the meaning's business: it is kept, it becomes the 上年 figure of another key, or it is left
behind. Targets and actuals become references, so that this year's targets are empty until they are approved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from app.answers.graph import AnswerGraph
from app.core.ids import new_row_id
from app.core.numbers import plain
from app.core.ranks import series
from app.core.records import CARRIED_MARK, ROOT_ID, Address, Cell, Facts, Row
from app.core.tree import RowTree, row_tree
from app.core.values import NA, interpret
from app.packs.schema import Field, Pack
from app.packs.templates import bound_rows

KEEP, CLEAR = "keep", "clear"
Outcome = Literal["kept", "prior", "left", "no_place", "asked"]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CarryLine:
    """What became of one cell: its place and label in last year's file, its text, and why (Chinese)."""

    outcome: Outcome
    place: str
    label: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Carried:
    """The rows and cells of the new year, and what became of every cell of the old."""

    facts: Facts
    lines: tuple[CarryLine, ...]


def carry_over(sources: Sequence[AnswerGraph], pack: Pack, year: str) -> Carried:
    """Return the beginnings of a new year under a pack.

    Args:
        sources: last year's evaluation, or those of several predecessors that were merged into one unit: their
            amounts add, their projects and lists join, what differs otherwise is asked.
        pack: the pack of the new year; it may be another than last year's.
        year: the new evaluation year.
    """
    draft = _Draft()
    lines: list[CarryLine] = []
    for graph in sources:
        _Source(graph, row_tree(graph.facts), pack, draft, lines).take()
    if "year" in pack.fields[ROOT_ID]:
        draft.cells[ROOT_ID]["year", ""] = Cell(year)
    return Carried(draft.facts(), tuple(lines))


@dataclass(slots=True)
class _Draft:
    """The new year while it grows: rows in the order they come, their cells."""

    rows: dict[str, tuple[str, str | None]] = field(default_factory=lambda: {ROOT_ID: (ROOT_ID, None)})
    cells: dict[str, dict[Key, Cell]] = field(default_factory=lambda: {ROOT_ID: {}})

    def drop_if_empty(self, row: str) -> None:
        """Forget a row without cells and without rows below: an empty row is no row."""
        if not self.cells[row] and not any(parent == row for _, parent in self.rows.values()):
            del self.rows[row], self.cells[row]

    def facts(self) -> Facts:
        """Return the rows with ranks in their order, without bindings to rows that did not come over."""
        lists: dict[tuple[str, str | None], list[str]] = {}
        for row, (table, parent) in self.rows.items():
            lists.setdefault((table, parent), []).append(row)
        ranks = {row: rank for rows in lists.values() for row, rank in zip(rows, series(len(rows)), strict=True)}
        rows = {
            row: Row(row, table, parent, ranks[row] if parent is not None else "")
            for row, (table, parent) in self.rows.items()
        }
        cells = {
            row: {key: cell for key, cell in found.items() if all(to in rows for to in bound_rows(cell.text))}
            for row, found in self.cells.items()
        }
        return Facts(rows, cells)


@dataclass(slots=True)
class _Source:
    """One evaluation that is carried over into the draft."""

    graph: AnswerGraph
    tree: RowTree
    pack: Pack
    draft: _Draft
    lines: list[CarryLine]
    ids: dict[str, str] = field(default_factory=lambda: {ROOT_ID: ROOT_ID})

    def take(self) -> None:
        """Carry everything; ids are given first, so that bindings find their rows."""
        for row in self.graph.facts.rows:
            # A row keeps its id, which says where it came from, unless another predecessor's row has it.
            self.ids.setdefault(row, row if row not in self.draft.rows else new_row_id())
        self.row(ROOT_ID)

    def row(self, old: str) -> None:
        """Carry the cells of a row, then the rows below it."""
        table = self.graph.facts.rows[old].table
        for key, meaning in self.graph.pack.fields.get(table, {}).items():
            self.cell(old, key, meaning)
        for below in self.tree.tables_of(old):
            for child in self.tree.children[old, below]:
                self.child(child, self.refusal(table, below))

    def refusal(self, table: str, below: str) -> str:
        """Return why rows of a table are not carried, empty when they are."""
        known = self.pack.tables.get(below)
        if known is None or table not in known.parents:
            return "新表样没有这张表"
        return "这类内容每年重新填写" if known.carry == CLEAR else ""

    def child(self, old: str, refusal: str) -> None:
        """Carry a row below another, or say why not."""
        if refusal:
            self.leave(old, refusal)
            return
        row, new = self.graph.facts.rows[old], self.ids[old]
        self.draft.rows[new] = (row.table, self.ids[row.parent or ROOT_ID])
        self.draft.cells[new] = {}
        self.row(old)
        self.draft.drop_if_empty(new)

    def leave(self, old: str, why: str) -> None:
        """Note every cell of a row (and of those below) that stays behind."""
        for row in (old, *self.tree.below(old)):
            fields = self.graph.pack.fields.get(self.graph.facts.rows[row].table, {})
            for key, form in self.graph.facts.cells.get(row, {}):
                if not form and key in fields:
                    self.say("left", row, key, fields[key], why)

    def cell(self, old: str, key: str, meaning: Field) -> None:
        """Carry one key of a row by its rule."""
        cell = self.graph.cell(old, key)
        becomes = "" if meaning.carry in {KEEP, CLEAR} else meaning.carry
        if cell is None and (not becomes or self.graph.value(old, key) is None):
            return
        to = becomes or key
        table = self.graph.facts.rows[old].table
        target = self.pack.fields.get(table, {}).get(to)
        if meaning.carry == CLEAR:
            self.say("left", old, key, meaning, "每年重新填写")
        elif target is None:
            self.say("no_place", old, key, meaning, "新表样没有这一栏")
        elif self.pack.computed(table, to):
            self.say("left", old, key, meaning, "新表样由程序计算")
        else:
            new = self.as_prior(old, key, meaning, target) if becomes or cell is None else self.kept(cell, target)
            self.put(old, key, to, meaning, new)
            if becomes and cell is not None and bound_rows(cell.text) and key in self.pack.fields[table]:
                # A figure taken from a business fact stays bound: this year's fact fills it again.
                self.draft.cells[self.ids[old]][key, ""] = self.kept(cell, target)

    def kept(self, cell: Cell, target: Field) -> Cell:
        """Return a cell that stays what it is; a long text is marked until somebody has read it."""
        text = cell.text
        for row in bound_rows(text):
            text = text.replace(f"{{{{#{row}/", f"{{{{#{self.ids.get(row, row)}/")
        mark = CARRIED_MARK if target.kind == "longtext" else ""
        return Cell(text, cell.state, cell.measure, "carried", mark=mark)

    def as_prior(self, old: str, key: str, meaning: Field, target: Field) -> Cell:
        """Return last year's value as the 上年 figure of another key: computed or bound, it becomes a plain figure."""
        value = self.graph.value(old, key)
        if value is NA:
            return Cell("无", "na", origin="carried")
        if isinstance(value, Decimal):
            money = meaning.kind == "money" and meaning.unit != target.unit
            return Cell(plain(value), measure=meaning.unit if money else "", origin="carried")
        return Cell(self.graph.printed(old, key), origin="carried")

    def put(self, old: str, key: str, to: str, meaning: Field, new: Cell) -> None:
        """Put a cell into the draft; where two predecessors meet, add amounts and ask about the rest."""
        cells = self.draft.cells[self.ids[old]]
        before = cells.get((to, ""))
        if before is not None and before.text != new.text:
            added = self.added(meaning, before, new)
            if added is None:
                self.say("asked", old, key, meaning, f"几个单位填的不同，先用“{before.text}”，请核对")
                return
            new = added
        cells[to, ""] = new
        self.say("kept" if to == key else "prior", old, key, meaning, "沿用" if to == key else "作为上年数")

    def added(self, meaning: Field, before: Cell, new: Cell) -> Cell | None:
        """Return the sum of two predecessors' figures, None where they do not add."""
        if meaning.roll != "add" or meaning.kind not in {"money", "count", "number"}:
            return None
        one, two = (
            interpret(meaning.kind, cell.text, state=cell.state, measure=cell.measure, unit=meaning.unit)
            for cell in (before, new)
        )
        if not isinstance(one, Decimal) or not isinstance(two, Decimal):
            return None
        return replace(new, text=plain(one + two), measure="")

    def say(self, outcome: Outcome, row: str, key: str, meaning: Field, why: str) -> None:
        """Add a line to the report."""
        place = self.tree.address_path(Address(row, key))
        self.lines.append(CarryLine(outcome, place, meaning.label, self.graph.printed(row, key), why))


def lines_by_outcome(lines: Sequence[CarryLine]) -> Mapping[Outcome, list[CarryLine]]:
    """Return the lines of a report sorted by what became of the cells."""
    found: dict[Outcome, list[CarryLine]] = {"kept": [], "prior": [], "asked": [], "left": [], "no_place": []}
    for line in lines:
        found[line.outcome].append(line)
    return found
