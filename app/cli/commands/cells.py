"""get, set, row."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from app.cli.commands.opening import editing
from app.cli.output import print_json, say, table
from app.core.errors import UserError
from app.core.records import ROOT_ID, Address
from app.core.tree import parse_address, parse_row_path
from app.services.editing.cells import CellView, set_value, view_cell
from app.services.editing.rows import RowView, add_row, copy_row, move_row, remove_row, share_row, view_rows
from app.services.editing.targets import adjust_target, is_approved
from app.services.session import Changes, Session

_ORIGINS = {
    "typed": "手工填写",
    "overridden": "手工改定",
    "carried": "上年带入",
    "imported": "读入",
    "stated": "原表数",
    "computed": "自动计算",
    "bound": "取自业务数据",
    "default": "表样的默认值",
    "blank": "未填",
}
_SHOWN = 12
_DIGITS = 6


def get(options: Namespace) -> int:
    """Show one cell, all cells of a row, or the rows of a table."""
    with Session.open(Path(options.file), mode="view") as session:
        parent, _, name = options.address.rpartition("/")
        if name in session.pack.tables and name != ROOT_ID:
            return _list_rows(view_rows(session, parse_row_path(parent, session.tree), name), options)
        views = _views(session, options.address)
    if options.json:
        print_json({"cells": [_as_json(view) for view in views]})
    elif len(views) == 1:
        _say_cell(views[0])
    else:
        table(
            [
                ["位置", "栏", "内容", "来历"],
                *[[v.path, v.column, _short(v.printed), _ORIGINS[v.origin]] for v in views],
            ]
        )
    return 0


def _list_rows(rows: list[RowView], options: Namespace) -> int:
    if options.json:
        print_json({"rows": [asdict(row) for row in rows]})
    elif rows:
        table([["行", "编号", "名称", ""], *[[r.path, r.id, r.title, "" if r.in_force else "不列入"] for r in rows]])
    else:
        say("没有行")
    return 0


def _views(session: Session, text: str) -> list[CellView]:
    """Return the cell of an address, or every cell that holds something in the row of a path."""
    last = text.rsplit("/", 1)[-1]
    if last != "unit" and not last.endswith("]") and not last.startswith("#"):
        return [view_cell(session, parse_address(text, session.tree))]
    row_id = parse_row_path(text, session.tree)
    keys = session.pack.fields.get(session.facts.rows[row_id].table, {})
    views = [view_cell(session, Address(row_id, key)) for key in keys]
    return [view for view in views if view.printed]


def _say_cell(view: CellView) -> None:
    say(f"{view.label} {view.printed or '（未填）'}　{_ORIGINS[view.origin]}")
    for words in (
        f"原因：{view.note}" if view.note else "",
        f"标记：{view.mark}" if view.mark else "",
        f"无法计算：{view.problem}" if view.problem else "",
    ):
        if words:
            say(f"  {words}")


def set_cell(options: Namespace) -> int:
    """Fill in or clear one cell; an approved target takes the document and date of its adjustment."""
    with editing(options) as session:
        address = parse_address(options.address, session.tree)
        if options.document and address.key == "target" and is_approved(session, address.row):
            changes = adjust_target(session, address.row, options.value, document=options.document, date=options.date)
        else:
            changes = set_value(session, address, options.value, note=options.note, mark=options.mark)
        view = view_cell(session, address)
        also = _also(session, changes)
    if options.json:
        print_json({"cell": _as_json(view), "also": [{"path": path, "label": label} for path, label in also]})
        return 0
    say(f"已保存：{view.label} {view.printed or '（未填）'}")
    if also:
        say(f"已一并更新{len(also)}处：")
        for path, label in also[:_SHOWN]:
            say(f"  {path}　{label}")
        if len(also) > _SHOWN:
            say(f"  ……其余{len(also) - _SHOWN}处略")
    return 0


def _also(session: Session, changes: Changes) -> list[tuple[str, str]]:
    """Return the other places whose value may have changed, as path and words, in the order of paths."""
    tree = session.tree
    found = [Address(row, key) for row, key in changes.also if row in tree.rows]
    return sorted((tree.address_path(address), session.label(address)) for address in found)


def row(options: Namespace) -> int:
    """Add, remove, move or copy a row."""
    with editing(options) as session:
        text = _row_action(session, options)
    if options.json:
        print_json({"done": text})
    else:
        say(text)
    return 0


def _row_action(session: Session, options: Namespace) -> str:
    if options.action == "add":
        parent, _, name = options.row.rpartition("/")
        new, changes = add_row(session, parse_row_path(parent, session.tree), name)
        return f"已{changes.label}：{session.tree.path(new)}"
    row_id = parse_row_path(options.row, session.tree)
    if options.action == "copy":
        new, changes = copy_row(session, row_id)
        return f"已{changes.label}：{session.tree.path(new)}"
    if options.action == "share":
        new, changes = share_row(session, row_id, parse_row_path(options.to or "", session.tree))
        return f"已{changes.label}：{session.tree.path(new)}"
    if options.action == "move":
        return f"已{move_row(session, row_id, _place(options.to)).label}"
    return f"已{remove_row(session, row_id).label}"


def _place(text: str | None) -> int:
    """Return the place that `--to` names; the first when it is not given."""
    if text is None:
        return 1
    if not text.isascii() or not text.isdigit() or len(text) > _DIGITS:
        raise UserError("row.place", where="--to", what=f"“{text}”不是序号", rule="序号从1数起", repair="请改正序号")
    return int(text)


def _as_json(view: CellView) -> dict[str, object]:
    return {**asdict(view), "address": {"row": view.address.row, "key": view.address.key, "form": view.address.form}}


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= 40 else line[:40] + "…"
