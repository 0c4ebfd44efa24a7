"""Write a file whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from app.core.errors import EnvironmentProblem


def write_whole(path: Path, data: bytes) -> None:
    """Write bytes to a temporary file in the same folder, flush it to the disk, then put it in place.

    Raises:
        EnvironmentProblem: folder missing or read-only, disk full, target open elsewhere; the old file stays.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):  # the temporary file may never have come to be
            temporary.unlink()
        raise EnvironmentProblem(
            "file.unwritable",
            where=str(path),
            what=f"文件写不进去（{error.strerror}），原来的文件没有改动",
            repair="请核对文件夹是否可写、磁盘是否已满、文件是否正被别的程序打开，然后重试",
        ) from error
