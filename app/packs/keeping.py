"""Import and remove packs of the person: each is put in place whole or not at all, with the index."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.core.errors import EnvironmentProblem, UserError
from app.core.files import write_whole
from app.packs.files import exists
from app.packs.installed import (
    JSON_NAME,
    YAML_NAME,
    PackInfo,
    builtin_root,
    check_id,
    info_of,
    write_index,
)
from app.packs.places import user_packs
from app.packs.sources import Candidate, candidate


def add(source: Path) -> PackInfo:
    """Import a pack: a `pack.yaml`, a folder, or a resolved `.json`; it is validated whole before anything is written.

    An imported pack of the same id is replaced.

    Raises:
        UserError: no such file, or the id belongs to a built-in pack.
        PackError: the pack is not sound.
        EnvironmentProblem: the folder of packs cannot be written; nothing was changed.
    """
    return keep(candidate(source))


def keep(found: Candidate) -> PackInfo:
    """Put a pack that was read (and checked) among the imported ones.

    Raises:
        UserError: the id belongs to a built-in pack or cannot be a folder's name.
        EnvironmentProblem: the folder of packs cannot be written; nothing was changed.
    """
    resolved = found.resolved
    check_id(resolved.id)
    if exists(builtin_root() / resolved.id):
        raise UserError(
            "pack.builtin",
            where=resolved.id,
            what="这个编号是程序自带的表样",
            rule="自带的表样不能被替换",
            repair="请换一个编号，需要时用 extends 沿用它",
        )
    root = user_packs()
    try:
        root.mkdir(parents=True, exist_ok=True)
        with _scratch(root, resolved.id) as new:
            write_whole(new / JSON_NAME, resolved.body)
            if found.text is not None:
                write_whole(new / YAML_NAME, found.text.encode())
            _exchange(root, resolved.id, new)
    except OSError as error:
        raise _unwritable(root, error) from error
    return info_of(resolved, builtin=False)


def remove(pack_id: str) -> None:
    """Remove an imported pack. Evaluations keep the pack they use.

    Raises:
        UserError: it is built in or not there.
        EnvironmentProblem: it cannot be removed; nothing was changed.
    """
    check_id(pack_id)
    root = user_packs()
    if not exists(root / pack_id):
        builtin = exists(builtin_root() / pack_id)
        raise UserError(
            "pack.not_imported",
            where=pack_id,
            what="这是程序自带的表样，不能移除" if builtin else "没有导入过这个表样",
            rule="只能移除导入的表样",
            repair="可用 jixiao packs list 查看",
        )
    try:
        _exchange(root, pack_id, None)
    except OSError as error:
        raise _unwritable(root / pack_id, error) from error


@contextmanager
def _scratch(root: Path, name: str) -> Iterator[Path]:
    """Give a new folder beside the packs; what is left of it afterwards goes."""
    folder = root / f".{name}.{secrets.token_hex(4)}"
    try:
        folder.mkdir()
        yield folder
    finally:
        with suppress(OSError):  # moved into place, or the disk that failed fails again
            shutil.rmtree(folder)


def _exchange(root: Path, pack_id: str, new: Path | None) -> None:
    """Put `new` (or nothing) where a pack stands and write the index; on failure everything is as before."""
    folder, aside = root / pack_id, root / f".{pack_id}.{secrets.token_hex(4)}.old"
    replaced = exists(folder)
    if replaced:
        folder.rename(aside)
    try:
        if new is not None:
            new.rename(folder)
        write_index(root)
    except OSError:
        if new is not None and exists(folder):
            folder.rename(new)
        if replaced:
            aside.rename(folder)
        raise
    with suppress(OSError):  # a leftover harms nobody: it is no pack by its name
        shutil.rmtree(aside)


def _unwritable(path: Path, error: OSError) -> EnvironmentProblem:
    return EnvironmentProblem(
        "pack.unwritable",
        where=str(path),
        what=f"写不进去（{error.strerror}），原来的表样没有改动",
        rule="",
        repair="请核对文件夹是否可写、磁盘是否已满",
    )
