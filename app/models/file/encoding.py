"""How a change is written into the undo log, and read back with care: the log may come from a stranger."""

from __future__ import annotations

import json
from typing import Any, get_args

from app.core.errors import DataError
from app.core.records import Cell, Origin, Row, State
from app.models.file.facts import Change, Content, Target, What, check_op

_LENGTHS = {"row": 1, "cell": 3, "meta": 1}


def encode(change: Change) -> dict[str, str | None]:
    """Return the columns of a change: what, id, before, after."""
    return {
        "what": change.what,
        "id": _dump(list(change.target)),
        "before": _encode(change.before),
        "after": _encode(change.after),
    }


def decode(step: int, what: What, target: str, before: str | None, after: str | None) -> Change:
    """Return the change that a record of the log holds.

    Raises:
        DataError: the record is not one that this program writes.
    """
    try:
        change = _decode(what, target, before, after)
        check_op(change.forward())
        check_op(change.backward())
    except (ValueError, TypeError, RecursionError) as error:
        raise broken(step) from error
    return change


def broken(step: int) -> DataError:
    """Return: the record of a step cannot be used."""
    return DataError(
        "file.log_broken",
        where=f"修改记录第{step}步",
        what="这一步的修改记录读不出来，不能撤销或恢复",
        rule="填写的内容不受影响",
        repair="请继续填写；需要以前的内容时，可以从备份恢复",
    )


def _decode(what: What, target: str, before: str | None, after: str | None) -> Change:
    if what not in _LENGTHS:
        raise ValueError(what)
    place = _texts(json.loads(target), _LENGTHS[what])
    return Change(what, place, _content(what, place, before), _content(what, place, after))


def _content(what: What, target: Target, text: str | None) -> Content:
    if text is None:
        return None
    loaded = json.loads(text)
    if what == "meta":
        return _texts([loaded], 1)[0]
    if what == "row":
        table, parent, rank = loaded
        own_table, above, own_rank = _texts([table, "" if parent is None else parent, rank], 3)
        return Row(target[0], own_table, None if parent is None else above, own_rank)
    values = _texts(loaded, len(Cell.__slots__))
    if values[1] not in get_args(State) or values[3] not in get_args(Origin):
        raise ValueError(text)
    return Cell(*values)  # type: ignore[arg-type]


def _texts(values: Any, count: int) -> tuple[str, ...]:
    if not isinstance(values, list) or len(values) != count or not all(isinstance(value, str) for value in values):
        raise ValueError(values)
    return tuple(values)


def _encode(content: Content) -> str | None:
    if isinstance(content, Row):
        return _dump([content.table, content.parent, content.rank])
    if isinstance(content, Cell):
        return _dump([getattr(content, name) for name in Cell.__slots__])
    return None if content is None else _dump(content)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
