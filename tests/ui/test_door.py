"""Opening: what works, everything that hinders, and the ways out of it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from app.models.file import EvaluationFile, Who, opening
from app.models.file.locking import lock_path
from app.models.file.problems import read_only
from app.services.session import Session
from app.ui.shell.window import Window
from app.ui.start.backups import BackupsDialog
from tests.ui.clicks import answer, buttons, click, dialog, question, read, wait_for, write

Sample = Callable[..., Path]


def told(window: Window) -> str:
    """Return what the start page says."""
    QApplication.processEvents()
    return "".join(one.text() for one in window.door.start.findChildren(QLabel) if one.isVisible())


def offered(window: Window) -> list[str]:
    return [one.text() for one in window.door.start.buttons_offered()]


@pytest.fixture
def held(sample: Sample) -> Iterator[Path]:
    """A file that another living process holds."""
    path = sample("yueyanglou-2017")
    hold = "import sys, time; from pathlib import Path; from app.models.file import EvaluationFile, Who\n"
    hold += (
        "held = EvaluationFile.open(Path(sys.argv[1]), who=Who('财务股-王', '', 'FIN-02'))\nprint('held', flush=True)\n"
    )
    hold += "time.sleep(600)"
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", hold, str(path)], cwd=root, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        yield path
        other.kill()


# ---- what hinders ----


def test_a_file_that_another_person_fills_can_be_looked_at(window: Window, held: Path) -> None:
    window.open(held)
    assert "财务股-王（FIN-02）" in told(window)
    assert offered(window) == ["只能查看", "另存一份", "由我继续填写", "恢复备份", "新建自评"]
    click(window.door.start, "只能查看")
    assert window.desk.session.viewing
    assert "【只能查看】" in window.windowTitle()
    assert not window.actions_.actions["save"].isEnabled()


def test_a_file_that_another_person_fills_can_be_taken_over(window: Window, held: Path) -> None:
    window.open(held)
    click(window.door.start, "由我继续填写")
    assert window.desk.is_open
    assert not window.desk.session.viewing


def test_a_file_that_another_person_fills_can_be_saved_as_another(window: Window, held: Path) -> None:
    window.open(held)
    click(window.door.start, "另存一份")
    assert window.desk.session.viewing
    copy = held.with_name("我的.jxzp")
    window.care.save_as(copy)
    wait_for(lambda: window.desk.is_open and window.desk.session.path == copy)
    assert not window.desk.session.viewing


def test_a_missing_file_is_said(window: Window, tmp_path: Path) -> None:
    window.open(tmp_path / "没有.jxzp")
    assert "找不到这份文件" in told(window)
    assert offered(window) == ["打开别的文件", "恢复备份", "新建自评"]


def test_a_newer_file_is_said_and_not_touched(window: Window, sample: Sample) -> None:
    path = sample("yueyanglou-2017")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    window.open(path)
    assert "较新版本" in told(window)
    assert offered(window) == ["恢复备份", "新建自评"]
    assert path.read_bytes() == before


def test_a_broken_file_leads_to_its_backups(window: Window, sample: Sample) -> None:
    path = sample("yueyanglou-2017")
    window.open(path)
    write(window, "备份之前")
    window.save()
    write(window, "备份之后")
    window.go_home()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    window.open(path)
    assert "文件不完整" in told(window)
    click(window.door.start, "恢复备份")
    click(dialog(window, BackupsDialog), "恢复到原来的位置")
    assert window.desk.session.path == path
    assert read(window) == "备份之前"
    assert any("恢复前" in one.name for one in path.parent.iterdir())


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_read_only_file_can_be_looked_at(window: Window, sample: Sample) -> None:
    path = sample("yueyanglou-2017")
    path.chmod(0o444)
    window.open(path)
    assert "只读" in told(window)
    click(window.door.start, "只能查看")
    assert window.desk.session.viewing


def test_the_words_of_a_read_only_file_offer_to_look(
    window: Window, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sample("yueyanglou-2017")

    def refuse(at: Path) -> None:
        raise read_only(at)

    monkeypatch.setattr(opening, "_writable", refuse)
    window.open(path)
    assert offered(window)[:2] == ["只能查看", "另存一份"]
    click(window.door.start, "只能查看")
    assert window.desk.session.viewing


def test_what_hinders_a_second_file_leaves_the_first_open(window: Window, sample: Sample, tmp_path: Path) -> None:
    window.open(sample("yueyanglou-2017"))
    window.open(tmp_path / "没有.jxzp")
    box = question(window)
    assert box is not None
    assert "找不到" in box.text()
    answer(window, "取消")
    assert window.desk.is_open


def test_the_open_file_is_not_opened_twice(window: Window, sample: Sample) -> None:
    path = sample("yueyanglou-2017")
    window.open(path)
    shell = window.shell
    window.open(path)
    assert window.shell is shell
    assert question(window) is None


# ---- what is dropped ----


def drop(window: Window, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        enter = QDragEnterEvent(QPoint(5, 5), action, data, button, none)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(5, 5), action, data, button, none))


@pytest.mark.parametrize("name", ["沅江(1).jxzp", "沅江 - 副本.jxzp", "沅江.JXZP"])
def test_a_dropped_file_opens_whatever_its_name(window: Window, sample: Sample, name: str) -> None:
    path = sample("yueyanglou-2017")
    drop(window, path.rename(path.with_name(name)))
    assert window.desk.is_open


def test_ten_files_a_folder_a_shortcut_are_refused_in_words(window: Window, sample: Sample, tmp_path: Path) -> None:
    path = sample("yueyanglou-2017")
    ten = [Path(shutil.copy(path, tmp_path / f"第{number}份.jxzp")) for number in range(10)]
    link, other = tmp_path / "自评.lnk", tmp_path / "总结.docx"
    link.write_bytes(b"L\0\0\0")
    other.write_bytes(b"PK")
    for paths, words in (
        (ten, "拖来的是10个文件"),
        ([tmp_path], "是文件夹"),
        ([link], "是快捷方式"),
        ([other], "不是自评文件"),
    ):
        drop(window, *paths)
        assert words in told(window)
        assert not window.desk.is_open


def test_a_zip_with_one_file_opens(window: Window, sample: Sample, tmp_path: Path) -> None:
    path, packed = sample("yueyanglou-2017"), tmp_path / "邮件附件.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(path, "报送/岳阳楼.jxzp")
        archive.writestr("说明.txt", "一")
    drop(window, packed)
    assert window.desk.session.path.name == "岳阳楼.jxzp"
    assert "已从压缩包中取出" in window.statusBar().currentMessage()
    window.go_home()
    drop(window, packed)
    assert window.desk.session.path.name == "岳阳楼（2）.jxzp"


@pytest.mark.parametrize(("names", "words"), [([], "没有自评文件"), (["一.jxzp", "二.jxzp"], "有2份自评文件")])
def test_other_zips_are_refused_in_words(window: Window, tmp_path: Path, names: list[str], words: str) -> None:
    packed = tmp_path / "压缩.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "一")
    drop(window, packed)
    assert words in told(window)


def test_a_damaged_zip_is_refused_in_words(window: Window, tmp_path: Path) -> None:
    packed = tmp_path / "压缩.zip"
    packed.write_bytes(b"PK\3\4" + b"\0" * 100)
    drop(window, packed)
    assert "压缩包打不开" in told(window)


# ---- what is remembered, what is new ----


def test_recent_files_stand_in_groups_and_lead_back(window: Window, sample: Sample, home: Path) -> None:
    path = sample("yueyanglou-2017")
    window.open(path)
    step = window.shell.all_steps[2].id  # type: ignore[union-attr]
    window.shell.go_step(step)  # type: ignore[union-attr]
    window.go_home()
    QApplication.processEvents()
    assert "年度自评【样例】" in " ".join(buttons(window.door.start))
    kept = json.loads((home / "settings.json").read_text(encoding="utf-8"))
    assert kept["recent"][0]["step"] == step
    window.open(path)
    assert window.shell is not None
    assert window.shell.page is not None
    assert window.shell.page.step.id == step


def test_a_new_evaluation_takes_last_year_along(window: Window, sample: Sample, tmp_path: Path) -> None:
    last = sample("yuanjiang-2024")
    window.open(last)
    target = tmp_path / "沅江_2025年度自评.jxzp"
    window.care.save_as(target)
    answer(window, "带入上年资料，开始新年度")
    page = window.door.new
    assert page.isVisible()
    assert page.path.text() == str(target)
    assert page.sources.item(0).text() == str(last)
    page.region.setCurrentText("湖南省")
    page.year.setText("2025")
    page.unit.setText("沅江市社会保险服务中心")
    page.begin.click()
    assert window.desk.is_open, page._problem.text()
    assert window.desk.session.path == target
    assert read(window, "unit.name") == "沅江市社会保险服务中心"
    with Session.open(last, mode="view") as old:
        assert old.file.file_id != window.desk.session.file_id


def test_the_name_of_the_same_year_asks_nothing(window: Window, sample: Sample, tmp_path: Path) -> None:
    window.open(sample("yuanjiang-2024"))
    identity, target = window.desk.session.file_id, tmp_path / "沅江_2024年度自评"
    window.care.save_as(target)
    wait_for(lambda: window.desk.is_open and window.desk.session.path.name == "沅江_2024年度自评.jxzp")
    assert question(window) is None
    assert window.desk.session.file_id == identity
    window.door.open(window.desk.session.path)


def test_a_lock_of_a_dead_process_does_not_hinder(window: Window, sample: Sample) -> None:
    path = sample("yueyanglou-2017")
    who = Who("李四", "", Who.here().computer)
    file = EvaluationFile.open(path, who=who)
    lock = json.loads(lock_path(path).read_text(encoding="utf-8"))
    file.close()
    lock |= {"pid": 2**22 - 1, "at": datetime.now().astimezone().isoformat()}
    lock_path(path).write_text(json.dumps(lock), encoding="utf-8")
    window.open(path)
    assert window.desk.is_open
    assert not window.desk.session.viewing
