"""Validate resolved plain data against the schema; the first fault is told in Chinese at its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from app.core.errors import Place
from app.packs.problems import PackError
from app.packs.schema import Pack
from app.packs.strict_yaml import Path, Places, Plain

_NOWHERE: Final[Places] = {(): Place("表样")}


def validate(plain: Plain, places: Places | None = None) -> Pack:
    """Return the pack that resolved plain data describes.

    Raises:
        PackError: the first value that the schema does not allow, at its place in the YAML when it is known.
    """
    try:
        return Pack.model_validate(plain)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise _problem(first, places or _NOWHERE) from error
    except RecursionError as error:
        raise PackError("pack.deep", place=None, what="表样套得太深", rule="", repair="请减少层次") from error


def _problem(error: Mapping[str, Any], places: Places) -> PackError:
    path: Path = tuple(error["loc"])
    known = next((path[:n] for n in range(len(path), -1, -1) if path[:n] in places), ())
    where = ".".join(str(step) for step in path)
    what = _what(error)
    return PackError(
        "pack.schema",
        place=places.get(known),
        what=f"“{where}”{what}",
        rule="表样的写法见 docs/packs.md",
        repair="请改正这一处",
    )


def _what(error: Mapping[str, Any]) -> str:
    kind, context = str(error["type"]), error.get("ctx", {})
    shown = _shown(error.get("input"))
    if kind == "extra_forbidden":
        return "不认识，这里没有这一项"
    if kind == "missing":
        return "缺少，必须写"
    if kind == "literal_error":
        return f"只能写 {context.get('expected', '')}，现在是{shown}".replace(" or ", " 或 ")
    if kind.startswith(("int", "bool")):
        return f"要写{'整数' if kind.startswith('int') else ' true 或 false'}，现在是{shown}"
    if kind == "string_type":
        return f"要写一段文字，现在是{shown}"
    if kind == "string_too_long":
        return "太长"
    if kind in {"dict_type", "model_type", "model_attributes_type"}:
        return f"要写成“名称: 内容”，现在是{shown}"
    if kind in {"list_type", "tuple_type"}:
        return f"要写成列表，现在是{shown}"
    if kind == "value_error":
        return str(context.get("error", ""))
    if kind.startswith(("greater", "less")):
        return f"超出范围，现在是{shown}"
    return f"写法不对，现在是{shown}"


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "一组“名称: 内容”"
    if isinstance(value, (list, tuple)):
        return "一个列表"
    text = str(value)
    return f"“{text if len(text) <= 30 else text[:30] + '…'}”"
