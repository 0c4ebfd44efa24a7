"""What the program is made of: its version, the parts it uses and their licences."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from app import __version__
from app.packs.places import resources

_COLUMNS = 3
_NAME = "jixiao"


@dataclass(frozen=True, slots=True)
class Part:
    """A part from others: name, version, licence, what it is used for."""

    name: str
    version: str
    licence: str
    use: str


def version() -> str:
    """Return the version of the program."""
    return __version__


def machine() -> str:
    """Return system and Python in a line; nothing that tells the computer or the person."""
    return f"{platform.system()} {platform.release()} {platform.machine()}, Python {platform.python_version()}"


def parts() -> list[Part]:
    """Return the parts that THIRD_PARTY.md lists."""
    lines = _third_party().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [
        Part(row[0], row[1], row[2].split("（")[0], row[3])
        for row in rows
        if len(row) > _COLUMNS and row[1][:1].isdigit()
    ]


def changes() -> str:
    """Return what each version brought, in Markdown."""
    return _beside("CHANGELOG.md")


def _third_party() -> str:
    """Return the list of parts: beside the resources, or among the licences of an installed wheel."""
    if beside := _beside("THIRD_PARTY.md"):
        return beside
    try:
        files = metadata.files(_NAME) or []
    except metadata.PackageNotFoundError:
        return ""
    found = [Path(str(one.locate())) for one in files if one.name == "THIRD_PARTY.md"]
    return found[0].read_text(encoding="utf-8") if found else ""


def _beside(name: str) -> str:
    """Return a text that lies among the resources (a wheel) or beside them (a checkout, the folder on Windows)."""
    places = (resources() / name, resources().parent / name)
    return next((path.read_text(encoding="utf-8") for path in places if path.is_file()), "")
