"""Write a file whole or not at all; reach files whose path is longer than Windows usually takes."""

from __future__ import annotations

import ntpath
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

_ROOM: Final = 200
"""Characters of a folder that still leave room for the name of a file and of what is written beside it."""

LONG: Final = "\\\\?\\"
"""What stands before a path written in the long way."""


def reached(path: Path) -> Path:
    r"""Return a path by which Windows reaches it however long it is; elsewhere, and where it is short, the path itself.

    Windows takes 260 characters, and more only when written the long way: `\\?\C:\…`, `\\?\UNC\server\…`.
    """
    if sys.platform != "win32":
        return path
    return Path(long_form(str(path.absolute())))


def long_form(path: str) -> str:
    """Return an absolute Windows path in its long way of writing where it is long."""
    if path.startswith(LONG) or len(path) <= _ROOM:
        return path
    plain = ntpath.normpath(path)
    return f"{LONG}UNC{plain[1:]}" if plain.startswith("\\\\") else f"{LONG}{plain}"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there whole; nothing is left behind when that fails.

    Raises:
        OSError: the machine stands in the way; what was there is untouched.
    """
    # A short name of its own: the target's may be as long as the system allows.
    target = reached(path)
    temporary = target.with_name(f".{os.urandom(6).hex()}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
    except BaseException:  # also when the person stops the program here
        with suppress(OSError):  # it may never have come to be
            temporary.unlink()
        raise
