"""A figure that was typed in a text replaced by one that follows its cell, as one undoable step."""

from __future__ import annotations

from dataclasses import replace

from app.audit.figures.binding import bound_text
from app.audit.view import AuditView
from app.core.errors import UserError
from app.core.records import CellOp
from app.core.tree import parse_address
from app.services.session import Changes, Session


def bind_figure(session: Session, place: str, start: int) -> Changes:
    """Replace a typed figure by the binding that the audit offers for it.

    Args:
        session: the open evaluation.
        place: the text, as people write it (`reports[1]/sections[2]/text`).
        start: where the figure begins in what the text prints, as `checked_figures` says.

    Raises:
        UserError: no such place, no typed figure begins there, or the audit offers no binding for it.
    """
    address = parse_address(place, session.tree)
    if address.form:
        raise _refused(place, "原表数不能换成取数")
    text = bound_text(AuditView(session.graph.snapshot()), address, start)
    before = session.facts.cell(address)
    if not text or before is None:
        raise _refused(place, f"第{start}个字符处没有可以换成取数的数")
    return session.apply(
        f"把文字里的数换成取数：{session.label(address)}", [CellOp(address, replace(before, text=text))]
    )


def _refused(place: str, what: str) -> UserError:
    return UserError(
        "audit.bind",
        where=place,
        what=what,
        rule="只有审核时对上了栏目、印出来一样的数才能换",
        repair="请用 jixiao audit 文件 --json 查看 checked_figures 里的 place、start 和 binding",
    )
