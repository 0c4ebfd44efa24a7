"""A fresh Windows of our own: a Wine prefix and a screen that nobody sees."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from wincheck.shims import build_shims
from winpack.places import BuildError

SCREEN: Final = "1366x768x24"


class CheckError(Exception):
    """Something did not hold; the text says what."""


@dataclass(frozen=True, slots=True)
class Done:
    """How a program under Wine ended."""

    code: int
    said: str
    seconds: float


class Wine:
    """A prefix made anew; as a context manager it ends everything that was started in it."""

    def __init__(self, folder: Path) -> None:
        """Take the folder that the prefix, its home and its screen lie in; what was there goes away."""
        shutil.rmtree(folder, ignore_errors=True)
        self.prefix = folder / "prefix"
        self._home = folder / "home"
        self._home.mkdir(parents=True)
        self.drive = self.prefix / "drive_c"
        self._screen: subprocess.Popen[bytes] | None = None
        self.environment = {
            **os.environ,
            "HOME": str(self._home),
            "LC_ALL": "C.UTF-8",
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscms=n;mscoree,mshtml=;winemenubuilder.exe=d",
            "WINEPREFIX": str(self.prefix),
        }

    def __enter__(self) -> Self:
        """Start the screen and make the prefix."""
        self._start_screen()
        self._quiet(["wineboot", "-i"], 300)
        self._quiet(["wineserver", "-w"], 120)
        self._own_folders()
        build_shims(self.drive / "windows" / "system32")
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        """End what still runs in this prefix, then the screen."""
        self.end_all()
        if self._screen is not None:
            self._screen.terminate()
            self._screen.wait(10)

    @property
    def user(self) -> Path:
        """Return the folder of the Windows user."""
        return next(path for path in sorted((self.drive / "users").iterdir()) if path.name != "Public")

    def pretend(self, windows: str) -> None:
        """Be another Windows: win7, win10."""
        self.run(["winecfg", "-v", windows])

    def run(self, command: Sequence[str], seconds: int = 600) -> Done:
        """Run a program to its end. Its output goes through a pipe: Wine gives Python no other sound handle."""
        begun = time.monotonic()
        try:
            done = subprocess.run(
                ["wine", *command],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise CheckError(f"{command[0]} 过了 {seconds} 秒还没有结束") from error
        return Done(done.returncode, done.stdout.decode("utf-8", "replace"), time.monotonic() - begun)

    def start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start a program and leave it running."""
        pipe = subprocess.PIPE
        return subprocess.Popen(
            ["wine", *command], env=self.environment, stdin=subprocess.DEVNULL, stdout=pipe, stderr=subprocess.STDOUT
        )

    def picture(self, target: Path) -> None:
        """Keep what the screen shows."""
        self._quiet(["import", "-window", "root", str(target)], 60)

    def end_all(self) -> None:
        """End every program in this prefix, and no other."""
        self._quiet(["wineserver", "-k"], 60)

    def _start_screen(self) -> None:
        """Start a screen with a number that is free; it tells the number through a pipe."""
        told, tells = os.pipe()
        command = ["Xvfb", "-displayfd", str(tells), "-screen", "0", SCREEN, "-nolisten", "tcp"]
        quiet = subprocess.DEVNULL
        self._screen = subprocess.Popen(command, stdout=quiet, stderr=quiet, pass_fds=(tells,))
        os.close(tells)
        with os.fdopen(told, encoding="ascii") as pipe:
            number = pipe.readline().strip()
        if not number:
            raise BuildError("Xvfb 没有启动")
        self.environment["DISPLAY"] = f":{number}"

    def _own_folders(self) -> None:
        """Cut the links that lead from the prefix to the folders of the person who runs the check."""
        for path in sorted(self.user.iterdir()):
            if path.is_symlink():
                path.unlink()
                path.mkdir()

    def _quiet(self, command: Sequence[str], seconds: int) -> None:
        quiet = subprocess.DEVNULL
        subprocess.run(
            command, env=self.environment, stdin=quiet, stdout=quiet, stderr=quiet, timeout=seconds, check=False
        )
