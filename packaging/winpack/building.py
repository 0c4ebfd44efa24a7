"""The steps of a build, one after the other, and the report at the end."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from winpack import compiling, fetching, installer, launchers, papers, portable, proof, staging
from winpack.places import BuildError, Places, epoch, places

_TOOLS: Final = {
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "x86_64-w64-mingw32-windres": "binutils-mingw-w64-x86-64",
    "makensis": "nsis",
    "git": "git",
}
_MEGABYTE: Final = 1_000_000
_Done = TypeVar("_Done")


def main(arguments: Sequence[str]) -> int:
    """Build what is asked for; 0 when all is well."""
    parser = argparse.ArgumentParser(prog="packaging/build", description="打 Windows 包")
    parser.add_argument("--to", type=Path, help="放到哪里（平时是 build/windows）")
    parser.add_argument("--only-folder", action="store_true", help="只做程序文件夹，不做安装程序和免安装包")
    parser.add_argument("--fast", action="store_true", help="安装程序少压缩，试安装时用")
    options = parser.parse_args(arguments)
    try:
        build(places(options.to.resolve() if options.to else None), whole=not options.only_folder, fast=options.fast)
    except BuildError as error:
        sys.stderr.write(f"打包没有完成：{error}\n")
        return 1
    return 0


def build(where: Places, *, whole: bool, fast: bool = False) -> None:
    """Make the folder, prove it, and pack it.

    Raises:
        BuildError: a tool is missing, a hash does not fit, or the folder is not whole.
    """
    _tools()
    wheels = _step("取组件", lambda: fetching.fetch(where.wheels))
    _step("摆放文件", lambda: staging.stage(where, wheels))
    _step("编译", lambda: compiling.compile_all(where.folder))
    _step("启动程序", lambda: launchers.build_launchers(where.folder, where.work / "launchers"))
    if papers.possible():
        _step("使用说明", lambda: papers.write(where.folder, pictures=not fast))
    staging.list_files(where.folder)
    staging.date_all(where.folder, epoch())
    _say(f"    {_size(where.folder)}，{len(staging.files(where.folder))} 个文件")
    _say(_step("核对", lambda: proof.prove(where.folder)))
    if whole:
        _step("安装程序", lambda: installer.build_installer(where, fast=fast))
        _step("免安装包", lambda: portable.build_portable(where))
        _sums(where)


def _tools() -> None:
    missing = sorted({package for tool, package in _TOOLS.items() if shutil.which(tool) is None})
    if missing:
        raise BuildError(f"缺少工具，请执行：apt-get install -y --no-install-recommends {' '.join(missing)}")


def _step(name: str, work: Callable[[], _Done]) -> _Done:
    begun = time.monotonic()
    done = work()
    _say(f"{name}：{time.monotonic() - begun:.0f} 秒")
    return done


def _sums(where: Places) -> None:
    lines = []
    for path in (where.installer, where.portable):
        lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n")
        _say(f"    {path.name} {path.stat().st_size / _MEGABYTE:.1f} MB")
    (where.target / "SHA256SUMS.txt").write_text("".join(lines), encoding="utf-8")


def _size(folder: Path) -> str:
    return f"{sum(path.stat().st_size for path in staging.files(folder)) / _MEGABYTE:.1f} MB"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
