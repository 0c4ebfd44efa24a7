"""Checks of what goes wrong: no rights, no room, stopped half-way, older and newer versions, damaged files."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from wincheck.scene import INSTALLED, Scene, expect, expect_code, not_as_listed, run_inside
from wincheck.wine import CheckError
from winpack.places import CONSOLE_EXE, WINDOW_EXE

_DAMAGED: Final = 3
_UNWRITABLE, _FULL, _NEWER = 5, 6, 7
_SMALL: Final = "40m"
_OWN: Final = "我自己的.jxzp"
_FIXED_INFO: Final = (0xFEEF04BD).to_bytes(4, "little")
"""Marks the numbers of the version in an exe; the file's own stand eight bytes after it."""


def refuses_bad_places(scene: Scene) -> str:
    """A folder that cannot be written and a disk that is full are told by their codes; nothing is left there."""
    expect_code(scene.install(to="Z:\\proc\\自评"), _UNWRITABLE, "装到不能写的文件夹")
    with _small_disk(scene) as disk:
        kept = disk / _OWN
        kept.write_text("人的文件", encoding="utf-8")
        expect_code(scene.install(to="S:\\自评"), _FULL, "装到满的磁盘")
        expect(kept.read_text("utf-8") == "人的文件", "满的磁盘上人的文件变了")
        left = [path.name for path in disk.rglob("*") if path.is_file()]
        expect(left == [_OWN], f"满的磁盘上留下了：{left}")
    return f"不能写的文件夹（退出码 {_UNWRITABLE}）、满的磁盘（退出码 {_FULL}）上不安装，不留文件"


def survives_an_interruption(scene: Scene) -> str:
    """Stopped half-way the program cannot be started; installing again makes it whole, the person's files stay."""
    folder = scene.disk(INSTALLED)
    own = folder / _OWN
    own.write_text("人的文件", encoding="utf-8")
    for first in (False, True):
        if first:  # as on a computer that never had it
            for path in folder.iterdir():
                subprocess.run(["rm", "-r", str(path)], check=True)
        _interrupt(scene, folder)
        expect(not (folder / WINDOW_EXE).exists(), "中断的安装还能启动")
        expect(not (folder / CONSOLE_EXE).exists(), "中断的安装还能启动命令行")
        expect(first or own.is_file(), "中断的安装动了人的文件")
        expect_code(scene.install(), 0, "中断后再次安装")
        expect(not_as_listed(folder) == [], "中断后再次安装没有装全")
    own.unlink(missing_ok=True)
    return "安装中断后程序不能启动，再装一次就完整，人的文件没有动"


def keeps_a_newer_version(scene: Scene) -> str:
    """An older version does not silently replace a newer one; asked for, it does. A newer one keeps the settings."""
    window = scene.disk(INSTALLED) / WINDOW_EXE
    _bear(window, newer=True)
    expect_code(scene.install(), _NEWER, "装有新版时安装旧版")
    expect(not_as_listed(scene.disk(INSTALLED)) == [WINDOW_EXE], "装有新版时改动了文件")
    expect_code(scene.install("/OLDER"), 0, "确认换成旧版")
    expect(not_as_listed(scene.disk(INSTALLED)) == [], "换成旧版没有装全")
    settings = scene.wine.user / "AppData" / "Local" / "jixiao" / "settings.json"
    before = settings.read_bytes()
    _bear(window, newer=False)
    (scene.disk(INSTALLED) / "lib" / "旧版留下的.py").write_text("", encoding="utf-8")
    expect_code(scene.install(), 0, "装有旧版时安装新版")
    expect(not_as_listed(scene.disk(INSTALLED)) == [], "更新没有装全")
    expect(not (scene.disk(INSTALLED) / "lib" / "旧版留下的.py").exists(), "旧版的文件还在")
    expect(settings.read_bytes() == before, "更新改了设置")
    return f"装有新版时静默安装不换成旧版（退出码 {_NEWER}），/OLDER 才换；更新清掉旧文件，设置不变"


def names_damaged_files(scene: Scene) -> str:
    """A damaged 表样, font or library is named in words, nothing hangs; installing again mends it."""
    resources = scene.disk(INSTALLED) / "program" / "resources"
    expect_code(scene.wine.run([scene.console, "check-install"]), 0, "完好时核对")
    for part, command in (
        (resources / "packs" / "yueyang-2017" / "resolved.json", ["packs", "show", "yueyang-2017"]),
        (resources / "fonts" / "NotoSerifSC_400Regular.ttf", ["demo", "--to", "C:\\损坏时"]),
        (scene.disk(INSTALLED) / "lib" / "PySide6" / "Qt6Core.dll", []),
    ):
        expect(part.is_file(), f"没有 {part.name}")
        body = part.read_bytes()
        part.write_bytes(body[: len(body) // 2])
        for tried in filter(None, (command, ["check-install"])):
            told = scene.wine.run([scene.console, *tried], 120)
            expect(told.code == _DAMAGED and part.name in told.said, f"{part.name}：{told.code} {told.said[-500:]}")
            expect("重新运行安装程序" in told.said, f"没有说怎么办：{told.said[-500:]}")
        if not command:
            shown = run_inside(scene, "message", scene.window)
            expect(shown["code"] == _DAMAGED and part.name in shown["text"], f"窗口程序显示的是：{shown}")
        part.write_bytes(body)
    expect_code(scene.wine.run([scene.console, "check-install"]), 0, "修好后核对")
    return "损坏的表样、字体、DLL 都能说出名字和办法（窗口程序用消息框），check-install 逐个核对"


@contextmanager
def _small_disk(scene: Scene) -> Iterator[Path]:
    """Give a drive S: with little room."""
    disk = scene.work / "small"
    disk.mkdir(exist_ok=True)
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SMALL}", "tmpfs", str(disk)], check=False)
    if made.returncode:
        raise CheckError("做不出一个小磁盘（mount 要 root）")
    link = scene.wine.prefix / "dosdevices" / "s:"
    link.symlink_to(disk)
    try:
        yield disk
    finally:
        link.unlink()
        subprocess.run(["umount", str(disk)], check=False)


def _interrupt(scene: Scene, folder: Path) -> None:
    """Begin to install and end everything once some of the libraries lie there."""
    begun, running = time.monotonic(), scene.start_install()
    while (folder / "runtime").exists() or not (folder / "lib" / "lxml").is_dir():
        expect(time.monotonic() - begun < 120 and running.poll() is None, "安装没有开始或太快")
        time.sleep(0.02)
    scene.wine.end_all()
    running.wait(60)


def _bear(program: Path, *, newer: bool) -> None:
    """Give an exe another version."""
    body = bytearray(program.read_bytes())
    at = body.index(_FIXED_INFO) + 8
    body[at : at + 4] = (99 << 16 if newer else 0).to_bytes(4, "little")
    program.write_bytes(body)
