"""另存为: a whole copy elsewhere; the name of another year asks for 带入上年资料; a copy on a stick at the end."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from app.core.errors import EnvironmentProblem, UserError
from app.models.file import EvaluationFile, Who
from app.services.files.creating import SUFFIX
from app.services.live.rescue import save_elsewhere
from app.services.live.session import LiveSession

_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def save_copy(session: LiveSession, target: Path) -> Path:
    """Save what stands in the window under another name, whole or not at all; return where it is.

    While everything is in the file the copy is the whole file with its history, else (the file cannot be written)
    a new file with everything that stands in the window.

    Raises:
        UserError: the target is the open file itself.
        EnvironmentProblem: the folder cannot be written, the disk is full, somebody fills the target.
    """
    target = with_suffix(target)
    if _same(target, session.path):
        raise UserError(
            "save.same",
            where=target.name,
            what="另存的位置就是现在这份文件",
            rule="另存要换一个文件名或文件夹",
            repair="只是保存的话，请点“保存”",
        )
    if session.flush().state == "unsaved" or not session.path.exists():
        return save_elsewhere(session, target, replace=True)
    session.copy_to(target)
    return target


def other_year(session: LiveSession, target: Path) -> str:
    """Return the year that a new file name speaks of, where the evaluation is of another; empty when it is not."""
    own = session.graph.printed("unit", "year")
    years = _YEAR.findall(target.stem)
    return years[-1] if years and own and own not in years else ""


def copy_to_stick(source: Path, folder: Path) -> Path:
    """Copy a closed evaluation file to a folder on a stick; an earlier copy is replaced whole.

    Raises:
        EnvironmentProblem: the stick is not there, full or read-only.
    """
    if not folder.is_dir():
        raise EnvironmentProblem(
            "stick.missing",
            where=str(folder),
            what="找不到这个文件夹，多半是U盘没有插好",
            repair="请插好U盘，或在设置里换一个文件夹",
        )
    if _same(folder / source.name, source):
        return source
    with EvaluationFile.open(source, who=Who.here(), mode="view") as file:
        file.copy_whole(folder / source.name, replace=True)
    return folder / source.name


def with_suffix(path: Path) -> Path:
    """Return a path that ends as evaluation files do."""
    return path if path.suffix.lower() == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")


def _same(one: Path, other: Path) -> bool:
    return one.absolute() == other.absolute() or (one.exists() and other.exists() and one.samefile(other))
