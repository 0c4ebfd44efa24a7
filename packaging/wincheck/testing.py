"""The core of the test suite under the Windows Python of the folder; pytest and what it needs lie outside of it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Final

from wincheck.scene import Scene, expect, windows_path
from winpack.fetching import fetch_some
from winpack.places import ROOT

_TOOLS: Final = ("pytest", "pluggy", "iniconfig", "packaging", "pygments", "colorama", "hypothesis", "sortedcontainers")
_PARTS: Final = ("tests/core", "tests/scoring", "tests/packs/test_expressions.py")
_RUN: Final = """
import sys
tools, root, *more = sys.argv[1:]
sys.path[:0] = [root, tools]
import pytest
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "--rootdir", root, "-c", root + "/pyproject.toml", *more]))
"""


def core_tests(scene: Scene) -> str:
    """They pass, all of them."""
    tools = scene.work / "tools"
    for wheel in fetch_some(scene.built.wheels.parent / "test-tools", ROOT / "requirements" / "dev.txt", _TOOLS):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(tools)
    parts = [windows_path(path) for path in map(Path(ROOT).joinpath, _PARTS) if path.exists()]
    command = [scene.python, "-I", "-B", "-X", "utf8", "-c", _RUN, windows_path(tools), windows_path(ROOT), *parts]
    done = scene.wine.run(command, 900)
    last = done.said.strip().splitlines()[-1] if done.said.strip() else ""
    passed = re.search(r"(\d+) passed", last)
    expect(done.code == 0 and passed is not None, f"测试没有全部通过：\n{done.said[-4000:]}")
    return f"核心测试：{last.strip('= ')}"
