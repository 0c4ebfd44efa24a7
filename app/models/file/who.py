"""Who works on a file, and the clock the file goes by."""

from __future__ import annotations

import getpass
import platform
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

Clock = Callable[[], datetime]


def local_time() -> datetime:
    """Return the time of this computer with its offset."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Who:
    """Who fills the file: the person's name (填报人姓名; may be empty), account and computer."""

    name: str
    user: str
    computer: str

    @classmethod
    def here(cls, name: str = "") -> Who:
        """Return the person at this computer."""
        try:
            user = getpass.getuser()
        except (KeyError, OSError, ImportError):  # no account, as in some containers; no `pwd` on Windows
            user = ""
        return cls(name, user, platform.node())

    @property
    def shown(self) -> str:
        """Return the name to show: the person's, else the account's."""
        return self.name or self.user or "未知用户"
