"""Compile the two small programs that start Python."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from winpack.places import CONSOLE_EXE, PACKAGING, PRODUCT, WINDOW_EXE, output, version

_SOURCE: Final = PACKAGING / "launcher"
_ICONS: Final = PACKAGING / "icon"
_GCC: Final = "x86_64-w64-mingw32-gcc"
_WINDRES: Final = "x86_64-w64-mingw32-windres"
# No time and no path of this machine goes into the file; no library of mingw is needed beside it.
_FLAGS: Final = ("-Os", "-s", "-municode", "-Wall", "-Wextra", "-Werror", "-static", "-Wl,--no-insert-timestamp")
_HARD: Final = ("-Wl,--dynamicbase", "-Wl,--nxcompat", "-Wl,--high-entropy-va")


def build_launchers(folder: Path, work: Path) -> None:
    """Put both programs into the folder."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for path in (_SOURCE / "launcher.c", _SOURCE / "launcher.manifest", *sorted(_ICONS.glob("*.ico"))):
        shutil.copy(path, work)
    _one(folder, work, WINDOW_EXE, PRODUCT, ("-mwindows",))
    _one(folder, work, CONSOLE_EXE, f"{PRODUCT}（命令行）", ("-DCONSOLE", "-mconsole"))


def numbers() -> str:
    """Return the version as Windows counts it: four numbers."""
    parts = [part for part in version().split(".") if part.isdigit()]
    return ",".join((*parts, "0", "0", "0", "0")[:4])


def _one(folder: Path, work: Path, name: str, description: str, how: tuple[str, ...]) -> None:
    words = {"NUMBERS": numbers(), "VERSION": version(), "NAME": name, "DESCRIPTION": description}
    text = (_SOURCE / "launcher.rc").read_text(encoding="utf-8")
    for key, word in words.items():
        text = text.replace(f"@{key}@", word)
    script, resource = work / f"{name}.rc", work / f"{name}.o"
    script.write_text(text, encoding="utf-8")
    output(_WINDRES, "--codepage=65001", "-I", str(work), str(script), str(resource))
    source = str(work / "launcher.c")
    output(_GCC, *_FLAGS, *_HARD, *how, f"-ffile-prefix-map={work}=.", source, str(resource), "-o", str(folder / name))
