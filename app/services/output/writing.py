"""Files written one after the other, each whole or not at all; what cannot be written is told, the rest is written."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.core.errors import EnvironmentProblem, UserError
from app.core.files import reached, write_whole

Progress = Callable[[str, int, int], None]
"""Told before each file: its name, how many are done, how many there are."""

Cancelled = Callable[[], bool]
"""Asked before each file."""

LONGEST: Final = 250
"""Characters of a path: longer ones Windows, Word and WPS do not open."""

LONGEST_NAME: Final = 240
"""Bytes of a file name: Linux allows 255, and a draft of the file needs some."""

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_PAGE: Final = re.compile(rb"/Type\s*/Page\b")


@dataclass(frozen=True, slots=True)
class Target:
    """A file to be written: its name, what it is, what makes its bytes, ids of the documents in it."""

    name: str
    what: str
    make: Callable[[], bytes]
    documents: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written whole; `pages` only of a PDF, empty backs included, else 0."""

    path: Path
    what: str
    size: int
    pages: int = 0
    documents: tuple[tuple[str, str], ...] = ()


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

    def __add__(self, other: Outcome) -> Outcome:
        """Join two outcomes."""
        return Outcome(
            self.written + other.written, self.failed + other.failed, cancelled=self.cancelled or other.cancelled
        )


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
        reached(folder).mkdir(parents=True, exist_ok=True)
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
            what=f"文件夹建不起来（{why(error)}）",
            repair="请换一个能写的文件夹",
        ) from error


def fitted(stem: str, mark: str, ending: str) -> str:
    """Return a file name, the stem cut where the whole would be longer than systems allow."""
    room = LONGEST_NAME - len((mark + ending).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + mark + ending


def each_once(targets: Iterable[Target]) -> Iterator[Target]:
    """Yield files so that no name comes twice, capital and small letters being the same."""
    seen: set[str] = set()
    for target in targets:
        name, number = target.name, 1
        stem, dot, ending = target.name.rpartition(".")
        while name.casefold() in seen:
            number += 1
            name = fitted(stem, f"（{number}）", dot + ending)
        seen.add(name.casefold())
        yield Target(name, target.what, target.make, target.documents)


def _write(path: Path, target: Target) -> Written | Failed:
    if len(str(path.absolute())) > LONGEST:
        return Failed(
            path, target.what, f"文件夹和文件名加起来超过{LONGEST}个字，很多程序打不开，请换一个短一点的文件夹"
        )
    try:
        body = target.make()
        write_whole(path, body)
    except UserError as error:  # what this file cannot show: the others are written
        return Failed(path, target.what, error.sentence())
    except OSError as error:
        return Failed(path, target.what, why(error))
    pages = len(_PAGE.findall(body)) if path.suffix == ".pdf" else 0
    return Written(path, target.what, len(body), pages, target.documents)


def why(error: OSError) -> str:
    """Say in words why a file or folder cannot be written."""
    if error.errno in _FULL:
        return "磁盘已满，请腾出空间后重新输出"
    if error.errno == errno.ENAMETOOLONG:
        return "文件夹和文件名加起来太长，请换一个短一点的文件夹"
    if error.errno == errno.EROFS:
        return "这个磁盘是只读的，请换一个文件夹"
    if error.errno == errno.EINVAL:
        return r'名称里有不能用的字符（\ / : * ? " < > |）'
    if isinstance(error, IsADirectoryError):
        return "有一个同名的文件夹"
    if isinstance(error, PermissionError):
        return "写不进去：文件可能正在 Word、WPS 里打开，或这个文件夹不许写。请关闭文件后重新输出，或换一个文件夹"
    return f"系统提示：{error.strerror or error}"
