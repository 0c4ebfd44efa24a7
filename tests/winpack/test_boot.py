"""The first line of Python in the installed program."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LIST = "文件清单.sha256"
MAIN = """
import json, os, sys
def main():
    print(json.dumps([sys.argv[1:], os.environ.get("JIXIAO_HOME")]))
    return 7
"""


@pytest.fixture
def home(root: Path, tmp_path: Path) -> Path:
    """Return an installed program in small: a main module that tells what it was given."""
    folder = tmp_path / "绩 效"
    program = folder / "program"
    (program / "app").mkdir(parents=True)
    shutil.copy(root / "packaging/launcher/boot.py", program)
    (program / "app/__init__.py").touch()
    (program / "app/__main__.py").write_text(MAIN, encoding="utf-8")
    names = ["program/boot.py", "program/app/__init__.py", "program/app/__main__.py"]
    sums = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / LIST).write_text("".join(sums), encoding="utf-8")
    return folder


def start(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**{k: v for k, v in os.environ.items() if k != "JIXIAO_HOME"}, "PYTHONPATH": str(home / "program")}
    command = [sys.executable, "-B", "-X", "utf8", str(home / "program/boot.py"), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env={**environment, **more}, check=False
    )


def test_arguments_go_in_and_the_code_comes_out(home: Path) -> None:
    done = start(home, "score", "我 单位.jxzp")
    assert done.returncode == 7
    assert json.loads(done.stdout) == [["score", "我 单位.jxzp"], None]


def test_a_portable_copy_keeps_settings_beside_itself(home: Path) -> None:
    (home / "program/portable").touch()
    assert json.loads(start(home).stdout)[1] == str(home / "设置")


def test_a_portable_copy_obeys_who_names_a_folder(home: Path) -> None:
    (home / "program/portable").touch()
    assert json.loads(start(home, JIXIAO_HOME="elsewhere").stdout)[1] == "elsewhere"


@pytest.mark.parametrize("text", [None, "def main(:\n", "import jixiao_part_that_is_gone\n"])
def test_a_damaged_part_is_told_by_name(home: Path, text: str | None) -> None:
    part = home / "program/app/__main__.py"
    part.unlink()
    if text is not None:
        part.write_text(text, encoding="utf-8")
    done = start(home)
    assert done.returncode == 3
    assert "程序文件不完整，请重新运行安装程序修复" in done.stderr
    assert "program/app/__main__.py" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_the_command_line_takes_for_a_mistake_may_be_damage(home: Path) -> None:
    (home / "program/app/__main__.py").write_text("def main():\n    return 4\n", encoding="utf-8")
    done = start(home)
    assert done.returncode == 3
    assert "program/app/__main__.py" in done.stderr


def test_without_its_list_it_is_damaged_too(home: Path) -> None:
    (home / "program/app/__main__.py").unlink()
    (home / LIST).unlink()
    done = start(home)
    assert done.returncode == 3
    assert LIST in done.stderr


def test_a_mistake_of_the_program_is_not_called_damage(home: Path) -> None:
    main = home / "program/app/__main__.py"
    main.write_text("def main():\n    raise ValueError('own')\n", encoding="utf-8")
    digest = hashlib.sha256(main.read_bytes()).hexdigest()
    lines = [line for line in (home / LIST).read_text("utf-8").splitlines() if "__main__" not in line]
    (home / LIST).write_text("\n".join([*lines, f"{digest}  program/app/__main__.py"]), encoding="utf-8")
    done = start(home)
    assert done.returncode == 1
    assert "ValueError: own" in done.stderr
