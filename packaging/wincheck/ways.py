"""Checks of what is usual on Windows: long paths, drives and shares, moved folders, consoles, fonts, held files."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from wincheck.scene import DATA, INSIDE, Scene, differing, expect, expect_code, run_inside, windows_path
from winpack.places import ROOT

_FILE: Final = f"{DATA}\\我 单位.jxzp"
_ENVIRONMENT: Final = 3
_LONGEST_PATH: Final = 260
_FOLDERS: Final = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
_DRIVES: Final = r"HKLM\Software\Wine\Drives"
_SHARE: Final = "\\\\fileserver\\dept"
_FORM: Final = "附件1"


def prints_chinese(scene: Scene) -> str:
    """The console program writes Chinese under both code pages, on the screen and into a file."""
    told = run_inside(scene, "console", f"{DATA}\\输出.txt", scene.console, "get", f"{DATA}\\没有.jxzp", "unit.name")
    for where, text in told.items():
        expect("找不到这份文件" in text, f"{where} 上显示的是：{text[:200]}")
    return "命令行在代码页 936、65001 的屏幕上和写进文件时都是中文"


def reaches_long_paths(scene: Scene) -> str:
    """An evaluation far down in folders is made, filled in and read; what Word could not open is not written."""
    folder = "\\".join((DATA, *[f"{number}、很长很长的文件夹名称" * 3 for number in range(9)]))
    path = f"{folder}\\我的.jxzp"
    expect(len(path) > _LONGEST_PATH, "路径不够长")
    scene.disk(folder).mkdir(parents=True)
    new = ["new", path, "--pack", "yueyang-2017", "--year", "2019", "--unit", "某某局"]
    for command in (new, ["set", path, "unit.name", "某某中心"], ["undo", path], ["redo", path]):
        expect_code(scene.wine.run([scene.console, *command]), 0, f"长路径下 {command[0]}")
    told = expect_code(scene.wine.run([scene.console, "get", path, "unit.name"]), 0, "长路径下 get")
    expect("某某中心" in told.said, f"长路径下读到的是：{told.said}")
    done = scene.wine.run([scene.console, "export", _FILE, "--to", f"{folder}\\材料", "--format", "docx"])
    expect(done.code == _ENVIRONMENT and "超过250个字" in done.said, f"长路径下输出：{done.code} {done.said[-300:]}")
    expect(not any(scene.disk(f"{folder}\\材料").iterdir()), "长路径下留下了文件")
    return f"{len(path)} 个字的路径下新建、填写、撤销、读取；输出材料说明路径太长"


def knows_drives(scene: Scene) -> str:
    """Shares and mapped drives are known, D: is proposed only where it is a disk, moved folders are followed."""
    shared, second = scene.work / "share", scene.work / "second"
    for folder in (shared, second):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    _mount(scene, "unc/fileserver/dept", shared)
    _mount(scene, "n:", shared, "network")
    _mount(scene, "d:", second, "cdrom")
    scene.wine.run(["reg", "add", _FOLDERS, "/v", "Personal", "/d", "C:\\移走的 文档", "/f"])
    scene.wine.end_all()
    asked = ("C:\\", "D:\\", "N:\\部门", f"{_SHARE}\\部门")
    told = run_inside(scene, "places", *asked)
    expect(told["kinds"]["C:\\"] == ["fixed", False], f"C: 是 {told}")
    expect(told["kinds"]["D:\\"] == ["removable", False], f"光盘是 {told}")
    expect(all(told["kinds"][path] == ["network", True] for path in asked[2:]), f"网络盘是 {told}")
    expect(told["proposed"] == "C:\\移走的 文档\\绩效自评", f"D: 是光盘时建议放在 {told['proposed']}")
    _mount(scene, "d:", second, "hd")
    scene.wine.end_all()
    told = run_inside(scene, "places")
    expect(told["proposed"] == "D:\\绩效自评", f"有 D: 盘时建议放在 {told['proposed']}")
    return "认得网络盘和共享文件夹；建议放在 D:\\绩效自评，D: 是光盘时放在（移走的）文档里"


def fills_on_a_share(scene: Scene) -> str:
    """A file on a share is filled in by one person at a time, by whichever name it is reached."""
    shutil.copy(scene.disk(_FILE), scene.work / "share" / "我 单位.jxzp")
    share, drive = f"{_SHARE}\\我 单位.jxzp", "N:\\我 单位.jxzp"
    expect_code(scene.wine.run([scene.console, "set", share, "unit.name", "共享局"]), 0, "在共享文件夹里填写")
    told = expect_code(scene.wine.run([scene.console, "get", drive, "unit.name"]), 0, "在网络盘上读取")
    expect("共享局" in told.said, f"网络盘上读到的是：{told.said}")
    hold = "from pathlib import Path; from app.services.session import Session; import subprocess, sys; "
    hold += "held = Session.open(Path(sys.argv[1])); done = subprocess.run(sys.argv[2:], stdin=subprocess.DEVNULL, "
    hold += "stdout=subprocess.PIPE, stderr=subprocess.STDOUT); sys.stdout.buffer.write(done.stdout); "
    hold += "held.close(); sys.exit(done.returncode)"
    other = [scene.console, "set", drive, "unit.name", "另一个"]
    told = scene.wine.run([scene.python, "-I", "-X", "utf8", "-c", hold, share, *other])
    expect_code(told, _ENVIRONMENT, "两人同时填写")
    expect("填写" in told.said and "只查看" in told.said, f"没有说清谁在填写：{told.said[-300:]}")
    expect([path.name for path in (scene.work / "share").iterdir()] == ["我 单位.jxzp"], "共享文件夹里留下了别的文件")
    return "共享文件夹和网络盘上填写、读取；别人正在填写时说清楚"


def tells_held_files(scene: Scene) -> str:
    """A document that Word holds open keeps its content; it is said, and the others are written."""
    target = scene.disk(f"{DATA}\\占用")
    command = [scene.console, "export", _FILE, "--to", f"{DATA}\\占用", "--format", "docx", "--no-lists"]
    expect_code(scene.wine.run(command), 0, "输出材料")
    held = next(path for path in sorted(target.iterdir()) if path.name.startswith(_FORM))
    others = [path for path in target.iterdir() if path != held]
    held.write_bytes(b"somebody's own words")
    for path in others:
        path.unlink()
    holding = [scene.python, "-I", "-X", "utf8", windows_path(INSIDE / "holding.py"), f"{DATA}\\占用\\{held.name}"]
    told = expect_code(scene.wine.run([*holding, *command]), _ENVIRONMENT, "输出到打开着的文件")
    expect("Word、WPS 里打开" in told.said and held.name in told.said, f"没有说清：{told.said[-500:]}")
    expect(held.read_bytes() == b"somebody's own words", "打开着的文件被改了")
    expect(all(path.is_file() for path in others), "别的文件没有输出")
    expect(not list(target.glob(".*")), "留下了临时文件")
    return f"Word 打开着的文件不动，用中文说明，其余 {len(others)} 个照常输出"


def uses_windows_fonts(scene: Scene) -> str:
    """仿宋 of Windows goes into the PDF where it is there, as a subset; without it the bundled font does."""
    font = scene.wine.drive / "windows" / "Fonts" / "simfang.ttf"
    command = ["export", _FILE, "--format", "pdf", "--no-lists", "--to"]
    body = (ROOT / "resources" / "fonts" / "NotoSansSC_400Regular.ttf").read_bytes()
    name, other = "NotoSansSC", "TestFang-1"
    font.parent.mkdir(exist_ok=True)
    font.write_bytes(
        body.replace(name.encode("utf-16-be"), other.encode("utf-16-be")).replace(name.encode(), other.encode())
    )
    expect_code(scene.wine.run([scene.console, *command, f"{DATA}\\仿宋"]), 0, "有仿宋时输出")
    font.unlink()
    expect_code(scene.wine.run([scene.console, *command, f"{DATA}\\没有仿宋"]), 0, "没有仿宋时输出")
    named = [other.encode() in path.read_bytes() for path in scene.disk(f"{DATA}\\仿宋").glob("*.pdf")]
    without = [other.encode() in path.read_bytes() for path in scene.disk(f"{DATA}\\没有仿宋").glob("*.pdf")]
    expect(any(named) and not any(without), f"PDF 里的仿宋：有 {named}，没有 {without}")
    sizes = [path.stat().st_size for path in scene.disk(f"{DATA}\\仿宋").glob("*.pdf")]
    expect(max(sizes) < len(body) // 4, "字体整个装进了 PDF")
    same = [path.name for path in scene.disk(f"{DATA}\\没有仿宋").glob("*.pdf")]
    here = differing(scene.disk(f"{DATA}\\没有仿宋"), scene.work / "linux" / "材料")
    expect(not set(same) & set(here), f"没有仿宋时与自带字体的不同：{here}")
    return f"有 simfang.ttf 时 PDF 用它（只装用到的字），没有时用自带的字体：{sum(named)} 份 PDF"


def says_no_printer(scene: Scene) -> str:
    """Where no printer is set up, Qt shows no dialog on Windows: the program knows."""
    told = run_inside(scene, "printing")
    expect(told["platform"] == "windows", f"窗口平台是 {told}")
    expect(told["lacks"] == (not told["printers"]), f"打印机：{told}")
    return f"打印机 {len(told['printers'])} 台时，程序{'会说明没有打印机' if told['lacks'] else '打开系统的打印窗口'}"


def _mount(scene: Scene, name: str, folder: Path, kind: str = "") -> None:
    """Give the prefix a drive or a share that is a folder of this machine."""
    link = scene.wine.prefix / "dosdevices" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(folder)
    if kind:
        scene.wine.run(["reg", "add", _DRIVES, "/v", name, "/d", kind, "/f"])
