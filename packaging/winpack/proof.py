"""What can be proved without running it: every DLL is found, every module that is imported is there, no OpenSSL."""

from __future__ import annotations

import ast
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pefile

from winpack.places import PACKAGING, BuildError
from winpack.staging import LIBRARIES, PROGRAM, RUNTIME, files

_SYSTEM_LIST: Final = PACKAGING / "windows_dlls.txt"
_BINARY: Final = {".dll", ".pyd", ".exe"}
_MACHINE_64: Final = 0x8664
# What python311.dll has built in, among what a program imports (sys.builtin_module_names there).
_BUILT_IN: Final = frozenset(
    [
        "array",
        "atexit",
        "binascii",
        "builtins",
        "cmath",
        "errno",
        "faulthandler",
        "gc",
        "itertools",
        "marshal",
        "math",
        "mmap",
        "msvcrt",
        "nt",
        "sys",
        "time",
        "winreg",
        "zlib",
    ]
)
_FORBIDDEN: Final = ("libssl", "libcrypto", "_ssl", "opengl32sw", "qtwebengine")


@dataclass(frozen=True, slots=True)
class Binary:
    """What a PE file asks for."""

    path: Path
    machine: int
    imports: tuple[str, ...]


def prove(folder: Path) -> str:
    """Check the folder; return what was found, in a sentence.

    Raises:
        BuildError: something the program needs is missing, or something is there that must not be.
    """
    binaries = [read_binary(path) for path in files(folder) if path.suffix.lower() in _BINARY]
    modules = sorted(set(imported(folder)))
    faults = [*_strange(binaries), *_unmet(binaries), *_missing(folder, modules)]
    if faults:
        raise BuildError("程序文件夹不完整：\n" + "\n".join(faults))
    system = {name for one in binaries for name in one.imports} - {one.path.name.lower() for one in binaries}
    return (
        f"    {len(binaries)} 个 PE 文件只用到文件夹内的和 {len(system)} 个系统 DLL；引用的 {len(modules)} 个模块都在"
    )


def read_binary(path: Path) -> Binary:
    """Return what a PE file imports, at once or later, in small letters."""
    with pefile.PE(str(path), fast_load=True) as image:
        image.parse_data_directories(
            directories=[
                pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"],
                pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT"],
            ]
        )
        tables = (getattr(image, name, ()) for name in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"))
        names = {entry.dll.decode("ascii").lower() for table in tables for entry in table}
        return Binary(path, image.FILE_HEADER.Machine, tuple(sorted(names)))


def system_dlls() -> set[str]:
    """Return the DLLs every Windows 10 has, as far as the program may ask for them."""
    lines = _SYSTEM_LIST.read_text(encoding="utf-8").splitlines()
    return {line.strip().lower() for line in lines if line.strip() and not line.startswith("#")}


def imported(folder: Path) -> Iterator[str]:
    """Return every module that the program's own code imports, wherever in it the import stands."""
    for path in files(folder / PROGRAM):
        if path.suffix == ".py":
            for node in ast.walk(ast.parse(path.read_bytes())):
                yield from _names(node)


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (one.name for one in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module


def _strange(binaries: list[Binary]) -> Iterator[str]:
    for one in binaries:
        if one.machine != _MACHINE_64:
            yield f"{one.path.name} 不是 64 位的"
        if one.path.name.lower().startswith(_FORBIDDEN):
            yield f"{one.path.name} 不应该带上"


def _unmet(binaries: list[Binary]) -> Iterator[str]:
    """Return imports that are neither in the folder nor part of Windows 10."""
    known = {one.path.name.lower() for one in binaries} | system_dlls()
    asked = {name for one in binaries for name in one.imports}
    for name in sorted(asked - known):
        yield f"缺少 {name}，要用它的是 " + "、".join(one.path.name for one in binaries if name in one.imports)


def _missing(folder: Path, modules: list[str]) -> Iterator[str]:
    held = _standard_library(folder)
    for name in modules:
        if name.partition(".")[0] not in held and not _in_folder(folder, name):
            yield f"缺少模块 {name}"


def _standard_library(folder: Path) -> set[str]:
    """Return the top names of Python's own modules that run on Windows and are there."""
    runtime = folder / RUNTIME
    with zipfile.ZipFile(runtime / "python311.zip") as archive:
        packed = {name.partition("/")[0].removesuffix(".pyc") for name in archive.namelist()}
    beside = {path.name.partition(".")[0] for path in runtime.glob("*.pyd")}
    return packed | beside | _BUILT_IN


def _in_folder(folder: Path, name: str) -> bool:
    parts = name.split(".")
    for root in (folder / PROGRAM, folder / LIBRARIES):
        stem = root.joinpath(*parts)
        if (stem / "__init__.py").is_file() or stem.with_suffix(".py").is_file() or _extension(stem):
            return True
    return False


def _extension(stem: Path) -> bool:
    return stem.parent.is_dir() and any(path.suffix == ".pyd" for path in stem.parent.glob(f"{stem.name}.*"))
