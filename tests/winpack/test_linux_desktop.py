"""The menu entry, the kind of file and the icons on a Linux desktop."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from lxml import etree

INSTALL = "packaging/linux/install"
PLACES = (
    "applications/jixiao.desktop",
    "mime/packages/jixiao.xml",
    "icons/hicolor/scalable/apps/jixiao.svg",
    "icons/hicolor/scalable/mimetypes/application-x-jixiao.svg",
)


def run(script: Path, data: Path, *more: str) -> str:
    done = subprocess.run(
        [sys.executable, str(script), *more],
        env={**os.environ, "XDG_DATA_HOME": str(data)},
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    return done.stdout


def exec_line(data: Path) -> str:
    text = (data / PLACES[0]).read_text(encoding="utf-8")
    return next(line.removeprefix("Exec=") for line in text.splitlines() if line.startswith("Exec="))


def test_all_is_put_in_place_and_taken_away(root: Path, tmp_path: Path) -> None:
    assert "已登记" in run(root / INSTALL, tmp_path)
    assert all((tmp_path / place).is_file() for place in PLACES)
    command = shlex.split(exec_line(tmp_path))
    assert command == [sys.executable, str(root / "start.py"), "%f"]
    assert "已取消" in run(root / INSTALL, tmp_path, "--remove")
    assert not any((tmp_path / place).exists() for place in PLACES)


def test_a_folder_with_strange_signs_is_quoted(root: Path, tmp_path: Path) -> None:
    odd = tmp_path / '绩效 "$a`b%f'
    shutil.copytree(root / "packaging/linux", odd / "packaging/linux")
    shutil.copytree(root / "packaging/icon", odd / "packaging/icon")
    run(odd / INSTALL, tmp_path / "data")
    once = exec_line(tmp_path / "data").replace("\\\\", "\\")  # every value is escaped once more
    words = [
        re.sub(r'\\(["`$\\])', r"\1", word).replace("%%", "%") for word in re.findall(r'"((?:[^"\\]|\\.)*)"', once)
    ]
    assert words == [sys.executable, str(odd / "start.py")]


def test_the_kind_of_file_is_told_by_name_and_by_content(root: Path) -> None:
    tree = etree.parse(root / "packaging/linux/jixiao.xml")
    ns = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    kind = tree.find("m:mime-type", ns)
    assert kind is not None
    entry = (root / "packaging/linux/jixiao.desktop").read_text(encoding="utf-8")
    assert f"MimeType={kind.get('type')};" in entry
    glob = kind.find("m:glob", ns)
    assert glob is not None
    assert glob.get("pattern") == "*.jxzp"
