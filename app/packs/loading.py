"""Load a resolved pack from bytes that may come from a stranger's file: bounded, validated, nothing runs."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Final

from app.packs.problems import PackError
from app.packs.schema import Pack
from app.packs.validating import validate

MAX_BYTES: Final = 5_000_000
_MAX_DEPTH: Final = 60


def digest_of(body: bytes) -> str:
    """Return the SHA-256 of a resolved pack in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


@lru_cache(maxsize=8)
def load_pack(body: bytes) -> Pack:
    """Return the pack in the bytes of resolved JSON. The result is immutable and kept for further calls.

    Raises:
        PackError: too large, too deep, no JSON, or not what the schema allows.
    """
    return validate(read_json(body))


def read_json(body: bytes) -> dict[str, object]:  # type: ignore[explicit-any,unused-ignore]
    """Return the plain data of resolved JSON.

    Raises:
        PackError: too large, too deep, no JSON object, or it holds anything but texts, lists and objects.
    """
    if len(body) > MAX_BYTES:
        raise _error("太大", f"不超过{MAX_BYTES // 1_000_000}兆")
    if _depth(body) > _MAX_DEPTH:
        raise _error("套得太深", f"不超过{_MAX_DEPTH}层")
    try:
        plain = json.loads(body.decode("utf-8"), parse_float=_refuse, parse_int=_refuse, parse_constant=_refuse)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise _error("不是完整的JSON", "由本程序生成") from error
    if not isinstance(plain, dict):
        raise _error("不是表样", "由本程序生成")
    return plain


def _depth(body: bytes) -> int:
    """Return an upper bound of the nesting: brackets inside texts count too, which only makes it stricter."""
    depth = deepest = 0
    for byte in body:
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _refuse(text: str) -> str:
    raise _error(f"里面有不加引号的“{text[:20]}”", "表样里的数都写成文字，不经过浮点数")


def _error(what: str, rule: str) -> PackError:
    return PackError("pack.body", place=None, what=f"表样内容{what}", rule=rule, repair="请重新导入表样，或从备份恢复")
