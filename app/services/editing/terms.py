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
_CONFIRMED = "term.confirmed"
_YES = "是"


@dataclass(frozen=True, slots=True)
class TermView:
    """One term.

    Attributes:
        id: its id.
        label: what it is called, `kind` of value, `hint` below it, `group` the heading it stands under.
        choices: offered choices, value → words.
        of_pack: the pack's value.
        own: the evaluation's own, empty where the pack's holds.
        check: the rule is a default of the program and is to be compared with the notice.
        confirmed: somebody compared it.
    """

    id: str
    label: str
    kind: str
    choices: dict[str, str]
    hint: str
    of_pack: str
    own: str
    group: str = ""
    check: bool = False
    confirmed: bool = False


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
            term.group,
            term.check,
            _confirmed(session, own.get(name, ("", ""))[0]),
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
        ops = _without(session, row, "value", _CONFIRMED) if row else []
        return session.apply(f"取消本地要求 {name}", ops)
    pack = load_pack(session.pack_body)
    text = term_text(pack, name, value)
    row, more = (own[name][0], []) if name in own else _new_row(session, name)
    return session.apply(f"本地要求：{pack.terms[name].label}", [*more, CellOp(Address(row, "value"), Cell(text))])


def confirm_term(session: Session, name: str, *, confirmed: bool) -> Changes:
    """Say that a default rule was compared with the notice (已核对), or take that back.

    Raises:
        UserError: the pack does not offer the term.
    """
    pack = load_pack(session.pack_body)
    if name not in pack.terms:
        term_text(pack, name, "")
    own = _own(session)
    label = f"{'已核对' if confirmed else '取消核对'}：{pack.terms[name].label}"
    if not confirmed:
        row = own.get(name, ("", ""))[0]
        return session.apply(label, _without(session, row, _CONFIRMED, "value") if row else [])
    row, more = (own[name][0], []) if name in own else _new_row(session, name)
    return session.apply(label, [*more, CellOp(Address(row, _CONFIRMED), Cell(_YES))])


def _without(session: Session, row: str, key: str, other: str) -> list[Op]:
    """Return edits that take one cell of a term away, and its row where the other one is not there."""
    cells = session.facts.cells.get(row, {})
    if (other, "") in cells:
        return [CellOp(Address(row, key), None)]
    return [*(CellOp(Address(row, *one), None) for one in cells), RowOp(row, None)]


def _confirmed(session: Session, row: str) -> bool:
    return bool(row) and session.graph.printed(row, _CONFIRMED) == _YES


def _own(session: Session) -> dict[str, tuple[str, str]]:
    """Return the terms of the evaluation: id → row and value; a term that was only compared has no value."""
    found = {}
    for row in session.tree.children.get((ROOT_ID, _TABLE), ()):
        cells = session.facts.cells.get(row, {})
        if ("term", "") in cells:
            value = cells.get(("value", ""))
            found[cells["term", ""].text] = (row, value.text if value is not None else "")
    return found


def _new_row(session: Session, name: str) -> tuple[str, list[Op]]:
    rows = session.tree.children.get((ROOT_ID, _TABLE), ())
    rank = after(session.facts.rows[rows[-1]].rank if rows else None)
    row = Row(new_row_id(), _TABLE, ROOT_ID, rank)
    return row.id, [RowOp(row.id, row), CellOp(Address(row.id, "term"), Cell(name))]
