"""Where new files go, and what is worth knowing of a place; the facts of a Windows computer are made up."""

from __future__ import annotations

from pathlib import Path, PurePath

import platformdirs
import pytest

from app.core.drives import Disk
from app.services.files import places
from app.services.files.places import on_network, proposed_folder

D = Path("D:\\") / "绩效自评"


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """文档, moved to where somebody wants it."""
    monkeypatch.setattr(platformdirs, "user_documents_dir", lambda: str(tmp_path / "移过的文档"))
    return tmp_path / "移过的文档" / "绩效自评"


def proposed(disk: Disk, free: int = 10**9, system: str = "win32") -> Path:
    return proposed_folder("", system, lambda _: disk, lambda _: free)


def test_a_second_disk_of_the_computer_is_proposed() -> None:
    assert proposed(Disk.FIXED) == D


@pytest.mark.parametrize("disk", [Disk.REMOVABLE, Disk.NETWORK, Disk.UNKNOWN])
def test_no_stick_no_cd_no_server(disk: Disk, documents: Path) -> None:
    assert proposed(disk) == documents


def test_no_full_disk_and_no_locked_one(documents: Path) -> None:
    def locked(_: str) -> int:
        raise PermissionError

    assert proposed(Disk.FIXED, free=10**8) == documents
    assert proposed_folder("", "win32", lambda _: Disk.FIXED, locked) == documents


def test_elsewhere_documents_are_proposed(documents: Path) -> None:
    assert proposed(Disk.FIXED, system="linux") == documents


def test_what_a_person_chose_goes_first() -> None:
    assert proposed_folder("/我的 地方", "win32", lambda _: Disk.FIXED) == Path("/我的 地方")


def test_a_place_on_a_server_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[PurePath] = []

    def disk(path: PurePath) -> Disk:
        asked.append(path)
        return Disk.NETWORK

    monkeypatch.setattr(places, "disk_of", disk)
    assert on_network(Path("我.jxzp"))
    assert asked[0].is_absolute()
