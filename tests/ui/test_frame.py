"""The frame of the window: menus without dead entries, settings, name, help, about, what stands below."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from app.services.about import parts
from app.ui import words, words_window
from app.ui.shell.about import About
from app.ui.shell.actions import ENTRIES
from app.ui.shell.help import PageHelp
from app.ui.shell.preferences import Preferences
from app.ui.shell.window import Window
from tests.ui.clicks import click, dialog, read, wait_for, write

Sample = Callable[..., Path]
FORBIDDEN = re.compile(
    "结转上年|年度结转|封存|疑点(?!数据)|快照|分支|表样包|填报值|数字签名|同步|节点|字段|校验失败|JSON|报送单|定稿|归档"
)


def entries(window: Window) -> dict[str, list[QAction]]:
    """Return the menus with their actions."""
    bar = window.menuBar()
    found = {}
    for top in bar.actions():
        menu = window.actions_.menus[top.text()]
        found[top.text()] = [one for one in menu.actions() if not one.isSeparator()]
    return found


def close_dialogs(window: QWidget) -> int:
    """Close what stands over the window; return how many dialogs there were."""
    QApplication.processEvents()
    shown = [one for one in window.findChildren(QDialog) if one.isVisible()]
    for one in shown:
        one.reject()
    QApplication.processEvents()
    return len(shown)


# ---- menus ----


def test_the_menus_are_those_of_the_trade(window: Window) -> None:
    assert list(entries(window)) == ["文件", "编辑", "查看", "审核", "输出", "设置", "帮助"]
    assert all(entries(window).values())


def test_every_entry_says_what_it_does_and_has_its_own_key(window: Window) -> None:
    actions = [one for menu in entries(window).values() for one in menu]
    keys = [one.shortcut().toString() for one in actions if not one.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))
    assert all(one.text() and one.toolTip() for one in actions)
    assert window.actions_.actions["save"].shortcut() == QKeySequence("Ctrl+S")


def test_what_needs_an_open_file_rests_until_one_is_open(window: Window, sample: Sample) -> None:
    resting = {name for name, one in window.actions_.actions.items() if not one.isEnabled()}
    assert resting >= {"save", "save_as", "undo", "redo", "home", "audit", "print"}
    window.open(sample("yueyanglou-2017"))
    assert {name for name, one in window.actions_.actions.items() if not one.isEnabled()} == set()


@pytest.mark.parametrize("name", [one.name for one in ENTRIES if one.name not in {"quit", "home"}])
def test_no_entry_is_dead(window: Window, sample: Sample, name: str) -> None:
    window.open(sample("yueyanglou-2017"))
    assert window.shell is not None
    window.shell.go_step(window.shell.all_steps[1].id)
    write(window, "一")
    if name == "redo":
        window.undo()
    before = (read(window), window.shell.page.step.id if window.shell.page else "", QApplication.font().pointSize())
    if name == "usual":
        window.bigger()
    window.actions_.actions[name].trigger()
    page = window.shell.page.step.id if window.shell is not None and window.shell.page else ""
    after = (read(window), page, QApplication.font().pointSize())
    shown = close_dialogs(window)
    beside = window.finding.isVisible() or window.views.forms is not None or window.views.lists is not None
    assert shown or after != before or beside or name in {"save", "new", "usual"}
    window.usual_size()


def test_drawings_of_the_bar_are_there(window: Window, sample: Sample) -> None:
    window.open(sample("yueyanglou-2017"))
    named = [one for one in ENTRIES if one.bar]
    assert named
    for one in named:
        picture = window.actions_.actions[one.name].icon().pixmap(24, 24).toImage()
        assert any(picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), one.drawing


# ---- settings, name ----


def test_the_name_is_asked_for_once_and_signs_edits(window: Window, sample: Sample, home: Path) -> None:
    assert window.door.start.name.isVisible()
    window.door.start.name.setText("王五")
    click(window.door.start, "确定")
    assert not window.door.start.name.isVisible()
    assert json.loads((home / "settings.json").read_text(encoding="utf-8"))["name"] == "王五"
    window.open(sample("yueyanglou-2017"))
    write(window, "一句")
    assert window.desk.session.history(1)[0].by == "王五"
    window.go_home()
    assert not window.door.start.name.isVisible()


def test_the_name_can_be_put_off(window: Window) -> None:
    click(window.door.start, "以后再说")
    again = Window()
    again.show()
    assert not again.door.start.name.isVisible()
    again.close()


def test_settings_are_kept(window: Window, tmp_path: Path, home: Path) -> None:
    window.show_settings()
    shown = dialog(window, Preferences)
    assert isinstance(shown, Preferences)
    shown.name.setText(" 李四 ")
    shown.folder.setText(str(tmp_path / "自评"))
    shown.enter.setCurrentIndex(1)
    shown.size_of_type.setValue(14)
    click(shown, "确定")
    kept = json.loads((home / "settings.json").read_text(encoding="utf-8"))
    assert (kept["name"], kept["enter_right"], kept["type_size"]) == ("李四", True, 14)
    assert QApplication.font().pointSize() == 14
    window.begin_new()
    assert str(tmp_path / "自评") in window.door.new.path.text()
    window.usual_size()


def test_settings_can_be_left_as_they_were(window: Window) -> None:
    before = window.settings
    window.show_settings()
    shown = dialog(window, Preferences)
    assert isinstance(shown, Preferences)
    shown.name.setText("别人")
    click(shown, "取消")
    assert window.settings == before


def test_the_place_of_the_window_is_kept(window: Window) -> None:
    window.setGeometry(QRect(40, 50, 700, 500))
    window.close()
    again = Window()
    assert (again.width(), again.height()) == (700, 500)
    again.close()


@pytest.mark.parametrize("geometry", ["kein Hex", "00ff", "1d" * 5000])
def test_a_spoilt_place_harms_nothing(home: Path, qapp: QApplication, geometry: str) -> None:
    home.mkdir(parents=True)
    (home / "settings.json").write_text(json.dumps({"geometry": geometry, "recent": [1, {}]}), encoding="utf-8")
    again = Window()
    again.show()
    qapp.processEvents()
    assert again.width() > 0
    again.close()


# ---- help, about, below ----


def test_the_help_speaks_of_the_page(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    assert window.shell is not None
    window.shell.go_step("unit")
    window.show_help()
    shown = dialog(window, PageHelp)
    assert isinstance(shown, PageHelp)
    text = shown.text.toPlainText()
    assert "单位与人员" in text
    assert "编制数" in text
    assert "Ctrl+S" in text


def test_about_tells_versions_and_licences(window: Window) -> None:
    window.show_about()
    assert isinstance(dialog(window, About), About)
    assert {"PySide6-Essentials", "SQLAlchemy", "Lucide", "Noto Sans SC Regular"} <= {one.name for one in parts()}
    assert all(one.licence for one in parts())


def test_below_stand_the_saving_and_the_days_left(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    day = date.today() + timedelta(days=5)  # noqa: DTZ011
    write(window, f"{day.year}年{day.month}月{day.day}日", "notice.deadline")
    assert window._deadline.text() == "距报送截止还有5天"
    wait_for(lambda: bool(re.fullmatch(r"已保存 \d\d:\d\d", window._standing.text())))
    write(window, "", "notice.deadline")
    assert window._deadline.text() == ""


def test_a_sample_says_that_it_is_one(window: Window, sample: Sample) -> None:
    window.open(sample("yueyanglou-2017"))
    assert "【样例】" in window.windowTitle()


def test_qt_speaks_chinese(window: Window) -> None:
    window.ask_open()
    shown = dialog(window, QFileDialog)
    told = {one.text() for one in shown.findChildren(QWidget) if hasattr(one, "text") and callable(one.text)}
    assert any("取消" in one for one in told if isinstance(one, str)), told
    close_dialogs(window)


def test_the_words_are_those_of_the_trade() -> None:
    for module in (words, words_window):
        found = FORBIDDEN.findall(Path(str(module.__file__)).read_text(encoding="utf-8"))
        assert found == [], module.__name__
