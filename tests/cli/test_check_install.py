"""check-install, and what the crash dialog asks: the files of an installed program, made up in small."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli.commands import installation as command
from app.services.installation import check

ROOT = Path(__file__).resolve().parents[2]
FONT = "program/resources/fonts/字体.ttf"
Command = Callable[..., Any]


@pytest.fixture
def boot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the first line of an installed program with one font."""
    font = tmp_path / FONT
    font.parent.mkdir(parents=True)
    font.write_bytes(b"glyphs")
    (tmp_path / "文件清单.sha256").write_text(f"{hashlib.sha256(b'glyphs').hexdigest()}  {FONT}\n", encoding="utf-8")
    found = Path(shutil.copy(ROOT / "packaging/launcher/boot.py", tmp_path / "program"))
    monkeypatch.setattr(command, "check", lambda: check(found))
    return found


def test_from_source_there_is_nothing_to_compare(jixiao: Command) -> None:
    done = jixiao("check-install")
    assert done.code == 0
    assert "源码" in done.out
    assert jixiao("check-install", "--json").json() == {"installed": False, "files": 0}


def test_a_whole_program_is_told_so(jixiao: Command, boot: Path) -> None:
    done = jixiao("check-install")
    assert done.code == 0
    assert done.out == "程序文件 1 个，与清单全部相同。\n"


@pytest.mark.parametrize("body", [b"other", None])
def test_a_damaged_font_is_named(jixiao: Command, boot: Path, tmp_path: Path, body: bytes | None) -> None:
    (tmp_path / FONT).unlink()
    if body is not None:
        (tmp_path / FONT).write_bytes(body)
    done = jixiao("check-install")
    assert done.code == 3
    assert FONT in done.err
    assert "重新运行安装程序" in done.err
    found = check(boot)
    assert found is not None
    assert found.wrong == (FONT,)
    assert found.words.endswith(FONT)


def test_without_its_list_it_is_damaged(jixiao: Command, boot: Path, tmp_path: Path) -> None:
    (tmp_path / "文件清单.sha256").unlink()
    assert "文件清单.sha256" in jixiao("check-install").err
