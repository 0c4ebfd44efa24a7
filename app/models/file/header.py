"""The first hundred bytes of a file, looked at before SQLite touches it: so a refused file is not changed in any way.

Layout: https://www.sqlite.org/fileformat2.html#the_database_header
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.core.errors import EnvironmentProblem
from app.models.file import problems
from app.models.file.problems import speaking
from app.models.file.schema import APPLICATION_ID

MAX_FILE: Final = 1 << 30
"""Bytes a file may have: the figures of a unit are under 5 MB, the rest are scans of evidence."""

_MAGIC: Final = b"SQLite format 3\0"
_LENGTH: Final = 100
_SMALLEST: Final = 512
_SCHEMA_FORMAT: Final = 4
_UTF_8: Final = 1


@dataclass(frozen=True, slots=True)
class Header:
    """Version of the file (`user_version`) and its size in bytes."""

    version: int
    size: int


def read_header(path: Path, latest: int) -> Header:
    """Check that a file is an evaluation file that this program can open.

    Raises:
        EnvironmentProblem: it is missing, something else, foreign, newer, cut off, too big, or in WAL mode.
    """
    content, size = _read(path)
    if size == 0:
        raise problems.not_evaluation(path, "这是一份空文件")
    if not content.startswith(_MAGIC):
        raise problems.not_evaluation(path, "文件的内容不是自评文件")
    if len(content) < _LENGTH:
        raise problems.truncated(path, size, _SMALLEST)
    version = _version(path, content, latest)
    _check_storage(path, content, size)
    return Header(version, size)


def _version(path: Path, content: bytes, latest: int) -> int:
    version, application = struct.unpack(">i4xi", content[60:72])
    if application != APPLICATION_ID:
        raise problems.foreign(path)
    if version > latest:
        raise problems.newer(path, version, latest)
    if version < 1:
        raise problems.too_old(path, version)
    return int(version)


def _check_storage(path: Path, content: bytes, size: int) -> None:
    page_size, write_format, read_format = struct.unpack(">HBB", content[16:20])
    changes, pages = struct.unpack(">II", content[24:32])
    schema_format, encoding = struct.unpack(">I8xI", content[44:60])
    (valid_for,) = struct.unpack(">I", content[92:96])
    if (write_format, read_format) != (1, 1):
        raise problems.converted(path)
    if (schema_format, encoding) != (_SCHEMA_FORMAT, _UTF_8):
        raise problems.damaged(path, "文件头不合规定")
    expected = pages * (page_size if page_size > 1 else 65536)
    if changes == valid_for and size < expected:
        raise problems.truncated(path, size, expected)
    if size > MAX_FILE:
        raise problems.too_big(path, size, MAX_FILE)


def _read(path: Path) -> tuple[bytes, int]:
    if path.is_dir():
        raise problems.not_a_file(path)
    try:
        with speaking(path), path.open("rb") as stream:
            return stream.read(_LENGTH), path.stat().st_size
    except EnvironmentProblem as problem:
        if problem.code == "file.folder_read_only":
            raise problems.unreadable(path) from problem
        raise
