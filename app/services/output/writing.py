"""Files written one after the other, each whole or not at all; what cannot be written is told, the rest is written."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.core.errors import EnvironmentProblem, UserError
from app.core.files import write_whole

Progress = Callable[[str, int, int], None]
"""Told before each file: what is made, how many are done, how many there are."""

Cancelled = Callable[[], bool]
"""Asked before each file."""

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


@dataclass(frozen=True, slots=True)
class Target:
    """A file to be written: its name, what it is, and what makes its bytes."""

    name: str
    what: str
    make: Callable[[], bytes]
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written whole."""

    path: Path
    what: str
    size: int
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that was not written, and why, in words; what stood there before is untouched."""

    path: Path
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an export: files written, files that were not, whether the person stopped it."""

    written: tuple[Written, ...] = ()
    failed: tuple[Failed, ...] = ()
    cancelled: bool = False


def write_all(folder: Path, targets: Iterable[Target], count: int, progress: Progress, cancelled: Cancelled) -> Outcome:
    """Write files into a folder, which is made if it is not there.

    Raises:
        UserError: something else has the name of the folder.
        EnvironmentProblem: the folder cannot be made.
    """
    make_folder(folder)
    written: list[Written] = []
    failed: list[Failed] = []
    for number, target in enumerate(targets):
        if cancelled():
            return Outcome(tuple(written), tuple(failed), cancelled=True)
        progress(target.name, number, count)
        found = _write(folder / target.name, target)
        if isinstance(found, Written):
            written.append(found)
        else:
            failed.append(found)
    return Outcome(tuple(written), tuple(failed))


def make_folder(folder: Path) -> None:
    """Make a folder with all above it.

    Raises:
        UserError: something else has its name.
        EnvironmentProblem: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise UserError(
            "folder.is_file",
            where=str(folder),
            what="这个名称已经是一个文件，不能当文件夹用",
            repair="请换一个文件夹",
        ) from error
    except OSError as error:
        raise EnvironmentProblem(
            "folder.unwritable",
            where=str(folder),
            what=f"文件夹建不起来（{_why(error)}）",
            repair="请换一个能写的文件夹",
        ) from error


def _write(path: Path, target: Target) -> Written | Failed:
    body = target.make()
    try:
        write_whole(path, body)
    except OSError as error:
        return Failed(path, target.what, _why(error))
    return Written(path, target.what, len(body), target.pages)


def _why(error: OSError) -> str:
    """Say in words why a file cannot be written."""
    if error.errno in _FULL:
        return "磁盘已满，请腾出空间后重新输出"
    if error.errno == errno.ENAMETOOLONG:
        return "文件夹和文件名加起来太长，请换一个短一点的文件夹"
    if isinstance(error, IsADirectoryError):
        return "有一个同名的文件夹"
    if isinstance(error, PermissionError):
        return "写不进去：文件可能正在 Word、WPS 里打开，或这个文件夹不许写。请关闭文件后重新输出，或换一个文件夹"
    return f"系统提示：{error.strerror or error}"
