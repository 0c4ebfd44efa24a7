"""Local terms (本地要求): what this year's notice asks for, set per evaluation, undone and sealed like any cell."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.ids import new_row_id
from app.core.ranks import after
from app.core.records import ROOT_ID, Address, Cell, CellOp, Op, Row, RowOp
from app.packs.loading import load_pack
from app.packs.local_terms import term_text, value_of
from app.services.session import Changes, Session

_TABLE = "terms"


@dataclass(frozen=True, slots=True)
class TermView:
    """One term: id, label, kind, offered choices (value → words), the pack's value, the evaluation's own (or empty)."""

    id: str
    label: str
    kind: str
    choices: dict[str, str]
    hint: str
    of_pack: str
    own: str


def list_terms(session: Session) -> list[TermView]:
    """Return every term that the pack offers, with what holds now."""
    body = session.pack_body
    pack, own = load_pack(body), _own(session)
    return [
        TermView(
            name,
            term.label,
            term.kind,
            dict(term.choices),
            term.hint,
            value_of(body, pack, term),
            own.get(name, ("", ""))[1],
        )
        for name, term in pack.terms.items()
    ]


def set_term(session: Session, name: str, value: str) -> Changes:
    """Set a term for this evaluation; an empty value goes back to the pack's.

    Raises:
        UserError: the pack does not offer the term, or the value does not fit it.
        PackError: with this value the pack would not be sound.
    """
    own = _own(session)
    if not value.strip():
        row = own.get(name, ("", ""))[0]
        keys = session.facts.cells.get(row, {})
        ops: list[Op] = [*(CellOp(Address(row, *key), None) for key in keys), *([RowOp(row, None)] if row else [])]
        return session.apply(f"取消本地要求 {name}", ops)
    pack = load_pack(session.pack_body)
    text = term_text(pack, name, value)
    row, more = (own[name][0], []) if name in own else _new_row(session, name)
    return session.apply(f"本地要求：{pack.terms[name].label}", [*more, CellOp(Address(row, "value"), Cell(text))])


def _own(session: Session) -> dict[str, tuple[str, str]]:
    """Return the terms of the evaluation: id → row and value."""
    found = {}
    for row in session.tree.children.get((ROOT_ID, _TABLE), ()):
        cells = session.facts.cells.get(row, {})
        if ("term", "") in cells and ("value", "") in cells:
            found[cells["term", ""].text] = (row, cells["value", ""].text)
    return found


def _new_row(session: Session, name: str) -> tuple[str, list[Op]]:
    rows = session.tree.children.get((ROOT_ID, _TABLE), ())
    rank = after(session.facts.rows[rows[-1]].rank if rows else None)
    row = Row(new_row_id(), _TABLE, ROOT_ID, rank)
    return row.id, [RowOp(row.id, row), CellOp(Address(row.id, "term"), Cell(name))]
