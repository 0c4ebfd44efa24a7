"""The user guide and the page about the software, as PDF beside the program and in the start menu."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from winpack.places import ROOT, output

GUIDE: Final = "使用说明.pdf"
SHEET: Final = "软件情况说明.pdf"
"""The installer removes both by name: packaging/installer/jixiao.nsi."""

_COMMAND: Final = ROOT / "app" / "cli" / "commands" / "guide.py"


def possible() -> bool:
    """Tell whether the program can write them: `jixiao guide`."""
    return _COMMAND.is_file()


def write(folder: Path, *, pictures: bool) -> None:
    """Write both into the folder; the pictures, taken of the window, need most of the time."""
    command = (sys.executable, "-m", "app", "guide", "--to", str(folder / GUIDE), "--sheet", str(folder / SHEET))
    output(*command, *(() if pictures else ("--no-pictures",)))
