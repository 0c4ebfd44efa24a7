"""Approved targets (PRACTICE A1): locked, changed only by 调整批复 or by becoming 自行补设."""

from __future__ import annotations

from app.core.errors import UserError
from app.core.records import Address, Cell, CellOp
from app.services.session import Changes, Session

APPROVED = ("年初批复", "调整批复")
_LOCKED = {"target", "target.approved", "goal.expected"}


def is_approved(session: Session, row_id: str) -> bool:
    """Say whether the target of a row was approved by the bureau and is therefore locked."""
    return session.graph.value(row_id, "target.source") in APPROVED


def check_target_lock(session: Session, address: Address, text: str) -> None:
    """Refuse a change of an approved target that is already filled in.

    Raises:
        UserError: the target is approved; the words say what can be done.
    """
    cell = session.facts.cell(address)
    if address.key not in _LOCKED or cell is None or cell.text == text or not is_approved(session, address.row):
        return
    source = session.graph.printed(address.row, "target.source")
    raise UserError(
        "target.locked",
        where=f"{session.tree.address_path(address)} {session.label(address)}",
        what=f"本指标值为{source}值，不能直接改",
        rule="批复的目标只能按调整批复修改，或改为自行补设",
        repair="如已批复调整，请用 --document 和 --date 写明调整文件和日期；或把这一行的 target.source 改为自行补设",
    )


def adjust_target(session: Session, row_id: str, text: str, *, document: str, date: str) -> Changes:
    """Change an approved target by an approved adjustment: new text, 调整批复, its document and date.

    Raises:
        UserError: document or date is missing.
    """
    if not document.strip() or not date.strip():
        raise UserError(
            "target.adjustment",
            where=session.tree.path(row_id),
            what="没有写调整文件或日期",
            rule="批复调整要写明调整文件和日期",
            repair="请补上文件名称（文号）和日期",
        )
    texts = {
        "target": text,
        "target.source": "调整批复",
        "target.document": document,
        "target.document_date": date,
    }
    return session.apply("批复调整指标值", _cells(row_id, texts))


def leave_out(session: Session, row_id: str, reason: str) -> Changes:
    """Mark an approved indicator as 未列入自评 with its reason; it is kept, not printed, not scored.

    Raises:
        UserError: the reason is missing.
    """
    if not reason.strip():
        raise UserError(
            "target.left_out",
            where=session.tree.path(row_id),
            what="没有写未列入自评的原因",
            rule="批复的指标未列入自评要写明原因，财政审核时可以看到",
            repair="请写一句原因",
        )
    return session.apply("标为未列入自评", _cells(row_id, {"left_out": "是", "left_out.reason": reason}))


def _cells(row_id: str, texts: dict[str, str]) -> list[CellOp]:
    return [CellOp(Address(row_id, key), Cell(text)) for key, text in texts.items()]
