"""One cell as its panel shows it: what it is, last year's value, its hint, how it was computed, where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.core.records import Address
from app.services.editing.cells import field_of, view_cell
from app.services.editing.money import in_other, shown_in
from app.services.editing.sourcing import UNSURE, source_fields
from app.services.review.marks import source_of
from app.services.session import Session

_BEFORE: Final = "prior_final"
_COLUMNS: Final = ("executed", "full_year", "initial")


@dataclass(frozen=True, slots=True)
class CellAbout:
    """A cell.

    Attributes:
        label: row and column in words, `unit` of its values.
        printed: as the paper prints it.
        origin: how it came to be; `note` the reason of a value set by hand.
        hint: what to fill in.
        prior: last year's value, empty where none is known.
        computed: how it is computed with the live figures; empty for what people fill in.
        problem: why it cannot be computed or read.
        source: where the figure comes from, in words; empty where nobody said.
        takes_source: a source can be recorded.
        unsure: it is marked 待核实.
    """

    label: str
    unit: str
    printed: str
    origin: str
    note: str
    hint: str
    prior: str
    computed: str
    problem: str
    source: str
    takes_source: bool
    unsure: bool


def about_cell(session: Session, address: Address, unit: str = "") -> CellAbout:
    """Return a cell as its panel shows it; money in a unit that people chose."""
    view, field = view_cell(session, address), field_of(session, address)
    computed = session.graph.is_computed(address.row, address.key)
    steps = session.graph.explain(address).steps if computed else ()
    filled_in = not computed and field.kind not in {"longtext", "choice"}
    return CellAbout(
        label=_bare(view.label),
        unit=unit if unit and in_other(session, address, unit) else field.unit,
        printed=view.printed,
        origin=view.origin,
        note=view.note,
        hint=field.hint,
        prior=prior_of(session, address, unit),
        computed="；".join(step.text for step in steps),
        problem=view.problem,
        source=source_words(session, address),
        takes_source=filled_in and bool(source_fields(session, address)),
        unsure=view.mark == UNSURE,
    )


def prior_key(session: Session, address: Address) -> str:
    """Return the key of the same row that holds last year's value; empty where there is none."""
    known = session.pack.fields.get(session.facts.rows[address.row].table, {})
    parts = address.key.split(".")
    for at, part in enumerate(parts):
        if part in _COLUMNS:
            other = ".".join([*parts[:at], _BEFORE, *parts[at + 1 :]])
            if other in known:
                return other
    for other in (f"prior.{address.key}", ".".join([*parts[:-1], "prior", parts[-1]])):
        if other in known and "prior" not in parts:
            return other
    return ""


def prior_of(session: Session, address: Address, unit: str = "") -> str:
    """Return last year's value as printed (money in a unit people chose), with its unit; empty where none is known."""
    key = prior_key(session, address)
    if not key:
        return ""
    at = Address(address.row, key)
    other = bool(unit) and in_other(session, at, unit)
    printed = shown_in(session, at, unit) if other else session.graph.printed(*at[:2])
    own = unit if other else field_of(session, at).unit
    return f"{printed}{own}" if printed and own and not printed.endswith(own) else printed


def _bare(label: str) -> str:
    """Return the words for a cell without quotation marks where nothing else stands beside them."""
    return label[1:-1] if label.startswith("“") and label.endswith("”") and label.count("“") == 1 else label


def source_words(session: Session, address: Address) -> str:
    """Return where a figure comes from in words: basis, who gave it and when, as of when, provisional."""
    source = source_of(session, address)
    if source is None:
        return ""
    given = f"{source.office}{source.giver}{source.given_on}提供" if source.office or source.giver else ""
    parts = (
        source.basis,
        given,
        f"数据截至{source.as_of}" if source.as_of else "",
        f"存放处：{source.evidence_place}" if source.evidence_place else "",
        f"{source.provisional}{f'，终值预计{source.expected_on}' if source.expected_on else ''}"
        if source.provisional
        else "",
    )
    return "；".join(part for part in parts if part)
