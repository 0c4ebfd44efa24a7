"""The canonical form of an evaluation: content only, rows by place, so that equal content has equal bytes.

Row ids, who and when are left out; bindings name the place of the row they speak of.
"""

from __future__ import annotations

import hashlib
import json

from app.core.records import ROOT_ID, Cell, Facts
from app.core.tree import RowTree, row_tree
from app.packs.templates import bound_rows


def canonical(facts: Facts) -> bytes:
    """Return the canonical bytes: one entry a row (path, table) and a cell (path, key, form, content)."""
    tree = row_tree(facts)
    entries: list[object] = []
    _walk(facts, tree, ROOT_ID, entries)
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":")).encode()


def digest(facts: Facts) -> str:
    """Return the SHA-256 of the canonical form in hexadecimal."""
    return hashlib.sha256(canonical(facts)).hexdigest()


def _walk(facts: Facts, tree: RowTree, row_id: str, entries: list[object]) -> None:
    path = tree.path(row_id)
    entries.append([path, facts.rows[row_id].table])
    cells = facts.cells.get(row_id, {})
    for key, form in sorted(cells):
        entries.append([path, key, form, *_content(cells[key, form], tree)])
    for table in tree.tables_of(row_id):
        for child in tree.children[row_id, table]:
            _walk(facts, tree, child, entries)


def _content(cell: Cell, tree: RowTree) -> list[str]:
    text = cell.text
    for row_id in bound_rows(text):
        if row_id in tree.rows:
            text = text.replace(f"{{{{#{row_id}/", f"{{{{#{tree.path(row_id)}/")
    return [text, cell.state, cell.measure, cell.origin, cell.note, cell.mark]
