"""What comes late harms nothing: results of threads after the page, the file or the window they were for is gone."""

from __future__ import annotations

import ast
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QThreadPool
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

import app.ui
from app.models.file.locking import lock_path
from app.services.review.auditing import Report
from app.services.settings import load_settings
from app.ui.jobs import Job
from app.ui.printing.runner import Runner
from app.ui.shell.window import Window
from tests.ui.clicks import wait_for, write

Sample = Callable[..., Path]
FILES = 40


def sources() -> list[Path]:
    return sorted(Path(app.ui.__file__).parent.rglob("*.py"))


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# ---- nothing holds the window up ----

WAITING = {
    *("exec", "exec_", "getOpenFileName", "getSaveFileName", "getExistingDirectory", "getText", "getItem", "getInt"),
}
ASKING = {"information", "question", "warning", "critical", "about"}


def holds_up(call: ast.Call) -> bool:
    """Say whether a call waits for a person: `exec` of anything but the program, the ready-made questions of Qt."""
    target = call.func
    if not isinstance(target, ast.Attribute):
        return False
    owner = target.value.id if isinstance(target.value, ast.Name) else ""
    return (target.attr in WAITING and owner != "app") or (target.attr in ASKING and owner == "QMessageBox")


def test_no_dialog_holds_the_window_up() -> None:
    waiting = [
        f"{path.name}:{node.lineno}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and holds_up(node)
    ]
    assert len(sources()) > 40
    assert waiting == []


def test_what_holds_up_is_recognised() -> None:
    told = [holds_up(ast.parse(text).body[0].value) for text in ("dialog.exec()", "app.exec()", "box.open()")]  # type: ignore[attr-defined]
    assert told == [True, False, False]


# ---- jobs ----


def test_a_job_whose_window_is_gone_is_dropped(qapp: QApplication) -> None:
    gate, heard = Event(), []
    job = Job()
    job.done.connect(heard.append)
    job.start(lambda _: gate.wait(5))
    job.deleteLater()
    settle()
    assert not isValid(job)
    gate.set()
    assert QThreadPool.globalInstance().waitForDone(5000)
    settle()
    assert heard == []


@pytest.mark.parametrize("fails", [False, True])
def test_a_result_for_a_page_that_was_left_is_dropped(qapp: QApplication, fails: bool) -> None:
    gate, heard, runner = Event(), [], Runner()

    def work(_: Job) -> str:
        gate.wait(5)
        if fails:
            raise ValueError
        return "迟到"

    runner.run(work, heard.append)
    runner.leave()
    gate.set()
    assert QThreadPool.globalInstance().waitForDone(5000)
    settle()
    assert heard == []
    assert not runner.running


def test_a_preview_of_a_page_that_is_gone_harms_nothing(window: Window, sample: Sample) -> None:
    window.open(sample("yueyanglou-2017"))
    assert window.shell is not None
    assert window.shell.go_part("print")
    settle()
    window.shell.go_step(window.shell.all_steps[0].id)
    window.go_home()
    settle()
    assert QThreadPool.globalInstance().waitForDone(20000)
    settle()
    assert window.door.start.isVisible()


def test_a_rescue_that_ends_after_the_file_was_closed_harms_nothing(
    window: Window, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Event()
    path, other = sample("yueyanglou-2017"), sample("zhengning-2023")
    window.open(path)

    def slow(*_: object) -> Path:
        gate.wait(5)
        return path

    with monkeypatch.context() as slowly:
        slowly.setattr("app.ui.shell.care.rescue", slow)
        window.care._keep()
        window.desk.close()
        window.open(other)
        gate.set()
        assert QThreadPool.globalInstance().waitForDone(5000)
        settle()
    assert not window.care.kept
    assert not window.care.banner.isVisible()
    assert window.desk.session.path == other


# ---- the audit ----


def reports(window: Window) -> list[Report]:
    heard: list[Report] = []
    window.desk.audited.connect(heard.append)
    return heard


def test_an_audit_of_a_file_that_was_closed_is_dropped(window: Window, sample: Sample) -> None:
    window.open(sample("yueyanglou-2017"))
    heard = reports(window)
    window.auditor.start()
    window.go_home()
    window.auditor.wait()
    settle()
    assert heard == []
    assert window.desk.report is None


def test_an_audit_of_another_file_is_dropped(window: Window, sample: Sample) -> None:
    window.open(sample("yueyanglou-2017"))
    heard = reports(window)
    window.auditor.start()
    window.open(sample("zhengning-2023"))
    window.auditor.wait()
    settle()
    assert heard == []
    window.auditor.start()
    window.auditor.wait()
    wait_for(lambda: bool(heard))
    rows = window.desk.session.facts.rows
    assert all(place.address.row in rows for entry in heard[0].entries for place in entry.places)


def test_an_edit_ends_the_audit_that_runs_and_the_next_one_counts(window: Window, sample: Sample) -> None:
    window.open(sample("yuanjiang-2024"))
    heard = reports(window)
    window.auditor.start()
    write(window, "写在审核当中")
    window.auditor.wait()
    settle()
    assert heard == []
    window.auditor.start()
    window.auditor.wait()
    wait_for(lambda: len(heard) == 1)


# ---- many files ----


def handles() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="read from /proc")
def test_forty_files_leave_no_handle_no_lock_and_clean_settings(window: Window, sample: Sample, home: Path) -> None:
    path = sample("yueyanglou-2017")
    held = 0
    for number in range(FILES):
        one = path.with_name(f"第{number}份.jxzp")
        one.write_bytes(path.read_bytes())
        window.open(one)
        assert window.desk.is_open
        window.go_home()
        settle()
        assert not lock_path(one).exists()
        if number == FILES // 4:
            window.auditor.wait()
            gc.collect()
            held = handles()
    window.auditor.wait()
    settle()
    gc.collect()
    assert handles() <= held
    assert [one.name for one in home.iterdir() if one.name.startswith(".")] == []
    assert len(load_settings().recent) == 30
    assert not [one.name for one in path.parent.iterdir() if one.name.startswith(("~$", "."))]
