"""Read the files of packs: bounded, in words when the machine stands in the way."""

from __future__ import annotations

from pathlib import Path

from app.core.errors import EnvironmentProblem, UserError
from app.packs.loading import MAX_BYTES


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        UserError: it is larger than a pack may be.
        EnvironmentProblem: it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise EnvironmentProblem(
            "pack.unreadable", where=str(path), what=f"读不出来（{error.strerror}）", rule="", repair="请核对权限和介质"
        ) from error
    if len(data) > MAX_BYTES:
        raise UserError(
            "pack.too_large",
            where=str(path),
            what="文件太大",
            rule=f"表样不超过{MAX_BYTES // 1_000_000}兆",
            repair="请核对是不是选错了文件",
        )
    return data


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, without the mark that Windows puts first.

    Raises:
        UserError: it is not UTF-8, or too large.
        EnvironmentProblem: it cannot be read.
    """
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            "pack.encoding",
            where=str(path),
            what="不是UTF-8编码的文本",
            rule="表样用UTF-8编码保存",
            repair="请用记事本“另存为”，编码选UTF-8",
        ) from error


def exists(path: Path) -> bool:
    """Say whether there is something at a path; a path that no system takes has nothing."""
    try:
        return path.exists()
    except (OSError, ValueError):  # too long, a NUL in it
        return False
