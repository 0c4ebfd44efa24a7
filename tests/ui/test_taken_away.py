"""A disk that is really full, a folder that goes away during work, what is dropped: the window says it and lives."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import FileIO
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from app.services.live.rescue import list_rescued
from app.services.session import Session
from app.ui.shell.window import Window
from tests.ui.clicks import answer, buttons, click, question, read, wait_for, write

Sample = Callable[..., Path]


def settled(window: Window, state: str) -> None:
    wait_for(lambda: window.desk.session.standing.state == state)
    wait_for(lambda: window.care.banner.isVisible() == (state == "unsaved"))


def in_file(path: Path) -> str:
    with Session.open(path, mode="view") as session:
        return session.graph.printed("unit", "goal.actual")


def drop(window: Window, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, button, none))


# ---- a stick ----


@pytest.fixture
def stick(window: Window, sample: Sample, tmp_path: Path) -> Path:
    """Give a folder with a file that is open in the window."""
    folder = tmp_path / "U盘"
    folder.mkdir()
    window.open(Path(shutil.move(sample("yueyanglou-2017"), folder)))
    window.desk.session.flush()
    return folder


away = pytest.mark.skipif(sys.platform == "win32", reason="a folder with an open file cannot be moved there")


@away
def test_a_stick_pulled_during_work_and_put_back(window: Window, stick: Path, tmp_path: Path) -> None:
    path = window.desk.session.path
    stick.rename(tmp_path / "口袋里")
    write(window, "拔掉以后写的")
    settled(window, "unsaved")
    assert window.care.banner.text.text()
    assert {"重新保存", "另存到别处"} <= set(buttons(window.care.banner))
    assert read(window) == "拔掉以后写的"
    wait_for(lambda: bool(list_rescued()))
    assert not stick.exists()
    (tmp_path / "口袋里").rename(stick)
    click(window.care.banner, "重新保存")
    settled(window, "saved")
    window.go_home()
    assert in_file(path) == "拔掉以后写的"
    wait_for(lambda: list_rescued() == [])


@away
def test_a_stick_that_never_comes_back_leaves_everything_elsewhere(window: Window, stick: Path, tmp_path: Path) -> None:
    shutil.rmtree(stick)
    for text in ("一", "一二", "一二三"):
        write(window, text)
    settled(window, "unsaved")
    click(window.care.banner, "重新保存")
    wait_for(lambda: window.care._working is None)
    settled(window, "unsaved")
    assert window.undo() is None
    assert window.isVisible()
    write(window, "一二三四")
    elsewhere = tmp_path / "硬盘.jxzp"
    window.care.save_as(elsewhere)
    wait_for(lambda: window.desk.is_open and window.desk.session.path == elsewhere)
    window.go_home()
    assert in_file(elsewhere) == "一二三四"
    assert not stick.exists()


@away
def test_all_other_work_goes_on_without_the_stick(window: Window, stick: Path, sample: Sample) -> None:
    """Pages, both views, the audit and the list of backups work; leaving asks."""
    shutil.rmtree(stick)
    write(window, "没有盘")
    settled(window, "unsaved")
    assert window.shell is not None
    for step in window.shell.all_steps:
        window.shell.go_step(step.id)
    window.switch_view()
    window.switch_view()
    window.auditor.start()
    window.auditor.wait()
    wait_for(lambda: window.desk.report is not None)
    window.save()
    settled(window, "unsaved")
    window.go_home()
    assert question(window) is not None
    answer(window, "不保存")
    assert not window.desk.is_open
    window.open(sample("zhengning-2023"))
    assert window.desk.is_open


# ---- a disk that is full in earnest ----


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of two megabytes, where the system lets us make one."""
    place = tmp_path / "小盘"
    place.mkdir()
    made = shutil.which("mount") and sys.platform.startswith("linux")
    done = made and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], check=False, capture_output=True
    )
    if not done or done.returncode != 0:
        pytest.skip("no disk of our own can be made here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill_up(stream: FileIO) -> None:
    while True:
        stream.write(b"\0" * 4096)


def test_a_disk_that_fills_up_during_work(window: Window, sample: Sample, small_disk: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sample("yueyanglou-2017"), small_disk))
    window.open(path)
    write(window, "还有地方")
    settled(window, "saved")
    ballast = small_disk / "别的文件"
    with ballast.open("wb", buffering=0) as stream, pytest.raises(OSError, match="space"):
        fill_up(stream)
    long = "写在满了的盘上。" * 6000
    write(window, long)
    settled(window, "unsaved")
    assert "空间" in window.care.banner.text.text()
    assert read(window) == long
    wait_for(lambda: bool(list_rescued()))
    ballast.unlink()
    click(window.care.banner, "重新保存")
    settled(window, "saved")
    window.go_home()
    assert in_file(path) == long


# ---- what is dropped while a file is open ----


def test_what_is_dropped_on_an_open_file_is_refused_over_it(window: Window, sample: Sample, tmp_path: Path) -> None:
    path = sample("yueyanglou-2017")
    window.open(path)
    write(window, "开着的")
    link, broken = tmp_path / "自评.lnk", tmp_path / "坏的.jxzp"
    link.write_bytes(b"L\0\0\0")
    broken.write_bytes(b"\x7fELF" + b"\0" * 5000)
    ten = [Path(shutil.copy(path, tmp_path / f"第{number}份.jxzp")) for number in range(10)]
    for paths, words in (
        (ten, "拖来的是10个文件"),
        ([tmp_path], "是文件夹"),
        ([link], "是快捷方式"),
        ([broken], "坏的.jxzp"),
    ):
        drop(window, *paths)
        box = question(window)
        assert box is not None
        assert words in box.text() + box.informativeText()
        click(box, box.buttons()[-1].text())
        assert window.desk.session.path == path
        assert read(window) == "开着的"


@pytest.mark.parametrize("content", [b"", b"\0" * 4000, b"pack: [", b"id: x\nextends: nothing\n"])
def test_a_broken_pack_is_refused_in_words(window: Window, tmp_path: Path, content: bytes) -> None:
    pack = tmp_path / "坏表样.yaml"
    pack.write_bytes(content)
    window.door.install(pack)
    told = window.door.start._problem
    assert told.isVisibleTo(window)
    assert not window.desk.is_open
    assert window.door.start.isVisible()
