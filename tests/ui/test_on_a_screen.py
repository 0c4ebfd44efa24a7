"""A journey on a real screen: the X11 plug-in under Xvfb, as .ci/run installs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo

ROOT = Path(__file__).parents[2]
JOURNEY = (
    "tests/ui/test_journeys.py::test_from_the_start_page_to_the_package_back_to_empty_and_forth_again[yueyanglou-2017]"
)


def missing_libraries() -> list[str]:
    """Return the libraries that the X11 plug-in of Qt does not find on this system."""
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    told = subprocess.run(
        ["ldd", str(plugins / "platforms" / "libqxcb.so")], capture_output=True, text=True, check=True
    ).stdout
    return re.findall(r"^\s*(\S+) => not found", told, re.MULTILINE)


@pytest.fixture
def screen() -> Iterator[str]:
    """Start a screen without a monitor; give its name."""
    program = shutil.which("Xvfb")
    assert program is not None, "Xvfb is missing; on Debian: apt-get install xvfb"
    out, into = os.pipe()
    arguments = [program, "-displayfd", str(into), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(arguments, pass_fds=[into], stderr=subprocess.DEVNULL) as server:
        os.close(into)
        with os.fdopen(out) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
        server.terminate()


def test_a_journey_under_x11(screen: str, tmp_path: Path) -> None:
    assert missing_libraries() == []
    named = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--basetemp", str(tmp_path / "x"), JOURNEY],
        cwd=ROOT,
        env=named | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": screen},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert re.search(r"^\d+ passed", done.stdout, re.MULTILINE), done.stdout
