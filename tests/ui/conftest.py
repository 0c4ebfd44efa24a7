"""The window offscreen, with a home of its own, and samples that are built once and copied for each test."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.services.samples import build_sample
from app.ui.main import prepare
from app.ui.shell.window import Window

Sample = Callable[[str], Path]


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    """Give the one application, with its language and looks; what was copied goes before Python does."""
    made = QApplication.instance() or QApplication(["jixiao"])
    assert isinstance(made, QApplication)
    prepare(made)
    yield made
    made.clipboard().clear()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the program a home that is empty."""
    folder = tmp_path / "家"
    monkeypatch.setenv("JIXIAO_HOME", str(folder))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "文档"))
    return folder


@pytest.fixture(scope="session")
def built_samples(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give a function that builds a sample once in the session."""
    folder, made = tmp_path_factory.mktemp("样例"), {}

    def build(name: str) -> Path:
        if name not in made:
            made[name] = build_sample(name, folder, lambda _: None).path
        return made[name]

    return build


@pytest.fixture
def sample(built_samples: Callable[[str], Path], tmp_path: Path) -> Sample:
    """Give a function that copies a sample (`yuanjiang-2024`) for this test alone."""

    def copy(name: str = "yuanjiang-2024") -> Path:
        return Path(shutil.copy(built_samples(name), tmp_path / f"{name}.jxzp"))

    return copy


@pytest.fixture
def window(qapp: QApplication, home: Path) -> Iterator[Window]:
    """Give the window, shown at 1366×768 with its start page; it is closed at the end, also when the test failed."""
    made = Window()
    made.resize(1366, 768)
    made.show()
    qapp.processEvents()
    yield made
    made.close()
    made.auditor.wait()
    made.deleteLater()
    qapp.processEvents()
    gc.enable()  # the window sweeps itself; what comes after it in this process does not
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # no loop of events runs here that would do it
