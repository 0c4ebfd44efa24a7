"""Files that appear whole or not at all: written beside the target, forced to disk, then put in place at once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.core.files import reached
from app.models.file.problems import exists, speaking


@contextmanager
def whole(target: Path, *, replace: bool) -> Iterator[Path]:
    """Give the block a path in the target's folder; what stands there at its end becomes the target.

    When anything fails the target is as it was and the half-written file is gone.

    Raises:
        UserError: the target exists and is not to be replaced.
        EnvironmentProblem: the folder cannot be written, the disk is full.
    """
    target = reached(target)
    if target.exists() and not replace:
        raise exists(target)
    draft = target.with_name(f".{target.name[:40]}.{secrets.token_hex(4)}.tmp")
    try:
        with speaking(target):
            draft.open("xb").close()
            yield draft
            force(draft)
            _put(draft, target, replace=replace)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def journal(path: Path) -> Path:
    """Return where SQLite keeps the rollback journal of a file."""
    return path.with_name(path.name + "-journal")


def force(path: Path) -> None:
    """Wait until the bytes of a file are on the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def force_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk (Windows does this by itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put(draft: Path, target: Path, *, replace: bool) -> None:
    # The journal of a file that stood here, left by a crash, must never be rolled back into the new one.
    journal(target).unlink(missing_ok=True)
    if replace:
        draft.replace(target)
    else:
        _put_new(draft, target)
    force_folder(target.parent)


def _put_new(draft: Path, target: Path) -> None:
    """Never overwrite, not even a file that appeared a moment ago; some sticks know no links and get the plain way."""
    try:
        target.hardlink_to(draft)
    except FileExistsError as error:
        raise exists(target) from error
    except OSError:
        if target.exists():
            raise exists(target) from None
        draft.replace(target)
