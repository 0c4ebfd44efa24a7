"""Backups and restore points of evaluations, for the window and for files that do not open any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.core.errors import EnvironmentProblem
from app.models.file import Who, backup_folder, list_backups, restore
from app.services.files.creating import SUFFIX
from app.services.files.folders import make_folder

_KB: Final = 1024


@dataclass(frozen=True, slots=True)
class Point:
    """A backup: where it lies, the name its file had, when it was made, its size in words."""

    path: Path
    name: str
    at: datetime
    size: str


def points(file_id: str = "", name: str = "") -> list[Point]:
    """Return the backups of an evaluation, the newest first.

    Without its identity (a file that does not open) all backups count whose file was called `name`; without either
    all there are.

    Raises:
        EnvironmentProblem: the folder cannot be read.
    """
    folder = backup_folder()
    known = [file_id] if file_id else _evaluations(folder)
    stem = Path(name).stem[:40]
    found = [one for known_id in known for one in list_backups(folder, known_id)]
    named = [one for one in found if file_id or not stem or one.stem == stem]
    return [
        Point(one.path, f"{one.stem}{SUFFIX}", one.at, _size(one.size))
        for one in sorted(named, key=lambda one: one.at, reverse=True)
    ]


def backups_at() -> Path:
    """Return where backups lie."""
    return backup_folder()


def put_back(point: Path, target: Path, *, replace: bool) -> Path | None:
    """Put a backup in the place of a file; return where the file that stood there is kept now.

    Raises:
        UserError: the target exists and is not to be replaced.
        EnvironmentProblem: somebody fills the target, the backup is not sound, the folder cannot be written.
    """
    make_folder(target.parent, code="backup.folder", repair="请换一个位置")
    return restore(point, target, who=Who.here(), replace=replace)


def _evaluations(folder: Path) -> list[str]:
    try:
        return sorted(one.name for one in folder.iterdir() if one.is_dir()) if folder.exists() else []
    except OSError as error:
        raise EnvironmentProblem(
            "backup.unreadable",
            where=str(folder),
            what=f"备份读不出来（{error.strerror or error}）",
            repair="请核对文件夹的权限",
        ) from error


def _size(size: int) -> str:
    return f"{max(size // _KB, 1)} KB"
