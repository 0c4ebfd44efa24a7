"""Write a file whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there whole; nothing is left behind when that fails.

    Raises:
        OSError: the machine stands in the way; what was there is untouched.
    """
    # A short name of its own: the target's may be as long as the system allows.
    temporary = path.with_name(f".{os.urandom(6).hex()}.tmp")
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:  # also when the person stops the program here
        with suppress(OSError):  # it may never have come to be
            temporary.unlink()
        raise
