"""The source of one figure, filled in beside it: office, giver, as-of date, basis, evidence place, provisional."""

from __future__ import annotations

from app.core.records import Address, Cell, CellOp, Op, RowOp
from app.packs.schema import Field
from app.services.editing.adding import new_rows
from app.services.editing.cells import edit_of, set_value
from app.services.review.marks import SOURCES
from app.services.session import Changes, Session

PARTS = ("office", "giver", "given_on", "as_of", "basis", "evidence_place", "provisional", "expected_on")
UNSURE = "待核实"


def source_fields(session: Session, address: Address) -> dict[str, Field]:
    """Return the parts of a source that can be recorded for a figure; empty where its row takes no sources."""
    table = session.facts.rows[address.row].table
    known = session.pack.fields.get(table, {})
    if table == "facts":
        return {part: known[part] for part in PARTS if part in known}
    meaning = session.pack.tables.get(SOURCES)
    if meaning is None or table not in meaning.parents:
        return {}
    return {part: field for part in PARTS if (field := session.pack.fields[SOURCES].get(part)) is not None}


def source_row(session: Session, address: Address) -> str:
    """Return the row that holds the source of a figure; empty where none is recorded yet."""
    if session.facts.rows[address.row].table == "facts":
        return address.row
    rows = session.tree.children.get((address.row, SOURCES), ())
    return next((row for row in rows if session.graph.printed(row, "key") == address.key), "")


def set_source(session: Session, address: Address, part: str, text: str) -> Changes:
    """Record one part of a figure's source; its row is made with the first one, in the same step.

    Raises:
        UserError: the text is not understood.
    """
    row = source_row(session, address)
    if row:
        return set_value(session, Address(row, part), text)
    [made] = new_rows(session, (address.row, SOURCES), 1)
    ops: list[Op] = [
        RowOp(made.id, made),
        CellOp(Address(made.id, "key"), Cell(address.key)),
        CellOp(Address(made.id, part), Cell(text)),
    ]
    return session.apply(f"填写{session.label(address)}的来源", ops)


def mark_unsure(session: Session, address: Address, *, unsure: bool) -> Changes:
    """Mark a figure as 待核实, or take the mark away."""
    cell = session.facts.cell(address)
    text, note = (cell.text, cell.note) if cell is not None else ("", "")
    op = edit_of(session, address, text, note=note, mark=UNSURE if unsure else "")
    return session.apply(f"{UNSURE}：{session.label(address)}", [op])
