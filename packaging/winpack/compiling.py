"""Compile the folder's Python files, the same bytes each time: no times in them, no paths of this machine."""

from __future__ import annotations

import importlib.util
import py_compile
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

from winpack.fetching import PYTHON
from winpack.places import BuildError
from winpack.staging import LIBRARIES, PROGRAM, files

_MAGIC: Final = (3495).to_bytes(2, "little") + b"\r\n"
_TAG: Final = "cpython-311"


def compile_all(folder: Path) -> int:
    """Compile every module of the program and its libraries beside its source; return how many."""
    if sys.version_info[:2] != PYTHON or importlib.util.MAGIC_NUMBER != _MAGIC:
        raise BuildError("打包要用 Python 3.11（编译出的文件要与随带的 Python 一致）")
    sources = [path for part in (LIBRARIES, PROGRAM) for path in files(folder / part) if path.suffix == ".py"]
    # Small pieces in fresh processes: what is compiled before leaves no mark on what is compiled after.
    with ProcessPoolExecutor(max_workers=2) as pool:
        list(pool.map(_compile, sources, [folder] * len(sources), chunksize=64))
    return len(sources)


def _compile(source: Path, folder: Path) -> None:
    py_compile.compile(
        str(source),
        cfile=str(source.parent / "__pycache__" / f"{source.stem}.{_TAG}.pyc"),
        dfile=source.relative_to(folder).as_posix(),
        doraise=True,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
