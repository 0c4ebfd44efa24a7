"""On what kind of disk a path lies: of this computer, one that comes and goes, or of another computer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import Enum
from pathlib import Path, PurePath, PureWindowsPath
from typing import Final

from app.core.files import LONG

_NETWORK_SYSTEMS: Final = frozenset(
    {"afs", "cifs", "davfs", "fuse.davfs2", "fuse.sshfs", "nfs", "nfs4", "smb3", "smbfs"}
)
_MOUNTS: Final = Path("/proc/self/mounts")
_SHARE: Final = "\\\\"


class Disk(Enum):
    """Kinds of disks."""

    FIXED = "fixed"
    REMOVABLE = "removable"
    NETWORK = "network"
    UNKNOWN = "unknown"


_BY_NUMBER: Final = {2: Disk.REMOVABLE, 3: Disk.FIXED, 4: Disk.NETWORK, 5: Disk.REMOVABLE}
"""What GetDriveTypeW answers: stick, disk, network, CD."""

Asked = Callable[[str], int]


def disk_of(path: PurePath, system: str = sys.platform, asked: Asked | None = None, mounts: Path = _MOUNTS) -> Disk:
    """Return the kind of disk a path lies on.

    Args:
        path: an absolute path; it need not exist.
        system: what `sys.platform` says.
        asked: what tells the number of a drive on Windows, given its root.
        mounts: what Linux tells of its mounts.
    """
    if system == "win32":
        return _on_windows(str(path), asked or _drive_type)
    return _on_linux(str(path), mounts)


def _on_windows(path: str, asked: Asked) -> Disk:
    plain = path.removeprefix(LONG)
    drive = PureWindowsPath(plain).drive
    if drive.startswith(_SHARE) or plain.upper().startswith("UNC\\"):
        return Disk.NETWORK
    return _BY_NUMBER.get(asked(f"{drive}\\"), Disk.UNKNOWN) if drive else Disk.UNKNOWN


def _on_linux(path: str, mounts: Path) -> Disk:
    """A disk of another computer is known by its file system; of the others nothing is said."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return Disk.UNKNOWN
    mounted = [line.split(" ") for line in lines if line.count(" ") > 2]
    over = [(parts[1].replace("\\040", " ").rstrip("/"), parts[2]) for parts in mounted]
    found = max(
        (one for one in over if f"{path}/".startswith(f"{one[0]}/")), key=lambda one: len(one[0]), default=("", "")
    )
    return Disk.NETWORK if found[1] in _NETWORK_SYSTEMS else Disk.UNKNOWN


def _drive_type(root: str) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes  # noqa: PLC0415 - only Windows is asked

    return int(ctypes.windll.kernel32.GetDriveTypeW(root))
