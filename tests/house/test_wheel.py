"""The wheel holds the program, its resources and its licences, and nothing else."""

from __future__ import annotations

import configparser
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=root,
        check=True,
        capture_output=True,
    )
    return zipfile.ZipFile(next(target.glob("jixiao-*-py3-none-any.whl")))


def under(files: list[Path], folder: Path) -> set[str]:
    """Return the files of a folder, relative to it."""
    return {path.relative_to(folder).as_posix() for path in files if path.is_relative_to(folder)}


def test_the_wheel_holds_code_and_resources(wheel: zipfile.ZipFile, root: Path, files: list[Path]) -> None:
    names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    code = {f"app/{name}" for name in under(files, root / "app")}
    resources = {f"app/_resources/{name}" for name in under(files, root / "resources")}
    assert names == code | resources | {"app/_resources/CHANGELOG.md"}
    assert "app/_resources/fonts/NotoSerifSC_400Regular.ttf" in names


def test_the_wheel_carries_its_licences(wheel: zipfile.ZipFile) -> None:
    licences = {name.rsplit("/", 1)[1] for name in wheel.namelist() if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "THIRD_PARTY.md"}


def test_the_wheel_gives_the_command(wheel: zipfile.ZipFile) -> None:
    name = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    scripts = configparser.ConfigParser()
    scripts.read_string(wheel.read(name).decode())
    assert dict(scripts["console_scripts"]) == {"jixiao": "app.__main__:main"}


def test_the_installed_program_finds_its_resources(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    ask = "import sys; sys.path.insert(0, sys.argv[1]); from app.packs.places import resources; print(resources())"
    command = [sys.executable, "-I", "-X", "utf8", "-c", ask, str(tmp_path)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    assert Path(answer.strip()) == tmp_path / "app/_resources"
