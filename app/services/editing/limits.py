"""Limits of a score set by hand: not below 0, never above its weight (PRACTICE A16)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.answers.graph import AnswerGraph
from app.core.errors import DataError
from app.core.numbers import plain
from app.core.records import Address, Cell
from app.core.tree import row_tree
from app.core.values import interpret
from app.packs.schema import Field


def score_limit(graph: AnswerGraph, address: Address, meaning: Field, cell: Cell, where: str) -> DataError | None:
    """Return what is wrong with an override that lies outside 0 and the weight, None when it is allowed."""
    weight = graph.weight_of(address.row, address.key)
    if "{{" in cell.text:
        return None
    value = interpret(meaning.kind, cell.text, state=cell.state, measure=cell.measure, unit=meaning.unit)
    if weight is None or not isinstance(value, Decimal) or 0 <= value <= weight:
        return None
    return DataError(
        "score.above_weight",
        where=where,
        what=f"得分{cell.text}不在0和分值{plain(weight, strip=True)}之间",
        rule="得分不低于0，不高于分值",
        repair="请核对得分和分值",
    )


def overrides_outside(graph: AnswerGraph) -> Iterator[DataError]:
    """Yield every override of an evaluation that lies outside its limits."""
    tree = row_tree(graph.facts)
    for row_id, cells in graph.facts.cells.items():
        fields = graph.pack.fields.get(graph.facts.rows[row_id].table, {})
        for (key, form), cell in cells.items():
            meaning = fields.get(key)
            if form or cell.origin != "overridden" or meaning is None:
                continue
            address = Address(row_id, key)
            problem = score_limit(graph, address, meaning, cell, f"{tree.address_path(address)} {meaning.label}")
            if problem is not None:
                yield problem
