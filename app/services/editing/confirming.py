"""逐段确认: a drafted or carried section of a report is read by a person: 改, 删, 仍适用 (PRACTICE B22)."""

from __future__ import annotations

from typing import Final, Literal

from app.core.records import Address, Op
from app.services.editing.cells import DRAFT_MARK, edit_of
from app.services.session import Changes, Session

Verdict = Literal["改", "删", "仍适用", ""]

CONFIRMED: Final = "confirmed"
TEXT: Final = "text"
STRUCK: Final = "删"


def unread(session: Session, section: str) -> str:
    """Return the mark of a section that nobody has read yet (草稿, 上年带入); empty for one that was."""
    cell = session.facts.cell(Address(section, TEXT))
    return cell.mark if cell is not None and not session.graph.printed(section, CONFIRMED) else ""


def is_draft(mark: str) -> bool:
    """Say whether a mark is that of a drafted text."""
    return mark == DRAFT_MARK


def confirm_section(session: Session, section: str, verdict: Verdict) -> Changes:
    """Say what becomes of a section as one step; 仍适用 and 改 take its mark away, an empty verdict takes all back.

    Raises:
        UserError: as `set_value`.
    """
    cell = session.facts.cell(Address(section, TEXT))
    ops: list[Op] = [edit_of(session, Address(section, CONFIRMED), verdict)]
    if cell is not None and cell.mark and cell.text and verdict in {"改", "仍适用"}:
        ops.append(edit_of(session, Address(section, TEXT), cell.text, note=cell.note, mark=""))
    return session.apply(f"确认{session.title(section)}" if verdict else f"取消确认{session.title(section)}", ops)
