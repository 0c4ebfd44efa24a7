"""Lists of what is not final: provisional figures (暂定数), cells marked 待核实, and the source of any figure."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.records import Address
from app.services.session import Session

SOURCES = "sources"
"""Table of sources; `key` names the cell of the parent row that a source speaks of."""

_FACTS = "facts"
_ABOUT = ("as_of", "office", "giver", "given_on", "basis", "evidence_place", "provisional", "expected_on")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from (PRACTICE A6, A14); every part may be empty.

    `provisional` is 快报数 or 预计数 for a figure that is not final, with the date when the final one is expected.
    """

    about: Address
    label: str
    printed: str
    as_of: str
    office: str
    giver: str
    given_on: str
    basis: str
    evidence_place: str
    provisional: str
    expected_on: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell with a mark: its place in words, its printed text, the mark."""

    address: Address
    label: str
    printed: str
    mark: str


def sources(session: Session) -> list[Source]:
    """Return the sources of all figures: of business facts, and of single cells by rows of table `sources`."""
    found = []
    for row in session.facts.rows.values():
        if row.table == _FACTS:
            found.append(_source(session, row.id, Address(row.id, "value")))
        elif row.table == SOURCES and row.parent is not None:
            key = session.graph.printed(row.id, "key")
            if key:
                found.append(_source(session, row.id, Address(row.parent, key)))
    return [source for source in found if any(getattr(source, part) for part in _ABOUT)]


def source_of(session: Session, address: Address) -> Source | None:
    """Return the source of one figure, None when none is recorded."""
    return next((source for source in sources(session) if source.about == address), None)


def provisional_figures(session: Session) -> list[Source]:
    """Return the figures that are not final (暂定数); at 定稿 each must be explained."""
    return [source for source in sources(session) if source.provisional]


def marked_cells(session: Session) -> list[Marked]:
    """Return the cells with a mark such as 待核实, in the order of their places."""
    found = [
        (
            session.tree.address_path(address),
            Marked(address, session.label(address), _printed(session, address), cell.mark),
        )
        for row_id, cells in session.facts.cells.items()
        for (key, form), cell in cells.items()
        if cell.mark
        for address in [Address(row_id, key, form)]
    ]
    return [marked for _, marked in sorted(found, key=lambda pair: pair[0])]


def _printed(session: Session, address: Address) -> str:
    cell = session.facts.cell(address)
    stated = cell.text if cell is not None and address.form else ""
    return stated or session.graph.printed(address.row, address.key)


def _source(session: Session, row_id: str, about: Address) -> Source:
    parts = {part: session.graph.printed(row_id, part) for part in _ABOUT}
    return Source(about=about, label=session.label(about), printed=session.graph.printed(about.row, about.key), **parts)
