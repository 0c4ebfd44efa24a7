"""Lay out the folder as it will stand on the user's disk."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from winpack import keeping
from winpack.fetching import pins, python_files
from winpack.places import FILE_LIST, LOCK, PACKAGING, ROOT, Places, output

RUNTIME, LIBRARIES, PROGRAM, LICENCES = "runtime", "lib", "program", "licences"
OURS: Final = (RUNTIME, LIBRARIES, PROGRAM, LICENCES)
"""The folders that belong to the program; an installation replaces them whole."""

_SHIPPED: Final = ("app", "resources", "CHANGELOG.md", "THIRD_PARTY.md")
_SEARCH: Final = "python311.zip\n.\n../program\n../lib\n"
_LICENCE_WORDS: Final = ("licen", "copying", "notice", "authors")


def stage(where: Places, wheels: list[Path]) -> Path:
    """Make the folder anew: Python, libraries, program, licences; return it."""
    folder = where.folder
    shutil.rmtree(folder, ignore_errors=True)
    rules = keeping.load()
    _python(folder, where.wheels, rules)
    for (name, _), wheel in zip(pins(LOCK), wheels, strict=True):
        with zipfile.ZipFile(wheel) as archive:
            _library(folder / LIBRARIES, name, archive, rules)
            _licences(folder / LICENCES / name, archive)
    rules.check()
    _program(folder / PROGRAM)
    _own_licences(folder)
    return folder


def files(folder: Path) -> list[Path]:
    """Return all files of a folder, in an order that does not depend on the disk."""
    return sorted((path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.as_posix())


def date_all(folder: Path, seconds: int) -> None:
    """Give every file and folder one time."""
    for path in (*folder.rglob("*"), folder):
        os.utime(path, (seconds, seconds))


def list_files(folder: Path) -> Path:
    """Write the SHA-256 of every file of the folder into it; return the list."""
    target = folder / FILE_LIST
    target.unlink(missing_ok=True)
    target.write_text("".join(_lines(folder)), encoding="utf-8", newline="\n")
    return target


def _lines(folder: Path) -> Iterator[str]:
    for path in files(folder):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        yield f"{digest}  {path.relative_to(folder).as_posix()}\n"


def _python(folder: Path, fetched: Path, rules: keeping.Keeping) -> None:
    held = python_files(fetched)
    runtime = folder / RUNTIME
    runtime.mkdir(parents=True)
    for name in rules.choose("python", held):
        (runtime / name).write_bytes(held[name])
    (runtime / "python311._pth").write_text(_SEARCH, encoding="utf-8", newline="\n")
    licence = folder / LICENCES / "python" / "LICENSE.txt"
    licence.parent.mkdir(parents=True)
    (runtime / "LICENSE.txt").rename(licence)


def _library(target: Path, name: str, archive: zipfile.ZipFile, rules: keeping.Keeping) -> None:
    for inside in rules.choose(name, archive.namelist()):
        _write(target / inside, archive.read(inside))


def _licences(target: Path, archive: zipfile.ZipFile) -> None:
    for inside in sorted(archive.namelist()):
        head, _, rest = inside.partition(".dist-info/")
        told = any(word in Path(rest).name.lower() for word in _LICENCE_WORDS) or rest.startswith("licenses/")
        if rest and told and not inside.endswith("/") and "/" not in head:
            _write(target / rest.removeprefix("licenses/"), archive.read(inside))


def _program(target: Path) -> None:
    """Copy what git knows of the program, as it is in the tree now."""
    listed = output("git", "-C", str(ROOT), "ls-files", "-z", *_SHIPPED).split("\0")
    for name in sorted(filter(None, listed)):
        _write(target / name, (ROOT / name).read_bytes())
    _write(target / "boot.py", (PACKAGING / "launcher" / "boot.py").read_bytes())


def _own_licences(folder: Path) -> None:
    for name in ("LICENSE", "THIRD_PARTY.md"):
        _write(folder / LICENCES / name, (ROOT / name).read_bytes())
    for path in files(PACKAGING / "licences"):  # Qt's wheels bring no text of their licence
        _write(folder / LICENCES / path.name, path.read_bytes())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
