"""Fixtures of the evaluation file: a pack body, a person, a clock that stands still until it is moved."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.records import Cell
from app.models.file import EvaluationFile, PackBody, Who

WANG = Who("财务股-王", "wang", "FIN-02")


@dataclass
class HandClock:
    """A clock moved by hand."""

    now: datetime = field(default_factory=lambda: datetime(2025, 5, 19, 10, 5, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


def pack_body(body: bytes = b'{"id":"probe"}') -> PackBody:
    return PackBody(hashlib.sha256(body).hexdigest(), "probe", "1", body)


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def who() -> Who:
    return WANG


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def body() -> PackBody:
    return pack_body()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the evaluation file of a test lies."""
    return tmp_path / "沅江 2024.jxzp"


@pytest.fixture
def reopen(path: Path, clock: HandClock) -> Callable[..., EvaluationFile]:
    """Return a function that opens the file of the test."""

    def opened(**options: object) -> EvaluationFile:
        return EvaluationFile.open(path, **{"who": WANG, "clock": clock, **options})  # type: ignore[arg-type]

    return opened


@pytest.fixture
def evaluation(path: Path, clock: HandClock, body: PackBody) -> Iterator[EvaluationFile]:
    """Return a new file, open for editing."""
    cells = {("unit.name", ""): Cell("沅江市社会保险服务中心")}
    with EvaluationFile.create(path, pack=body, meta={}, who=WANG, root_cells=cells, clock=clock) as opened:
        yield opened
