"""Folders that files are put into."""

from __future__ import annotations

from pathlib import Path

from app.core.errors import EnvironmentProblem
from app.core.files import reached


def make_folder(folder: Path, *, code: str, repair: str, what: str = "这个文件夹建不起来") -> None:
    """Make a folder with those above it; one that is there stays.

    Args:
        folder: the folder.
        code: the code of the problem when that fails.
        repair: what the person can do then.
        what: what is said of it.

    Raises:
        EnvironmentProblem: it cannot be made.
    """
    try:
        reached(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(
            code, where=str(folder), what=f"{what}（{error.strerror or error}）", repair=repair
        ) from error
