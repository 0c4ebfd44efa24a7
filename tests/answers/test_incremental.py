"""Any sequence of edits leaves what a full recompute of the same facts gives, and tells exactly what changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.answers.graph import AnswerGraph
from app.core.records import ROOT_ID, Address, Cell, CellOp, Op, Row, RowOp
from tests.answers.conftest import EVALUATION, build, removal

TEXTS = {
    "money": ["", "0", "100", "46.4", "五百", "1000元"],
    "count": ["", "31", "33", "0"],
    "points": ["", "5", "10", "0", "十分"],
    "quantity": ["", "≥95%", "94.9", "51万人", "3354人", "基本达成", "2024年", "无"],
    "choice": ["", "是", "否", "达成", "部分达成"],
    "text": ["", "产出", "效益", "参保人数"],
}
KEYS = {
    ROOT_ID: ["budget.full_year.total", "budget.executed.basic", "staff.actual", "budget.weight", "year", "holiday"],
    "projects": ["budget.full_year.total", "budget.executed.total", "in_scope", "budget.weight", "name"],
    "indicators": ["target", "actual", "weight", "level1", "left_out", "band"],
    "facts": ["value", "name"],
    "goals": ["goal.expected"],
    "sources": ["key"],
}
COMPUTED = {ROOT_ID: "budget.score", "projects": "total.score", "indicators": "score"}
BINDABLE = ["value", "actual", "budget.rate", "total.score", "weight", "budget.executed.total"]
CHILD_TABLES = {
    ROOT_ID: ["projects", "indicators", "facts", "goals"],
    "projects": ["indicators"],
    "goals": ["indicators"],
}


@dataclass
class Edits:
    """Draws edits that fit the rows as they stand."""

    data: st.DataObject
    graph: AnswerGraph
    count: int = field(default=0)

    def one(self) -> list[Op]:
        kinds = [self.typing, self.typing, self.binding, self.overriding, self.adding, self.moving, self.removing]
        return self.data.draw(st.sampled_from(kinds))()

    def row(self) -> Row:
        return self.graph.facts.rows[self.data.draw(st.sampled_from(sorted(self.graph.facts.rows)))]

    def typing(self) -> list[Op]:
        row = self.row()
        key = self.data.draw(st.sampled_from(KEYS[row.table]))
        kind = self.graph.pack.fields[row.table][key].kind
        text = self.data.draw(st.sampled_from(TEXTS.get(kind, TEXTS["text"])))
        return [CellOp(Address(row.id, key), Cell(text) if text else None)]

    def binding(self) -> list[Op]:
        row, source = self.row(), self.row()
        key = self.data.draw(st.sampled_from(KEYS[row.table]))
        taken = self.data.draw(st.sampled_from(BINDABLE))
        form = self.data.draw(st.sampled_from(["", "|人", "|万元"]))
        text = self.data.draw(st.sampled_from(["{{{{#{}/{}{}}}}}", "约{{{{#{}/{}{}}}}}"]))
        return [CellOp(Address(row.id, key), Cell(text.format(source.id, taken, form)))]

    def overriding(self) -> list[Op]:
        row = self.row()
        if row.table not in COMPUTED:
            return []
        origin = self.data.draw(st.sampled_from(["overridden", "typed"]))
        text = self.data.draw(st.sampled_from(["", "4.5", "{{#insured/value}}"]))
        return [CellOp(Address(row.id, COMPUTED[row.table]), Cell(text, origin=origin) if text else None)]

    def adding(self) -> list[Op]:
        parent = self.row()
        tables = CHILD_TABLES.get(parent.table)
        if tables is None:
            return []
        self.count += 1
        row = Row(f"new{self.count}", self.data.draw(st.sampled_from(tables)), parent.id, f"5{self.count:03}")
        ops: list[Op] = [RowOp(row.id, row)]
        if row.table == "indicators":
            texts = {"target": "≥10人", "actual": "9人", "weight": "10"}
            ops += [CellOp(Address(row.id, key), Cell(text)) for key, text in texts.items()]
        return ops

    def moving(self) -> list[Op]:
        rows = [row for row in self.graph.facts.rows.values() if row.table == "indicators"]
        if not rows:
            return []
        row = self.data.draw(st.sampled_from(sorted(rows, key=lambda found: found.id)))
        parents = [one.id for one in self.graph.facts.rows.values() if "indicators" in CHILD_TABLES.get(one.table, [])]
        parent = self.data.draw(st.sampled_from(sorted(parents)))
        rank = self.data.draw(st.sampled_from(["0", "5", "9"]))
        return [RowOp(row.id, Row(row.id, row.table, parent, rank))]

    def removing(self) -> list[Op]:
        row = self.row()
        return [] if row.id == ROOT_ID else removal(self.graph, row.id)


def everything(graph: AnswerGraph) -> dict[Any, Any]:
    """Return every value, printed text, problem, sheet and list of a graph."""
    found: dict[Any, Any] = {"sheets": graph.sheets()}
    for row in graph.facts.rows.values():
        found[row.id] = graph.in_force(row.id)
        for key in graph.pack.fields[row.table]:
            value = graph.value(row.id, key)
            found[row.id, key] = (value, str(value), graph.printed(row.id, key), graph.problem(row.id, key))
            if graph.is_computed(row.id, key):
                found[row.id, key, "computed"] = str(graph.computed(row.id, key))
    return found


def fresh(graph: AnswerGraph) -> AnswerGraph:
    return AnswerGraph(graph.pack, graph.facts)


@settings(max_examples=60)
@given(st.data())
def test_edits_give_what_a_full_recompute_gives(data: st.DataObject) -> None:
    graph = build(EVALUATION)
    edits = Edits(data, graph)
    for _ in range(data.draw(st.integers(min_value=1, max_value=10))):
        before = values(graph)
        ops = edits.one()
        changed = graph.apply(ops)
        after = values(graph)
        differ = {node for node in before.keys() | after.keys() if before.get(node, BLANK) != after.get(node, BLANK)}
        typed = {(op.address.row, op.address.key) for op in ops if isinstance(op, CellOp)}
        assert changed | typed == differ | typed
        if data.draw(st.booleans()):
            graph.snapshot()
    assert everything(graph) == everything(fresh(graph))
    kept, new = graph.snapshot(), fresh(graph).snapshot()
    assert all(getattr(kept, part) == getattr(new, part) for part in SNAPSHOT)


SNAPSHOT = ("facts", "values", "texts", "problems", "lists", "out", "sheets")


BLANK = (None, "None", "")


def values(graph: AnswerGraph) -> dict[tuple[str, str], tuple[Any, str, str]]:
    """Return every value of a graph, with its digits and what is wrong with it."""
    found = {}
    for row in graph.facts.rows.values():
        for key in graph.pack.fields[row.table]:
            value = graph.value(row.id, key)
            found[row.id, key] = (value, str(value), graph._evaluation.problems.get((row.id, key), ""))
    return found


@settings(max_examples=25)
@given(st.data())
def test_taking_edits_back_gives_the_old_answers(data: st.DataObject) -> None:
    graph = build(EVALUATION)
    before = everything(graph)
    edits, back = Edits(data, graph), []
    for _ in range(data.draw(st.integers(min_value=1, max_value=6))):
        ops = edits.one()
        back.append([inverse(graph, op) for op in reversed(ops)])
        graph.apply(ops)
    for ops in reversed(back):
        graph.apply(ops)
    assert everything(graph) == before


def inverse(graph: AnswerGraph, op: Op) -> Op:
    """Return the edit that takes another back, read before it is applied."""
    if isinstance(op, RowOp):
        return RowOp(op.id, graph.facts.rows.get(op.id))
    assert isinstance(op, CellOp)
    return CellOp(op.address, graph.facts.cell(op.address))
