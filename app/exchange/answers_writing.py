"""Write an evaluation as an answers file (YAML, docs/answers.md); loading it again gives the same facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.core.errors import UserError
from app.core.ids import is_automatic
from app.core.records import ROOT_ID, Cell, Facts
from app.core.tree import RowTree, row_tree
from app.core.values import read_typed
from app.exchange.answers_reading import VERSION
from app.packs.templates import bound_rows
from app.packs.yaml_writing import write_yaml

if TYPE_CHECKING:
    from app.packs.schema import Field, Pack

_FLAGS = {"overridden", "carried", "imported"}


def write_answers(facts: Facts, pack: Pack, *, sample: str = "") -> str:
    """Return the answers file of an evaluation: keys in the order of the pack, rows in their order.

    A row shows its id only when something binds to it or a person gave it. Who and when are left out.
    """
    tree = row_tree(facts)
    bound = {row for cells in facts.cells.values() for cell in cells.values() for row in bound_rows(cell.text)}
    head: dict[str, object] = {"answers": VERSION, "pack": pack.id}
    if sample:
        head["sample"] = sample
    head["unit"] = _row(facts, tree, pack, ROOT_ID, bound)
    return write_yaml(head)


def _row(facts: Facts, tree: RowTree, pack: Pack, row_id: str, bound: set[str]) -> dict[str, object]:
    out: dict[str, object] = {}
    row = facts.rows[row_id]
    if row.parent is not None and (row_id in bound or not is_automatic(row_id)):
        out["id"] = row_id
    cells = facts.cells.get(row_id, {})
    fields = pack.fields.get(row.table, {})
    order = {key: number for number, key in enumerate(fields)}
    for key, form in sorted(cells, key=lambda k: (k[1], order.get(k[0], len(order)), k[0])):
        if not form:
            out[key] = _cell(cells[key, form], fields.get(key))
    if stated := _stated(cells, order):
        out["stated"] = stated
    for table in [name for name in pack.tables if (row_id, name) in tree.children]:
        out[table] = [_row(facts, tree, pack, child, bound) for child in tree.children[row_id, table]]
    return out


def _stated(cells: Mapping[tuple[str, str], Cell], order: Mapping[str, int]) -> dict[str, dict[str, str]]:
    forms: dict[str, dict[str, str]] = {}
    for key, form in sorted(cells, key=lambda k: (k[1], order.get(k[0], len(order)), k[0])):
        if form:
            forms.setdefault(form, {})[key] = cells[key, form].text
    return forms


def _cell(cell: Cell, meaning: Field | None) -> object:
    """Return the text alone where reading it gives the same cell, else the mapping of attributes."""
    state, measure = _as_read(cell, meaning)
    attributes: dict[str, str] = {"value": cell.text}
    if cell.measure and cell.measure != measure:
        attributes["unit"] = cell.measure
    if cell.state != state:
        attributes["na"] = "true" if cell.state == "na" else "false"
    if cell.origin in _FLAGS:
        attributes[cell.origin] = "true"
    if cell.note:
        attributes["note"] = cell.note
    if cell.mark:
        attributes["mark"] = cell.mark
    return cell.text if len(attributes) == 1 else attributes


def _as_read(cell: Cell, meaning: Field | None) -> tuple[str, str]:
    """Return state and measure that reading the text alone would give."""
    if meaning is None or "{{" in cell.text:
        return "value", ""
    try:
        read = read_typed(meaning.kind, cell.text, unit=meaning.unit or "")
    except UserError:
        return "value", ""
    return (read.state, read.measure) if read else ("value", "")
