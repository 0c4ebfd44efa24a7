"""The packs of this computer: built in (resolved JSON beside the YAML, one index) and imported ones."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from app.core.errors import EnvironmentProblem, UserError
from app.core.files import write_whole
from app.packs.files import exists, read_bytes, read_text
from app.packs.loading import digest_of, load_pack
from app.packs.places import resources, user_packs
from app.packs.problems import PackError
from app.packs.resolve import Resolved

YAML_NAME: Final = "pack.yaml"
JSON_NAME: Final = "resolved.json"
INDEX_NAME: Final = "index.json"

_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{1,40}", re.ASCII)
_DEVICES: Final = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that Windows keeps for devices: no folder can be called so."""


@dataclass(frozen=True, slots=True)
class PackInfo:
    """What the start page and `packs list` show of a pack."""

    id: str
    revision: str
    title: str
    region: str
    years: tuple[str, str]
    digest: str
    builtin: bool = True


def builtin_root() -> Path:
    """Return the folder of the built-in packs."""
    return resources() / "packs"


def list_packs() -> list[PackInfo]:
    """Return all packs that can be chosen, built-in ones first, by the indexes alone.

    Raises:
        EnvironmentProblem: the index of the built-in packs cannot be read.
    """
    return [*_index(builtin_root(), builtin=True), *_index(user_packs(), builtin=False)]


def find(pack_id: str) -> Resolved:
    """Return the resolved pack with an id.

    Raises:
        UserError: there is no such pack; the known ones are named.
        PackError: the stored bytes are damaged.
        EnvironmentProblem: so are those of a built-in pack, or they cannot be read.
    """
    folder = folder_of(pack_id)
    if folder is None or not exists(folder / JSON_NAME):
        raise unknown_id(pack_id)
    path = folder / JSON_NAME
    try:
        resolved = resolved_of(read_bytes(path), path)
    except PackError as error:
        if folder.parent == builtin_root():
            raise EnvironmentProblem(
                "pack.damaged", where=str(path), what="自带的表样损坏", repair="请重新运行安装程序修复"
            ) from error
        raise
    if resolved.id != pack_id:
        raise PackError(
            "pack.other_id",
            place=None,
            what=f"{path} 里的编号是“{resolved.id}”，不是“{pack_id}”",
            rule="文件夹的名称就是表样的编号",
            repair="请重新导入这个表样",
        )
    return resolved


def folder_of(pack_id: str) -> Path | None:
    """Return the folder of a known pack, None when there is none with this id."""
    if not is_id(pack_id):
        return None
    return next((root / pack_id for root in (builtin_root(), user_packs()) if exists(root / pack_id)), None)


def is_id(pack_id: str) -> bool:
    """Say whether a text can be the id of a pack, so the name of a folder on every system."""
    return _ID.fullmatch(pack_id) is not None and pack_id not in _DEVICES


def check_id(pack_id: str) -> None:
    """Refuse an id that cannot be a folder's name everywhere.

    Raises:
        UserError: with the rule.
    """
    if not is_id(pack_id):
        raise UserError(
            "pack.id",
            where=pack_id[:60],
            what="表样编号不对",
            rule="用小写字母、数字和-，2到41个字符，不用 con、nul 等 Windows 的设备名",
            repair="例如 hunan-2024",
        )


def unknown_id(pack_id: str) -> UserError:
    """Return the error for an id that no pack has."""
    known = "、".join(info.id for info in list_packs())
    return UserError(
        "pack.unknown_id",
        where=pack_id[:60],
        what="没有这个表样",
        rule=f"现有表样：{known or '（无）'}",
        repair="请改正编号，或先用 jixiao packs add 导入",
    )


def resolved_of(body: bytes, path: Path) -> Resolved:
    """Return what resolved JSON holds.

    Raises:
        PackError: it is damaged or no pack; the file is named.
    """
    try:
        pack = load_pack(body)
    except PackError as error:
        raise PackError(
            error.code, place=None, what=f"{path}：{error.what}", rule=error.rule, repair=error.repair
        ) from error
    return Resolved(pack.id, pack.revision, pack.title, pack.region, pack.years, pack.base, digest_of(body), body)


def info_of(resolved: Resolved, *, builtin: bool) -> PackInfo:
    """Return what lists show of a resolved pack."""
    return PackInfo(
        resolved.id, resolved.revision, resolved.title, resolved.region, resolved.years, resolved.digest, builtin
    )


# ---- the index ----


def index_bytes(packs: Iterator[Resolved]) -> bytes:
    """Return the index of some packs; those that only serve others are left out."""
    infos = [asdict(info_of(resolved, builtin=True)) for resolved in packs if not resolved.base]
    for info in infos:
        del info["builtin"]
    return json.dumps({"packs": infos}, ensure_ascii=False, indent=1).encode() + b"\n"


def write_index(root: Path) -> None:
    """Write the index of a folder of packs from their resolved JSON.

    Raises:
        OSError: it cannot be written.
    """
    write_whole(root / INDEX_NAME, index_bytes(_sound(root)))


def _sound(root: Path) -> Iterator[Resolved]:
    """Yield the packs of a folder that can be read; a damaged one is told when somebody asks for it."""
    for path in sorted(root.glob(f"*/{JSON_NAME}")):
        if is_id(path.parent.name):
            resolved = _read_sound(path)
            if resolved is not None and resolved.id == path.parent.name:
                yield resolved


def _read_sound(path: Path) -> Resolved | None:
    try:
        return resolved_of(read_bytes(path), path)
    except (UserError, EnvironmentProblem):
        return None


def _index(root: Path, *, builtin: bool) -> list[PackInfo]:
    path = root / INDEX_NAME
    if not exists(path):
        return []
    try:
        return list(_entries(read_text(path), builtin=builtin))
    except (ValueError, KeyError, TypeError, RecursionError, UserError) as error:
        if builtin:
            raise EnvironmentProblem(
                "pack.index", where=str(path), what="表样目录读不出来", rule="", repair="请重新运行安装程序修复"
            ) from error
        return [info_of(resolved, builtin=False) for resolved in _sound(root) if not resolved.base]


def _entries(text: str, *, builtin: bool) -> Iterator[PackInfo]:
    loaded: Any = json.loads(text)
    for entry in loaded["packs"]:
        first, last = entry["years"]
        texts = {name: entry[name] for name in ("id", "revision", "title", "region", "digest")}
        if not all(isinstance(value, str) for value in (*texts.values(), first, last)):
            message = "an entry of the index is no text"
            raise TypeError(message)
        yield PackInfo(**texts, years=(first, last), builtin=builtin)
