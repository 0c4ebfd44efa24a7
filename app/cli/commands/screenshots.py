"""screenshots: pictures of every page of the window, made by a process of its own for each size of screen."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import app
from app.cli.output import print_json, progress, say
from app.core.errors import EnvironmentProblem
from app.services.samples import build_sample


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen: pixels, and how much everything is enlarged."""

    width: int
    height: int
    scale: float

    @property
    def mark(self) -> str:
        """Return what the names of its pictures end with."""
        return f"{self.width}×{self.height}_{self.scale:.0%}"


SCREENS: Final = (Screen(1366, 768, 1.0), Screen(1920, 1080, 1.5))


def screenshots(options: Namespace) -> int:
    """Build a sample in a folder that goes away again, show every page of it and keep the pictures."""
    folder = Path(options.to)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(
            "folder.unwritable", where=str(folder), what=f"文件夹建不起来（{error.strerror}）", repair="请换一个文件夹"
        ) from error
    for screen in SCREENS:
        progress(f"正在截图 {screen.mark} …", quiet=options.json)
        _shoot(options.sample, folder, screen)
    made = sorted(path.name for path in folder.glob("*.png"))
    if options.json:
        print_json({"folder": str(folder), "pictures": made})
    else:
        say(f"截图{len(made)}张，在 {folder}")
    return 0


def _shoot(sample: str, folder: Path, screen: Screen) -> None:
    """Run the window offscreen in a process of its own: how much it enlarges is fixed when Qt starts."""
    with tempfile.TemporaryDirectory() as home:
        built = build_sample(sample, Path(home) / "样例", lambda _: None)
        size = [str(int(pixels / screen.scale)) for pixels in (screen.width, screen.height)]
        show_window("app.ui.screenshots", [str(folder), str(built.path), *size, screen.mark], home, screen)


def show_window(module: str, arguments: Sequence[str], home: str, screen: Screen) -> None:
    """Run a module that takes pictures, with a home of its own.

    Raises:
        EnvironmentProblem: the window cannot be opened.
    """
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=_environment(home, screen), check=False, capture_output=True)  # noqa: S603
    if done.returncode:
        raise EnvironmentProblem(
            "screenshots.failed",
            where=screen.mark,
            what="窗口打不开",
            rule=done.stderr.decode("utf-8", "replace").strip()[-400:],
            repair="请按 README 装好窗口要的系统库",
        )


def _environment(home: str, screen: Screen) -> dict[str, str]:
    """Return the environment of a window that no person's files or settings show in."""
    paths = [str(Path(app.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": f"{screen.scale:g}",
        "JIXIAO_HOME": home,
    }
