"""A second start hands its file to the first window and ends."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication

from app.ui.listening import Listener
from app.ui.shell.window import Window
from app.ui.single import first_of_all, hand_over, name_of_line
from tests.ui.clicks import wait_for

Sample = Callable[..., Path]


@pytest.fixture
def listener(window: Window) -> Iterator[Listener]:
    """The window, hearing later starts."""
    alone = first_of_all()
    assert alone is not None
    made = Listener(window)
    made.asked.connect(window.take)
    assert made.listen()
    yield made
    made.close()
    alone.unlock()


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """Start the program as a double click does."""
    return subprocess.Popen([sys.executable, "-m", "app", *arguments], cwd=Path(__file__).parents[2])


@pytest.mark.usefixtures("listener")
def test_a_second_start_opens_its_file_in_the_first_window(window: Window, sample: Sample) -> None:
    path = sample("yueyanglou-2017")
    with start(str(path)) as other:
        wait_for(lambda: window.desk.is_open, 30)
        assert other.wait(20) == 0
    assert window.desk.session.path == path


@pytest.mark.usefixtures("listener")
def test_a_second_start_alone_brings_the_first_window_forward(window: Window) -> None:
    window.showMinimized()
    with start() as other:
        wait_for(lambda: other.poll() is not None, 30)
        assert other.returncode == 0
    assert not window.isMinimized()


@pytest.mark.usefixtures("listener")
def test_a_second_start_does_not_lose_what_is_open(window: Window, sample: Sample, tmp_path: Path) -> None:
    path = sample("yueyanglou-2017")
    window.open(path)
    with start(str(tmp_path / "没有.jxzp")) as other:
        wait_for(lambda: other.poll() is not None, 30)
    assert window.desk.session.path == path


@pytest.mark.usefixtures("listener")
def test_only_one_window_is_the_first() -> None:
    assert first_of_all() is None


@pytest.mark.usefixtures("qapp")
def test_a_lock_left_by_a_program_that_is_gone_is_taken_over() -> None:
    code = "import os; from app.ui.single import first_of_all; assert first_of_all() is not None; os._exit(1)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 1
    lock = first_of_all()
    assert lock is not None
    lock.unlock()


@pytest.mark.usefixtures("qapp")
def test_a_folder_that_cannot_be_written_hinders_no_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / "a file" / "below"))
    assert first_of_all() is None
    assert not hand_over([])


@pytest.mark.usefixtures("qapp")
def test_nobody_answers_where_no_window_is() -> None:
    assert not hand_over([])


@pytest.mark.usefixtures("listener")
@pytest.mark.parametrize("said", [b"[" * 100_000, b"\xff\xfe\n", b'{"a": 1}\n', b"[1, null]\n", b""])
def test_noise_on_the_line_harms_nothing(window: Window, said: bytes) -> None:
    socket = QLocalSocket()
    socket.connectToServer(name_of_line())
    assert socket.waitForConnected(2000)
    socket.write(said)
    socket.flush()
    for _ in range(20):
        QApplication.processEvents()
    socket.abort()
    QApplication.processEvents()
    assert window.isVisible()
    assert not window.desk.is_open
