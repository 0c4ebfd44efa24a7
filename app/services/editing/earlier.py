"""Earlier texts of a section of a report, from the record of all changes: to be looked at and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.core.records import Address
from app.services.editing.chips import pieces_of
from app.services.editing.confirming import TEXT
from app.services.session import Session

_MOST: Final = 30


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A text a section held: when it was written and by whom, as stored, its mark (草稿, 上年带入)."""

    at: str
    by: str
    stored: str
    mark: str = ""


def earlier_texts(session: Session, section: str) -> list[EarlierText]:
    """Return the texts a section held before, the newest first, each once, without the one it holds now.

    May be called on any thread with the session of the window.
    """
    address = Address(section, TEXT)
    held = session.facts.cell(address)
    found = {held.text if held is not None else "": EarlierText("", "", "")}
    for version in session.versions(address):
        text = version.cell.text
        if text.strip() and text not in found:
            found[text] = EarlierText(version.at, version.by, text, version.cell.mark)
    return list(found.values())[1 : _MOST + 1]


def printed_text(session: Session, section: str, stored: str, report: str = "") -> str:
    """Return what a stored text would print now in a section."""
    return "".join(piece.text for piece in pieces_of(session, section, stored, report))
