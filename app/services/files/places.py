"""Where new files go: what the program proposes, and what is worth knowing of a place."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Final

import platformdirs

from app.core.drives import Disk, disk_of
from app.documents.names import file_name
from app.services.files.creating import SUFFIX

FOLDER: Final = "绩效自评"
_DRIVE: Final = "D:\\"
_ROOM: Final = 200_000_000
"""Bytes that a drive must have free to be proposed."""


def proposed_folder(
    chosen: str = "",
    system: str = sys.platform,
    disk: Callable[[PurePath], Disk] = disk_of,
    free: Callable[[str], int] = lambda drive: shutil.disk_usage(drive).free,
) -> Path:
    r"""Return where new files go: the folder chosen once, else D:\绩效自评, else 绩效自评 in the person's 文档.

    D: counts only where it is a disk of this computer with room on it: no stick, no CD, no place on a server.
    文档 is where Windows says it is, also when it was moved to another drive.
    """
    if chosen:
        return Path(chosen)
    if system == "win32" and disk(Path(_DRIVE)) is Disk.FIXED and _has_room(free):
        return Path(_DRIVE) / FOLDER
    return Path(platformdirs.user_documents_dir()) / FOLDER


def _has_room(free: Callable[[str], int]) -> bool:
    try:
        return free(_DRIVE) >= _ROOM
    except OSError:  # locked, not formatted, or away
        return False


def on_network(path: Path) -> bool:
    """Say whether a file lies on another computer: there only one person at a time may fill it, and the net may go."""
    return disk_of(path.absolute()) is Disk.NETWORK


def proposed_path(folder: Path, unit: str, year: str) -> Path:
    """Return a path for a new evaluation that does not exist yet: 单位_2024年度自评.jxzp."""
    stem = file_name(f"{unit.strip() or '单位'}_{year.strip()}年度自评")
    path, number = folder / f"{stem}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}（{number}）{SUFFIX}"
    return path
