"""Words for places: 年度资金总额, 参保登记、稽核工作经费·执行率, 绩效指标第3行·分值."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.answers.plan import Slot
from app.packs.expression_tree import UP, Reference

if TYPE_CHECKING:
    from app.answers.evaluation import Evaluation
    from app.answers.network import Node

LONGEST_TITLE: Final = 24
"""Titles that are sentences (goals) are cut off after so many characters."""


def own_label(evaluation: Evaluation, node: Node) -> str:
    """Return the label of a place with the title of its row; the root's places stand without one."""
    slot = evaluation.slot(node)
    label = slot.label if slot is not None else node[1]
    title = row_title(evaluation, node[0])
    return f"{title}·{label}" if title else label


def key_label(evaluation: Evaluation, node: Node, origin: str) -> str:
    """Return the label of a place as seen from a row: the row's own keys and the root's need no title."""
    slot = evaluation.slot(node)
    if node[0] == origin:
        return slot.label if slot is not None else node[1]
    return own_label(evaluation, node)


def row_title(evaluation: Evaluation, row_id: str) -> str:
    """Return what a row is called: its title, else its table and place; empty for the root."""
    row = evaluation.store.rows.get(row_id)
    if row is None or row.parent is None:
        return ""
    table = evaluation.plan.tables.get(row.table)
    title = evaluation.printed(row_id, table.title) if table is not None and table.title else ""
    if title:
        return title if len(title) <= LONGEST_TITLE else title[:LONGEST_TITLE] + "…"
    place = evaluation.store.children(row.parent, row.table).index(row_id) + 1
    return f"{table.label if table is not None else row.table}第{place}行"


def reference_label(evaluation: Evaluation, row: str, reference: Reference) -> str:
    """Return the words for a name in a formula: 全年执行数, 项目支出的资金总额."""
    table = evaluation.store.rows[row].table if row in evaluation.store.rows else ""
    for step in reference.path:
        table = step if step != UP else _parent_table(evaluation, row, table)
    plan = evaluation.plan.tables.get(table)
    slot = plan.slots.get(reference.key) if plan is not None else None
    label = slot.label if slot is not None else reference.key
    if plan is None or not reference.is_column:
        return label
    return f"{plan.label}的{label}" if label else plan.label


def _parent_table(evaluation: Evaluation, row: str, table: str) -> str:
    """Return the table above, as far as this row tells."""
    found = evaluation.store.rows.get(row)
    while found is not None:
        parent = evaluation.store.rows.get(found.parent) if found.parent is not None else None
        if found.table == table:
            return parent.table if parent is not None else ""
        found = parent
    return ""


def with_unit(text: str, slot: Slot | None) -> str:
    """Return a printed number with its unit (532.00万元), words and texts with a unit of their own as they are."""
    bare = text.replace(",", "").replace(".", "").lstrip("-")
    if slot is None or not bare.isdigit():
        return text
    unit = {"points": "分", "year": "年", "rate": "%"}.get(slot.kind, slot.unit if slot.kind != "quantity" else "")
    return text + unit
