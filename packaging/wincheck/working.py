"""Checks of the installed program: what it writes, what it opens, what it loads."""

from __future__ import annotations

import shutil
import subprocess
import time
import zipfile
from pathlib import Path
from typing import Final

from PySide6.QtGui import QImage

from wincheck.scene import DATA, INSIDE, SAMPLE, Scene, differing, expect, expect_code, windows_path
from wincheck.wine import CheckError
from winpack.places import CONSOLE_EXE, PRODUCT, ROOT

_FILE: Final = "我 单位.jxzp"
_PORTABLE: Final = "C:\\优 盘"
_ACCENT: Final = 0x1F5C7A
_ENOUGH: Final = 2000
_FEWEST_PAGES: Final = 20
_ROUNDS: Final = 3
# Runs a part of the program with an eye on every connection and on every file of Python loaded from outside its folder.
_WATCHED: Final = """
import os, sys
seen, local = [], {"socket.gethostname"}  # the name of the computer, asked of itself
watch = lambda event, _: seen.append(event) if event.startswith("socket.") and event not in local else None
sys.addaudithook(watch)
if sys.argv[1] == "window":
    from app.ui.screenshots import run
else:
    from app.__main__ import main as run
code = run(sys.argv[2:])
home = os.path.dirname(os.path.dirname(sys.executable)).lower()
files = {getattr(module, "__file__", None) for module in list(sys.modules.values())} - {None}
# Shiboken carries modules inside its own DLL and gives them names without a folder.
outside = sorted(file for file in files if os.path.isabs(file) and not file.lower().startswith(home))
print("@", code, len(files), seen, outside, flush=True)
"""


def same_documents(scene: Scene) -> str:
    """A file made on Linux gives the same docx, xlsx and PDF on both."""
    home = scene.work / "linux"
    shutil.rmtree(home, ignore_errors=True)
    scene.linux("demo", SAMPLE, "--file-only", "--to", str(home))
    made = home / f"{SAMPLE}.jxzp"
    scene.disk(DATA).mkdir()
    shutil.copy(made, scene.disk(DATA) / _FILE)
    scene.linux("export", str(made), "--to", str(home / "材料"))
    begun = expect_code(
        scene.wine.run([scene.console, "export", f"{DATA}\\{_FILE}", "--to", f"{DATA}\\材料"]), 0, "输出材料"
    )
    other = differing(home / "材料", scene.disk(f"{DATA}\\材料"))
    expect(other == [], f"与 Linux 上不同的文件：{other}")
    count = sum(1 for path in (home / "材料").rglob("*") if path.is_file())
    return f"{count} 个文件（docx、xlsx、PDF）与 Linux 上逐字节相同，{begun.seconds:.0f} 秒"


def opens_by_association(scene: Scene) -> str:
    """A double click on a file opens the window with it; its picture is kept to be looked at."""
    begun = time.monotonic()
    path = scene.disk(DATA) / _FILE
    opened = scene.wine.start(["start", "/wait", "/unix", str(path)])
    picture = scene.work / "window.png"
    while not _shows_file(scene, picture):
        expect(opened.poll() is None, "窗口自己关了")
        expect(time.monotonic() - begun < 120, "窗口没有显示出来")
        time.sleep(1)
    seconds = time.monotonic() - begun
    time.sleep(3)
    scene.wine.picture(picture)
    return f"双击 .jxzp 打开窗口：{seconds:.0f} 秒；截图 {picture.name}"


def hands_over(scene: Scene) -> str:
    """A second start gives its file to the window that is open and ends."""
    done = expect_code(scene.wine.run([scene.window, f"{DATA}\\{_FILE}"], 60), 0, "第二次启动")
    return f"第二次启动交给已开的窗口：{done.seconds:.0f} 秒"


def two_workers(scene: Scene) -> str:
    """Two processes of the folder's own Python work at the same time."""
    names = ("甲", "乙")
    started = []
    for name in names:
        shutil.copy(scene.disk(DATA) / _FILE, scene.disk(DATA) / f"{name}.jxzp")
        command = [scene.python, "-I", "-X", "utf8", "-m", "app", "export", f"{DATA}\\{name}.jxzp"]
        started.append(scene.wine.start([*command, "--to", f"{DATA}\\{name}", "--format", "xlsx,pdf", "--no-lists"]))
    codes = [_ended(process) for process in started]
    expect(codes == [0, 0], f"两个进程的退出码：{codes}")
    expect(differing(scene.disk(f"{DATA}\\甲"), scene.disk(f"{DATA}\\乙")) == [], "两个进程写得不一样")
    return "两个工作进程同时输出，结果相同"


def stays_at_home(scene: Scene) -> str:
    """A whole demo opens no connection, and every module comes from the folder."""
    count, seconds = _watched(scene, "console", "demo", "--to", f"{DATA}\\样例")
    return f"命令行没有打开网络连接，{count} 个模块都来自程序文件夹，{seconds:.0f} 秒"


def shows_every_page(scene: Scene) -> str:
    """Every page of the window is drawn, with no connection and nothing from outside the folder."""
    folder = scene.disk(f"{DATA}\\截图")
    folder.mkdir()
    count, seconds = _watched(scene, "window", f"{DATA}\\截图", f"{DATA}\\{_FILE}", "1366", "768", "wine")
    pictures = len(list(folder.glob("*.png")))
    expect(pictures > _FEWEST_PAGES, f"只有 {pictures} 张截图")
    return f"窗口各页 {pictures} 张图：没有打开网络连接，{count} 个模块都来自程序文件夹，{seconds:.0f} 秒"


def _watched(scene: Scene, *what: str) -> tuple[int, float]:
    """Run a part of the program under watch; return how many modules it loaded, and how long it took."""
    done = scene.wine.run([scene.python, "-I", "-X", "utf8", "-c", _WATCHED, *what], 1200)
    line = next((line for line in done.said.splitlines() if line.startswith("@")), "")
    expect(line.startswith("@ 0 ") and line.endswith("[] []"), f"不是只用自己的文件：{line or done.said[-1500:]}")
    return int(line.split()[2]), done.seconds


def runs_from_a_stick(scene: Scene) -> str:
    """The portable copy runs where it was unpacked and keeps its settings there."""
    with zipfile.ZipFile(scene.built.portable) as archive:
        archive.extractall(scene.disk(_PORTABLE))
    home = scene.disk(f"{_PORTABLE}\\{PRODUCT}")
    pack = home / "program" / "resources" / "packs"
    usual = scene.wine.user / "AppData" / "Local" / "jixiao"
    before = sorted(usual.rglob("*")) if usual.exists() else []
    command = [f"{_PORTABLE}\\{PRODUCT}\\{CONSOLE_EXE}", "demo", "--to", f"{_PORTABLE}\\样例"]
    expect_code(scene.wine.run(command), 0, "免安装版")
    opened = scene.wine.start([f"{_PORTABLE}\\{PRODUCT}\\jixiao.exe", f"{_PORTABLE}\\样例\\{SAMPLE}.jxzp"])
    begun = time.monotonic()
    while not (home / "设置").is_dir():
        expect(time.monotonic() - begun < 120 and opened.poll() is None, "设置没有写在程序旁边")
        time.sleep(1)
    scene.wine.end_all()
    after = sorted(usual.rglob("*")) if usual.exists() else []
    expect(before == after and pack.is_dir(), "免安装版在电脑上留下了文件")
    return "免安装版在带空格的中文路径下运行，设置在程序旁边"


def start_times(scene: Scene) -> str:
    """The installed program against the same program from source, under the same Wine and Python, by turns."""
    source = "import sys; sys.path[:0] = [sys.argv.pop(1)]; from app.__main__ import main; sys.exit(main())"
    root = windows_path(ROOT)
    plain = [scene.python, "-I", "-B", "-X", "utf8"]
    console = {
        "安装": [scene.console, "packs", "list"],
        "源码": [*plain, "-c", source, root, "packs", "list"],
    }
    paint = [*plain, windows_path(INSIDE / "first_paint.py")]
    # Something that goes on running keeps Wine itself from starting anew each time. Its word is waited for: Wine's own
    # services keep the pipe of whoever started them, and with that process the others could never be heard out.
    kept = scene.wine.start([scene.python, "-I", "-c", "import time; print('up', flush=True); time.sleep(900)"])
    expect(kept.stdout is not None and kept.stdout.readline().strip() == b"up", "Wine 没有起来")
    listed: dict[str, list[float]] = {name: [] for name in console}
    shown: dict[str, list[tuple[float, float]]] = {name: [] for name in console}
    for _ in range(_ROUNDS):
        for name, command in console.items():
            listed[name].append(expect_code(scene.wine.run(command), 0, name).seconds)
            told = expect_code(scene.wine.run([*paint, *([root] if name == "源码" else [])], 120), 0, name).said
            first, whole = next(line for line in told.splitlines() if line.startswith("@")).split()[1:]
            shown[name].append((float(first), float(whole)))
    kept.terminate()
    return "启动：" + "；".join(
        f"{name} 列出表样 {_middle(listed[name]):.2f} 秒，窗口显示 {_middle([one for one, _ in shown[name]]):.2f} 秒，"
        f"全部载入 {_middle([two for _, two in shown[name]]):.2f} 秒"
        for name in console
    )


def _middle(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]


def _ended(process: subprocess.Popen[bytes]) -> int:
    try:
        process.communicate(timeout=300)
    except subprocess.TimeoutExpired as error:
        raise CheckError("工作进程没有结束") from error
    return process.returncode


def _shows_file(scene: Scene, picture: Path) -> bool:
    """The button 下一步 stands at the lower right, where the start page has nothing: the file is open."""
    scene.wine.picture(picture)
    image = QImage(str(picture))
    right, low = range(image.width() * 3 // 4, image.width()), range(image.height() * 3 // 4, image.height())
    return sum(image.pixel(x, y) & 0xFFFFFF == _ACCENT for x in right for y in low) > _ENOUGH
