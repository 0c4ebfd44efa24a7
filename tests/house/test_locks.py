"""The lock files pin everything with hashes, agree with pyproject.toml and with each other, and with THIRD_PARTY.md."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[0-9][\w.]*)(?: ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
NOTE = re.compile(r"^    #( |$)")


def pins(path: Path) -> dict[str, str]:
    """Return name → version of a lock file; any line that is not a pin, a hash or a note fails."""
    found: dict[str, str] = {}
    hashes: dict[str, int] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := PIN.match(line):
            name = match["name"]
            found[name] = match["version"]
        elif HASH.match(line):
            hashes[name] = hashes.get(name, 0) + 1
        else:
            assert NOTE.match(line), line
    assert found.keys() == hashes.keys()
    return found


@pytest.fixture(scope="module")
def runtime(root: Path) -> dict[str, str]:
    return pins(root / "requirements/lock.txt")


@pytest.fixture(scope="module")
def dev(root: Path) -> dict[str, str]:
    return pins(root / "requirements/dev.txt")


def unmet(wanted: list[str], locked: dict[str, str]) -> list[str]:
    """Return the requirements that a lock does not fulfil."""
    requirements = [Requirement(text) for text in wanted]
    return [str(r) for r in requirements if not r.specifier.contains(locked.get(canonicalize_name(r.name), "0"))]


def test_the_locks_fulfil_what_the_project_asks_for(root: Path, runtime: dict[str, str], dev: dict[str, str]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert unmet(project["project"]["dependencies"], runtime) == []
    assert unmet(project["dependency-groups"]["dev"], dev) == []


def test_an_old_lock_is_seen() -> None:
    assert unmet(["Py-YAML>=6", "pytest>=9"], {"py-yaml": "6.0.3", "pytest": "8.4"}) == ["pytest>=9"]


def test_dev_holds_the_runtime_lock_unchanged(runtime: dict[str, str], dev: dict[str, str]) -> None:
    # start.py relies on it: who has installed dev.txt need not install lock.txt.
    assert {name: dev.get(name) for name in runtime} == runtime


def test_third_parties_are_named(root: Path, runtime: dict[str, str]) -> None:
    rows = (root / "THIRD_PARTY.md").read_text(encoding="utf-8").splitlines()
    named = {canonicalize_name(cells[1]): cells[2] for row in rows if len(cells := re.split(r"\s*\|\s*", row)) > 3}
    assert {name: named.get(name) for name in runtime} == runtime
