"""The window side by side with a bare PySide6 window: start, a page of yuanjiang, a keystroke, memory, 200 files.

Run: python tests/benchmarks/bench_window.py [start keys memory files]
Offscreen, so that it measures the same everywhere. Every part is a process of its own; those that are compared run in
turns. Aims: first painted start page at most 1.5 times the bare window; keystroke to repainted score at most one frame
(16.7 ms) on 70 projects × 11 indicators, also when every commit takes 50 ms more.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

TURNS = 11
ROUNDS = 60
FILES = 200
SIZE = 10
"""Seven projects of the sample, that many times over."""
FRAME = 16.7
DELAY = 0.05

PAINTED = """
import time, sys
from PySide6.QtCore import QEvent, QObject, QTimer
def say():
    # at once, past everything that is to come
    print(time.monotonic_ns(), flush=True); import os; os._exit(0)
class Seen(QObject):
    done = False
    def eventFilter(self, one, event):
        if event.type() == QEvent.Type.Paint and not self.done:
            self.done = True
            QTimer.singleShot(0, say)  # after everything of this picture
        return False
seen = Seen()
"""
BARE = f"""
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
{PAINTED}
app = QApplication([])
window = QMainWindow()
window.resize(1280, 720)
label = QLabel("社保绩效自评")
window.setCentralWidget(label)
label.installEventFilter(seen)
window.show()
app.exec()
"""
FRONT = f"""
{PAINTED}
from app.ui import front
shown = front.Front.show
def show(self):
    self.page.widget().installEventFilter(seen)
    shown(self)
front.Front.show = show
from app.__main__ import main
main([])
"""
FILE = f"""
{PAINTED}
from app.ui import front
handed = front.Front._hand_over
def hand_over(self):
    handed(self)
    page = self.window_after.shell.page.widget()
    page.installEventFilter(seen)
    page.update()
front.Front._hand_over = hand_over
from app.__main__ import main
main([sys.argv[1]])
"""


def say(line: str) -> None:
    """Write a line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a start: offscreen, with a home of its own, compiled as an installed program is."""
    own = {"QT_QPA_PLATFORM": "offscreen", "JIXIAO_HOME": str(home), "XDG_DOCUMENTS_DIR": str(home / "文档")}
    python = {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(home / "pyc")}
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**usual, **own, **python}


# ---- start ----


def started(home: Path, code: str, *arguments: str) -> float:
    """Return the milliseconds from the start of a process to what it painted."""
    begun = time.monotonic_ns()
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment(home), check=True, capture_output=True, text=True)
    return (int(done.stdout.split()[-1]) - begun) / 1e6


def measure_start(folder: Path) -> None:
    """Print how long the first picture and the first page take against a bare window."""
    file = sample_file(folder, "yuanjiang-2024")
    acts: dict[str, Callable[[], float]] = {
        "空的 PySide6 窗口": lambda: started(folder, BARE),
        "开始页": lambda: started(folder, FRONT),
        "沅江的一步": lambda: started(folder, FILE, str(shutil.copy(file, folder / "开.jxzp"))),
    }
    for act in acts.values():
        act()  # warm
    times: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(TURNS):
        for name, act in acts.items():
            (folder / "~$开.jxzp.lock").unlink(missing_ok=True)
            times[name].append(act())
    bare = median(times["空的 PySide6 窗口"])
    for name, taken in times.items():
        say(f"{name}：{median(taken):.0f} 毫秒（{min(taken):.0f}–{max(taken):.0f}），{median(taken) / bare:.2f} 倍")


def sample_file(folder: Path, name: str) -> Path:
    """Build a sample in a folder."""
    from app.services.samples import build_sample  # noqa: PLC0415 - each part loads what it measures

    return build_sample(name, folder / "样例", lambda _: None).path


def big_file(folder: Path) -> Path:
    """Write the evaluation of 70 projects × 11 indicators."""
    from app.core.records import Address, CellOp, Op, RowOp  # noqa: PLC0415
    from app.models.file import EvaluationFile, PackBody, Who  # noqa: PLC0415
    from app.packs.registry import find  # noqa: PLC0415
    from tests.benchmarks.bench_graph import sample, scaled  # noqa: PLC0415

    pack, facts = sample()
    facts = scaled(facts, SIZE)
    ops: list[Op] = [RowOp(row.id, row) for row in facts.rows.values() if row.parent is not None]
    ops += [
        CellOp(Address(row, key, form), cell)
        for row, cells in facts.cells.items()
        for (key, form), cell in cells.items()
    ]
    found = find(pack.id)
    body = PackBody(found.digest, found.id, found.version, found.body)
    path = folder / "七十个项目.jxzp"
    EvaluationFile.create(path, pack=body, meta={}, who=Who.here(), content=ops, backups=folder).close()
    return path


# ---- parts that run in a process of their own ----


def child(part: str, home: Path, *arguments: str) -> str:
    """Run a part of this file in a process of its own; return what it says."""
    command = [sys.executable, __file__, f"--{part}", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment(home), check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


def open_window(path: str = "") -> object:
    """Return the window, shown, with a file open in it."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from app.ui.main import prepare  # noqa: PLC0415
    from app.ui.shell.window import Window  # noqa: PLC0415

    app = QApplication(["jixiao"])
    prepare(app)
    made = Window()
    made.resize(1366, 768)
    made.show()
    app.processEvents()
    if path:
        made.open(Path(path))
        app.processEvents()
    return made


def main() -> None:
    """Measure the parts that are named, all of them by default."""
    named = [one for one in sys.argv[1:] if not one.startswith("--")] or ["start", "keys", "memory", "files"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "start" in named:
            measure_start(folder)


if __name__ == "__main__":
    main()
