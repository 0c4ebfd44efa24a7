"""What all checks share: the prefix, the installed program, a file made on Linux, and where things are put."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from wincheck.wine import CheckError, Done, Wine
from winpack.places import CONSOLE_EXE, FILE_LIST, PACKAGING, ROOT, WINDOW_EXE, Places

INSTALLED: Final = "C:\\我的 程序\\自评"
"""Chinese and a blank, and not where it proposes to go."""

DATA: Final = "C:\\资料 夹"
INSIDE: Final = PACKAGING / "wincheck" / "inside"
"""What runs under the Windows Python."""

SAMPLE: Final = "yuanjiang-2024"


@dataclass(frozen=True, slots=True)
class Scene:
    """One run of the check.

    Attributes:
        wine: the prefix.
        built: what is checked.
        work: pictures, outputs made on Linux.
    """

    wine: Wine
    built: Places
    work: Path

    @property
    def window(self) -> str:
        """Return the installed window program."""
        return f"{INSTALLED}\\{WINDOW_EXE}"

    @property
    def console(self) -> str:
        """Return the installed console program."""
        return f"{INSTALLED}\\{CONSOLE_EXE}"

    @property
    def python(self) -> str:
        """Return the Python of the installed program."""
        return f"{INSTALLED}\\runtime\\python.exe"

    def disk(self, name: str) -> Path:
        """Return where a file of drive C: lies."""
        return self.wine.drive / name.removeprefix("C:\\").replace("\\", "/")

    def install(self, *more: str, to: str = INSTALLED) -> Done:
        """Install silently into a folder, which is given as the one used before: `/D=` takes no blanks under Wine."""
        self._choose(to)
        return self.wine.run([windows_path(self.built.installer), "/S", *more])

    def start_install(self) -> subprocess.Popen[bytes]:
        """Begin to install silently, into `INSTALLED`."""
        self._choose(INSTALLED)
        return self.wine.start([windows_path(self.built.installer), "/S"])

    def _choose(self, folder: str) -> None:
        self.wine.run(["reg", "add", "HKCU\\Software\\jixiao", "/v", "folder", "/d", folder, "/f"])

    def linux(self, *command: str) -> None:
        """Run the program from source, here."""
        done = subprocess.run(
            [sys.executable, "-P", "-m", "app", *command],
            check=False,
            capture_output=True,
            env={**self.wine.environment, "PYTHONPATH": str(ROOT)},
        )
        if done.returncode:
            raise CheckError(f"Linux 上 jixiao {command[0]} 的退出码是 {done.returncode}：{done.stderr[-500:]!r}")


def windows_path(path: Path) -> str:
    """Return a path of this machine as Wine names it."""
    return "Z:" + str(path).replace("/", "\\")


def run_inside(scene: Scene, script: str, *arguments: str) -> Any:
    """Run one of our scripts under the Windows Python of the folder; return what it found."""
    command = [scene.python, "-I", "-B", "-X", "utf8", windows_path(INSIDE / f"{script}.py"), *arguments]
    done = expect_code(scene.wine.run(command), 0, script)
    return json.loads(next(line for line in done.said.splitlines() if line.startswith("{")))


def expect(holds: bool, otherwise: str) -> None:
    """Go on when something holds.

    Raises:
        CheckError: it does not.
    """
    if not holds:
        raise CheckError(otherwise)


def expect_code(done: Done, code: int, what: str) -> Done:
    """Go on when a program ended with a code."""
    expect(done.code == code, f"{what}：退出码是 {done.code}，应为 {code}\n{done.said[-1500:]}")
    return done


def differing(first: Path, second: Path) -> list[str]:
    """Return the files that are not the same in two folders, or are in one only."""
    here, there = dict(_sums(first)), dict(_sums(second))
    return sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))


def not_as_listed(folder: Path) -> list[str]:
    """Return the files of an installed program that are not as its list says."""
    lines = (folder / FILE_LIST).read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    found = dict(_sums(folder))
    return sorted(name for name, digest in listed.items() if found.get(name) != digest)


def _sums(folder: Path) -> Iterator[tuple[str, str]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()
