"""How SQLite is told where a file lies."""

from __future__ import annotations

from pathlib import Path

from app.core.files import LONG
from app.models.file.connection import file_uri


def test_sqlite_takes_a_long_path_with_its_own_door_for_it() -> None:
    uri = file_uri(Path(f"{LONG}C:\\资 料\\我.jxzp"), "rw")
    assert uri == "file:%5C%5C%3F%5CC:%5C%E8%B5%84%20%E6%96%99%5C%E6%88%91.jxzp?mode=rw&vfs=win32-longpath"
