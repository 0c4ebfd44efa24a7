"""What is confirmed stays: full disks, killed processes, journals left behind."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import pytest

import app
from app.core.errors import EnvironmentProblem
from app.core.records import ROOT_ID, Address, Cell, CellOp
from app.models.file import EvaluationFile, Who, check_file, inspection

Open = Callable[..., EvaluationFile]
Guard = Callable[[Path], AbstractContextManager[None]]
NAME = Address(ROOT_ID, "unit.name")
EDITS = 500

EDITOR = """
import sys
from pathlib import Path
from app.core.records import Address, Cell, CellOp
from app.models.file import EvaluationFile, Who

with EvaluationFile.open(Path(sys.argv[1]), who=Who.here("王")) as opened:
    for number in range(int(sys.argv[2]), int(sys.argv[3])):
        opened.commit(f"第{number}次", [CellOp(Address("unit", f"probe.n{number}"), Cell("x" * (number % 3000)))])
        print(number, flush=True)
"""


def edit(text: str, key: str = "unit.name") -> list[CellOp]:
    return [CellOp(Address(ROOT_ID, key), Cell(text))]


def fill(opened: EvaluationFile) -> int:
    """Write until the disk is full; return how many edits were confirmed."""
    for number in range(1000):
        try:
            opened.commit(f"第{number}次", edit("满" * 2000, f"probe.n{number}"))
        except EnvironmentProblem as problem:
            if problem.code == "file.disk_full" and "磁盘空间不足" in problem.sentence():
                return number
            raise
    pytest.fail("the disk was never full")


def assert_filled(path: Path, confirmed: int, who: Who) -> None:
    assert check_file(path).sound
    with EvaluationFile.open(path, who=who, mode="view") as seen:
        assert len(seen.history(1000)) == confirmed
        keys = {key for key, _ in seen.read().cells[ROOT_ID]}
        assert {f"probe.n{number}" for number in range(confirmed)} == keys - {"unit.name"}


def test_a_full_disk_keeps_the_earlier_state(small_disk: Path, create: Open, who: Who) -> None:
    path = small_disk / "a.jxzp"
    with create(path) as opened:
        confirmed = fill(opened)
        assert confirmed > 0
        facts = opened.read()
        with pytest.raises(EnvironmentProblem) as caught:
            opened.copy_whole(small_disk / "b.jxzp")
        assert caught.value.code == "file.disk_full"
        assert opened.read() == facts
    assert [file.name for file in small_disk.iterdir()] == ["a.jxzp"]
    assert_filled(path, confirmed, who)


def test_a_new_file_on_a_full_disk_leaves_nothing(small_disk: Path, create: Open) -> None:
    (small_disk / "ballast").write_bytes(bytes(230 << 10))
    with pytest.raises(EnvironmentProblem) as caught:
        create(small_disk / "a.jxzp")
    assert caught.value.code == "file.disk_full"
    assert caught.value.where == "a.jxzp"
    assert [file.name for file in small_disk.iterdir()] == ["ballast"]


def test_no_room_for_the_lock(small_disk: Path, made: Path, who: Who, untouched: Guard) -> None:
    path = small_disk / made.name
    shutil.copy(made, path)
    with suppress(OSError):
        (small_disk / "ballast").write_bytes(bytes(1 << 20))
    before = path.read_bytes()
    with pytest.raises(EnvironmentProblem) as caught:
        EvaluationFile.open(path, who=who)
    assert caught.value.code == "file.disk_full"
    assert path.read_bytes() == before
    assert sorted(file.name for file in small_disk.iterdir()) == ["ballast", path.name]


def test_a_file_at_its_limit_keeps_the_earlier_state(evaluation: EvaluationFile, who: Who) -> None:
    evaluation._channel.driver.execute("PRAGMA max_page_count=40")
    confirmed = fill(evaluation)
    assert confirmed > 0
    assert fill(evaluation) == confirmed, "what is there already needs no room"
    evaluation._channel.driver.execute("PRAGMA max_page_count=1000")
    evaluation.commit("又有空间", [CellOp(NAME, Cell("甲"))])
    assert evaluation.undo() is not None
    evaluation.close()
    evaluation_path = evaluation.path
    with EvaluationFile.open(evaluation_path, who=who) as again:
        assert again.redo() is not None
        again.undo()
        assert len([step for step in again.history(1000) if not step.undone]) == confirmed


def test_a_killed_editor_loses_no_confirmed_edit(made: Path) -> None:
    """Kill at random moments until 500 edits are done; what was printed must be in the file."""
    chance = random.Random(20250519)  # noqa: S311 - a fixed seed, no secret
    confirmed, killed = -1, 0
    root = Path(app.__file__).parents[1]
    while confirmed < EDITS - 1:
        command = [sys.executable, "-c", EDITOR, str(made), str(confirmed + 1), str(EDITS)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as editor:
            assert editor.stdout is not None
            last = confirmed + chance.randrange(1, 140)
            for line in editor.stdout:
                confirmed = int(line)
                if confirmed >= last:
                    break
            time.sleep(chance.random() / 300)
            editor.kill()
            confirmed = max([confirmed, *(int(line) for line in editor.stdout.read().split("\n")[:-1])])
        killed += editor.returncode != 0
        confirmed = sound_after(made, confirmed)
    assert killed >= 4


def sound_after(path: Path, confirmed: int) -> int:
    """Return the last edit that is in the file: all confirmed ones, at most one more."""
    assert check_file(path).problems == ()
    with EvaluationFile.open(path, who=Who.here("王"), mode="view") as seen:
        cells = seen.read().cells[ROOT_ID]
        held = sorted(int(key.removeprefix("probe.n")) for key, _ in cells if key != "unit.name")
        assert held in (list(range(confirmed + 1)), list(range(confirmed + 2)))
        assert all(cells[f"probe.n{number}", ""].text == "x" * (number % 3000) for number in held)
        assert len(seen.history(1000)) == len(held)
    return held[-1]


@pytest.fixture
def crashed(made: Path) -> Path:
    """Return a file as a power cut leaves it: pages of an unfinished change in it, and its journal beside it."""
    driver = sqlite3.connect(made, isolation_level=None)
    driver.execute("PRAGMA cache_size=1")
    driver.execute("BEGIN IMMEDIATE")
    driver.execute("UPDATE cell SET text = '半截'")
    driver.execute("INSERT INTO blob VALUES ('00', zeroblob(50000))")
    journal = made.with_name(made.name + "-journal")
    copies = [(file, file.read_bytes()) for file in (made, journal)]
    driver.execute("ROLLBACK")
    driver.close()
    for file, content in copies:
        file.write_bytes(content)
    assert "半截".encode() in made.read_bytes()
    return made


def test_a_crashed_file_is_viewed_and_checked_as_it_was_before(
    crashed: Path, reopen: Open, untouched: Guard, who: Who
) -> None:
    with untouched(crashed.parent):
        assert check_file(crashed).sound
        with reopen(mode="view") as seen:
            cell = seen.read().cell(NAME)
            assert cell is not None
            assert cell.text == "沅江市社会保险服务中心"


def test_a_crashed_file_is_rolled_back_when_it_is_opened_to_edit(crashed: Path, reopen: Open) -> None:
    with reopen() as opened:
        cell = opened.read().cell(NAME)
        assert cell is not None
        assert cell.text == "沅江市社会保险服务中心"
        opened.commit("填写", edit("甲"))
    assert check_file(crashed).sound


def test_a_refused_file_keeps_its_journal(
    crashed: Path, reopen: Open, untouched: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(inspection.LIMITS, "cell", (0, "栏"))  # type: ignore[arg-type]
    with untouched(crashed.parent), pytest.raises(EnvironmentProblem) as caught:
        reopen()
    assert caught.value.code == "file.too_many"


def test_a_file_held_by_another_program_is_busy(evaluation: EvaluationFile) -> None:
    evaluation._channel.driver.execute("PRAGMA busy_timeout=50")
    other = sqlite3.connect(evaluation.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(EnvironmentProblem) as caught:
        evaluation.commit("填写", edit("甲"))
    assert caught.value.code == "file.busy"
    other.execute("ROLLBACK")
    other.close()
    assert evaluation.commit("填写", edit("甲")).no == 1
