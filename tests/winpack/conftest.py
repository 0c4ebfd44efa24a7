"""The code of packaging/ is no package of the program: tests find it by its folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT / "packaging") not in sys.path:
    sys.path.append(str(ROOT / "packaging"))


@pytest.fixture
def root() -> Path:
    """Return the folder of the checkout."""
    return ROOT
