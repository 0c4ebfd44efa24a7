"""Checks of the installer."""

from __future__ import annotations

import time
from typing import Final

from wincheck.scene import DATA, INSTALLED, Scene, expect, expect_code, not_as_listed
from wincheck.wine import CheckError

_OLD, _RUNNING = 3, 4
_DAMAGED: Final = 3
_LEAVES: Final = 5
_CLASSES: Final = (".jxzp", "jixiao.file")


def refuses_old_windows(scene: Scene) -> str:
    """On Windows 7 nothing is installed."""
    scene.wine.pretend("win7")
    expect_code(scene.install(), _OLD, "在 Windows 7 上安装")
    scene.wine.pretend("win10")
    expect(not scene.disk(INSTALLED).exists(), "在 Windows 7 上还是装了")
    return f"Windows 7 上拒绝安装（退出码 {_OLD}）"


def installs_silently(scene: Scene) -> str:
    """It goes where it is told, whole, with shortcuts and the association."""
    done = expect_code(scene.install(), 0, "安装")
    expect(not_as_listed(scene.disk(INSTALLED)) == [], "装好的文件与清单不同")
    expect((scene.wine.user / "Desktop" / "社保绩效自评.lnk").is_file(), "桌面上没有快捷方式")
    papers = [path.stem for path in scene.disk(INSTALLED).glob("*.pdf")]
    for name in ("社保绩效自评", *papers):
        expect(any(scene.wine.user.rglob(f"Start Menu/**/社保绩效自评/{name}.lnk")), f"开始菜单里没有“{name}”")
    for name in _CLASSES:
        expect(_has(scene, f"HKCU\\Software\\Classes\\{name}"), f"没有登记 {name}")
        # Wine 8 does not look for associations under HKCU, as Windows does.
        source, target = f"HKCU\\Software\\Classes\\{name}", f"HKLM\\Software\\Classes\\{name}"
        scene.wine.run(["reg", "copy", source, target, "/s", "/f"])
    return f"静默安装到 {INSTALLED}：{done.seconds:.0f} 秒，文件与清单相同，开始菜单里 {1 + len(papers)} 项"


def tells_damage_and_repairs(scene: Scene) -> str:
    """A missing part is told in words; installing again mends it and clears away what an older version left."""
    lib = scene.disk(INSTALLED) / "lib"
    (lib / "yaml" / "nodes.py").unlink()
    (lib / "yaml" / "__pycache__" / "nodes.cpython-311.pyc").unlink()
    (lib / "旧版留下的.py").write_text("", encoding="utf-8")
    told = expect_code(scene.wine.run([scene.console, "packs", "list"]), _DAMAGED, "缺文件时运行")
    expect("lib/yaml/nodes.py" in told.said and "重新运行安装程序" in told.said, f"没有说清缺什么：{told.said}")
    python = scene.disk(INSTALLED) / "runtime" / "python311.dll"
    python.rename(python.with_suffix(".away"))
    told = expect_code(scene.wine.run([scene.console, "packs", "list"]), _DAMAGED, "缺 Python 时运行")
    expect("python311.dll" in told.said, f"没有说清缺什么：{told.said}")
    expect_code(scene.install(), 0, "再次安装")
    expect(not_as_listed(scene.disk(INSTALLED)) == [], "再次安装没有修好")
    expect(not (lib / "旧版留下的.py").exists(), "旧版的文件还在")
    return "缺文件时用中文说明，重装后修好"


def refuses_while_running(scene: Scene) -> str:
    """The window is open: nothing is overwritten, installing or uninstalling."""
    expect_code(scene.install(), _RUNNING, "程序开着时安装")
    expect(not_as_listed(scene.disk(INSTALLED)) == [], "程序开着时改动了文件")
    scene.wine.run([f"{INSTALLED}\\uninstall.exe", "/S"])
    time.sleep(_LEAVES)  # it works on as a copy of itself, whose code nobody hears
    expect((scene.disk(INSTALLED) / "uninstall.exe").exists(), "程序开着时卸载了")
    expect(not_as_listed(scene.disk(INSTALLED)) == [], "程序开着时卸载改动了文件")
    return f"程序开着时不覆盖、不卸载（退出码 {_RUNNING}）"


def uninstalls(scene: Scene) -> str:
    """All of the program goes, all of the person's files stay."""
    folder = scene.disk(INSTALLED)
    kept = [folder / "我自己的.jxzp", scene.wine.user / "AppData" / "Local" / "jixiao" / "留着.json"]
    for path in kept:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("人的文件", encoding="utf-8")
    expect_code(scene.wine.run([f"{INSTALLED}\\uninstall.exe", "/S"]), 0, "卸载")
    _wait_until_gone(scene)
    left = sorted(path.name for path in folder.iterdir())
    expect(left == ["我自己的.jxzp"], f"卸载后文件夹里是：{left}")
    expect(all(path.is_file() for path in kept), "卸载删了人的文件")
    expect(any(scene.disk(DATA).rglob("*.jxzp")), "卸载删了自评文件")
    left_over = [path.name for path in scene.wine.user.rglob("社保绩效自评*")]
    expect(left_over == [], f"快捷方式还在：{left_over}")
    keys = (*(f"HKCU\\Software\\Classes\\{name}" for name in _CLASSES), "HKCU\\Software\\jixiao")
    expect(not any(_has(scene, key) for key in keys), "注册表里还有登记")
    return "卸载干净，自评文件和设置都在"


def _wait_until_gone(scene: Scene) -> None:
    """The uninstaller works on as a copy of itself after it returned."""
    for _ in range(60):
        if not (scene.disk(INSTALLED) / "uninstall.exe").exists():
            time.sleep(1)
            return
        time.sleep(1)
    raise CheckError("卸载没有结束")


def _has(scene: Scene, key: str) -> bool:
    return scene.wine.run(["reg", "query", key]).code == 0
