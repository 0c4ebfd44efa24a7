"""Pack the folder into an installer with NSIS."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PIL import Image

from winpack.launchers import numbers
from winpack.places import PACKAGING, Places, epoch, output, version
from winpack.staging import date_all, files

_ROOM: Final = 10
"""Megabytes more than the files have: a disk gives out whole blocks."""
_SCRIPT: Final = PACKAGING / "installer" / "jixiao.nsi"


def build_installer(where: Places, *, fast: bool = False) -> None:
    """Write the installer; files go in by a sorted list, so that the same folder gives the same bytes.

    `fast` compresses less, for trying the installer itself.
    """
    work = where.work / "installer"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    (work / "files.nsh").write_text("\n".join(_lines(where.folder)) + "\n", encoding="utf-8")
    papers = [path.name for path in files(where.folder) if path.parent == where.folder and path.suffix == ".pdf"]
    (work / "papers.nsh").write_text("".join(map(_shortcut, papers)), encoding="utf-8")
    shutil.copy(_SCRIPT, work / "jixiao.nsi")
    for icon in (PACKAGING / "icon").glob("*.ico"):
        shutil.copy(icon, work)
    with Image.open(PACKAGING / "icon" / "welcome.png") as picture:  # NSIS takes nothing but BMP
        picture.save(work / "welcome.bmp")
    size = sum(path.stat().st_size for path in files(where.folder))
    words = {
        "VERSION": version(),
        "NUMBERS": numbers().replace(",", "."),
        "KILOBYTES": str(size // 1024),
        "MEGABYTES": str(size // 1024**2 + _ROOM),
        "OUTPUT": str(where.installer),
    }
    if fast:
        words["FAST"] = "1"
    date_all(work, epoch())  # the installer keeps the times of its own pictures too
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch())
    defined = [f"-D{name}={value}" for name, value in words.items()]
    output("makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, str(work / "jixiao.nsi"))


def _shortcut(paper: str) -> str:
    """Return the command for a paper's entry in the start menu."""
    return f'CreateShortcut "$SMPROGRAMS\\${{PRODUCT}}\\{Path(paper).stem}.lnk" "$INSTDIR\\{paper}"\n'


def _lines(folder: Path) -> Iterator[str]:
    """Return the commands that unpack the folder; what lies at its top comes last, and of that the launchers."""
    inside = ""
    for path in sorted(files(folder), key=lambda path: (path.parent == folder, path.suffix == ".exe")):
        parent = path.relative_to(folder).parent.as_posix().replace("/", "\\")
        if parent != inside:
            inside = parent
            yield f'SetOutPath "$INSTDIR\\{parent}"' if parent != "." else 'SetOutPath "$INSTDIR"'
        yield f'File "{path}"'
