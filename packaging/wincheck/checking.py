"""Run all checks one after the other and say in one line whether all held."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from wincheck import installing, testing, trouble, ways, working
from wincheck.scene import Scene
from wincheck.wine import CheckError, Wine
from winpack import proof
from winpack.places import BuildError, places

_TOOLS: Final = {
    "wine": "wine wine64",
    "Xvfb": "xvfb",
    "import": "imagemagick",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
}
_CHECKS: Final[tuple[Callable[[Scene], str], ...]] = (
    installing.refuses_old_windows,
    installing.installs_silently,
    working.same_documents,
    working.stays_at_home,
    working.two_workers,
    ways.prints_chinese,
    ways.reaches_long_paths,
    ways.knows_drives,
    ways.fills_on_a_share,
    ways.tells_held_files,
    ways.uses_windows_fonts,
    ways.says_no_printer,
    working.opens_by_association,
    working.hands_over,
    installing.refuses_while_running,
    working.shows_every_page,
    testing.core_tests,
    working.start_times,
    installing.tells_damage_and_repairs,
    trouble.names_damaged_files,
    trouble.refuses_bad_places,
    trouble.survives_an_interruption,
    trouble.keeps_a_newer_version,
    installing.uninstalls,
    working.runs_from_a_stick,
)
_ENDS_THE_WINDOW: Final = installing.refuses_while_running


def main(arguments: Sequence[str]) -> int:
    """Check what lies in the target of a build; 0 when all held."""
    parser = argparse.ArgumentParser(prog="packaging/check_windows", description="在 Wine 下检查 Windows 安装包")
    parser.add_argument("--to", type=Path, help="安装包在哪里（平时是 build/windows）")
    parser.add_argument("--skip", nargs="*", default=(), metavar="检查", help="跳过几项（试检查本身时用）")
    options = parser.parse_args(arguments)
    built = places(options.to.resolve() if options.to else None)
    try:
        _tools()
        failed = _all(Scene(Wine(built.work / "wine"), built, built.work / "check"), options.skip)
    except BuildError as error:
        _say(f"检查没有完成：{error}")
        return 1
    _say(_verdict(failed, options.skip))
    return int(bool(failed))


def _verdict(failed: Sequence[str], skipped: Sequence[str]) -> str:
    count = len(_CHECKS) + 1 - len(failed) - len(skipped)
    if failed:
        return f"Windows 安装包检查：未通过（{'、'.join(failed)}），其余 {count} 项通过"
    return f"Windows 安装包检查：{count} 项全部通过" + (f"，跳过 {len(skipped)} 项" if skipped else "")


def _tools() -> None:
    missing = sorted({package for tool, package in _TOOLS.items() if shutil.which(tool) is None})
    if missing:
        raise BuildError(f"缺少工具，请执行：apt-get install -y --no-install-recommends {' '.join(missing)}")


def _all(scene: Scene, skipped: Sequence[str]) -> list[str]:
    """Run the checks; return the names of those that failed. Without an installed program the rest has no sense."""
    if not scene.built.installer.is_file() or not scene.built.portable.is_file():
        raise BuildError("还没有打包，请先执行 packaging/build")
    scene.work.mkdir(parents=True, exist_ok=True)
    _say("    静态核对：" + proof.prove(scene.built.folder).strip())
    failed = []
    with scene.wine:
        for check in _CHECKS:
            if check.__name__ in skipped:
                _say(f"[-] {check.__name__}：跳过")
            elif not _held(check, scene):
                failed.append(check.__name__)
                if check is installing.installs_silently:
                    break
            if check is _ENDS_THE_WINDOW:
                scene.wine.end_all()
    return failed


def _held(check: Callable[[Scene], str], scene: Scene) -> bool:
    begun = time.monotonic()
    try:
        told = check(scene)
    except (CheckError, OSError) as error:
        _say(f"[×] {check.__name__}：{error}")
        return False
    _say(f"[√] {told}（{time.monotonic() - begun:.0f} 秒）")
    return True


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
