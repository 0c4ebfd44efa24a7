"""Evaluation files for the tests of services: samples, built once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.services.samples import build_sample


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the samples that exports are tested with; do not change them."""
    folder = tmp_path_factory.mktemp("samples")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JIXIAO_HOME", str(folder / "home"))
        for name in ("yuanjiang-2024", "yueyanglou-2017"):
            build_sample(name, folder, lambda _: None)
    return folder


@pytest.fixture
def county(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample with seven projects."""
    return _copy("yuanjiang-2024", built, tmp_path, monkeypatch)


@pytest.fixture
def district(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small sample of one form and one box."""
    return _copy("yueyanglou-2017", built, tmp_path, monkeypatch)


def _copy(name: str, built: Path, folder: Path, patch: pytest.MonkeyPatch) -> Path:
    patch.setenv("JIXIAO_HOME", str(folder / "home"))
    return Path(shutil.copy(built / f"{name}.jxzp", folder / f"{name}.jxzp"))
