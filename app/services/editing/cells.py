"""Actions on one cell: fill in, clear, replace a computed value by hand."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace

from app.core.errors import UserError
from app.core.records import CARRIED_MARK, Address, Cell, CellOp
from app.core.values import read_typed
from app.packs.problems import PackError
from app.packs.schema import Field
from app.packs.templates import parse_template
from app.services.editing.entry import with_unit
from app.services.editing.limits import score_limit
from app.services.editing.targets import check_target_lock
from app.services.session import Changes, Session

DRAFT_MARK = "草稿"
"""Mark of a text that the program drafted and nobody touched yet."""


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell as a person sees it: label (with the row), its column alone, printed value, how it came to be."""

    address: Address
    path: str
    label: str
    column: str
    printed: str
    text: str
    origin: str
    state: str
    note: str
    mark: str
    problem: str


def view_cell(session: Session, address: Address) -> CellView:
    """Return one cell with its origin in words of the program.

    `origin` is typed, overridden, carried, imported, stated, computed, bound or blank.

    Raises:
        UserError: the row's table has no such key.
    """
    meaning = field_of(session, address)
    cell = session.facts.cell(address)
    problem = "" if address.form else session.graph.problem(address.row, address.key)
    printed = cell.text if cell and address.form else session.graph.printed(address.row, address.key)
    return CellView(
        address,
        session.tree.address_path(address),
        session.label(address),
        meaning.label,
        printed,
        cell.text if cell else "",
        _origin(session, address, cell),
        cell.state if cell else "",
        cell.note if cell else "",
        cell.mark if cell else "",
        problem,
    )


def origin_of(session: Session, address: Address) -> str:
    """Return how a cell came to be, as `CellView.origin` has it."""
    return _origin(session, address, session.facts.cell(address))


def typed_text(session: Session, address: Address) -> str:
    """Return what was typed into a cell; empty for none."""
    cell = session.facts.cell(address)
    return cell.text if cell is not None else ""


def set_value(session: Session, address: Address, text: str, *, note: str = "", mark: str | None = None) -> Changes:
    """Fill in one cell; an empty text makes it blank (a computed value comes back).

    A text of the form `{{#row/key}}` binds the cell to another. On a computed key the text replaces the
    computed value by hand (手工改定), which needs a note.

    Raises:
        UserError: unknown key, a value of the wrong kind, a choice that is not offered, a locked target,
            an override without a note or above the weight. Nothing is changed then.
    """
    op = edit_of(session, address, text, note=note, mark=mark)
    label = f"清空{session.label(address)}" if op.after is None else f"填写{session.label(address)}"
    return session.apply(label, [op], merge=op.after is not None)


def edit_of(session: Session, address: Address, text: str, *, note: str = "", mark: str | None = None) -> CellOp:
    """Return the operation that fills in one cell, without doing it; see `set_value`.

    Raises:
        UserError: as `set_value`.
    """
    meaning = field_of(session, address)
    _check_form(session, address)
    check_target_lock(session, address, text)
    before = session.facts.cell(address)
    kept_mark = mark if mark is not None else _mark_after_edit(before)
    if not text.strip() and not mark:
        return CellOp(address, None)
    cell = _understood(session, address, meaning, text)
    if session.graph.is_computed(address.row, address.key):
        _check_override(session, address, meaning, cell, note)
        cell = replace(cell, origin="overridden")
    return CellOp(address, replace(cell, note=note, mark=kept_mark))


def _mark_after_edit(before: Cell | None) -> str:
    """Return the mark that stays when a cell is edited: 上年带入 and 草稿 go with the first touch."""
    return before.mark if before is not None and before.mark not in {CARRIED_MARK, DRAFT_MARK} else ""


def field_of(session: Session, address: Address) -> Field:
    """Return the meaning of a cell's key in its table.

    Raises:
        UserError: the table has no such key; the nearest ones are named.
    """
    table = session.facts.rows[address.row].table
    fields = session.pack.fields.get(table, {})
    if address.key in fields:
        return fields[address.key]
    near = difflib.get_close_matches(address.key, fields, n=3)
    raise UserError(
        "key.unknown",
        where=session.tree.address_path(address),
        what=f"“{table}”没有“{address.key}”这一栏",
        rule="栏名以表样和字典为准",
        repair=f"是不是 {'、'.join(near)}？" if near else "可用 jixiao packs show 查看全部栏",
    )


def _understood(session: Session, address: Address, meaning: Field, text: str) -> Cell:
    where = f"{session.tree.address_path(address)} {session.label(address)}"
    return read_cell(session, meaning, text, where) or Cell()


def read_cell(session: Session, meaning: Field, text: str, where: str) -> Cell | None:
    """Understand a typed text by the kind of its key; None for blank.

    Raises:
        UserError: a value of the wrong kind, a choice that is not offered, a binding to nothing.
    """
    if "{{" in text:
        _check_bindings(session, where, text)
        return Cell(text)
    text = with_unit(meaning, text, session.entry_unit)
    read = read_typed(meaning.kind, text, unit=meaning.unit, where=where)
    if read is not None and not meaning.offers(read.text):
        raise UserError(
            "value.choice",
            where=where,
            what=f"不能填“{text}”",
            rule=f"可以选：{'、'.join(meaning.choices)}",
            repair="请选其中一项",
        )
    return read


def _check_form(session: Session, address: Address) -> None:
    if address.form:
        raise UserError(
            "cell.stated",
            where=session.tree.address_path(address),
            what="原表数不能手工填写",
            rule="原表数只在读入已有的表时产生，用来对照，不参加计算",
            repair="请改这一栏本身的数（去掉“|表”）",
        )


def _check_bindings(session: Session, where: str, text: str) -> None:
    try:
        placeholders = parse_template(text).placeholders
    except PackError as problem:
        raise UserError(
            "binding.wrong",
            where=where,
            what="文字里有连着的两个“{”，不能识别",
            rule="“{{”只用来取自业务数据，写成 {{#行的编号/栏}}",
            repair="请删去多余的“{”",
        ) from problem
    for placeholder in placeholders:
        if placeholder.row is not None and placeholder.row not in session.facts.rows:
            raise UserError(
                "binding.no_row",
                where=where,
                what=f"没有编号为“{placeholder.row}”的行",
                rule="取自业务数据写成 {{#行的编号/栏}}",
                repair="请先增加这一行，或改正编号",
            )


def _check_override(session: Session, address: Address, meaning: Field, cell: Cell, note: str) -> None:
    """Refuse a score above its weight, and an override without a note (PRACTICE A16)."""
    where = f"{session.tree.address_path(address)} {session.label(address)}"
    problem = score_limit(session.graph, address, meaning, cell, where)
    if problem is not None:
        raise problem
    if not note.strip():
        computed = session.graph.printed_computed(address.row, address.key)
        raise UserError(
            "override.note",
            where=where,
            what=f"自动计算得{computed or '无法计算'}，要改为{cell.text}，没有写原因",
            rule="手工改定要写一句原因",
            repair="请加上 --note 原因",
        )


def _origin(session: Session, address: Address, cell: Cell | None) -> str:
    if address.form:
        return "stated" if cell else "blank"
    computed = session.graph.is_computed(address.row, address.key)
    if cell is None or (computed and cell.origin != "overridden"):
        return (
            "computed" if computed else ("default" if session.graph.has_default(address.row, address.key) else "blank")
        )
    return "bound" if "{{#" in cell.text else cell.origin
