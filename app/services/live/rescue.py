"""What could not be written is kept elsewhere: a whole new file with everything that stands in the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from app.core.errors import EnvironmentProblem
from app.core.files import write_whole
from app.core.records import Address, CellOp, Facts, Op, RowOp
from app.models.file import EvaluationFile, Who
from app.packs.places import user_folder
from app.services.files.folders import make_folder
from app.services.live.session import LiveSession
from app.services.session import PACK, Session

RESCUED: Final = "rescued"
_SUFFIX: Final = ".jxzp"


def save_elsewhere(session: Session, path: Path, *, replace: bool = False) -> Path:
    """Write everything that stands in the window to another file, whole or not at all; history stays behind.

    The new file has an identity of its own. The session goes on with its own file.

    Raises:
        UserError: a file of this name exists and `replace` was not asked for.
        EnvironmentProblem: the folder cannot be written, the disk is full.
    """
    facts = session.facts
    meta = {name: value for name, value in facts.meta.items() if name != PACK}
    content = list(_all_ops(facts))
    EvaluationFile.create(
        path, pack=session.kept_pack, meta=meta, who=Who.here(), content=content, replace=replace
    ).close()
    return path


def rescue(session: LiveSession) -> Path:
    """Keep everything that stands in the window in the user's data folder, in place of an earlier rescue of the file.

    Raises:
        EnvironmentProblem: the folder cannot be written either.
    """
    target = _place(session.path)
    make_folder(target.parent, code="rescue.folder", repair="请把刚才的修改另存到别处", what="留底的文件夹建不起来")
    return save_elsewhere(session, target, replace=True)


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was kept: where it lies, the name of its file, when (local time, as people read it)."""

    path: Path
    name: str
    at: str


def list_rescued() -> list[Rescued]:
    """Return what was kept of files that could not be written, the newest first."""
    folder = user_folder() / RESCUED
    try:
        found = [(path.stat().st_mtime, path) for path in folder.glob(f"*/*{_SUFFIX}") if path.is_file()]
    except OSError:
        return []
    return [
        Rescued(path, path.name, f"{datetime.fromtimestamp(at).astimezone():%Y-%m-%d %H:%M}")
        for at, path in sorted(found, reverse=True)
    ]


def take_back(kept: Path, folder: Path) -> Path:
    """Put what was kept into a folder, under a name that is free, and return where it is.

    Raises:
        EnvironmentProblem: the folder cannot be written, the disk is full; what was kept stays.
    """
    target, number = folder / f"{kept.stem}（取回）{_SUFFIX}", 1
    while target.exists():
        number += 1
        target = folder / f"{kept.stem}（取回{number}）{_SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(target, kept.read_bytes())
    except OSError as error:
        raise EnvironmentProblem(
            "rescue.take_back",
            where=str(target),
            what=f"取回的文件存不下来（{error.strerror or error}）",
            repair="请清理磁盘或在设置里换一个文件夹，然后重试",
        ) from error
    drop_rescued(kept)
    return target


def drop_rescued(kept: Path) -> None:
    """Delete what was kept; what cannot be deleted is offered again."""
    with suppress(OSError):
        kept.unlink(missing_ok=True)
        kept.parent.rmdir()


def forget_rescue(path: Path) -> None:
    """Delete the rescue of a file that could be written after all."""
    drop_rescued(_place(path))


def _place(path: Path) -> Path:
    """Return where the rescue of a file lies: two files of one name do not meet."""
    key = sha256(str(path.absolute()).encode()).hexdigest()[:12]
    return user_folder() / RESCUED / key / f"{path.stem}{_SUFFIX}"


def _all_ops(facts: Facts) -> Iterator[Op]:
    """Yield the operations that make a new file hold these facts; its root row is there already."""
    yield from (RowOp(row.id, row) for row in facts.rows.values() if row.parent is not None)
    for row, cells in facts.cells.items():
        yield from (CellOp(Address(row, key, form), cell) for (key, form), cell in cells.items())
