"""Are the program's own files as they were delivered? Only an installed program knows: its list lies beside it."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from app.packs.places import resources


@dataclass(frozen=True, slots=True)
class Checked:
    """How many files the program was delivered with, which of them are damaged or missing, and that in words."""

    count: int
    wrong: tuple[str, ...] = ()
    words: str = ""


def check(boot: Path | None = None) -> Checked | None:
    """Compare every file with the list it came with; None for a program that runs from source.

    The first line of Python of an installed program (`boot.py`, beside the resources) does it, as it also does where
    the rest of the program cannot even be loaded.
    """
    loaded = _load(boot or resources().parent / "boot.py")
    if loaded is None:
        return None
    wrong = tuple(loaded.damaged())
    return Checked(len(loaded.listed()), wrong, loaded.in_words(wrong) if wrong else "")


def _load(boot: Path) -> ModuleType | None:
    spec = importlib.util.spec_from_file_location("jixiao_boot", boot) if boot.is_file() else None
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
