"""The checkout as the house rules see it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEFT_BEHIND = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the top folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def files() -> list[Path]:
    """Return every file that is, or would be, committed; in a copy without git, all but what tools leave behind."""
    if not (ROOT / ".git").exists():
        everything = (path for path in sorted(ROOT.rglob("*")) if path.is_file())
        return [path for path in everything if not LEFT_BEHIND & set(path.relative_to(ROOT).parts)]
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\0")
    return sorted(path for name in set(names) if (path := ROOT / name).is_file())


@pytest.fixture(scope="session")
def python_files(files: list[Path]) -> list[Path]:
    """Return every Python file among them."""
    return [path for path in files if path.suffix == ".py"]
