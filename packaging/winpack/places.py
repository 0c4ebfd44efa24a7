"""Where things lie, and what the program is called."""

from __future__ import annotations

import os
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGING: Final = ROOT / "packaging"
BUILD: Final = ROOT / "build" / "windows"
LOCK: Final = ROOT / "requirements" / "lock.txt"
PYTHON_LOCK: Final = ROOT / "requirements" / "windows.txt"

PRODUCT: Final = "社保绩效自评"
WINDOW_EXE: Final = "jixiao.exe"
CONSOLE_EXE: Final = "jixiao-cli.exe"
FILE_LIST: Final = "文件清单.sha256"


class BuildError(Exception):
    """The build cannot go on; the text says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one build, all under one target.

    Attributes:
        target: what is delivered: the installer, the portable zip, the list of what was built.
        work: what only the build needs; what was fetched is kept for the next one.
    """

    target: Path
    work: Path

    @property
    def wheels(self) -> Path:
        """Return the folder of what was fetched."""
        return self.work / "fetched"

    @property
    def folder(self) -> Path:
        """Return the program as it stands on the user's disk."""
        return self.target / PRODUCT

    @property
    def installer(self) -> Path:
        """Return the installer."""
        return self.target / f"{PRODUCT}-{version()}-安装.exe"

    @property
    def portable(self) -> Path:
        """Return the zip that runs without being installed."""
        return self.target / f"{PRODUCT}-{version()}-免安装.zip"


def places(target: Path | None = None) -> Places:
    """Return the folders of a build; the usual target is `build/windows`."""
    return Places(target or BUILD, BUILD / "parts")


def version() -> str:
    """Return the version of the program."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def epoch() -> int:
    """Return the time every file of the build bears: SOURCE_DATE_EPOCH, else that of the commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    return int(output("git", "-C", str(ROOT), "log", "-1", "--format=%ct"))


def output(*command: str) -> str:
    """Run a command and return what it says.

    Raises:
        BuildError: it failed; its own words are in the text.
    """
    try:
        done = subprocess.run(command, check=False, capture_output=True, cwd=ROOT)
    except FileNotFoundError as error:
        raise BuildError(f"没有找到 {command[0]}") from error
    if done.returncode != 0:
        said = (done.stdout + done.stderr).decode("utf-8", errors="replace")
        raise BuildError(f"{command[0]} 没有成功：\n{said[-4000:]}")
    return done.stdout.decode("utf-8", errors="replace").strip()
