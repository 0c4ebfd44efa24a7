"""What a person drags onto the window or names at the start: which evaluation file is meant, or why none is.

Names with (1) or 副本 are ordinary; a zip that holds one evaluation file is unpacked into the folder of new files.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from app.core.errors import EnvironmentProblem, UserError
from app.core.files import write_whole
from app.documents.names import file_name
from app.services.files.creating import SUFFIX

LARGEST: Final = 200_000_000
"""Bytes of the largest file taken out of a zip."""

_MOST_ENTRIES: Final = 1000
_LINKS: Final = frozenset({".lnk", ".url", ".desktop"})
_REPAIR: Final = "请重新拖动，或点“打开自评文件”"


@dataclass(frozen=True, slots=True)
class Taken:
    """The file to open; `unpacked` when it was taken out of a zip."""

    path: Path
    unpacked: bool = False


def take_in(paths: Sequence[Path], folder: Path) -> Taken:
    """Return the evaluation file that is meant by what was dropped; a zip is unpacked into `folder`.

    Raises:
        UserError: none or several files, a folder, a shortcut, another kind of file, a zip with none or several.
        EnvironmentProblem: the zip is damaged or the folder cannot be written.
    """
    if len(paths) != 1:
        what = f"拖来的是{len(paths)}个文件" if paths else "拖来的不是文件"
        raise _refused("drop.count", what, "一次拖一份自评文件（.jxzp）")
    path = paths[0]
    if path.is_dir():
        raise _refused("drop.folder", f"“{path.name}”是文件夹", "请打开文件夹，把里面的自评文件（.jxzp）拖过来")
    ending = path.suffix.lower()
    if ending in _LINKS:
        raise _refused("drop.link", f"“{path.name}”是快捷方式，不是文件", "请到文件所在的文件夹里拖自评文件本身")
    if ending == ".zip" and path.is_file():
        return Taken(_unpack(path, folder), unpacked=True)
    if ending != SUFFIX:
        raise _refused("drop.kind", f"“{path.name}”不是自评文件", "自评文件的结尾是 .jxzp")
    return Taken(path)


def _unpack(path: Path, folder: Path) -> Path:
    """Take the one evaluation file out of a zip."""
    try:
        with zipfile.ZipFile(path) as archive:
            entry = _the_one(path, archive)
            with archive.open(entry) as stream:
                data = stream.read(LARGEST + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error) as error:
        raise EnvironmentProblem(
            "drop.zip_damaged",
            where=path.name,
            what="压缩包打不开（已损坏、不完整，或设了密码）",
            repair="请重新复制一次，或先用解压软件解开",
        ) from error
    except OSError as error:
        raise EnvironmentProblem(
            "drop.unreadable",
            where=path.name,
            what=f"压缩包读不出来（{error.strerror or error}）",
            repair="请核对权限和介质后重试",
        ) from error
    if len(data) > LARGEST:
        raise _refused("drop.zip_big", f"“{path.name}”里的文件太大", "请核对是不是选错了压缩包")
    return _put(data, PurePosixPath(entry.filename.replace("\\", "/")).stem, folder)


def _the_one(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    entries = archive.infolist()[:_MOST_ENTRIES]
    found = [one for one in entries if not one.is_dir() and one.filename.lower().endswith(SUFFIX)]
    if len(found) == 1:
        return found[0]
    what = f"压缩包“{path.name}”里有{len(found)}份自评文件" if found else f"压缩包“{path.name}”里没有自评文件"
    raise _refused("drop.zip", what, "只有一份自评文件的压缩包可以直接打开；有几份的，请先解压")


def _put(data: bytes, name: str, folder: Path) -> Path:
    """Write under a name that is free; what lies there is never overwritten."""
    stem, number = file_name(_readable(name)), 1
    target = folder / f"{stem}{SUFFIX}"
    while target.exists():
        number += 1
        target = folder / f"{stem}（{number}）{SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(target, data)
    except OSError as error:
        raise EnvironmentProblem(
            "drop.unwritable",
            where=str(folder),
            what=f"从压缩包取出的文件存不下来（{error.strerror or error}）",
            repair="请清理磁盘或在设置里换一个文件夹，也可以先用解压软件解开",
        ) from error
    return target


def _readable(name: str) -> str:
    """Return a name that a Chinese Windows packed without saying its encoding."""
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name


def _refused(code: str, what: str, rule: str) -> UserError:
    return UserError(code, where="", what=what, rule=rule, repair=_REPAIR)
