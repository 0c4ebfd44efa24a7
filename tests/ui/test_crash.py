"""One crash dialog, whose text holds nothing that a person typed and nothing that names the computer."""

from __future__ import annotations

import getpass
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.services.installation import Checked
from app.ui import crash
from app.ui.crash import CrashDialog, Watch, report_of
from app.ui.shell.window import Window
from tests.ui.clicks import click, wait_for

TYPED = "张三的身份证号430981199001011234"


def fail(text: str) -> None:
    raise ValueError(text)


def caught() -> BaseException:
    try:
        try:
            fail(TYPED)
        except ValueError as error:
            raise KeyError(str(Path.home() / TYPED)) from error
    except KeyError as error:
        return error


@pytest.fixture
def watch(window: Window, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """What catches errors, installed as in the program."""
    for name, module in (("excepthook", "sys"), ("excepthook", "threading")):
        monkeypatch.setattr(f"{module}.{name}", lambda *_: None)
    made = Watch(window)
    made.install()
    yield made
    if made.dialog is not None:
        made.dialog.accept()


def test_the_text_holds_nothing_personal() -> None:
    text = report_of(caught())
    assert "KeyError" in text
    assert "ValueError" in text
    assert "fail" in text
    for word in ("张三", "430981", str(Path.home()), f"/{getpass.getuser()}/", str(Path(__file__).parent)):
        assert word not in text


def test_one_dialog_tells_it_and_the_window_goes_on(window: Window, watch: Watch) -> None:
    error = caught()
    for _ in range(3):
        watch.caught(type(error), error, error.__traceback__)
    wait_for(lambda: watch.dialog is not None)
    QApplication.processEvents()
    assert len(window.findChildren(CrashDialog)) == 1
    assert watch.dialog is not None
    click(watch.dialog, "复制")
    assert "KeyError" in QApplication.clipboard().text()
    click(watch.dialog, "继续")
    assert watch.dialog is None
    assert window.isVisible()


def test_an_error_on_another_thread_is_told_too(watch: Watch) -> None:
    thread = threading.Thread(target=fail, args=(TYPED,))
    thread.start()
    thread.join()
    wait_for(lambda: watch.dialog is not None)
    assert watch.dialog is not None
    assert "ValueError" in watch.dialog.text.toPlainText()
    assert TYPED not in watch.dialog.text.toPlainText()


def test_damaged_files_of_the_program_explain_it(window: Window, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "program/resources/fonts/字体.ttf"
    monkeypatch.setattr(crash, "check", lambda: Checked(9, (name,), f"请重新运行安装程序修复：{name}"))
    error = caught()
    watch.caught(type(error), error, error.__traceback__)
    wait_for(lambda: watch.dialog is not None and watch.dialog.damage.isVisible())
    assert watch.dialog is not None
    assert watch.dialog.damage.text().endswith(name)
    assert watch.dialog.text.toPlainText().endswith(name)


def test_nobody_is_told_of_damage_where_there_is_none(
    window: Window, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(crash, "check", lambda: asked.append(True) or Checked(9))
    error = caught()
    watch.caught(type(error), error, error.__traceback__)
    wait_for(lambda: bool(asked) and watch.dialog is not None)
    QApplication.processEvents()
    assert watch.dialog is not None
    assert watch.dialog.damage.isHidden()
