"""The version is written once, in pyproject.toml; everything that says it says the same."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from app import __version__
from app.services.about import changes, version
from app.services.guide import VERSION


@pytest.fixture
def wanted(root: Path) -> str:
    """Give the version of pyproject.toml."""
    return str(tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def test_the_program_says_it(wanted: str, root: Path) -> None:
    assert wanted == __version__ == version()
    command = [sys.executable, "-m", "app", "--version"]
    said = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    assert said.split()[-1] == wanted


def test_the_installer_bears_it(wanted: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(root / "packaging"))
    from winpack.launchers import numbers
    from winpack.places import Places
    from winpack.places import version as packed

    assert packed() == wanted
    assert wanted in Places(root, root).installer.name
    assert numbers().split(",")[:3] == wanted.split(".")


def test_the_newest_entry_of_the_changes_is_about_it(wanted: str) -> None:
    assert re.findall(r"^## (\S+)", changes(), re.MULTILINE)[0] == wanted


def test_the_guide_has_it_from_the_program() -> None:
    assert __version__ in VERSION.format(version=__version__)
