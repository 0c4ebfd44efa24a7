"""Kinds of disks: what Windows and Linux tell of a path."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from app.core.drives import Disk, disk_of

NUMBERS = {"C:\\": 3, "D:\\": 3, "E:\\": 2, "F:\\": 5, "N:\\": 4, "X:\\": 1}
MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/dept /mnt/my\\040share cifs rw 0 0
tmpfs /mnt/my\\040share/local tmpfs rw 0 0
server:/home /srv/net nfs4 rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("C:\\资料\\我.jxzp", Disk.FIXED),
        ("d:/绩效自评", Disk.FIXED),
        ("E:\\我.jxzp", Disk.REMOVABLE),
        ("F:\\我.jxzp", Disk.REMOVABLE),
        ("N:\\部门\\我.jxzp", Disk.NETWORK),
        ("\\\\server\\部门 共享\\我.jxzp", Disk.NETWORK),
        ("//server/share/a", Disk.NETWORK),
        ("\\\\?\\UNC\\server\\share\\a", Disk.NETWORK),
        ("\\\\?\\N:\\a", Disk.NETWORK),
        ("\\\\?\\D:\\a", Disk.FIXED),
        ("X:\\a", Disk.UNKNOWN),
        ("a.jxzp", Disk.UNKNOWN),
    ],
)
def test_windows_tells_the_kind_of_a_drive(path: str, kind: Disk) -> None:
    def asked(root: str) -> int:
        return NUMBERS[root.upper()]

    assert disk_of(PureWindowsPath(path), "win32", asked) is kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/me/a.jxzp", Disk.UNKNOWN),
        ("/srv/net/a.jxzp", Disk.NETWORK),
        ("/srv/network/a.jxzp", Disk.UNKNOWN),
        ("/mnt/my share/a.jxzp", Disk.NETWORK),
        ("/mnt/my share/local/a.jxzp", Disk.UNKNOWN),
    ],
)
def test_linux_tells_a_disk_of_another_computer(tmp_path: Path, path: str, kind: Disk) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS, encoding="utf-8")
    assert disk_of(PurePosixPath(path), "linux", mounts=mounts) is kind


def test_without_a_list_of_mounts_nothing_is_said(tmp_path: Path) -> None:
    assert disk_of(PurePosixPath("/a"), "linux", mounts=tmp_path / "none") is Disk.UNKNOWN
