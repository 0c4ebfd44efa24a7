"""The way back from a backup: the present file is set aside, never lost."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from app.models.file.backups import copy_database
from app.models.file.locking import acquire
from app.models.file.opening import open_to_view
from app.models.file.problems import exists, speaking
from app.models.file.who import Clock, Who, local_time
from app.models.file.whole import journal


def restore(backup: Path, target: Path, *, who: Who, replace: bool = False, clock: Clock = local_time) -> Path | None:
    """Put a backup in the place of a file, after it was checked like any file from outside.

    With `replace` the file that stands there, damaged or not, is kept beside it under the name returned.

    Raises:
        UserError: the target exists and is not to be replaced.
        FileLocked: someone fills the target now.
        EnvironmentProblem: the backup is not sound, the folder cannot be written, the disk is full.
    """
    if target.exists() and not replace:
        raise exists(target)
    opened = open_to_view(backup)
    try:
        lock, _ = acquire(target, who, clock())
        try:
            aside = _set_aside(target, clock()) if target.exists() else None
            copy_database(opened.channel.driver, target, replace=replace)
        finally:
            lock.release()
    finally:
        opened.close()
    return aside


def _set_aside(target: Path, now: datetime) -> Path:
    aside = target.with_name(f"{target.stem}（恢复前 {now:%Y%m%d-%H%M%S}）{target.suffix}")
    if aside.exists():
        raise exists(aside)
    with speaking(aside):
        shutil.copy2(target, aside)
        if journal(target).exists():
            shutil.copy2(journal(target), journal(aside))
    return aside
