"""Explanations (计分依据): how a value came about, in words, computed again on demand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

from app.answers import nodes
from app.answers.bindings import is_template, source_of
from app.answers.figures import source_of_figure
from app.answers.labels import key_label, own_label, reference_label, with_unit
from app.answers.may_read import may_read_in_order, reference_nodes
from app.answers.network import Node
from app.answers.plan import Scoring, Slot
from app.answers.reasons import problem
from app.core.errors import UserError
from app.core.printing import print_value
from app.core.records import Address, Cell
from app.core.traces import Step, Trace
from app.core.values import Value
from app.packs.expression_tree import Reference
from app.packs.expression_words import describe
from app.packs.templates import parse_template

if TYPE_CHECKING:
    from app.answers.evaluation import Evaluation

DEEPEST: Final = 12
MOST: Final = 600
"""A trace is cut off below this depth and after this many places: nobody reads further."""

_ORIGINS: Final = {"typed": "填写", "carried": "上年带入", "imported": "读入", "overridden": "手工改定"}


class Explainer:
    """Builds traces over one evaluation."""

    def __init__(self, evaluation: Evaluation) -> None:
        """Explain values of an evaluation."""
        self._evaluation = evaluation
        self._left = MOST

    def problem(self, node: Node) -> str:
        """Return why a value cannot be read or computed; empty when there is one, or nothing is wrong."""
        return problem(self._evaluation, node)

    def trace(self, address: Address) -> Trace:
        """Return the trace of a cell, or of what one form prints for it."""
        self._left = MOST
        if address.form:
            return self._stated(address)
        return self._trace((address.row, address.key), address.row, 0)

    # ---- one place ----

    def _stated(self, address: Address) -> Trace:
        cell = self._evaluation.store.cell(*address)
        below = self._trace((address.row, address.key), address.row, 1)
        if cell is None:
            return below
        shown = "不印数" if cell.state == "empty" else f"印“{cell.text}”"
        step = Step(f"原表数：这张表{shown}，与数据不同的地方照印，不参加计算")
        return Trace(address, below.label, cell.text, (step,), (below,))

    def _trace(self, node: Node, origin: str, depth: int) -> Trace:
        """Return the trace of a node; labels name the row where it is another than `origin`."""
        self._left -= 1
        slot = self._evaluation.slot(node)
        label = key_label(self._evaluation, node, origin)
        shown = with_unit(self._evaluation.printed(*node), slot)
        steps = tuple(self._steps(node, slot)) if slot is not None else ()
        inputs = tuple(self._inputs(node, depth)) if depth < DEEPEST else ()
        return Trace(Address(*node), label, shown, steps, inputs, self.problem(node))

    def _inputs(self, node: Node, depth: int) -> Iterator[Trace]:
        read = self._evaluation.network.reads(node)
        slot = self._evaluation.slot(node)
        if slot is not None and slot.is_computed and self._evaluation.acting_cell(node[0], slot) is not None:
            untouched = nodes.untouched(*node)
            read, node = self._evaluation.network.reads(untouched), untouched
        guards = self._guards(node[0], slot)
        for found in dict.fromkeys(may_read_in_order(self._evaluation, node)):
            if found not in read or found in guards or not nodes.is_value(found) or self._left <= 0:
                continue
            below = self._trace(found, node[0], depth + 1)
            if below.value or below.problem:
                yield below

    def _guards(self, row: str, slot: Slot | None) -> set[Node]:
        """Return what only decides whether a score or a key is in force at all; nobody asks for it."""
        scorings = slot.scorings if slot is not None else ()
        conditions = [slot.when if slot is not None else None, *(scoring.when for scoring in scorings)]
        references = [found for one in conditions if one is not None for found in one.references]
        return {node for found in references for node in reference_nodes(self._evaluation, row, found)}

    # ---- steps ----

    def _steps(self, node: Node, slot: Slot) -> Iterator[Step]:
        row = node[0]
        if not self._evaluation.key_in_force(row, slot):
            yield Step("本栏按表样不填，已填的保留，不参加计算")
            return
        cell = self._evaluation.acting_cell(row, slot)
        if slot.is_computed:
            yield from self._computed(node, slot, cell)
        elif cell is not None:
            yield from self._typed(node, cell)
        elif slot.default:
            yield Step(f"没有填写，按表样的规定为“{slot.default}”", slot.clause, slot.source)
        if (source := source_of_figure(self._evaluation, node)) is not None and source.sentence():
            yield Step(f"数据来源：{source.sentence()}")
        if slot.key == "target":
            yield from self._target(row)

    def _computed(self, node: Node, slot: Slot, cell: Cell | None) -> Iterator[Step]:
        ignored = self._evaluation.store.cell(*node)
        if cell is not None:
            computed = self._evaluation.computed(*node)
            given = "无法计算" if computed is None else print_value(computed, slot.kind, slot.form, unit=slot.unit)
            note = f"原因：{cell.note}" if cell.note else "没有写原因"
            yield Step(f"手工改定为{with_unit(cell.text, slot)}，{note}；自动计算为{with_unit(given, slot)}")
            node = nodes.untouched(*node)
        elif ignored is not None:
            yield Step(f"本栏自动计算，{_ORIGINS.get(ignored.origin, '填写')}的“{ignored.text}”不起作用")
        scoring = self._evaluation.scoring(node[0], slot)
        if scoring is not None and scoring.rule is not None:
            yield from self._scored(node, slot, scoring)
        elif scoring is not None or not slot.scorings:
            yield from self._formula(node, slot, scoring)
        else:
            yield Step(f"无法计算：{self._evaluation.problems.get(node, '')}")

    def _scored(self, node: Node, slot: Slot, scoring: Scoring) -> Iterator[Step]:
        self._evaluation.network.get(node)
        scored = self._evaluation.scored.get(node)
        for text in scored.steps if scored is not None else ():
            yield Step(text, scoring.clause, scoring.source)
        if scored is None or scored.problem:
            reason = self._evaluation.problems.get(node, "")
            yield Step(f"无法计算：{reason}", scoring.clause, scoring.source)
        elif slot.places is not None and not isinstance(scored.value, str | None):
            rounded = self._evaluation.network.get(node)
            if rounded != scored.value:
                yield Step(f"四舍五入保留{slot.places}位小数，得{print_value(cast('Value', rounded), slot.kind)}分")

    def _formula(self, node: Node, slot: Slot, scoring: Scoring | None) -> Iterator[Step]:
        expression = scoring.expression if scoring is not None else slot.compute
        if expression is None:
            return
        clause, source = (scoring.clause, scoring.source) if scoring is not None else (slot.clause, slot.source)
        words = describe(expression, lambda found: reference_label(self._evaluation, node[0], found))
        value = self._evaluation.network.get(node)
        if value is None:
            yield Step(f"{slot.label}＝{words}", clause, source)
            return
        figures = describe(expression, lambda found: self._figure(node[0], found))
        printed = with_unit(print_value(cast("Value", value), slot.kind, slot.form, unit=slot.unit), slot)
        plain_figures = len(expression.references) > 1 and not any(found.is_column for found in expression.references)
        middle = f"＝{figures}" if plain_figures else ""
        yield Step(f"{slot.label}＝{words}{middle}＝{printed}", clause, source)

    def _typed(self, node: Node, cell: Cell) -> Iterator[Step]:
        if is_template(cell.text):
            yield from self._bound(node, cell)
            return
        unit = f"，单位{cell.measure}" if cell.measure else ""
        what = "无此项" if cell.state == "na" else f"“{cell.text}”{unit}"
        note = f"（{cell.note}）" if cell.note else ""
        mark = f"，标记：{cell.mark}" if cell.mark else ""
        yield Step(f"{_ORIGINS.get(cell.origin, '填写')}：{what}{note}{mark}")

    def _bound(self, node: Node, cell: Cell) -> Iterator[Step]:
        try:
            template = parse_template(cell.text)
            labels = [
                own_label(self._evaluation, source_of(self._evaluation, node[0], p)) for p in template.placeholders
            ]
        except UserError as error:
            yield Step(f"取数有误：{error.what}")
            return
        yield Step(f"取自{'、'.join(dict.fromkeys(labels))}")

    def _target(self, row: str) -> Iterator[Step]:
        source, document, approved = (
            self._evaluation.printed(row, key) for key in ("target.source", "target.document", "target.approved")
        )
        if source or document or approved:
            parts = [source, document, f"批复值“{approved}”" if approved else ""]
            yield Step(f"目标来源：{'，'.join(part for part in parts if part)}")

    def _figure(self, row: str, reference: Reference) -> str:
        """Return the printed value behind a name in a formula."""
        found = (node for node in reference_nodes(self._evaluation, row, reference) if nodes.is_value(node))
        node = next(found, None)
        return (self._evaluation.printed(*node) if node is not None else "") or "（空）"
