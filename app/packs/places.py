"""Where the resources of the program lie, and where a person's own packs lie."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def resources() -> Path:
    """Return the folder of the resources: inside an installed wheel, else beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def user_folder() -> Path:
    """Return the folder of a person's own data (env JIXIAO_HOME moves it, for tests and sticks)."""
    home = os.environ.get("JIXIAO_HOME")
    return Path(home) if home else Path(platformdirs.user_data_dir("jixiao", appauthor=False))


def user_packs() -> Path:
    """Return the folder of imported packs."""
    return user_folder() / "packs"
