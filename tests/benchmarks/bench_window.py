"""The window side by side with a bare PySide6 window: start, a page of yuanjiang, a keystroke, memory, 200 files.

Run: python tests/benchmarks/bench_window.py [start keys memory files]
Offscreen, so that it measures the same everywhere. Every part is a process of its own; those that are compared run in
turns. Aims: first painted start page at most 1.5 times the bare window; keystroke to repainted score at most one frame
(16.7 ms) on 70 projects × 11 indicators, also when every commit takes 50 ms more.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from app.ui.shell.window import Window

TURNS = 11
ROUNDS = 40
FILES = 200
SIZE = 10
"""Seven projects of the sample, that many times over."""
FRAME = 16.7
DELAY = 0.05
AUDITING = "全面审核正在跑"

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
    from app.services.samples import build_sample

    return build_sample(name, folder / "样例", lambda _: None).path


def big_file(folder: Path) -> Path:
    """Write the evaluation of 70 projects × 11 indicators."""
    from app.core.records import Address, CellOp, Op, RowOp
    from app.models.file import EvaluationFile, PackBody, Who
    from app.packs.registry import find
    from tests.benchmarks.bench_graph import sample, scaled

    pack, facts = sample()
    facts = scaled(facts, SIZE)
    ops: list[Op] = [RowOp(row.id, row) for row in facts.rows.values() if row.parent is not None]
    ops += [
        CellOp(Address(row, key, form), cell)
        for row, cells in facts.cells.items()
        for (key, form), cell in cells.items()
    ]
    found = find(pack.id)
    body = PackBody(found.digest, found.id, found.revision, found.body)
    path = folder / "七十个项目.jxzp"
    EvaluationFile.create(path, pack=body, meta={}, who=Who.here(), content=ops, backups=folder).close()
    return path


# ---- parts that run in a process of their own ----


def child(part: str, home: Path, *arguments: str) -> None:
    """Run a part of this file in a process of its own; it says what it measured."""
    command = [sys.executable, __file__, f"--{part}", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment(home), check=True, stderr=subprocess.DEVNULL)


def open_window() -> tuple[QApplication, Window]:
    """Return the program and its window, shown."""
    from PySide6.QtWidgets import QApplication

    from app.ui.main import prepare
    from app.ui.shell.window import Window

    app = QApplication(["jixiao"])
    prepare(app)
    made = Window()
    made.resize(1366, 768)
    made.show()
    app.processEvents()
    return app, made


def idle(app: QApplication, window: Window, seconds: float = 0.4) -> None:
    """Let the person rest: the audit runs, what waits is done."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.01)
    window.auditor.wait()
    app.processEvents()


def keys(path: str) -> None:
    """Print how long a key takes until what it did is painted, in a grid with 11 indicators of one of 70 projects.

    Enter fills in the cell, so the score follows; it is measured from the key to the paint of the new total. A letter
    is measured to the paint of the editor. Between edits a person rests for a moment (with an audit in it), or none.
    """
    app, window = open_window()
    window.open(Path(path))
    shell = window.shell
    assert shell is not None
    shell.go_step(next(step.id for step in shell.all_steps if step.id.startswith("project/")))
    idle(app, window, 2)
    for name, delay, rest in (
        ("平常", 0.0, 0.4),
        ("一格接一格", 0.0, 0.05),
        (AUDITING, 0.0, 0.4),
        ("每次写盘多 50 毫秒", DELAY, 0.4),
    ):
        with slower_commits(delay):
            entered, typed = [], []
            for number in range(ROUNDS):
                if name == AUDITING:
                    window.auditor.audit_anew()
                letter, enter = edit(app, window, "28.1万人" if number % 2 else "29.7万人")
                entered.append(enter)
                typed.append(letter)
                idle(app, window, rest)
            window.desk.session.flush()
        tell(f"{name}：回车到得分重画", entered)
        tell(f"{name}：一个字到重画", typed)


@dataclass(frozen=True, slots=True)
class Taken:
    """How long something took in milliseconds: on the clock, and of the processor on this thread."""

    clock: float
    thread: float


@contextmanager
def slower_commits(seconds: float) -> Iterator[None]:
    """Let every commit take longer."""
    from app.models.file import EvaluationFile

    commit = EvaluationFile.commit

    def slow(*arguments: object, **named: object) -> object:
        time.sleep(seconds)
        return commit(*arguments, **named)  # type: ignore[arg-type]

    EvaluationFile.commit = slow  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        EvaluationFile.commit = commit  # type: ignore[method-assign]


def edit(app: QApplication, window: Window, text: str) -> tuple[Taken, Taken]:
    """Type over the 完成值 of an indicator; return the milliseconds of its last letter and of Enter."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

    from app.core.records import Address
    from app.ui.grids.model import ADDRESS
    from app.ui.grids.view import GridView

    shell = window.shell
    assert shell is not None
    assert shell.page is not None
    place = Address(f"{shell.page.step.row}i0", "actual")
    assert shell.page.go(place)
    view = next(one for one in shell.page.findChildren(GridView) if one.currentIndex().data(ADDRESS) == place)
    QTest.keyClick(view, Qt.Key.Key_F2)
    app.processEvents()
    kinds = (QLineEdit, QPlainTextEdit)
    editor = next(one for kind in kinds for one in view.viewport().findChildren(kind) if one.isVisible())
    editor.selectAll()
    editor.insert(text[:-1]) if isinstance(editor, QLineEdit) else editor.insertPlainText(text[:-1])
    app.processEvents()
    letter = painted_after(app, editor, lambda: QTest.keyClicks(editor, "1"))
    editor.setText(text) if isinstance(editor, QLineEdit) else editor.setPlainText(text)
    app.processEvents()
    key = Qt.KeyboardModifier.ControlModifier if isinstance(editor, QPlainTextEdit) else Qt.KeyboardModifier.NoModifier
    total = shell.side.score._total
    return letter, painted_after(app, total, lambda: QTest.keyClick(editor, Qt.Key.Key_Return, key))


def painted_after(app: QApplication, widget: QWidget, act: Callable[[], object]) -> Taken:
    """Return how long it took from an act until a widget, and all that is painted with it, was painted again."""
    from PySide6.QtCore import QEvent, QObject

    class Seen(QObject):
        painted = False

        def eventFilter(self, _one: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint:
                self.painted = True
            return False

    seen = Seen()
    target = widget.viewport() if hasattr(widget, "viewport") else widget
    target.installEventFilter(seen)
    begun, busy = time.perf_counter(), time.thread_time()
    act()
    while not seen.painted:
        app.sendPostedEvents()
        if not seen.painted:
            app.processEvents()
        assert time.perf_counter() < begun + 5, "it was not painted"
    taken = Taken((time.perf_counter() - begun) * 1000, (time.thread_time() - busy) * 1000)
    target.removeEventFilter(seen)
    return taken


def tell(name: str, taken: list[Taken]) -> None:
    """Print median and the time that 95 of 100 stay below; beside them what the interface thread itself worked."""
    times, busy = sorted(one.clock for one in taken), sorted(one.thread for one in taken)
    high = times[min(len(times) - 1, len(times) * 95 // 100)]
    within = sum(one <= FRAME for one in times)
    say(
        f"{name}：中位 {median(times):.1f} 毫秒，95% {high:.1f} 毫秒，{within}/{len(times)} 在一帧内；"
        f"其中界面线程自己 {median(busy):.1f}／{busy[len(busy) * 95 // 100]:.1f}"
    )


def resident() -> float:
    """Return the memory of this process in megabytes."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4096 / 1e6


def open_handles() -> int:
    """Return how many handles this process holds."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def memory(path: str) -> None:
    """Print the memory after opening the evaluation of 70 projects, step by step."""
    app, window = open_window()
    begun = resident()
    window.open(Path(path))
    app.processEvents()
    opened = resident()
    idle(app, window, 2)
    gc.collect()
    say(f"内存：开始页 {begun:.0f} MB，打开七十个项目 {opened:.0f} MB，审核过一遍 {resident():.0f} MB")


def files(path: str) -> None:
    """Print what opening and closing many files leaves behind, after the first fifth of them."""
    from PySide6.QtCore import QEvent

    app, window = open_window()
    handles, held = 0, 0.0
    for number in range(FILES):
        window.open(Path(path))
        app.processEvents()
        window.go_home()
        idle(app, window, 0)
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what the loop of the program does by itself
        if number == FILES // 5:
            gc.collect()
            handles, held = open_handles(), resident()
    gc.collect()
    more = open_handles() - handles
    say(f"开关 {FILES} 份文件：最后 {FILES * 4 // 5} 份多出句柄 {more} 个，内存 {resident() - held:.1f} MB")


CHILDREN: dict[str, Callable[[str], None]] = {"--keys": keys, "--memory": memory, "--files": files}


def main() -> None:
    """Measure the parts that are named, all of them by default."""
    if sys.argv[1:2] and sys.argv[1] in CHILDREN:
        CHILDREN[sys.argv[1]](sys.argv[2])
        os._exit(0)
    named = sys.argv[1:] or ["start", "keys", "memory", "files"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "start" in named:
            measure_start(folder)
        if "keys" in named or "memory" in named:
            big = str(big_file(folder))
            for part in (one for one in named if one in {"keys", "memory"}):
                child(part, folder, big)
        if "files" in named:
            child("files", folder, str(sample_file(folder, "yueyanglou-2017")))


if __name__ == "__main__":
    main()
