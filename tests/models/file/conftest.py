"""Fixtures of the evaluation file: a pack body, a person, a clock that stands still until it is moved."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.records import ROOT_ID, Address, Cell, CellOp
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
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep backups of tests away from the backups of the person who runs them."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("JIXIAO_HOME", str(folder))
    return folder


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
    """Return where the evaluation file of a test lies: alone in its folder."""
    folder = tmp_path / "自评"
    folder.mkdir()
    return folder / "沅江 2024.jxzp"


@pytest.fixture
def create(clock: HandClock, body: PackBody) -> Callable[..., EvaluationFile]:
    """Return a function that makes a new file."""

    def created(path: Path, **options: object) -> EvaluationFile:
        content = [CellOp(Address(ROOT_ID, "unit.name"), Cell("沅江市社会保险服务中心"))]
        given = {"pack": body, "meta": {}, "who": WANG, "content": content, "clock": clock, **options}
        return EvaluationFile.create(path, **given)  # type: ignore[arg-type]

    return created


@pytest.fixture
def reopen(path: Path, clock: HandClock) -> Callable[..., EvaluationFile]:
    """Return a function that opens the file of the test."""

    def opened(**options: object) -> EvaluationFile:
        return EvaluationFile.open(path, **{"who": WANG, "clock": clock, **options})  # type: ignore[arg-type]

    return opened


@pytest.fixture
def evaluation(path: Path, create: Callable[..., EvaluationFile]) -> Iterator[EvaluationFile]:
    """Return a new file, open for editing."""
    with create(path) as opened:
        yield opened


@pytest.fixture
def made(path: Path, create: Callable[..., EvaluationFile]) -> Path:
    """Return the path of a new file that is closed."""
    create(path).close()
    return path


@pytest.fixture
def hand() -> Callable[..., None]:
    """Return a function that changes a file behind the program's back, as a stranger would."""

    def changed(path: Path, *statements: str, values: tuple[str, ...] = ()) -> None:
        """Run the statements; `values` are those of the last one."""
        driver = sqlite3.connect(path, isolation_level=None)
        for statement in statements[:-1]:
            driver.execute(statement)
        driver.execute(statements[-1], values)
        driver.close()

    return changed


@pytest.fixture
def untouched() -> Callable[[Path], object]:
    """Return a guard: within its block nothing in the folder may change, not even a time."""

    def state(folder: Path) -> dict[str, tuple[bytes, int]]:
        files = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()}
        return {**files, ".": (b"", folder.stat().st_mtime_ns)}

    @contextmanager
    def guard(folder: Path) -> Iterator[None]:
        before = state(folder)
        yield
        assert state(folder) == before

    return guard


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """Return a disk of 256 KB; only the administrator of a Linux machine can make one."""
    folder = Path(tempfile.mkdtemp(prefix="jixiao-disk-"))
    mounted = (
        shutil.which("mount")
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], check=False, capture_output=True
        ).returncode
    )
    if not mounted:
        folder.rmdir()
        pytest.skip("needs the right to mount a small tmpfs; the same limit is tested by max_page_count")
    yield folder
    subprocess.run(["umount", folder], check=True)
    folder.rmdir()


@pytest.fixture
def read_only_folder() -> Iterator[Callable[[Path], Path]]:
    """Return a function that puts a copy of a file into a folder that nobody can write, and returns its path."""
    if os.name == "nt":
        pytest.skip("on Windows the mode of a folder does not keep anyone from writing into it")
    folder = Path(tempfile.mkdtemp(prefix="jixiao-ro-"))
    root = os.geteuid() == 0

    def placed(file: Path) -> Path:
        if root:  # the administrator may write everywhere but on a disk that is mounted read-only
            mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder]
            if subprocess.run(mount, check=False, capture_output=True).returncode:
                pytest.skip("an administrator without the right to mount cannot make a read-only folder")
        shutil.copy(file, folder / file.name)
        if root:
            subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        else:
            folder.chmod(0o555)
        return folder / file.name

    yield placed
    if root:
        subprocess.run(["umount", folder], check=False, capture_output=True)
    folder.chmod(0o755)
    shutil.rmtree(folder)
