"""Read a text file from outside with limits and typed errors."""

from __future__ import annotations

from pathlib import Path

from app.core.errors import DataError, EnvironmentProblem


def read_text(path: Path, *, limit: int) -> str:
    """Return the text of a UTF-8 file (a byte order mark is dropped).

    Raises:
        DataError: larger than `limit` bytes, or not UTF-8.
        EnvironmentProblem: no such file, or it cannot be read.
    """
    if not path.is_file():
        raise EnvironmentProblem(
            "file.missing", where=str(path), what="没有这个文件", repair="请核对文件名和所在的文件夹"
        )
    try:
        if path.stat().st_size > limit:
            raise DataError(
                "file.too_large",
                where=str(path),
                what="文件太大",
                rule=f"不超过{limit // 1_000_000}兆",
                repair="请核对是不是选错了文件",
            )
        data = path.read_bytes()
    except OSError as error:
        raise EnvironmentProblem(
            "file.unreadable",
            where=str(path),
            what=f"文件读不出来（{error.strerror}）",
            repair="请核对权限和介质后重试",
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            "file.encoding",
            where=str(path),
            what="不是UTF-8编码的文本",
            rule="文本文件用UTF-8编码保存",
            repair="请用记事本“另存为”，编码选UTF-8",
        ) from error
