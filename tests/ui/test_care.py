"""A full disk, a stick pulled out, a killed process: the window stays alive and nothing that was typed is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.tree import parse_address
from app.models.file import EvaluationFile
from app.models.file.locking import lock_path
from app.services.editing.cells import set_value
from app.services.live.rescue import list_rescued
from app.services.session import Session
from app.ui.shell.window import Window
from tests.ui.clicks import answer, buttons, click, full, question, read, wait_for, write

Sample = Callable[..., Path]


@pytest.fixture
def path(window: Window, sample: Sample) -> Path:
    """A file that is open in the window."""
    found = sample("yueyanglou-2017")
    window.open(found)
    return found


def in_file(path: Path) -> str:
    with Session.open(path, mode="view") as session:
        return session.graph.printed("unit", "goal.actual")


def settled(window: Window, state: str) -> None:
    wait_for(lambda: window.desk.session.standing.state == state)
    wait_for(lambda: window.care.banner.isVisible() == (state == "unsaved"))


def write_without_file(window: Window, path: Path, text: str) -> bytes:
    """Write while the file is gone; return what was in it."""
    window.desk.session.flush()
    content = path.read_bytes()
    for one in (path, lock_path(path)):
        one.unlink()
    write(window, text)
    settled(window, "unsaved")
    return content


# ---- a full disk ----


def test_a_full_disk_is_said_calmly_and_kept_until_there_is_room(
    window: Window, path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(EvaluationFile, "commit", full)
        write(window, "写在满了的盘上")
        settled(window, "unsaved")
        assert "磁盘空间不足" in window.care.banner.text.text()
        assert window._standing.text() == "未保存"
        wait_for(lambda: "另留了一份" in window.care.banner.text.text())
        write(window, "又写了一句")
        assert read(window) == "又写了一句"
    assert [one.name for one in list_rescued()] == [path.name]
    click(window.care.banner, "重新保存")
    settled(window, "saved")
    wait_for(lambda: list_rescued() == [])
    window.go_home()
    assert in_file(path) == "又写了一句"


def test_retry_on_a_disk_that_is_still_full_keeps_everything(
    window: Window, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(EvaluationFile, "commit", full)
        write(window, "留着")
        settled(window, "unsaved")
        click(window.care.banner, "重新保存")
        wait_for(lambda: window.care._working is None)
        settled(window, "unsaved")
        window.undo()
        window.redo()
        write(window, "还留着")
    window.save()
    settled(window, "saved")
    window.go_home()
    assert in_file(path) == "还留着"


def test_what_cannot_be_written_goes_on_elsewhere(
    window: Window, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "别处" / "自评.jxzp"
    elsewhere.parent.mkdir()
    with monkeypatch.context() as broken:
        broken.setattr(EvaluationFile, "commit", full)
        write(window, "搬到别处")
        settled(window, "unsaved")
        window.care.save_as(elsewhere)
        wait_for(lambda: window.desk.is_open and window.desk.session.path == elsewhere)
    assert not window.care.banner.isVisible()
    assert read(window) == "搬到别处"
    write(window, "在别处接着写")
    window.go_home()
    assert in_file(elsewhere) == "在别处接着写"
    assert in_file(path) != "搬到别处"
    wait_for(lambda: list_rescued() == [])


# ---- the file taken away ----


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be moved there")
def test_a_file_that_was_taken_away_and_comes_back(window: Window, path: Path) -> None:
    away = path.with_name("口袋里.jxzp")
    path.rename(away)
    write(window, "U盘拔掉以后")
    settled(window, "unsaved")
    assert "移走、删除或替换" in window.care.banner.text.text()
    away.rename(path)
    click(window.care.banner, "重新保存")
    settled(window, "saved")
    window.go_home()
    assert in_file(path) == "U盘拔掉以后"


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be moved there")
def test_a_stick_that_comes_back_as_another_handle(window: Window, path: Path) -> None:
    content = write_without_file(window, path, "拔掉以后")
    path.write_bytes(content)
    click(window.care.banner, "重新保存")
    settled(window, "saved")
    write(window, "插回以后")
    window.go_home()
    assert in_file(path) == "插回以后"


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be moved there")
def test_a_file_that_changed_meanwhile_is_not_overwritten(window: Window, path: Path) -> None:
    content = write_without_file(window, path, "我写的")
    path.write_bytes(content)
    with Session.open(path) as other:
        set_value(other, parse_address("goal.actual", other.tree), "别人写的")
    click(window.care.banner, "重新保存")
    wait_for(lambda: window.care._working is None)
    settled(window, "unsaved")
    assert in_file(path) == "别人写的"
    assert read(window) == "我写的"


# ---- leaving ----


def test_closing_with_unsaved_edits_asks(window: Window, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(EvaluationFile, "commit", full)
        write(window, "还没存")
        settled(window, "unsaved")
        window.close()
        assert window.isVisible()
        box = question(window)
        assert box is not None
        assert buttons(box) == ["重试", "另存到别处", "不保存", "先不关闭"]
        answer(window, "先不关闭")
        assert window.isVisible()
        assert read(window) == "还没存"
        window.close()
    answer(window, "重试")
    wait_for(lambda: not window.isVisible())
    assert in_file(path) == "还没存"


def test_closing_without_saving_lets_go_of_the_edits_alone(
    window: Window, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = in_file(path)
    monkeypatch.setattr(EvaluationFile, "commit", full)
    write(window, "不要的")
    settled(window, "unsaved")
    wait_for(lambda: window.care.kept)
    window.close()
    answer(window, "不保存")
    assert not window.isVisible()
    assert in_file(path) == before
    assert list_rescued() == []


def test_opening_another_file_asks_too(
    window: Window, path: Path, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sample("zhengning-2023")
    monkeypatch.setattr(EvaluationFile, "commit", full)
    write(window, "还没存")
    settled(window, "unsaved")
    window.open(other)
    assert window.desk.session.path == path
    answer(window, "不保存")
    assert window.desk.session.path == other


def test_what_was_rescued_is_offered_at_the_next_start(
    window: Window, path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(EvaluationFile, "commit", full)
        write(window, "断电之前")
        settled(window, "unsaved")
        wait_for(lambda: window.care.kept)
        window.desk.close()  # as when the machine goes down: nobody was asked
    assert path.exists()
    next_one = Window()
    next_one.show()
    click(next_one.door.start, "取回并打开")
    assert next_one.desk.is_open
    assert read(next_one) == "断电之前"
    assert "取回" in next_one.desk.session.path.name
    assert list_rescued() == []
    assert next_one.close()


def test_a_copy_goes_to_the_stick_at_the_end(window: Window, sample: Sample, tmp_path: Path) -> None:
    last, stick = sample("yuanjiang-2024"), tmp_path / "U盘"
    stick.mkdir()
    window.open(last)
    target = tmp_path / "沅江.jxzp"
    window._take_settings(type(window.settings)(name="李四", stick=str(stick), recent=window.settings.recent))
    window.leaving.remember(last)
    write(window, "年终")
    window.close()
    wait_for(lambda: not window.isVisible())
    assert in_file(stick / last.name) == "年终"
    assert not target.exists()


def test_a_stick_that_is_not_there_can_be_done_without(window: Window, path: Path, tmp_path: Path) -> None:
    window._take_settings(type(window.settings)(stick=str(tmp_path / "没插")))
    window.leaving.remember(path)
    window.close()
    wait_for(lambda: question(window) is not None)
    answer(window, "直接退出")
    assert not window.isVisible()


# ---- killed in the middle ----

RUN = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.core.tree import parse_address
from app.ui.main import prepare
from app.ui.shell.window import Window
app = QApplication(["jixiao"]); prepare(app); window = Window(); window.show()
window.open(Path(sys.argv[1]))
for number in range(10_000):
    window.desk.set(parse_address("goal.actual", window.desk.session.tree), f"第{number}次")
    window.desk.session.flush()
    app.processEvents()
    print(number, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_a_killed_window_loses_nothing_that_was_confirmed(window: Window, sample: Sample) -> None:
    path = sample("yueyanglou-2017")
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(path)], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as other:
        assert other.stdout is not None
        last = [int(other.stdout.readline()) for _ in range(25)][-1]
        other.send_signal(signal.SIGKILL)
        rest = other.stdout.read().split()
    last = int(rest[-1]) if rest else last
    window.open(path)
    assert window.desk.is_open, "the lock of a dead process hinders nobody"
    assert int(read(window).strip("第次")) >= last
