"""Write a file from outside the program's own folders: whole or not at all, in words when it fails."""

from __future__ import annotations

from pathlib import Path

from app.core.errors import EnvironmentProblem
from app.core.files import write_whole


def write_or_say(path: Path, data: bytes) -> None:
    """Write bytes to a file whole.

    Raises:
        EnvironmentProblem: folder missing or read-only, disk full, target open elsewhere; the old file stays.
    """
    try:
        write_whole(path, data)
    except OSError as error:
        raise EnvironmentProblem(
            "file.unwritable",
            where=str(path),
            what=f"文件写不进去（{error.strerror}），原来的文件没有改动",
            repair="请核对文件夹是否可写、磁盘是否已满、文件是否正被别的程序打开，然后重试",
        ) from error
