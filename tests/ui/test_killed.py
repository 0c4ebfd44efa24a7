"""The process is killed while somebody types: what the window called saved is there at the next opening."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import IO

from PySide6.QtWidgets import QLineEdit

from app.ui import words
from app.ui.shell.window import Window
from tests.ui.hands import press, settle
from tests.ui.typist import BOXES, boxes

ROOT = Path(__file__).parents[2]
ENOUGH = 15
"""Values that are typed before the process is killed."""


def confirmed(out: IO[str]) -> int:
    """Read what the process says until enough is saved; return the last value the window called saved."""
    last = 0
    while last < ENOUGH:
        line = out.readline()
        assert line, "the process ended by itself"
        last = int(line)
    return last


def test_nothing_that_was_called_saved_is_lost_when_the_process_is_killed(window: Window) -> None:
    arguments = [sys.executable, "-m", "tests.ui.typist", "云岭市社会保险服务中心", "2017", "yueyang-2017"]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        path, label = process.stdout.readline().strip(), process.stdout.readline().strip()
        last = confirmed(process.stdout)
        process.kill()
        later = [int(line) for line in process.stdout.read().split("\n")[:-1]]
    assert label in BOXES
    window.open(Path(path))
    assert window.desk.is_open, "the file of a process that is gone opens without a question"
    while not boxes(window):
        press(window, words.NEXT)
        settle()
    held = next(one.text() for one in window.findChildren(QLineEdit) if one.accessibleName() == label)
    found = re.fullmatch(r"第(\d+)次", held)
    assert found is not None, held
    assert int(found[1]) >= max([last, *later])
