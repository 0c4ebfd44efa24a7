"""逐段确认: a drafted or carried section of a report is read by a person: 改, 删, 仍适用 (PRACTICE B22).

With the verdict stands what the section's bound figures printed when it was read: when they print something else
later, the section is to be read again, because the words around them may no longer be true.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Literal

from app.core.records import Address, CellOp, Op
from app.services.editing.cells import DRAFT_MARK, edit_of
from app.services.editing.chips import figure_words
from app.services.session import Changes, Session

Verdict = Literal["改", "删", "仍适用", ""]

CONFIRMED: Final = "confirmed"
TEXT: Final = "text"
STRUCK: Final = "删"
_READ: Final = "读时的数："
_BETWEEN: Final = "；"
_LONGEST: Final = 20


def unread(session: Session, section: str) -> str:
    """Return the mark of a section that nobody has read yet (草稿, 上年带入); empty for one that was."""
    cell = session.facts.cell(Address(section, TEXT))
    return cell.mark if cell is not None and not session.graph.printed(section, CONFIRMED) else ""


def is_draft(mark: str) -> bool:
    """Say whether a mark is that of a drafted text."""
    return mark == DRAFT_MARK


def changed_since(session: Session, section: str) -> str:
    """Return which figures of a section print something else than when it was read (43人→45人); empty for none."""
    verdict = session.facts.cell(Address(section, CONFIRMED))
    if verdict is None or not verdict.note.startswith(_READ):
        return ""
    before, now = verdict.note.removeprefix(_READ).split(_BETWEEN), _figures(session, section).split(_BETWEEN)
    if before == now:
        return ""
    if len(before) != len(now):
        return "取数的个数不同"
    return "，".join(f"{_short(old)}→{_short(new)}" for old, new in zip(before, now, strict=True) if old != new)


def confirm_section(session: Session, section: str, verdict: Verdict) -> Changes:
    """Say what becomes of a section as one step; 仍适用 and 改 take its mark away, an empty verdict takes all back.

    Raises:
        UserError: as `set_value`.
    """
    cell = session.facts.cell(Address(section, TEXT))
    note = _READ + _figures(session, section) if verdict in {"改", "仍适用"} and _figures(session, section) else ""
    ops: list[Op] = [edit_of(session, Address(section, CONFIRMED), verdict, note=note)]
    if cell is not None and cell.mark and cell.text and verdict in {"改", "仍适用"}:
        ops.append(edit_of(session, Address(section, TEXT), cell.text, note=cell.note, mark=""))
    name = section_name(session, section)
    return session.apply(f"确认{name}" if verdict else f"取消确认{name}", ops)


def write_section(session: Session, section: str, text: str, *, label: str = "") -> Changes:
    """Write the text of a section; whoever writes it has read it, so its figures count as read too.

    Quick further edits join the step before, unless the step has a name of its own (`label`).

    Raises:
        UserError: as `set_value`.
    """
    op = edit_of(session, Address(section, TEXT), text)
    ops: list[Op] = [op]
    verdict = session.facts.cell(Address(section, CONFIRMED))
    if verdict is not None and verdict.note.startswith(_READ) and op.after is not None:
        words = _BETWEEN.join(figure_words(session, section, op.after.text))
        ops.append(CellOp(Address(section, CONFIRMED), replace(verdict, note=_READ + words)))
    name = section_name(session, section)
    usual = f"修改{name}" if text.strip() else f"清空{name}"
    return session.apply(f"{label}{name}" if label else usual, ops, merge=bool(text.strip()) and not label)


def section_name(session: Session, section: str) -> str:
    """Return what a section is called in the name of a step."""
    heading = session.graph.printed(section, "heading")
    return f"“{heading}”一节" if heading else f"报告第{session.tree.place(section)}节"


def _short(printed: str) -> str:
    return printed if 0 < len(printed) <= _LONGEST else f"{printed[:_LONGEST]}…" if printed else "（未填）"


def _figures(session: Session, section: str) -> str:
    cell = session.facts.cell(Address(section, TEXT))
    return _BETWEEN.join(figure_words(session, section, cell.text)) if cell is not None else ""
