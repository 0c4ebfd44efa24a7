"""What the installer unpacks and in which order, what it removes, which papers the start menu has."""

from __future__ import annotations

from pathlib import Path

import pytest

from winpack import installer, papers
from winpack.places import CONSOLE_EXE, FILE_LIST, PACKAGING, WINDOW_EXE, Places
from winpack.staging import OURS

SCRIPT = (PACKAGING / "installer" / "jixiao.nsi").read_text(encoding="utf-8")
REMOVED = SCRIPT.partition("!macro REMOVE_PROGRAM")[2].partition("!macroend")[0]


def test_the_launchers_come_last(tmp_path: Path) -> None:
    for name in (WINDOW_EXE, CONSOLE_EXE, FILE_LIST, papers.GUIDE, "program/boot.py", "runtime/python.exe"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    lines = list(installer._lines(tmp_path))
    files = [Path(line.split('"')[1]).name for line in lines if line.startswith("File ")]
    assert files[-2:] == sorted([WINDOW_EXE, CONSOLE_EXE])
    assert lines[0] == 'SetOutPath "$INSTDIR\\program"'
    assert lines.count('SetOutPath "$INSTDIR"') == 1


def test_an_update_removes_all_that_is_ours() -> None:
    for name in (WINDOW_EXE, CONSOLE_EXE, FILE_LIST, papers.GUIDE, papers.SHEET):
        assert f'Delete "$INSTDIR\\{name}"' in REMOVED
    for name in OURS:
        assert f'RMDir /r "$INSTDIR\\{name}"' in REMOVED
    assert REMOVED.count("RMDir") == len(OURS)


def test_every_code_is_told_in_words() -> None:
    told = SCRIPT.partition("Exit codes:")[2].partition("\nUnicode")[0]
    guide = (PACKAGING.parent / "docs" / "packaging.md").read_text(encoding="utf-8").partition("退出码：")[2]
    for code in range(8):
        assert f"{code} " in told
        assert f"{code} " in guide.partition("\n\n")[0]


def test_a_paper_has_its_entry_in_the_start_menu() -> None:
    assert installer._shortcut(papers.GUIDE) == (
        'CreateShortcut "$SMPROGRAMS\\${PRODUCT}\\使用说明.lnk" "$INSTDIR\\使用说明.pdf"\n'
    )


def test_papers_are_written_where_the_program_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[str, ...]] = []
    monkeypatch.setattr(papers, "output", lambda *command: said.append(command))
    papers.write(tmp_path, pictures=False)
    assert said[0][-5:] == (
        "--to",
        str(tmp_path / "使用说明.pdf"),
        "--sheet",
        str(tmp_path / "软件情况说明.pdf"),
        "--no-pictures",
    )


def test_what_the_installer_takes_in_bears_one_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    times: set[float] = set()

    def makensis(*command: str) -> None:
        times.update(path.stat().st_mtime for path in Path(command[-1]).parent.iterdir())

    monkeypatch.setattr(installer, "output", makensis)
    where = Places(tmp_path / "target", tmp_path / "work")
    where.folder.mkdir(parents=True)
    (where.folder / WINDOW_EXE).touch()
    installer.build_installer(where)
    assert times == {1700000000.0}
