"""Validate resolved plain data against the schema; the first fault is told in Chinese at its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from app.core.errors import Place
from app.packs.problems import PackError
from app.packs.schema import Pack
from app.packs.schema_base import PATTERNS
from app.packs.strict_yaml import Path, Places

_NOWHERE: Final[Places] = {(): Place("表样")}
_NAME: Final = "[key]"
"""Last step of a path that speaks of the name of an entry."""

_MAPPING: Final = "要写成“名称: 内容”"
_LIST: Final = "要写成列表"
_WORDS: Final = {
    "extra_forbidden": "不认识，这里没有这一项",
    "missing": "缺少，必须写",
    "string_type": "要写一段文字",
    "string_too_long": "太长",
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "too_long": "项数太多",
    "too_short": "项数不够",
}


def validate(plain: object, places: Places | None = None) -> Pack:
    """Return the pack that resolved plain data describes.

    Raises:
        PackError: the first value that the schema does not allow, at its place in the YAML when it is known.
    """
    try:
        return Pack.model_validate(plain)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise _problem(first, places or _NOWHERE) from error


def _problem(error: Mapping[str, Any], places: Places) -> PackError:
    path: Path = tuple(step for step in error["loc"] if step != _NAME)
    known = next((path[:n] for n in range(len(path), -1, -1) if path[:n] in places), ())
    where = ".".join(str(step + 1 if isinstance(step, int) else step) for step in path)
    return PackError(
        "pack.schema",
        place=places.get(known),
        what=f"“{where}”{_what(error)}",
        rule="表样的写法见 docs/packs.md",
        repair="请改正这一处",
    )


def _what(error: Mapping[str, Any]) -> str:
    kind, context = str(error["type"]), error.get("ctx", {})
    shown = f"，现在是{_shown(error.get('input'))}"
    if kind in {"extra_forbidden", "missing", "string_too_long", "too_long", "too_short"}:
        return _WORDS[kind]
    if kind == "value_error":
        return f"{context.get('error', '')}{shown if isinstance(error.get('input'), str) else ''}"
    if kind == "string_pattern_mismatch":
        return f"写法不对：{PATTERNS.get(str(context.get('pattern')), '')}{shown}"
    if kind == "literal_error":
        return f"只能写 {context.get('expected', '')}{shown}".replace(" or ", " 或 ").replace("'", "")
    if kind.startswith(("greater", "less")):
        return f"超出范围{shown}"
    return f"{_WORDS.get(kind, '写法不对')}{shown}"


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "一组“名称: 内容”"
    if isinstance(value, (list, tuple)):
        return "一个列表"
    text = str(value)
    return f"“{text if len(text) <= 30 else text[:30] + '…'}”"
