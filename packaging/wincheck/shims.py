"""Three small DLLs that Wine 8 lacks and Windows 10 has: for the prefix of the check, never for the product."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from winpack.places import PACKAGING, output

_SOURCES: Final = PACKAGING / "shims"
_NEEDS: Final = {"bcryptprimitives": ("-ladvapi32",)}


def build_shims(folder: Path) -> None:
    """Compile them into a folder."""
    for source in sorted(_SOURCES.glob("*.c")):
        target = folder / f"{source.stem}.dll"
        libraries = _NEEDS.get(source.stem, ())
        output("x86_64-w64-mingw32-gcc", "-shared", "-s", "-O1", "-o", str(target), str(source), *libraries)
