"""The packs this program knows: built in (resolved JSON beside the YAML, one index) and imported ones."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from app.core.errors import EnvironmentProblem, UserError
from app.packs.loading import MAX_BYTES, digest_of, load_pack
from app.packs.places import resources, user_packs
from app.packs.problems import PackError
from app.packs.resolve import Drawing, Resolved, resolve, resolve_text

_ID: Final = re.compile(r"^[a-z0-9][a-z0-9-]{1,40}$")
_YAML, _JSON, _INDEX = "pack.yaml", "resolved.json", "index.json"


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
    """Return all packs, built-in ones first, by the indexes alone."""
    return [*_index(builtin_root(), builtin=True), *_index(user_packs(), builtin=False)]


def find(pack_id: str) -> Resolved:
    """Return the resolved pack with an id.

    Raises:
        UserError: there is no such pack; the known ones are named.
        PackError: the stored bytes are damaged.
    """
    for root in (builtin_root(), user_packs()):
        path = root / pack_id / _JSON
        if _ID.match(pack_id) and path.is_file():
            return _resolved(_read_bytes(path))
    known = "、".join(info.id for info in list_packs())
    raise UserError(
        "pack.unknown_id",
        where=pack_id,
        what="没有这个表样",
        rule=f"现有表样：{known or '（无）'}",
        repair="请改正编号，或先用 jixiao packs add 导入",
    )


def draw(pack: str | Path) -> Drawing:
    """Resolve a pack anew from its YAML: a known id, a `pack.yaml`, or a folder that holds one.

    Raises:
        UserError: no such pack or file.
        PackError: any fault of the pack, at its place.
    """
    path = Path(pack)
    if path.is_dir():
        path /= _YAML
    if path.is_file():
        return resolve_text(_read_text(path), str(path), read_layer, common_dictionary())
    name = str(pack)
    for root in (builtin_root(), user_packs()):
        if _ID.match(name) and (root / name / _YAML).is_file():
            return resolve(name, read_layer, common_dictionary())
    find(name)
    raise UserError("pack.no_yaml", where=name, what="这个表样只有成品，没有原稿（pack.yaml）", repair="请写原稿的路径")


def read_layer(pack_id: str) -> tuple[str, str]:
    """Return the YAML of a known pack and its name, for `extends`.

    Raises:
        PackError: there is no such pack (code `pack.missing`).
    """
    for root in (builtin_root(), user_packs()):
        path = root / pack_id / _YAML
        if _ID.match(pack_id) and path.is_file():
            return _read_text(path), f"{pack_id}/{_YAML}"
    raise PackError("pack.missing", place=None, what=f"找不到表样“{pack_id}”", rule="", repair="请先导入它")


def common_dictionary() -> tuple[str, str]:
    """Return the text and name of the common dictionary."""
    path = resources() / "dictionary" / "dictionary.yaml"
    return _read_text(path), path.name


def add(source: Path) -> PackInfo:
    """Import a pack: a `pack.yaml`, a folder, or a resolved `.json`; it is validated whole before anything is written.

    An imported pack of the same id is replaced.

    Raises:
        UserError: no such file, or the id belongs to a built-in pack.
        PackError: the pack is not sound.
        EnvironmentProblem: the folder of packs cannot be written.
    """
    if source.suffix == ".json" and source.is_file():
        resolved, text = _resolved(_read_bytes(source)), None
    else:
        path = source / _YAML if source.is_dir() else source
        if not path.is_file():
            raise UserError(
                "pack.file",
                where=str(source),
                what="没有这个文件",
                rule="",
                repair="请写 pack.yaml、文件夹或 .json 的路径",
            )
        resolved, text = draw(path).resolved, _read_text(path)
    check_id(resolved.id)
    if (builtin_root() / resolved.id).exists():
        raise UserError(
            "pack.builtin",
            where=resolved.id,
            what="这个编号是程序自带的表样",
            rule="自带的表样不能被替换",
            repair="请换一个编号，需要时用 extends 沿用它",
        )
    _store(resolved, text)
    return _info(resolved, builtin=False)


def remove(pack_id: str) -> None:
    """Remove an imported pack. Evaluations keep the pack they use.

    Raises:
        UserError: it is built in or not there.
        EnvironmentProblem: it cannot be removed.
    """
    check_id(pack_id)
    folder = user_packs() / pack_id
    if not folder.is_dir():
        builtin = (builtin_root() / pack_id).is_dir()
        raise UserError(
            "pack.not_imported",
            where=pack_id,
            what="这是程序自带的表样，不能移除" if builtin else "没有导入过这个表样",
            rule="只能移除导入的表样",
            repair="可用 jixiao packs list 查看",
        )
    try:
        shutil.rmtree(folder)
        write_index(user_packs())
    except OSError as error:
        raise _unwritable(folder, error) from error


def check_id(pack_id: str) -> None:
    """Refuse an id that cannot be a folder's name everywhere.

    Raises:
        UserError: with the rule.
    """
    if not _ID.match(pack_id):
        raise UserError(
            "pack.id",
            where=pack_id,
            what="表样编号不对",
            rule="用小写字母、数字和-，2到41个字符",
            repair="例如 hunan-2024",
        )


def build_index() -> list[Resolved]:
    """Resolve every built-in pack anew and write `resolved.json` and the index (for the makers of the program)."""
    built = []
    for path in sorted(builtin_root().glob(f"*/{_YAML}")):
        resolved = resolve(path.parent.name, read_layer, common_dictionary()).resolved
        (path.parent / _JSON).write_bytes(resolved.body)
        built.append(resolved)
    write_index(builtin_root())
    return built


def write_index(root: Path) -> None:
    """Write the index of a folder of packs from their resolved JSON."""
    infos = [asdict(_info(_resolved(path.read_bytes()), builtin=True)) for path in sorted(root.glob(f"*/{_JSON}"))]
    for info in infos:
        del info["builtin"]
    _write(root / _INDEX, json.dumps({"packs": infos}, ensure_ascii=False, indent=1).encode() + b"\n")


def _index(root: Path, *, builtin: bool) -> Iterator[PackInfo]:
    path = root / _INDEX
    if not path.is_file():
        return
    try:
        entries: Any = json.loads(_read_text(path))["packs"]
        found = [PackInfo(**{**entry, "years": tuple(entry["years"]), "builtin": builtin}) for entry in entries]
    except (ValueError, KeyError, TypeError) as error:
        raise EnvironmentProblem(
            "pack.index", where=str(path), what="表样目录读不出来", rule="", repair="请重新导入表样，或重新安装程序"
        ) from error
    yield from found


def _resolved(body: bytes) -> Resolved:
    pack = load_pack(body)
    return Resolved(pack.id, pack.revision, pack.title, pack.years, digest_of(body), body)


def _info(resolved: Resolved, *, builtin: bool) -> PackInfo:
    region = load_pack(resolved.body).region
    return PackInfo(resolved.id, resolved.revision, resolved.title, region, resolved.years, resolved.digest, builtin)


def _store(resolved: Resolved, text: str | None) -> None:
    """Write an imported pack into a new folder and put it in place whole."""
    root = user_packs()
    folder, temporary = root / resolved.id, root / f".{resolved.id}.{secrets.token_hex(4)}"
    try:
        temporary.mkdir(parents=True)
        _write(temporary / _JSON, resolved.body)
        if text is not None:
            _write(temporary / _YAML, text.encode())
        if folder.exists():
            shutil.rmtree(folder)
        temporary.rename(folder)
        write_index(root)
    except OSError as error:
        with suppress(OSError):  # it may never have come to be
            shutil.rmtree(temporary)
        raise _unwritable(root, error) from error


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    with temporary.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UserError(
                "pack.too_large",
                where=str(path),
                what="文件太大",
                rule=f"表样不超过{MAX_BYTES // 1_000_000}兆",
                repair="请核对是不是选错了文件",
            )
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentProblem(
            "pack.unreadable", where=str(path), what=f"读不出来（{error.strerror}）", rule="", repair="请核对权限和介质"
        ) from error


def _read_text(path: Path) -> str:
    try:
        return _read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            "pack.encoding",
            where=str(path),
            what="不是UTF-8编码的文本",
            rule="表样用UTF-8编码保存",
            repair="请用记事本“另存为”，编码选UTF-8",
        ) from error


def _unwritable(path: Path, error: OSError) -> EnvironmentProblem:
    return EnvironmentProblem(
        "pack.unwritable",
        where=str(path),
        what=f"写不进去（{error.strerror}），原来的表样没有改动",
        rule="",
        repair="请核对文件夹是否可写、磁盘是否已满",
    )
