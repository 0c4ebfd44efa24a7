"""Load a resolved pack from bytes that may come from a stranger's file: bounded, validated, nothing runs."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Final

from app.packs.problems import PackError
from app.packs.schema import SCHEMA, Pack
from app.packs.validating import validate

MAX_BYTES: Final = 5_000_000
"""Bytes of a resolved pack."""

_MAX_DEPTH: Final = 60


def encode(plain: object) -> bytes:
    """Return the canonical bytes of resolved plain data: UTF-8, the order of the pack, no blanks."""
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def digest_of(body: bytes) -> str:
    """Return the SHA-256 of a resolved pack in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


@lru_cache(maxsize=8)
def load_pack(body: bytes) -> Pack:
    """Return the pack in the bytes of resolved JSON. The result is immutable and kept for further calls.

    Raises:
        PackError: too large, too deep, not canonical, of a newer program, or not what the schema allows.
    """
    return validate(read_json(body))


def read_json(body: bytes) -> dict[str, object]:
    """Return the plain data of resolved JSON: a new copy with every call.

    Raises:
        PackError: too large, too deep, not canonical JSON, or it holds anything but texts, lists and objects.
    """
    if len(body) > MAX_BYTES:
        raise _error("太大", f"不超过{MAX_BYTES // 1_000_000}兆")
    try:
        plain = json.loads(body.decode("utf-8"), parse_float=_refuse, parse_int=_refuse, parse_constant=_refuse)
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:  # broken UTF-8 or broken JSON
        raise _error("不是完整的JSON", "由本程序生成") from error
    if not isinstance(plain, dict):
        raise _error("不是表样", "由本程序生成")
    _check_texts(plain)
    if not _is_canonical(plain, body):
        raise _error("不是规范的写法（有重名、空白或另一种转义）", "由本程序生成，一个字节也不能改")
    if plain.get("schema") != SCHEMA:
        raise PackError(
            "pack.version",
            place=None,
            what=f"表样的格式版本是“{str(plain.get('schema'))[:20]}”，本程序认识的是“{SCHEMA}”",
            rule="新版程序做的表样，旧版程序读不了",
            repair="请升级程序，或重新导入表样的原稿",
        )
    return plain


def _is_canonical(plain: object, body: bytes) -> bool:
    try:
        return encode(plain) == body
    except UnicodeEncodeError:  # half a pair of surrogates, written as an escape
        return False


def _check_texts(plain: object) -> None:
    """Refuse what is too deep, or holds anything but texts, lists and objects."""
    level, depth = [plain], 0
    while level:
        depth += 1
        if depth > _MAX_DEPTH:
            raise _too_deep()
        below: list[object] = []
        for value in level:
            if isinstance(value, dict):
                below.extend(value.values())
            elif isinstance(value, list):
                below.extend(value)
            elif not isinstance(value, str):
                _refuse({True: "true", False: "false", None: "null"}[value])  # type: ignore[index]
        level = below


def _refuse(text: str) -> str:
    raise _error(f"里面有不加引号的“{text[:20]}”", "表样里的值都写成文字，不经过浮点数")


def _too_deep() -> PackError:
    return _error("套得太深", f"不超过{_MAX_DEPTH}层")


def _error(what: str, rule: str) -> PackError:
    return PackError("pack.body", place=None, what=f"表样内容{what}", rule=rule, repair="请重新导入表样，或从备份恢复")
